// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/leave_rows.h"

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Leave;
using scheduler::v1::RecordLeaveRequest;

constexpr uint32_t kLongLeavesPerTenThousand = 150;
constexpr uint32_t kMothersPerTenThousand = 80;  // of those who might be, a year
// Only three in ten come once and early enough in the year: of them so many more.
constexpr uint32_t kMothersOfTraineesPerTenThousand = 270;
constexpr int kMotherAgeMin = 24;
constexpr int kMotherAgeMax = 40;
constexpr int kMaternityDays = 158;  // 98 of the nation and 60 of the province
constexpr int kLongLeaveDaysMin = 31;
constexpr int kLongLeaveDaysMax = 60;
constexpr int kDaysBeforeLeave = 20;  // after a course, or after arriving, at most

int AgeOn(absl::CivilDay day, const registry::v1::Person& person) {
  const absl::CivilDay birth = *ParseDate(person.birth_date());
  const bool is_past = absl::CivilDay(day.year(), birth.month(), birth.day()) <= day;
  return static_cast<int>(day.year() - birth.year()) - (is_past ? 0 : 1);
}

bool MayBeMother(absl::CivilDay day, const registry::v1::Person& person) {
  const int age = AgeOn(day, person);
  return person.sex() == registry::v1::SEX_FEMALE && age >= kMotherAgeMin && age <= kMotherAgeMax;
}

RecordLeaveRequest NewLeave(const registry::v1::Person& person, Leave::Kind kind, absl::CivilDay first, int days) {
  RecordLeaveRequest request;
  request.set_parent(person.name());
  request.set_leave_id(absl::StrCat("l-", first.year()));
  request.set_request_id(absl::StrCat("demo-leave-", person.name().substr(sizeof("persons/") - 1)));
  request.mutable_leave()->set_kind(kind);
  request.mutable_leave()->set_start_date(FormatDate(first));
  request.mutable_leave()->set_end_date(FormatDate(first + (days - 1)));
  return request;
}

}  // namespace

std::optional<RecordLeaveRequest> LeaveOfSent(const TierMap& map, int pair, int year, const StayPlan& stay,
                                              const registry::v1::Person& person) {
  Dice dice({map.seed(), static_cast<uint64_t>(pair), EntityKind::kScaleLeave,
             static_cast<uint64_t>(year) * 100'000 + static_cast<uint64_t>(stay.ordinal)});
  const absl::CivilDay first = stay.first + dice.Between(1, kDaysBeforeLeave);
  if (MayBeMother(first, person) && dice.PerTenThousand(kMothersPerTenThousand)) {
    return NewLeave(person, Leave::KIND_MATERNITY, first, kMaternityDays);
  }
  const int days = dice.Between(kLongLeaveDaysMin, kLongLeaveDaysMax);
  if (!dice.PerTenThousand(kLongLeavesPerTenThousand) || first + days > stay.Last()) return std::nullopt;
  return NewLeave(person, dice.PerCent(70) ? Leave::KIND_SICK : Leave::KIND_PERSONAL, first, days);
}

std::optional<RecordLeaveRequest> LeaveOfTrainee(const TierMap& map, const CoursePlan& course, const SeatPlan& seat,
                                                 const registry::v1::Person& person) {
  Dice dice({map.seed(), seat.trainee.Key(), EntityKind::kScaleLeave, 0});
  const absl::CivilDay first = course.held_last + dice.Between(1, kDaysBeforeLeave);
  const bool is_of_year = first + kMaternityDays <= absl::CivilDay(course.first.year() + 1, 1, 1);
  if (!seat.only_time || !is_of_year || !MayBeMother(first, person)) return std::nullopt;
  if (!dice.PerTenThousand(kMothersOfTraineesPerTenThousand)) return std::nullopt;
  return NewLeave(person, Leave::KIND_MATERNITY, first, kMaternityDays);
}

}  // namespace jiedui::demo
