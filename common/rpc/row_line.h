// SPDX-License-Identifier: Apache-2.0
// The order of a stream's rows: none is decided before an earlier one has been. Those that are to be tried again wait
// here, and do not pass an earlier one that waits or recovers, for what they stand on may be yet to come. (A row that
// the store takes passes one that recovers: that may take ten seconds, and the rows of an outage would take them one
// after the other.) Not shared between threads.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace jiedui::rpc {

template <typename Row>
class RowLine {
 public:
  // The row has been read.
  void Begin(int64_t number) { undecided_.insert(number); }
  // The store has taken or refused it; what recovers is decided once more.
  void Decided(int64_t number) { undecided_.erase(number); }
  // Nothing more becomes of it.
  void End(int64_t number) {
    undecided_.erase(number);
    recovering_.erase(number);
  }
  bool MayBeDecided(int64_t number) const { return undecided_.empty() || *undecided_.begin() >= number; }

  // Whether nobody waits.
  bool empty() const { return waiting_.empty(); }

  void Wait(int64_t number, std::unique_ptr<Row> row) { waiting_[number] = std::move(row); }
  // Until the row ends, those behind it are not taken.
  void BeginRecovery(int64_t number) { recovering_.insert(number); }

  bool IsBehindAnother(int64_t number) const {
    return (!recovering_.empty() && *recovering_.begin() < number) ||
           (!waiting_.empty() && waiting_.begin()->first < number);
  }

  // The first that waits; null if none does, or an earlier one recovers.
  std::unique_ptr<Row> TakeNext() {
    if (waiting_.empty() || IsBehindAnother(waiting_.begin()->first)) return nullptr;
    return std::move(waiting_.extract(waiting_.begin()).mapped());
  }

 private:
  std::set<int64_t> undecided_;
  std::map<int64_t, std::unique_ptr<Row>> waiting_;
  std::set<int64_t> recovering_;
};

}  // namespace jiedui::rpc
