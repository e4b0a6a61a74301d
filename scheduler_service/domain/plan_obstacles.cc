// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_obstacles.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/plan_days.h"
#include "scheduler_service/domain/plan_names.h"

namespace jiedui::scheduler {
namespace {

using planning::Obstacle;
using Kind = planning::Obstacle::Kind;

std::string NoOtherItem(int32_t travel_days) {
  const std::string beside = travel_days > 0 ? absl::StrCat(" and ", travel_days, " before and after") : "";
  return absl::StrCat("no other full-time item on these days", beside);
}

v1::RuleFinding Found(absl::string_view rule, std::string found, std::string required) {
  v1::RuleFinding finding;
  finding.set_severity(v1::RuleFinding::SEVERITY_REFUSE);
  finding.set_rule(std::string(rule));
  finding.set_found(std::move(found));
  finding.set_required(std::move(required));
  return finding;
}

}  // namespace

v1::RuleFinding FindingOf(const storage::v1::PlanBasis& basis, const planning::Instance& instance,
                          const Obstacle& obstacle) {
  v1::RuleFinding finding;
  switch (obstacle.kind) {
    case Kind::kBusy: {
      const DateRange dates = ToDates(instance.busy[static_cast<size_t>(obstacle.index)].days);
      finding = Found("DOUBLE_BOOKING", absl::StrCat("its days ", ToString(dates), " taken"),
                      NoOtherItem(instance.travel_buffer_days));
      finding.set_subject(basis.busy_subjects(obstacle.index));
      return finding;
    }
    case Kind::kPinned:
      finding = Found("PINNED_ELSEWHERE", "a pinned seat on the same days", NoOtherItem(instance.travel_buffer_days));
      finding.set_subject(PlanNames(basis).Assignment(basis.pair_seekers(obstacle.index)));
      return finding;
    case Kind::kExcluded:
      finding = Found("EXCLUSION", "a pinned seat in another run of the curriculum", "no other run of it");
      finding.set_subject(PlanNames(basis).Assignment(basis.pair_seekers(obstacle.index)));
      return finding;
    case Kind::kFullyPinned:
      return Found("ITEMS_PER_PERSON", absl::StrCat(obstacle.actual, " pinned already"),
                   absl::StrCat("fewer than ", obstacle.required));
    case Kind::kDaysLimit:
      return Found("DAYS_PER_PERSON", absl::StrCat(obstacle.actual, " days"),
                   absl::StrCat("at most ", std::max(int64_t{0}, obstacle.required), " days, besides what is pinned"));
    case Kind::kPrerequisite:
    case Kind::kForbidden:
      break;
  }
  return finding;
}

}  // namespace jiedui::scheduler
