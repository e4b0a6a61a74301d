// SPDX-License-Identifier: Apache-2.0
// The rows of a stream that are to be tried again, in the order of the stream: a row does not pass an earlier one that
// waits or recovers, for what it stands on may be yet to come. Not shared between threads.
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
  // Whether nobody waits.
  bool empty() const { return waiting_.empty(); }

  void Wait(int64_t number, std::unique_ptr<Row> row) { waiting_[number] = std::move(row); }
  // Until the row ends, those behind it are not taken.
  void BeginRecovery(int64_t number) { recovering_.insert(number); }
  void EndRecovery(int64_t number) { recovering_.erase(number); }

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
  std::map<int64_t, std::unique_ptr<Row>> waiting_;
  std::set<int64_t> recovering_;
};

}  // namespace jiedui::rpc
