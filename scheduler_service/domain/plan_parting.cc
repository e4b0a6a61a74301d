// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_parting.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/domain/plan_floors.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/planning/candidacy.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::PlanBasis;

// The shares of one item's pool.
class Parting {
 public:
  Parting(const PlannedItem& planned, std::vector<v1::PlanFloor> floors)
      : ledger_(planned.ledger), floors_(WithQuotas(std::move(floors))), missing_(floors_.size()) {
    const v1::SeatCount& pool = ledger_.counts(ledger_.counts_size() - 1);
    left_ = OwnSeats(pool);
    for (size_t f = 0; f < floors_.size(); ++f) missing_[f] = floors_[f].places();
  }

  struct Asking {
    std::string division;
    bool is_placed = false;
    bool is_pinned = false;
  };
  void AddSeeker(const Asking& one) {
    const v1::SeatCount& count = CountFor(ledger_, one.division);
    Use& use = of_[count.division()];
    use.count = &count;
    use.inside.resize(floors_.size());
    for (size_t f = 0; f < floors_.size(); ++f)
      if (LiesIn(one.division, floors_[f].division())) ++use.inside[f];
    use.placed += one.is_placed ? 1 : 0;
    use.pinned += one.is_pinned ? 1 : 0;
  }

  PoolShares Take() && {
    for (auto& [division, use] : of_) {
      use.own = division.empty() ? 0 : OwnSeats(*use.count);
      use.share_max = division.empty() ? OwnSeats(*use.count) : PoolSeatsAtMost(*use.count);
      use.share_min = std::max(0, use.pinned - use.own);
      use.share = std::max(0, use.placed - use.own);
      left_ -= use.share;
      for (size_t f = 0; f < floors_.size(); ++f) missing_[f] -= use.Within(f);
    }
    for (size_t f = 0; f < floors_.size(); ++f) Raise(f);
    PoolShares shares;
    for (const auto& [division, use] : of_)
      if (!division.empty()) shares[division] = use.share;
    return shares;
  }

 private:
  struct Use {
    const v1::SeatCount* count = nullptr;
    std::vector<int> inside;  // by floor: who of its division asks
    int placed = 0;
    int pinned = 0;
    int own = 0;
    int share = 0;      // of the pool
    int share_min = 0;  // for those who are pinned
    int share_max = 0;

    // How many of the floor's division could get a seat.
    int Within(size_t f) const { return std::min(inside[f], own + share); }
  };

  // Floors within one quota share its seats: the quota is given one that holds them all. The inner ones come first, as
  // they count in the outer ones too.
  std::vector<v1::PlanFloor> WithQuotas(std::vector<v1::PlanFloor> floors) const {
    std::vector<v1::PlanFloor> all = floors;
    for (const v1::SeatCount& count : ledger_.counts()) {
      if (!IsQuota(count)) continue;
      std::vector<v1::PlanFloor> inside;
      std::copy_if(floors.begin(), floors.end(), std::back_inserter(inside),
                   [&count](const v1::PlanFloor& floor) { return LiesIn(floor.division(), count.division()); });
      if (inside.size() < 2) continue;
      v1::PlanFloor& together = all.emplace_back(inside.front());
      together.set_division(count.division());
      together.set_places(static_cast<int>(NeededBy(std::move(inside))));
    }
    std::stable_sort(all.begin(), all.end(), [](const v1::PlanFloor& a, const v1::PlanFloor& b) {
      return a.division().size() > b.division().size();
    });
    return all;
  }

  // One share after the other, from what is left or from whoever can spare one.
  void Raise(size_t f) {
    for (auto& [division, use] : of_)
      while (missing_[f] > 0 && use.share < use.share_max && use.own + use.share < use.inside[f])
        if (left_ > 0)
          --left_, Change(use, 1);
        else if (!TakeOne(use, f))
          break;
  }

  bool TakeOne(Use& taker, size_t f) {
    for (auto& [division, use] : of_) {
      if (&use == &taker || use.share <= use.share_min || !CanSpare(use, f)) continue;
      Change(use, -1);
      Change(taker, 1);
      return true;
    }
    return false;
  }

  // Neither this floor nor one before it would miss anybody.
  bool CanSpare(const Use& use, size_t f) const {
    for (size_t k = 0; k <= f; ++k)
      if (use.own + use.share <= use.inside[k] && (k == f || missing_[k] >= 0)) return false;
    return true;
  }

  void Change(Use& use, int by) {
    for (size_t f = 0; f < floors_.size(); ++f) missing_[f] += use.Within(f);
    use.share += by;
    for (size_t f = 0; f < floors_.size(); ++f) missing_[f] -= use.Within(f);
  }

  const v1::SeatLedger& ledger_;
  const std::vector<v1::PlanFloor> floors_;
  std::vector<int> missing_;       // by floor; below 0: so many more than it asks for
  std::map<std::string, Use> of_;  // by quota; "" = the pool
  int left_ = 0;                   // of the pool
};

std::vector<v1::PlanFloor> FloorsOf(const v1::PlanQuestion& question, const std::string& item) {
  std::vector<v1::PlanFloor> floors;
  for (const v1::PlanFloor& floor : question.floors())
    if (floor.item() == item) floors.push_back(floor);
  return floors;
}

