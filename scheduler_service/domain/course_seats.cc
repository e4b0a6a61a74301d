// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/course_seats.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/domain/item_change.h"

namespace jiedui::scheduler {
namespace {

v1::Quota& QuotaOf(v1::Course& course, const std::string& division) {
  for (v1::Quota& quota : *course.mutable_quotas())
    if (quota.division() == division) return quota;
  v1::Quota& quota = *course.add_quotas();
  quota.set_division(division);
  return quota;
}

bool IsEmpty(const v1::Quota& quota) { return quota.seats() == 0 && quota.ceiling() == 0; }

// Sets the division's quota, or takes it away. The quotas of others stay, also without seats: released seats are not
// taken up again, and who has none may not draw on the pool.
void SetQuota(v1::Course& course, const v1::Quota& quota) {
  if (!IsEmpty(quota)) {
    QuotaOf(course, quota.division()) = quota;
    return;
  }
  auto& quotas = *course.mutable_quotas();
  const auto is_its = [&](const v1::Quota& other) { return other.division() == quota.division(); };
  quotas.erase(std::remove_if(quotas.begin(), quotas.end(), is_its), quotas.end());
}

absl::Status CheckDeadline(const v1::Course& course, bool before_deadline, const Stamp& stamp) {
  const std::optional<absl::Time> deadline = NominationDeadline(course);
  if (before_deadline || !deadline.has_value() || stamp.now > *deadline) return absl::OkStatus();
  return RulesFailed("RULES_FAILED",
                     {{"BEFORE_DEADLINE", course.name(),
                       absl::StrCat("found ", absl::FormatTime(stamp.now), ", required after the nomination deadline ",
                                    absl::FormatTime(*deadline), ", or before_deadline")}});
}

bool IsNamed(const std::vector<std::string>& divisions, const std::string& division) {
  return divisions.empty() || std::find(divisions.begin(), divisions.end(), division) != divisions.end();
}

// Under another plan; equal to what was, where nothing differs.
absl::StatusOr<CourseChange> Planned(const CourseFacts& facts, v1::Course wanted, const ItemVerb& verb,
                                     const Stamp& stamp) {
  CourseChange change{facts.course, facts.seats, facts.item_dates};
  if (google::protobuf::util::MessageDifferencer::Equals(facts.course, wanted)) return change;
  RETURN_IF_ERROR(CheckCourse(wanted));
  change.course = std::move(wanted);
  RETURN_IF_ERROR(MoveItem(change.course, verb, stamp).status());
  ASSIGN_OR_RETURN(change.seats, Replanned(facts.seats, PlanOf(change.course)));
  return change;
}

}  // namespace

SeatPlan PlanOf(const v1::Course& course) {
  return {.seats = course.seats(),
          .quotas = {course.quotas().begin(), course.quotas().end()},
          .categories = {course.category_quotas().begin(), course.category_quotas().end()}};
}

absl::StatusOr<CourseChange> Allocated(const CourseFacts& facts, const std::vector<v1::Quota>& quotas, int seats,
                                       const ItemVerb& verb, const Stamp& stamp) {
  v1::Course wanted = facts.course;
  if (seats != 0) wanted.set_seats(seats);
  for (const v1::Quota& quota : quotas) SetQuota(wanted, quota);
  return Planned(facts, std::move(wanted), verb, stamp);
}

absl::StatusOr<CourseChange> Released(const CourseFacts& facts, const std::vector<std::string>& divisions,
                                      bool before_deadline, const ItemVerb& verb, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckDeadline(facts.course, before_deadline, stamp));
  v1::Course wanted = facts.course;
  std::vector<std::pair<std::string, int>> released;
  for (const v1::SeatCount& count : facts.seats.ledger().counts()) {
    const int needed = PeopleOf(count) + count.pending() + count.waiting();
    const int unfilled = count.seats() - needed;
    if (count.division().empty() || unfilled <= 0 || !IsNamed(divisions, count.division())) continue;
    QuotaOf(wanted, count.division()).set_seats(needed);
    released.emplace_back(count.division(), unfilled);
  }
  ASSIGN_OR_RETURN(CourseChange change, Planned(facts, std::move(wanted), verb, stamp));
  for (v1::SeatCount& count : *change.seats.mutable_ledger()->mutable_counts())
    for (const auto& [division, unfilled] : released)
      if (count.division() == division) count.set_released(count.released() + unfilled);
  return change;
}

}  // namespace jiedui::scheduler
