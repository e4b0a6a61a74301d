// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/overview.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/level_scale.h"
#include "scheduler_service/planning/residual.h"

namespace jiedui::planning {
namespace {

class Surveyor {
 public:
  Surveyor(const Instance& instance, Residual residual, LevelScale scale, const std::function<bool()>& stop)
      : instance_(instance),
        residual_(std::move(residual)),
        scale_(std::move(scale)),
        stop_(stop),
        now_(residual_.Save()) {}

  Overview Take() && {
    AddFloors();
    AddSeats();
    return std::move(overview_);
  }

 private:
  bool GoesOn() {
    if (stop_ && stop_()) overview_.is_complete = false;
    return overview_.is_complete;
  }

  void AddFloors() {
    for (int32_t node = 0; node < residual_.outside(); ++node) {
      const FlowNode limits = residual_.network().nodes[At(node)];
      if (limits.quota == kNone || instance_.quotas[At(limits.quota)].floor == 0) continue;
      if (!GoesOn()) break;
      overview_.floors.push_back({limits.quota, {.gain = scale_.Effect(CostOfFloor(node, limits.floor))}});
    }
    std::sort(overview_.floors.begin(), overview_.floors.end(),
              [](const FloorPrice& a, const FloorPrice& b) { return a.quota < b.quota; });
  }

  // `floor`: of the node, which does not count pins.
  Worth CostOfFloor(int32_t node, int32_t floor) {
    Worth cost = 0;
    for (; floor > 0; --floor) {
      const Worth step = residual_.LowerFloor(node);
      cost += step;
      if (step == 0) break;  // then it does not bind, and no lower one does
    }
    residual_.Restore(now_);
    return cost;
  }

  void AddSeats() {
    for (int32_t node = 0; node < residual_.outside(); ++node) {
      if (!residual_.IsFull(node)) continue;
      if (!GoesOn()) break;
      const Worth gain = residual_.RaiseCapacity(node);
      residual_.Restore(now_);
      if (gain == 0) continue;
      const int32_t quota = residual_.network().nodes[At(node)].quota;
      overview_.worthwhile.push_back(
          {.item = quota == kNone ? node : kNone, .quota = quota, .with = {.gain = scale_.Effect(gain)}});
    }
    SortByGain(overview_.worthwhile);
  }

  const Instance& instance_;
  Residual residual_;
  const LevelScale scale_;
  const std::function<bool()>& stop_;
  const Residual::Snapshot now_;
  Overview overview_;
};

}  // namespace

void SortByGain(std::vector<SeatWorth>& worthwhile) {
  std::stable_sort(worthwhile.begin(), worthwhile.end(),
                   [](const SeatWorth& a, const SeatWorth& b) { return b.with.gain < a.with.gain; });
}

absl::StatusOr<Overview> Survey(const Instance& instance, const Solution& solution, const std::function<bool()>& stop) {
  ASSIGN_OR_RETURN(Residual residual, Residual::Make(instance, solution));
  LevelScale scale(instance, residual.level_weights(), solution.plan.value);
  return Surveyor(instance, std::move(residual), std::move(scale), stop).Take();
}

}  // namespace jiedui::planning
