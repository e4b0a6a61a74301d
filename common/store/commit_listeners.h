// SPDX-License-Identifier: Apache-2.0
// Who wants to know of commits. A listener may be added and removed at any time, also after the store is gone; once its
// handle is destroyed it is not running and never runs again.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

#include "common/base/mutex.h"

namespace jiedui::store {

// Any thread.
class CommitListeners {
 public:
  using Listener = std::function<void(uint64_t revision)>;

  CommitListeners() : list_(std::make_shared<List>()) {}

  // The handle: the listener is removed with it. A listener must not touch its handle.
  std::shared_ptr<void> Add(Listener listener);
  // Calls every listener, one Notify at a time; a revision at or below the last one told is not told again.
  void Notify(uint64_t revision);

 private:
  // Shared with the handles, because a handle may outlive the store.
  struct List {
    Mutex mutex;
    std::map<int64_t, Listener> listeners ABSL_GUARDED_BY(mutex);
    int64_t next_id ABSL_GUARDED_BY(mutex) = 0;
    uint64_t last_told ABSL_GUARDED_BY(mutex) = 0;
  };

  const std::shared_ptr<List> list_;
};

}  // namespace jiedui::store
