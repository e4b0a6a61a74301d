// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/resource_types.h"

#include <gtest/gtest.h>

#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/agreement.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/demand.pb.h"
#include "jiedui/scheduler/v1/edition.pb.h"
#include "jiedui/scheduler/v1/expense.pb.h"
#include "jiedui/scheduler/v1/leave.pb.h"
#include "jiedui/scheduler/v1/manual_figure.pb.h"
#include "jiedui/scheduler/v1/outcome.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "jiedui/scheduler/v1/plan.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"

namespace jiedui::scheduler {
namespace {

template <typename Message>
void ExpectNameOf(const char* type) {
  EXPECT_EQ(Message::descriptor()->full_name(), type);
}

TEST(ResourceTypes, AreTheNamesOfTheirMessages) {
  ExpectNameOf<v1::Agreement>(kAgreementType);
  ExpectNameOf<v1::Assignment>(kAssignmentType);
  ExpectNameOf<v1::Certificate>(kCertificateType);
  ExpectNameOf<v1::Correction>(kCorrectionType);
  ExpectNameOf<v1::Course>(kCourseType);
  ExpectNameOf<v1::CourseExpense>(kCourseExpenseType);
  ExpectNameOf<v1::Demand>(kDemandType);
  ExpectNameOf<v1::Edition>(kEditionType);
  ExpectNameOf<v1::Leave>(kLeaveType);
  ExpectNameOf<v1::ManualFigure>(kManualFigureType);
  ExpectNameOf<v1::Outcome>(kOutcomeType);
  ExpectNameOf<v1::Pairing>(kPairingType);
  ExpectNameOf<registry::v1::Person>(kPersonType);
  ExpectNameOf<v1::Plan>(kPlanType);
  ExpectNameOf<v1::Posting>(kPostingType);
}

}  // namespace
}  // namespace jiedui::scheduler
