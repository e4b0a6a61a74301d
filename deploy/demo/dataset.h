// SPDX-License-Identifier: Apache-2.0
// The golden pair, whole: every request that brings it into two empty services, in order.
#pragma once

#include <cstdint>
#include <vector>

#include "deploy/demo/assignments.h"
#include "deploy/demo/people.h"
#include "jiedui/registry/v1/organization_service.pb.h"
#include "jiedui/scheduler/v1/agreement_service.pb.h"
#include "jiedui/scheduler/v1/course_service.pb.h"
#include "jiedui/scheduler/v1/expense_service.pb.h"
#include "jiedui/scheduler/v1/manual_figure_service.pb.h"
#include "jiedui/scheduler/v1/outcome_service.pb.h"
#include "jiedui/scheduler/v1/pairing_service.pb.h"
#include "jiedui/scheduler/v1/posting_service.pb.h"

namespace jiedui::demo {

inline constexpr uint64_t kGoldenSeed = 20'211'115;

struct Dataset {
  uint64_t seed = kGoldenSeed;
  std::vector<registry::v1::ImportOrganizationsRequest> organizations;
  PersonRows people;
  std::vector<registry::v1::CreateOrganizationPairRequest> organization_pairs;
  std::vector<scheduler::v1::CreatePairingRequest> pairings;
  std::vector<scheduler::v1::CreateCourseRequest> courses;
  std::vector<scheduler::v1::CreatePostingRequest> postings;
  AssignmentCommands assignments;
  std::vector<scheduler::v1::UpdateCourseRequest> course_updates;
  AssignmentCommands assignment_events;
  // After the article (next_course.h).
  PersonRows next_people;
  std::vector<scheduler::v1::CreateCourseRequest> next_courses;
  AssignmentCommands next_nominations;
  std::vector<scheduler::v1::RecordOutcomesRequest> outcomes;
  std::vector<scheduler::v1::CreateManualFigureRequest> manual_figures;
  std::vector<scheduler::v1::CreateAgreementRequest> agreements;
  std::vector<scheduler::v1::CreateAgreementRequest> supplements;  // to these
  std::vector<scheduler::v1::SetCourseExpenseRequest> expenses;
};

Dataset MakeGoldenDataset(uint64_t seed = kGoldenSeed);

}  // namespace jiedui::demo
