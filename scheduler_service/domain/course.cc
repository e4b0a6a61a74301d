// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/course.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/item_change.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {
namespace {

std::vector<FieldViolation> CheckQuotas(const v1::Course& course) {
  std::vector<FieldViolation> violations;
  absl::flat_hash_set<std::string> divisions;
  int64_t sum = 0;
  for (int i = 0; i < course.quotas_size(); ++i) {
    const v1::Quota& quota = course.quotas(i);
    sum += quota.seats();
    if (!divisions.insert(quota.division()).second)
      violations.push_back(
          {absl::StrCat("course.quotas[", i, "].division"), absl::StrCat(quota.division(), " has a quota already")});
  }
  if (sum > course.seats())
    violations.push_back(
        {"course.quotas", absl::StrCat("quotas add up to ", sum, "; at most the ", course.seats(), " seats")});
  return violations;
}

SeatPlan PlanOf(const v1::Course& course) {
  return {.seats = course.seats(), .quotas = {course.quotas().begin(), course.quotas().end()}};
}

}  // namespace

absl::Status CheckCourse(const v1::Course& course) {
  std::vector<FieldViolation> violations =
      CheckDates("course.", {course.start_date(), course.end_date()}, kCourseDaysMax);
  for (FieldViolation& violation : CheckQuotas(course)) violations.push_back(std::move(violation));
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::StatusOr<CourseChange> NewCourse(const CourseFacts& facts, v1::Course draft, const Stamp& stamp) {
  MarkCreated(draft, stamp);
  ASSIGN_OR_RETURN(ItemChange change, AddNewItem({.pairing = facts.pairing, .item_dates = facts.item_dates},
                                                 ItemOf(draft), PlanOf(draft)));
  return CourseChange{std::move(draft), std::move(change.ledger), std::move(change.item_dates)};
}

absl::StatusOr<CourseChange> ChangedCourse(const CourseFacts& facts, v1::Course wanted, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckCourse(wanted));
  if (google::protobuf::util::MessageDifferencer::Equals(facts.course, wanted))
    return CourseChange{facts.course, facts.ledger, facts.item_dates};
  MarkUpdated(wanted, stamp);
  ASSIGN_OR_RETURN(ItemChange change,
                   ChangeItem({.pairing = facts.pairing, .item_dates = facts.item_dates, .ledger = facts.ledger},
                              ItemOf(facts.course), ItemOf(wanted), PlanOf(wanted)));
  return CourseChange{std::move(wanted), std::move(change.ledger), std::move(change.item_dates)};
}

}  // namespace jiedui::scheduler
