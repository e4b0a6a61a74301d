// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/node_heap.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

TEST(NodeHeapTest, GivesTheNearestFirstAndTheLowerOfEqualOnes) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    Dice dice(seed);
    NodeHeap heap;
    heap.Clear(30);
    std::map<int32_t, int32_t> distance;
    for (int32_t k = 0; k < 300; ++k) {
      const int32_t node = dice.Between(0, 29);
      const int32_t put = dice.Between(0, 20);
      const auto known = distance.find(node);
      if (dice.OneIn(3) && !heap.empty()) {
        const auto nearest = std::min_element(distance.begin(), distance.end(),
                                              [](const auto& a, const auto& b) { return a.second < b.second; });
        ASSERT_EQ(heap.nearest(), nearest->second);
        ASSERT_EQ(heap.Pop(), nearest->first);
        distance.erase(nearest);
      } else if (known == distance.end() || put < known->second) {
        heap.Put(node, put);
        distance[node] = put;
      }
      ASSERT_EQ(heap.empty(), distance.empty());
    }
  }
}

}  // namespace
}  // namespace jiedui::planning
