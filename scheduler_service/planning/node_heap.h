// SPDX-License-Identifier: Apache-2.0
// The nodes that a search has yet to look at, nearest first; at equal distance, the lower node. A node is in it once:
// coming nearer moves it, so that the heap never grows beyond the nodes, however many ways lead to one.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/flow_network.h"

namespace jiedui::planning {

class NodeHeap {
 public:
  void Clear(size_t nodes) {
    heap_.clear();
    place_.assign(nodes, kNone);
  }

  bool empty() const { return heap_.empty(); }
  absl::int128 nearest() const { return heap_.front().distance; }

  // Puts the node in, or nearer than it was.
  void Put(int32_t node, absl::int128 distance) {
    int32_t& place = place_[At(node)];
    if (place == kNone) {
      place = Size(heap_.size());
      heap_.push_back({});
    }
    Rise(place, {distance, node});
  }

  int32_t Pop() {
    const int32_t node = heap_.front().node;
    place_[At(node)] = kNone;
    const Entry last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) Sink(last);
    return node;
  }

 private:
  struct Entry {
    absl::int128 distance = 0;
    int32_t node = kNone;
  };

  static bool IsNearer(const Entry& a, const Entry& b) {
    return a.distance < b.distance || (a.distance == b.distance && a.node < b.node);
  }

  void Rise(int32_t hole, const Entry& entry) {
    for (int32_t above = (hole - 1) / 2; hole > 0 && IsNearer(entry, heap_[At(above)]); above = (hole - 1) / 2) {
      Set(hole, heap_[At(above)]);
      hole = above;
    }
    Set(hole, entry);
  }

  void Sink(const Entry& entry) {
    int32_t hole = 0;
    for (int32_t child = 1; child < Size(heap_.size()); child = 2 * hole + 1) {
      if (child + 1 < Size(heap_.size()) && IsNearer(heap_[At(child + 1)], heap_[At(child)])) ++child;
      if (!IsNearer(heap_[At(child)], entry)) break;
      Set(hole, heap_[At(child)]);
      hole = child;
    }
    Set(hole, entry);
  }

  void Set(int32_t place, const Entry& entry) {
    heap_[At(place)] = entry;
    place_[At(entry.node)] = place;
  }

  std::vector<Entry> heap_;
  std::vector<int32_t> place_;  // of a node in heap_
};

}  // namespace jiedui::planning
