// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/snapshot_walk.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"

namespace jiedui::rpc {

SnapshotWalk::SnapshotWalk(std::unique_ptr<store::Snapshot> snapshot, std::vector<FeedType> types)
    : snapshot_(std::move(snapshot)), types_(std::move(types)) {}

absl::Status SnapshotWalk::NextPage(RowVisitor visit) {
  Page page;
  while (!at_end() && page.items == 0 && !page.IsFull()) {
    RETURN_IF_ERROR(VisitType(types_[type_index_], visit, page));
    if (next_key_.empty()) ++type_index_;
  }
  return absl::OkStatus();
}

// Leaves next_key_ empty at the end of the type.
absl::Status SnapshotWalk::VisitType(const FeedType& type, RowVisitor visit, Page& page) {
  store::KeyRange range = store::PrefixRange(type.row_prefix);
  range.first = std::max(range.first, std::exchange(next_key_, ""));
  absl::Status status;
  RETURN_IF_ERROR(snapshot_->Scan(store::Family::kRows, range, [&](absl::string_view key, absl::string_view bytes) {
    if (page.IsFull()) {
      next_key_ = std::string(key);
      return false;
    }
    ++page.rows;
    const absl::StatusOr<bool> taken = visit(type, key, bytes);
    status = taken.status();
    if (!status.ok()) return false;
    page.items += *taken;
    if (*taken) page.bytes += bytes.size();
    return true;
  }));
  return status;
}

}  // namespace jiedui::rpc
