// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/worth_blocks.h"

#include <algorithm>

namespace jiedui::planning {
namespace {

// 0, all, and what lies 0, 1, 2, 4, 8, ... from those who are chosen.
std::vector<int32_t> Cuts(const Standing& standing) {
  std::vector<int32_t> cuts = {0, standing.chosen, standing.most};
  for (int32_t distance = 1; distance < standing.most; distance *= 2) {
    if (standing.chosen > distance) cuts.push_back(standing.chosen - distance);
    if (standing.most - standing.chosen > distance) cuts.push_back(standing.chosen + distance);
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

}  // namespace

std::vector<WorthBlock> BlocksAround(const FallingWorth& worth, int32_t which, const Standing& standing) {
  const std::vector<int32_t> cuts = Cuts(standing);
  std::vector<WorthBlock> blocks;
  for (size_t k = 1; k < cuts.size(); ++k) {
    const int64_t count = cuts[k] - cuts[k - 1];
    const int64_t sum =
        worth.TotalOf(which, standing.pinned + cuts[k]) - worth.TotalOf(which, standing.pinned + cuts[k - 1]);
    const int64_t rounded_up = (sum + count - 1) / count;
    blocks.push_back(
        {.from = cuts[k - 1], .to = cuts[k], .worth = cuts[k] <= standing.chosen ? rounded_up : sum / count});
  }
  return blocks;
}

}  // namespace jiedui::planning
