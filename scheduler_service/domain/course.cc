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
#include "scheduler_service/domain/course_seats.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/item_change.h"
#include "scheduler_service/domain/item_dates.h"
#include "scheduler_service/domain/limits.h"

namespace jiedui::scheduler {
namespace {

std::vector<FieldViolation> CheckQuotas(const v1::Course& course) {
  std::vector<FieldViolation> violations;
  absl::flat_hash_set<std::string> divisions;
  int64_t sum = 0;
  for (int i = 0; i < course.quotas_size(); ++i) {
    const v1::Quota& quota = course.quotas(i);
    sum += quota.seats();
    if (quota.ceiling() > 0 && quota.ceiling() < quota.seats())
      violations.push_back({absl::StrCat("course.quotas[", i, "].ceiling"),
                            absl::StrCat(quota.ceiling(), " is less than the ", quota.seats(), " seats of the quota")});
    if (!divisions.insert(quota.division()).second)
      violations.push_back(
          {absl::StrCat("course.quotas[", i, "].division"), absl::StrCat(quota.division(), " has a quota already")});
  }
  if (sum > course.seats())
    violations.push_back(
        {"course.quotas", absl::StrCat("quotas add up to ", sum, "; at most the ", course.seats(), " seats")});
  return violations;
}

std::vector<FieldViolation> CheckCategories(const v1::Course& course) {
  std::vector<FieldViolation> violations;
  absl::flat_hash_set<int> categories;
  int64_t sum = 0;
  for (int i = 0; i < course.category_quotas_size(); ++i) {
    const v1::CategoryQuota& quota = course.category_quotas(i);
    const std::string field = absl::StrCat("course.category_quotas[", i, "]");
    sum += quota.floor();
    if (!categories.insert(quota.category()).second) violations.push_back({field + ".category", "has a quota already"});
    if (quota.ceiling() > 0 && quota.ceiling() < quota.floor())
      violations.push_back(
          {field + ".ceiling", absl::StrCat(quota.ceiling(), " is less than the floor ", quota.floor())});
  }
  if (sum > course.seats())
    violations.push_back(
        {"course.category_quotas", absl::StrCat("floors add up to ", sum, "; at most the ", course.seats(), " seats")});
  return violations;
}

}  // namespace

absl::Status CheckCourse(const v1::Course& course) {
  std::vector<FieldViolation> violations =
      CheckDates("course.", {course.start_date(), course.end_date()}, kCourseDaysMax);
  for (FieldViolation& violation : CheckQuotas(course)) violations.push_back(std::move(violation));
  for (FieldViolation& violation : CheckCategories(course)) violations.push_back(std::move(violation));
  if (course.seats_min() > course.seats())
    violations.push_back({"course.seats_min", absl::StrCat(course.seats_min(), " is more than the ", course.seats(),
                                                           " seats: nobody could ever take part")});
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

std::optional<absl::Time> NominationDeadline(const v1::Course& course) {
  if (!course.has_nomination_deadline()) return std::nullopt;
  return absl::FromUnixSeconds(course.nomination_deadline().seconds());
}

absl::StatusOr<CourseChange> NewCourse(const CourseFacts& facts, v1::Course draft, const Stamp& stamp) {
  if (draft.state() == v1::Course::STATE_UNSPECIFIED) draft.set_state(v1::Course::STATE_DRAFT);
  MarkCreated(draft, stamp);
  ASSIGN_OR_RETURN(ItemChange change, AddNewItem({.pairing = facts.pairing, .item_dates = facts.item_dates},
                                                 ItemOf(draft), PlanOf(draft)));
  return CourseChange{std::move(draft), std::move(change.seats), std::move(change.item_dates)};
}

absl::StatusOr<CourseChange> ChangedCourse(const CourseFacts& facts, v1::Course wanted, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckCourse(wanted));
  if (google::protobuf::util::MessageDifferencer::Equals(facts.course, wanted))
    return CourseChange{facts.course, facts.seats, facts.item_dates};
  RETURN_IF_ERROR(CheckAllowed(facts.course, "UpdateCourse"));
  MarkUpdated(wanted, stamp);
  ASSIGN_OR_RETURN(ItemChange change,
                   ChangeItem({.pairing = facts.pairing, .item_dates = facts.item_dates, .seats = facts.seats},
                              ItemOf(facts.course), ItemOf(wanted), PlanOf(wanted)));
  return CourseChange{std::move(wanted), std::move(change.seats), std::move(change.item_dates)};
}

absl::StatusOr<CourseChange> Postponed(const CourseFacts& facts, const DateRange& dates, const ItemVerb& verb,
                                       const Stamp& stamp) {
  CourseChange change{facts.course, facts.seats, facts.item_dates};
  const DateRange before = ItemOf(facts.course).dates;
  if (before.first == dates.first && before.last == dates.last) return change;
  RETURN_IF_ERROR(MoveItem(change.course, verb, stamp).status());
  change.course.set_start_date(dates.first);
  change.course.set_end_date(dates.last);
  RETURN_IF_ERROR(CheckCourse(change.course));
  const std::vector<RuleViolation> outside = OutsidePairing(facts.pairing, ItemOf(change.course));
  if (!outside.empty()) return RulesFailed("RULES_FAILED", outside);
  RemoveItem(change.item_dates, before);
  AddItem(change.item_dates, dates);
  return change;
}

}  // namespace jiedui::scheduler
