// SPDX-License-Identifier: Apache-2.0
// What happens when the limits that hold people back from an item are raised one by one: how much the optimum gains,
// and what entering then costs. One table an item, made when first asked for, shared by all who wait there. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "scheduler_service/planning/residual.h"

namespace jiedui::planning {

// Rung n - 1: the limits of all `nodes` are n higher.
struct Ladder {
  // A claim that has a place at a rung but had none before.
  struct Entered {
    int32_t claim = kNone;
    bool may_have_item = false;  // some optimal plan, at this rung or one before, has it in the item of the ladder
  };
  struct Rung {
    Worth gain = 0;                          // of the optimum, in all
    std::vector<std::optional<Worth>> cost;  // of one more, an entry
    std::vector<Entered> entered;            // ascending
  };
  std::vector<int32_t> nodes;    // full ones, ascending: of one way up from an entry to the item
  std::vector<int32_t> entries;  // nodes where somebody waits, ascending
  std::vector<Rung> rungs;

  // Whether some optimal plan at the rung has the claim, which had no place before, at its arc.
  static bool HasEntered(const Rung& rung, int32_t claim);
  bool Admits(const Rung& rung, int32_t claim, int32_t node, Worth weight) const;
};

class SeatLadders {
 public:
  explicit SeatLadders(const Residual& residual);

  // Fewer nodes come first. The residual is the one of the constructor, and is left as it was.
  const std::vector<Ladder>& Of(int32_t item, Residual& residual);

  static constexpr int32_t kRungsMax = 30;
  static constexpr size_t kFullNodesMax = 4;  // of one way up; of more, the widest

 private:
  static std::vector<int32_t> FullNodes(int32_t entry, const Residual& residual);
  std::vector<Ladder> FindLadders(int32_t item, const Residual& residual) const;
  void Climb(Ladder& ladder, Residual& residual) const;
  static bool MayHaveItem(int32_t claim, int32_t item, Residual& residual);

  std::vector<std::vector<int32_t>> entries_;       // of an item
  std::vector<Worth> least_;                        // of a node: what the last of those who wait there brings
  std::map<int32_t, std::vector<Ladder>> ladders_;  // of an item
};

}  // namespace jiedui::planning
