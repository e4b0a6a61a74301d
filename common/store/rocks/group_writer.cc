// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/group_writer.h"

#include <utility>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/rocks/rocks_options.h"

namespace jiedui::store {
namespace {

absl::Status OutcomeUnknown() {
  return MakeError(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN",
                   "the log failed: whether this was written is not known before the restart");
}

}  // namespace

GroupWriter::GroupWriter(std::shared_ptr<Database> database, uint64_t revision, Answerer& answerer,
                         CommitListeners& listeners, std::function<void()> when_idle)
    : database_(std::move(database)), answerer_(answerer), listeners_(listeners), when_idle_(std::move(when_idle)) {
  Publish(revision);
  thread_ = std::thread([this] { Run(); });
}

GroupWriter::~GroupWriter() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  thread_.join();
}

void GroupWriter::Write(SealedGroup& group) {
  MutexLock lock(mutex_);
  while (busy_) changed_.Wait(mutex_);
  std::swap(group_, group);
  busy_ = true;
  tell_ = false;
  changed_.NotifyAll();
}

bool GroupWriter::IdleOrTell() {
  MutexLock lock(mutex_);
  tell_ = busy_;
  return !busy_;
}

void GroupWriter::WaitUntilIdle() {
  MutexLock lock(mutex_);
  while (busy_) changed_.Wait(mutex_);
}

absl::Status GroupWriter::WriteUnsynced(rocksdb::WriteBatch& batch) {
  WaitUntilIdle();
  if (!database_->failures().failure().ok()) return ShuttingDown("the store");
  return WriteBatch(rocksdb::WriteOptions(), batch, head()->revision());
}

std::shared_ptr<const PublishedHead> GroupWriter::head() const {
  MutexLock lock(head_mutex_);
  return head_;
}

void GroupWriter::Run() {
  while (WaitForGroup()) {
    WriteGroup();
    BecomeIdle();
  }
}

bool GroupWriter::WaitForGroup() {
  MutexLock lock(mutex_);
  while (!busy_ && !stopping_) changed_.Wait(mutex_);
  return busy_;
}

// Also a group that writes nothing was decided on what the ones before it left: it is not answered if they are lost.
void GroupWriter::WriteGroup() {
  absl::Status written = database_->failures().failure();
  if (written.ok() && group_.batch.Count() > 0) written = WriteBatch(SyncedWrite(), group_.batch, group_.revision);
  std::function<void()> tell;
  if (!written.ok())
    for (Answer& answer : group_.answers) answer.outcome = OutcomeUnknown();
  else if (group_.has_commits)
    tell = [&listeners = listeners_, revision = group_.revision] { listeners.Notify(revision); };
  answerer_.Post(std::exchange(group_.answers, {}), std::move(tell));
}

void GroupWriter::BecomeIdle() {
  bool tell = false;
  {
    MutexLock lock(mutex_);
    busy_ = false;
    std::swap(tell, tell_);
    changed_.NotifyAll();
  }
  if (tell) when_idle_();
}

absl::Status GroupWriter::WriteBatch(const rocksdb::WriteOptions& options, rocksdb::WriteBatch& batch,
                                     uint64_t revision) {
  const rocksdb::Status written = database_->rocks().Write(options, &batch);
  if (!written.ok()) {
    database_->failures().Fail(absl::UnavailableError(written.ToString()));
    return OutcomeUnknown();
  }
  Publish(revision);
  return absl::OkStatus();
}

void GroupWriter::Publish(uint64_t revision) {
  auto head = std::make_shared<const PublishedHead>(database_, revision);
  MutexLock lock(head_mutex_);
  std::swap(head_, head);  // the old one, if nobody reads it any more, goes after the lock
}

}  // namespace jiedui::store
