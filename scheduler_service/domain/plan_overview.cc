// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_overview.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_loosened.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/domain/plan_raises.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/explain.h"
#include "scheduler_service/planning/overview.h"
#include "scheduler_service/planning/try_overview.h"

namespace jiedui::scheduler {
namespace {

using planning::Instance;
using planning::Overview;
using planning::Solution;
using storage::v1::PlanBasis;

v1::PlanFloorPrice Told(const PlanBasis& basis, const Instance& instance, const planning::FloorPrice& price) {
  v1::PlanFloorPrice told;
  const v1::PlanSeats& seats = basis.quota_seats(price.quota);
  told.mutable_floor()->set_item(seats.item());
  told.mutable_floor()->set_division(seats.division());
  told.mutable_floor()->set_places(instance.quotas[planning::At(price.quota)].floor);
  *told.mutable_costs() = PlanNames(basis).Amounts(price.without.gain);
  told.set_bounded(!price.without.is_exact);
  told.set_first_cost_least(price.without.gain_least);
  told.set_first_cost_most(price.without.gain_most);
  return told;
}

const v1::PlanSeats& SeatsOf(const PlanBasis& basis, const planning::SeatWorth& worth) {
  if (worth.raise != planning::kNone) return basis.raises(worth.raise).seats();
  return worth.quota == planning::kNone ? basis.item_seats(worth.item) : basis.quota_seats(worth.quota);
}

v1::PlanSeatWorth Told(const PlanBasis& basis, const planning::SeatWorth& worth) {
  v1::PlanSeatWorth told;
  *told.mutable_seats() = SeatsOf(basis, worth);
  *told.mutable_gains() = PlanNames(basis).Amounts(worth.with.gain);
  told.set_bounded(!worth.with.is_exact);
  told.set_first_gain_least(worth.with.gain_least);
  told.set_first_gain_most(worth.with.gain_most);
  return told;
}

// What is a person's dearest counts 0, the second dearest 1, and so on.
class Ranks {
 public:
  Ranks(const PlanBasis& basis, const Instance& instance) : basis_(basis), instance_(instance) {}

  int32_t Of(int32_t pair) const {
    const int32_t person = planning::PersonOfPair(instance_, pair);
    std::set<int32_t> before;  // candidacies of the person that come before this one
    for (int32_t other = instance_.pair_begin[planning::At(person)];
         other < instance_.pair_begin[planning::At(person) + 1]; ++other)
      if (PlaceOf(other) < PlaceOf(pair)) before.insert(basis_.pair_seekers(other));
    return static_cast<int32_t>(before.size());
  }

 private:
  // In the person's order: as told, then what is not told in the plan's.
  std::pair<int32_t, int32_t> PlaceOf(int32_t pair) const {
    const int32_t wish = pair < basis_.pair_wishes_size() ? basis_.pair_wishes(pair) : 0;
    return {wish > 0 ? wish : std::numeric_limits<int32_t>::max(), basis_.pair_seekers(pair)};
  }

  const PlanBasis& basis_;
  const Instance& instance_;
};

void AddRankProfile(const PlanBasis& basis, const Instance& instance, const Solution& solution,
                    v1::PlanOverview& overview) {
  const Ranks ranks(basis, instance);
  for (const int32_t pair : solution.plan.pairs) {
    const int32_t rank = ranks.Of(pair);
    while (overview.rank_profile_size() <= rank) overview.add_rank_profile(0);
    overview.set_rank_profile(rank, overview.rank_profile(rank) + 1);
  }
}

absl::StatusOr<Overview> Surveyed(const PlanBasis& basis, const Instance& instance, const Solution& solution,
                                  const std::function<bool()>& stop) {
  ASSIGN_OR_RETURN(const std::vector<planning::SeatRaise> raises, RaisesOf(basis, instance));
  if (raises.empty() && planning::PricesSayAll(instance, solution)) return planning::Survey(instance, solution, stop);
  return planning::TrySurvey(instance, solution, {.stop = stop}, raises);
}

}  // namespace

absl::StatusOr<v1::PlanOverview> OverviewOfPlan(const PlanBasis& basis, absl::string_view name,
                                                const std::function<bool()>& stop) {
  if (basis.is_matching())
    return MakeError(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE",
                     absl::StrCat(name, ": found a matching, which has no goals that a seat or a floor could cost"),
                     {{"resource", std::string(name)}});
  ASSIGN_OR_RETURN(const Instance instance, InstanceOf(basis));
  ASSIGN_OR_RETURN(const Solution solution, SolutionOf(basis));
  ASSIGN_OR_RETURN(const Overview found, Surveyed(basis, instance, solution, stop));
  v1::PlanOverview overview;
  overview.set_plan(std::string(name));
  for (const planning::FloorPrice& price : found.floors) *overview.add_floors() = Told(basis, instance, price);
  for (const planning::SeatWorth& worth : found.worthwhile) *overview.add_worthwhile() = Told(basis, worth);
  AddRankProfile(basis, instance, solution, overview);
  overview.set_plans_tried(found.plans);
  overview.set_more_untried(!found.is_complete);
  RETURN_IF_ERROR(LoosenParting(basis, solution, overview));
  return overview;
}

}  // namespace jiedui::scheduler
