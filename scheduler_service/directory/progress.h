// SPDX-License-Identifier: Apache-2.0
// How far the copy of the registry is, for those who wait for it or report it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/base/mutex.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "jiedui/scheduler/v1/report_service.pb.h"

namespace jiedui::scheduler {

// What a reader is told, from the cursor row it sees.
struct Contact {
  std::optional<absl::Time> last;  // when the registry was last heard; nullopt = never since the process started
  bool synced = false;             // whether its changes arrive live
};
v1::DirectoryState StateOf(const storage::v1::DirectoryCursorRecord& cursor, const Contact& contact);

// Any thread.
class DirectoryProgress {
 public:
  // Called after each advance, until set again; must not block, and must not call this.
  void SetListener(std::function<void()> listener);

  // The cursor is durable.
  void Advance(const storage::v1::DirectoryCursorRecord& cursor);
  void HeardAt(absl::Time time);
  void SetSynced(bool synced);

  // Whether the copy holds everything of this store of the registry, or of whichever if that is empty, up to the
  // revision.
  bool HasReached(absl::string_view incarnation, uint64_t revision) const;
  Contact contact() const;

 private:
  Mutex listener_mutex_;
  std::function<void()> listener_ ABSL_GUARDED_BY(listener_mutex_) = [] {};

  mutable Mutex mutex_;
  storage::v1::DirectoryCursorRecord cursor_ ABSL_GUARDED_BY(mutex_);
  Contact contact_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace jiedui::scheduler
