// SPDX-License-Identifier: Apache-2.0
// A person's best bundle at given prices: weighted interval scheduling with a limit on the number, over the layout of
// Choices. Keeps scratch space: one per thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "scheduler_service/planning/choices.h"

namespace jiedui::planning {

template <typename W>
class BestBundle {
 public:
  explicit BestBundle(const Choices& choices) : choices_(choices) {}  // must outlive this

  // The most that entries of `person` which may be chosen together bring; `profit` is called with each entry.
  template <typename Profit>
  W Value(int32_t person, Profit profit) {
    first_ = choices_.entry_begin[At(person)];
    size_ = At(choices_.entry_begin[At(person) + 1] - first_);
    rows_ = choices_.is_limited[At(person)] ? choices_.items_max[At(person)] : 0;
    if (profit_.size() < size_) profit_.resize(size_);
    for (size_t k = 0; k < size_; ++k) profit_[k] = profit(first_ + static_cast<int32_t>(k));
    best_.resize(std::max(best_.size(), (size_ + 1) * (At(rows_) + 1)));
    const int32_t* before = choices_.before.data() + first_;
    if (rows_ == 0) {
      if (choices_.items_max[At(person)] == 0) size_ = 0;
      FillRow(best_.data(), best_.data(), before);
    } else {
      std::fill_n(best_.begin(), size_ + 1, W{0});
      for (int32_t row = 1; row <= rows_; ++row)
        FillRow(best_.data() + At(row) * (size_ + 1), best_.data() + At(row - 1) * (size_ + 1), before);
    }
    return best_[At(rows_) * (size_ + 1) + size_];
  }

  // The entries that make up the last Value, latest first; of equal bundles one with fewer of the later entries.
  template <typename Visit>
  void ForEachChosen(Visit visit) const {
    int32_t row = rows_;
    for (size_t k = size_; k > 0;) {
      const W* best = best_.data() + At(row) * (size_ + 1);
      if (best[k] == best[k - 1]) {
        --k;
        continue;
      }
      const auto entry = first_ + static_cast<int32_t>(k - 1);
      visit(entry);
      k = At(choices_.before[At(entry)]);
      if (row > 0) --row;
    }
  }

 private:
  void FillRow(W* row, const W* row_before, const int32_t* before) const {
    row[0] = W{0};
    for (size_t k = 0; k < size_; ++k) row[k + 1] = std::max<W>(row[k], profit_[k] + row_before[At(before[k])]);
  }

  const Choices& choices_;
  int32_t first_ = 0;
  size_t size_ = 0;
  int32_t rows_ = 0;  // 0: any number of entries
  std::vector<W> profit_;
  std::vector<W> best_;  // by row: how many may be chosen; then of the first k entries
};

}  // namespace jiedui::planning
