// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/progress.h"

#include <utility>

#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

v1::DirectoryState StateOf(const storage::v1::DirectoryCursorRecord& cursor, const Contact& contact) {
  v1::DirectoryState state;
  state.set_incarnation(cursor.incarnation());
  state.set_revision(cursor.revision());
  if (contact.last.has_value()) *state.mutable_contact_time() = ToTimestamp(*contact.last);
  state.set_synced(contact.synced);
  return state;
}

void DirectoryProgress::SetListener(std::function<void()> listener) {
  MutexLock lock(listener_mutex_);
  listener_ = std::move(listener);
}

void DirectoryProgress::Advance(const storage::v1::DirectoryCursorRecord& cursor) {
  {
    MutexLock lock(mutex_);
    cursor_ = cursor;
  }
  MutexLock lock(listener_mutex_);
  listener_();
}

void DirectoryProgress::HeardAt(absl::Time time) {
  MutexLock lock(mutex_);
  contact_.last = time;
}

void DirectoryProgress::SetSynced(bool synced) {
  MutexLock lock(mutex_);
  contact_.synced = synced;
}

bool DirectoryProgress::HasReached(absl::string_view incarnation, uint64_t revision) const {
  MutexLock lock(mutex_);
  if (!incarnation.empty() && cursor_.incarnation() != incarnation) return false;
  return !cursor_.incarnation().empty() && !cursor_.loading() && cursor_.revision() >= revision;
}

Contact DirectoryProgress::contact() const {
  MutexLock lock(mutex_);
  return contact_;
}

}  // namespace jiedui::scheduler
