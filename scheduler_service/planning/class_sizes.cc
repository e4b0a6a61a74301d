// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/class_sizes.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/overlap_proof.h"

namespace jiedui::planning {
namespace {

constexpr int32_t kNodesMax = 200;
constexpr int32_t kFlipsMax = 200;

enum class Fate { kOpenEnded, kRuns, kClosed };

// The instance without minima: courses that run have a floor over everybody, those that do not have no seats, the rest
// neither minimum nor floors. Pairs, items and the first quotas keep their numbers.
Instance WithFates(const Instance& instance, const std::vector<Fate>& fates) {
  Instance changed = instance;
  for (Quota& quota : changed.quotas)
    if (fates[At(quota.item)] != Fate::kRuns) quota.floor = 0;
  const int32_t everybody = changed.groups;
  for (int32_t j = 0; j < Size(fates.size()); ++j) {
    Item& item = changed.items[At(j)];
    if (fates[At(j)] == Fate::kRuns && item.seats_min > 0)
      changed.quotas.push_back({.item = j, .group = everybody, .floor = item.seats_min, .ceiling = item.seats});
    if (fates[At(j)] == Fate::kClosed) item.seats = 0;
    item.seats_min = 0;
  }
  if (changed.quotas.size() == instance.quotas.size()) return changed;
  ++changed.groups;
  changed.group.clear();
  changed.group_begin.assign(1, 0);
  for (int32_t person = 0; person < instance.people; ++person) {
    const auto groups = Of(person, instance.group_begin, instance.group);
    changed.group.insert(changed.group.end(), groups.begin(), groups.end());
    changed.group.push_back(everybody);
    changed.group_begin.push_back(Size(changed.group.size()));
  }
  return changed;
}

class Search {
 public:
  Search(const Instance& instance, const Oracle& oracle, Meter& meter)
      : instance_(instance), oracle_(oracle), meter_(meter), in_item_(instance.items.size()) {}

  absl::StatusOr<Answer> Take() && {
    std::vector<Fate> fates(instance_.items.size(), Fate::kOpenEnded);
    for (size_t j = 0; j < fates.size(); ++j)
      if (instance_.items[j].seats_min == 0) fates[j] = Fate::kRuns;
    ASSIGN_OR_RETURN(Answer relaxed, oracle_(WithFates(instance_, fates), meter_));
    if (std::holds_alternative<Infeasible>(relaxed)) return relaxed;
    auto& root = std::get<Solution>(relaxed);
    Decide(fates);
    Branch(fates);
    if (!best_.has_value() && !is_complete_) CloseTheRest({std::move(rounded_), std::move(fates)});
    if (!is_complete_) Flip();
    if (!best_.has_value() && is_complete_)
      return absl::FailedPreconditionError("whichever courses run, minimum sizes and other rules cannot all hold");
    if (!best_.has_value())
      return absl::ResourceExhaustedError("no plan was found that keeps minimum sizes and floors");
    root.plan.pairs = std::move(best_->pairs);
    root.plan.value = std::move(best_->value);
    root.plan.bound = LevelBounds(instance_, root.certificate, root.plan.value);
    root.plan.relaxed.emplace_back("seats_min: kept by the plan, left out of the bound");
    return relaxed;
  }

 private:
  // What is clear from the start.
  void Decide(std::vector<Fate>& fates) const {
    std::vector<int32_t> candidates(fates.size());
    const std::vector<bool> stands = StandingPairs(instance_);
    for (int32_t pair = 0; pair < instance_.pairs(); ++pair)
      if (stands[At(pair)]) ++candidates[At(instance_.pair_item[At(pair)])];
    for (size_t j = 0; j < fates.size(); ++j)
      if (candidates[j] < instance_.items[j].seats_min) fates[j] = Fate::kClosed;
    for (const int32_t pin : instance_.pinned) fates[At(instance_.pair_item[At(pin)])] = Fate::kRuns;
  }

  // A plan with these fates; none: nothing to be had.
  std::optional<Plan> Ask(const std::vector<Fate>& fates) {
    absl::StatusOr<Answer> answer = oracle_(WithFates(instance_, fates), meter_);
    if (!answer.ok()) is_complete_ = false;
    if (!answer.ok() || std::holds_alternative<Infeasible>(*answer)) return std::nullopt;
    return std::move(std::get<Solution>(*answer).plan);
  }

  void Branch(std::vector<Fate> fates) {
    if (++nodes_ > kNodesMax || (meter_.exhausted() && best_.has_value())) {
      is_complete_ = false;
      return;
    }
    std::optional<Plan> plan = Ask(fates);
    if (!plan.has_value() || CannotBeat(*plan)) return;
    const int32_t item = Troubled(*plan, fates);
    if (item < 0) return Keep(*std::move(plan));
    if (!best_.has_value()) rounded_ = RunWhatIsFull(fates);
    const bool nearly_runs = 2 * in_item_[At(item)] >= instance_.items[At(item)].seats_min;
    for (const bool runs : {nearly_runs, !nearly_runs}) {
      fates[At(item)] = runs ? Fate::kRuns : Fate::kClosed;
      Branch(fates);
    }
  }