// Pinned where they are pinned, the others in the last of their parts that has room: the narrowest come last.
std::vector<int32_t> PairsFor(const std::set<int32_t>& seekers, const PlanBasis& basis,
                              const planning::Instance& instance) {
  std::vector<int32_t> room;
  room.reserve(instance.items.size());
  for (const planning::Item& item : instance.items) room.push_back(item.seats);
  std::set<int32_t> left = seekers;
  std::vector<int32_t> pairs;
  const auto place = [&](int32_t pair) {
    int32_t& seats = room[static_cast<size_t>(instance.pair_item[static_cast<size_t>(pair)])];
    if (seats <= 0 || left.erase(basis.pair_seekers(pair)) == 0) return;
    --seats;
    pairs.push_back(pair);
  };
  for (const int32_t pair : instance.pinned) place(pair);
  for (int32_t pair = instance.pairs() - 1; pair >= 0; --pair) place(pair);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace

RelaxedQuestion WithoutRulesOf(const std::vector<int>& parted, PlanFacts facts, v1::PlanQuestion question) {
  SortCandidates({question.priority().begin(), question.priority().end()}, facts.seekers);
  std::set<std::string> names;
  for (const int item : parted) {
    PlannedItem& planned = facts.items[static_cast<size_t>(item)];
    planned.item.seats_min = 0;
    planned.ledger.clear_categories();
    names.insert(planned.item.name);
  }
  auto& floors = *question.mutable_floors();
  floors.erase(std::remove_if(floors.begin(), floors.end(),
                              [&names](const v1::PlanFloor& floor) { return names.count(floor.item()) > 0; }),
               floors.end());
  return {std::move(facts), std::move(question)};
}

PoolParting PartPools(const std::vector<int>& parted, const RelaxedQuestion& relaxed, const PlanModel& relaxation,
                      const planning::Solution& solution, const v1::PlanQuestion& question) {
  const PlanNames names(relaxation.basis);
  const std::set<int32_t> placed = names.Chosen(solution.plan.pairs);
  const std::set<int32_t> pinned = names.Chosen(relaxation.instance.pinned);
  const std::vector<bool> stands = planning::StandingPairs(relaxation.instance);
  std::set<int32_t> asking;
  for (int32_t pair = 0; pair < relaxation.instance.pairs(); ++pair)
    if (stands[static_cast<size_t>(pair)]) asking.insert(relaxation.basis.pair_seekers(pair));
  std::map<int, Parting> of_item;
  for (const int item : parted) {
    const PlannedItem& planned = relaxed.facts.items[static_cast<size_t>(item)];
    of_item.try_emplace(item, planned, FloorsOf(question, planned.item.name));
  }
  for (const int32_t seeker : asking) {
    const PlanCandidate& one = relaxed.facts.seekers[static_cast<size_t>(seeker)];
    if (const auto found = of_item.find(one.item); found != of_item.end())
      found->second.AddSeeker({one.seating.division, placed.count(seeker) > 0, pinned.count(seeker) > 0});
  }
  PoolParting parting;
  for (auto& [item, shares] : of_item)
    parting[relaxed.facts.items[static_cast<size_t>(item)].item.name] = std::move(shares).Take();
  return parting;
}

void SetRelaxation(const std::vector<int>& parted, const PlanModel& relaxation, const planning::Solution& solution,
                   PlanBasis& basis) {
  PlanBasis kept = WithSolution(relaxation, solution);
  kept.clear_persons();
  kept.clear_calendar_digests();
  kept.clear_seekers();
  kept.clear_rows();
  kept.clear_stricter();
  kept.clear_raises();
  for (const std::string& rule : solution.plan.relaxed) kept.add_stricter(InNames(relaxation.basis, rule));
  for (const int item : parted) kept.add_parted(relaxation.basis.items(item));
  *basis.mutable_relaxation() = std::move(kept);
}

absl::StatusOr<planning::Verdict> JudgeByRelaxation(const PlanBasis& basis, const planning::Solution& solution) {
  const PlanBasis& relaxation = basis.relaxation();
  ASSIGN_OR_RETURN(const planning::Instance instance, InstanceOf(relaxation));
  ASSIGN_OR_RETURN(const planning::Solution best, SolutionOf(relaxation));
  planning::Plan plan;
  plan.pairs = PairsFor(PlanNames(basis).Chosen(solution.plan.pairs), relaxation, instance);
  plan.value = solution.plan.value;
  plan.bound.assign(instance.levels.size(), std::numeric_limits<int64_t>::max());  // whatever the proof shows
  return planning::Verify(instance, plan, best.certificate);
}

std::string DescribeParting(const PlanBasis& basis) {
  constexpr int kNamesMax = 3;
  const auto& parted = basis.relaxation().parted();
  const int named = std::min(parted.size(), kNamesMax);
  return absl::StrCat(absl::StrJoin(parted.begin(), parted.begin() + named, " and "),
                      parted.size() > named ? " and others" : "", ": more than ", kCrossingDivisionsMax,
                      " divisions may use the pool beside a minimum, floors or limits of categories, so that it was "
                      "parted among them beforehand; the bounds are those of any parting");
}

absl::Status NoPlanWithParting(const PlanBasis& basis) {
  return LimitExceeded(absl::StrCat("pairings/", basis.pairing()),
                       absl::StrCat("a smaller minimum, or smaller floors: no plan was found by which all rules hold; ",
                                    DescribeParting(basis)));
}

}  // namespace jiedui::scheduler
