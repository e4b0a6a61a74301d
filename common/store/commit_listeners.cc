// SPDX-License-Identifier: Apache-2.0
#include "common/store/commit_listeners.h"

#include <utility>

namespace jiedui::store {

std::shared_ptr<void> CommitListeners::Add(Listener listener) {
  MutexLock lock(list_->mutex);
  const int64_t id = list_->next_id++;
  list_->listeners.emplace(id, std::move(listener));
  // Owns nothing; its deleter takes the listener off the list, and waits for the lock while listeners run.
  return std::shared_ptr<void>(list_.get(), [list = list_, id](void*) {
    MutexLock removing(list->mutex);
    list->listeners.erase(id);
  });
}

void CommitListeners::Notify(uint64_t revision) {
  MutexLock lock(list_->mutex);
  if (revision <= list_->last_told) return;
  list_->last_told = revision;
  for (const auto& [id, listener] : list_->listeners) listener(revision);
}

}  // namespace jiedui::store