  // What has its minimum already, in the plan looked at last, is left to run.
  std::vector<Fate> RunWhatIsFull(std::vector<Fate> fates) const {
    for (size_t j = 0; j < fates.size(); ++j)
      if (fates[j] == Fate::kOpenEnded && in_item_[j] >= instance_.items[j].seats_min) fates[j] = Fate::kRuns;
    return fates;
  }

  // Each node decides one course: with more undecided ones than nodes no leaf is reached, though closing whatever is
  // still open is a plan in most cases. From the first choice that has one; Flip makes it better.
  void CloseTheRest(std::vector<std::vector<Fate>> choices) {
    for (std::vector<Fate>& fates : choices) {
      if (fates.empty()) continue;
      std::replace(fates.begin(), fates.end(), Fate::kOpenEnded, Fate::kClosed);
      best_ = Ask(fates);
      if (best_.has_value()) return;
    }
  }

  // A course between nobody and its minimum, or short of a floor: that which is fullest, by its minimum; -1: none.
  int32_t Troubled(const Plan& plan, const std::vector<Fate>& fates) {
    std::fill(in_item_.begin(), in_item_.end(), 0);
    for (const int32_t pair : plan.pairs) ++in_item_[At(instance_.pair_item[At(pair)])];
    int32_t found = -1;
    const auto fullness = [this](int32_t j, int32_t by) {
      return int64_t{in_item_[At(j)]} * instance_.items[At(by)].seats_min;
    };
    for (int32_t j = 0; j < Size(fates.size()); ++j) {
      if (fates[At(j)] != Fate::kOpenEnded || in_item_[At(j)] == 0) continue;
      if (in_item_[At(j)] >= instance_.items[At(j)].seats_min && !HasFloors(j)) continue;
      if (found < 0 || fullness(j, found) > fullness(found, j)) found = j;
    }
    return found;
  }

  bool HasFloors(int32_t item) const {
    return std::any_of(instance_.quotas.begin(), instance_.quotas.end(),
                       [item](const Quota& quota) { return quota.item == item && quota.floor > 0; });
  }

  // Level by level; where a plan's value is below its bound, the bounds of later levels say nothing.
  bool CannotBeat(const Plan& plan) const {
    if (!best_.has_value()) return false;
    for (size_t l = 0; l < plan.bound.size(); ++l) {
      if (plan.bound[l] != best_->value[l]) return plan.bound[l] < best_->value[l];
      if (plan.value[l] != plan.bound[l]) return false;
    }
    return true;
  }

  void Keep(Plan plan) {
    if (!best_.has_value() || plan.value > best_->value) best_ = std::move(plan);
  }

  // Opens or closes one course of the best plan at a time.
  void Flip() {
    if (!best_.has_value()) return;
    std::vector<Fate> fates(instance_.items.size(), Fate::kClosed);
    for (size_t j = 0; j < fates.size(); ++j)
      if (instance_.items[j].seats_min == 0) fates[j] = Fate::kRuns;
    for (const int32_t pair : best_->pairs) fates[At(instance_.pair_item[At(pair)])] = Fate::kRuns;
    std::vector<Fate> decided(fates.size(), Fate::kOpenEnded);
    Decide(decided);
    int32_t flips = 0;
    while (FlipEach(decided, fates, flips)) continue;
  }

  // One round over the courses not decided; true: a flip was better and there is time for another round.
  bool FlipEach(const std::vector<Fate>& decided, std::vector<Fate>& fates, int32_t& flips) {
    bool any = false;
    for (size_t j = 0; j < fates.size(); ++j) {
      if (instance_.items[j].seats_min == 0 || decided[j] != Fate::kOpenEnded) continue;
      if (meter_.exhausted() || ++flips > kFlipsMax) return false;
      const Fate before = std::exchange(fates[j], fates[j] == Fate::kRuns ? Fate::kClosed : Fate::kRuns);
      if (KeepIfBetter(Ask(fates)))
        any = true;
      else
        fates[j] = before;
    }
    return any;
  }

  bool KeepIfBetter(std::optional<Plan> plan) {
    if (!plan.has_value() || plan->value <= best_->value) return false;
    best_ = std::move(plan);
    return true;
  }

  const Instance& instance_;
  const Oracle& oracle_;
  Meter& meter_;
  std::vector<int32_t> in_item_;
  std::optional<Plan> best_;
  std::vector<Fate> rounded_;  // the branch looked at last, with what is full left to run
  int32_t nodes_ = 0;
  bool is_complete_ = true;  // every branch was followed or rightly cut
};

}  // namespace

absl::StatusOr<Answer> SolveClassSizes(const Instance& instance, const Oracle& oracle, Meter& meter) {
  return Search(instance, oracle, meter).Take();
}

}  // namespace jiedui::planning
