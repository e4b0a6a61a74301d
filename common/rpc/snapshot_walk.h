// SPDX-License-Identifier: Apache-2.0
// The rows of some types in one snapshot, a bounded page at a time. One thread at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/change_feed.h"
#include "common/store/store.h"

namespace jiedui::rpc {

class SnapshotWalk {
 public:
  SnapshotWalk(std::unique_ptr<store::Snapshot> snapshot, std::vector<FeedType> types);

  // Whether the row is in the page. An error ends the walk.
  using RowVisitor =
      absl::FunctionRef<absl::StatusOr<bool>(const FeedType& type, absl::string_view key, absl::string_view bytes)>;
  // Visits the next rows, all of one type, until the page is full (IsStepFull) or the type ends; types that have
  // nothing for the page are passed over. The page is empty at the end, or where kFeedRowsPerStepMax rows had nothing
  // for it.
  absl::Status NextPage(RowVisitor visit);

  bool at_end() const { return type_index_ == types_.size(); }
  const store::Snapshot& snapshot() const { return *snapshot_; }

 private:
  struct Page {
    int items = 0;
    size_t bytes = 0;
    int rows = 0;
    bool IsFull() const { return IsStepFull(items, bytes) || rows >= kFeedRowsPerStepMax; }
  };
  absl::Status VisitType(const FeedType& type, RowVisitor visit, Page& page);

  const std::unique_ptr<store::Snapshot> snapshot_;
  const std::vector<FeedType> types_;
  size_t type_index_ = 0;
  std::string next_key_;  // of the type; empty = its first
};

}  // namespace jiedui::rpc
