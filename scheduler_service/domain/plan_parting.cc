// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_parting.h"

#include <algorithm>
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
#include "scheduler_service/domain/plan_names.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::PlanBasis;

// The shares of one item's pool.
class Parting {
 public:
  Parting(const PlannedItem& planned, std::vector<v1::PlanFloor> floors)
      : ledger_(planned.ledger), floors_(std::move(floors)) {
    left_ = OwnSeats(ledger_.counts(ledger_.counts_size() - 1));
    // Those of the inner divisions first: they count in the outer ones too.
    std::stable_sort(floors_.begin(), floors_.end(), [](const v1::PlanFloor& a, const v1::PlanFloor& b) {
      return a.division().size() > b.division().size();
    });
  }

  void AddSeeker(const std::string& division, bool is_placed) {
    const v1::SeatCount& count = CountFor(ledger_, division);
    Use& use = of_[count.division()];
    use.count = &count;
    use.divisions.push_back(division);
    use.placed += is_placed ? 1 : 0;
  }

  PoolShares Take() && {
    for (auto& [division, use] : of_) {
      use.share = division.empty() ? use.placed : std::max(0, use.placed - OwnSeats(*use.count));
      left_ -= use.share;
    }
    for (size_t floor = 0; floor < floors_.size(); ++floor) Raise(floor);
    PoolShares shares;
    for (const auto& [division, use] : of_)
      if (!division.empty()) shares[division] = use.share;
    return shares;
  }

 private:
  struct Use {
    const v1::SeatCount* count = nullptr;
    std::vector<std::string> divisions;  // of those who ask
    int placed = 0;
    int share = 0;  // of the pool
  };

  // How many of the floor's division could get a seat with these shares.
  static int Within(const Use& use, const v1::PlanFloor& floor) {
    const auto asking = std::count_if(use.divisions.begin(), use.divisions.end(),
                                      [&](const std::string& one) { return LiesIn(one, floor.division()); });
    const int seats = use.share + (use.count->division().empty() ? 0 : OwnSeats(*use.count));
    return std::min(static_cast<int>(asking), seats);
  }

  int MissingAt(const v1::PlanFloor& floor) const {
    int missing = floor.places();
    for (const auto& [division, use] : of_) missing -= Within(use, floor);
    return missing;
  }

  // One share after the other, from what is left or from whoever can spare one.
  void Raise(size_t floor) {
    for (auto& [division, use] : of_) {
      const int share_max = division.empty() ? left_ + use.share : PoolSeatsAtMost(*use.count);
      while (MissingAt(floors_[floor]) > 0 && use.share < share_max) {
        const int before = Within(use, floors_[floor]);
        ++use.share;
        if (Within(use, floors_[floor]) > before && PayFor(use, floor)) continue;
        --use.share;
        break;
      }
    }
  }

  bool PayFor(const Use& taker, size_t floor) {
    if (left_ > 0) {
      --left_;
      return true;
    }
    const int missing = MissingAt(floors_[floor]);
    for (auto& [division, use] : of_) {
      if (&use == &taker || use.share == 0) continue;
      --use.share;
      if (MissingAt(floors_[floor]) == missing && KeepFloorsBefore(floor)) return true;
      ++use.share;
    }
    return false;
  }

  bool KeepFloorsBefore(size_t floor) const {
    return std::all_of(floors_.begin(), floors_.begin() + static_cast<std::ptrdiff_t>(floor),
                       [this](const v1::PlanFloor& one) { return MissingAt(one) <= 0; });
  }

  const v1::SeatLedger& ledger_;
  std::vector<v1::PlanFloor> floors_;
  std::map<std::string, Use> of_;  // by quota; "" = the pool
  int left_ = 0;                   // of the pool
};

std::vector<v1::PlanFloor> FloorsOf(const v1::PlanQuestion& question, const std::string& item) {
  std::vector<v1::PlanFloor> floors;
  for (const v1::PlanFloor& floor : question.floors())
    if (floor.item() == item) floors.push_back(floor);
  return floors;
}

// Each in the last of their parts that has room: the narrowest come last.
std::vector<int32_t> PairsFor(const std::set<int32_t>& seekers, const PlanBasis& basis,
                              const planning::Instance& instance) {
  std::vector<int32_t> room;
  for (const planning::Item& item : instance.items) room.push_back(item.seats);
  std::set<int32_t> left = seekers;
  std::vector<int32_t> pairs;
  for (int32_t pair = instance.pairs() - 1; pair >= 0; --pair) {
    int32_t& seats = room[static_cast<size_t>(instance.pair_item[static_cast<size_t>(pair)])];
    if (seats == 0 || left.erase(basis.pair_seekers(pair)) == 0) continue;
    --seats;
    pairs.push_back(pair);
  }
  std::reverse(pairs.begin(), pairs.end());
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
  const std::set<int32_t> placed = PlanNames(relaxation.basis).Chosen(solution.plan.pairs);
  const std::set<int32_t> asking(relaxation.basis.pair_seekers().begin(), relaxation.basis.pair_seekers().end());
  PoolParting parting;
  for (const int item : parted) {
    const PlannedItem& planned = relaxed.facts.items[static_cast<size_t>(item)];
    Parting of_item(planned, FloorsOf(question, planned.item.name));
    for (const int32_t seeker : asking)
      if (const PlanCandidate& one = relaxed.facts.seekers[static_cast<size_t>(seeker)]; one.item == item)
        of_item.AddSeeker(one.seating.division, placed.count(seeker) > 0);
    parting[planned.item.name] = std::move(of_item).Take();
  }
  return parting;
}

void SetRelaxation(const std::vector<int>& parted, const PlanModel& relaxation, const planning::Solution& solution,
                   PlanBasis& basis) {
  PlanBasis kept = WithSolution(relaxation, solution);
  kept.clear_persons();
  kept.clear_calendar_digests();
  kept.clear_seekers();
  kept.clear_rows();
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
  return absl::StrCat(absl::StrJoin(basis.relaxation().parted(), " and "), ": more than ", kCrossingDivisionsMax,
                      " divisions may use the pool beside a minimum, floors or limits of categories, so that it was "
                      "parted among them beforehand; the bounds are those of any parting");
}

absl::Status NoPlanWithParting(const PlanBasis& basis) {
  return LimitExceeded(absl::StrCat("pairings/", basis.pairing()),
                       absl::StrCat("a smaller minimum, or smaller floors: no plan was found by which all rules hold; ",
                                    DescribeParting(basis)));
}

}  // namespace jiedui::scheduler
