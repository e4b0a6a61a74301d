// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/committer.h"

#include <optional>
#include <utility>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "rocksdb/env.h"

namespace jiedui::store {

Committer::Committer(std::shared_ptr<Database> database, const RocksOptions& options, const Tip& tip)
    : database_(std::move(database)),
      clock_(*options.clock),
      on_fatal_(options.on_fatal),
      group_(*database_, tip),
      writer_(database_, tip.revision, answerer_, listeners_, [this] { queue_.Wake(); }),
      space_(*database_->rocks().GetEnv(), options.directory, options.free_bytes_min) {
  database_->failures().WhenFailed([this] { queue_.Wake(); });
  MutexLock lock(join_mutex_);
  thread_ = std::thread([this] { Run(); });
}

Committer::~Committer() { Close(); }

void Committer::Mutate(Command command) {
  absl::Status refusal = queue_.Put(command);
  if (!refusal.ok()) answerer_.PostRefusal({.done = std::move(command.done), .outcome = std::move(refusal)});
}

absl::Status Committer::WriteBetweenGroups(rocksdb::WriteBatch& batch) {
  Mutex mutex;
  CondVar finished;
  std::optional<absl::Status> outcome;
  RETURN_IF_ERROR(queue_.PutJob([&] {
    HandOver();
    absl::Status status = writer_.WriteUnsynced(batch);
    group_.ForgetLast();  // the batch may have deleted what it left
    MutexLock lock(mutex);
    outcome = std::move(status);
    finished.NotifyOne();
  }));
  MutexLock lock(mutex);
  while (!outcome.has_value()) finished.Wait(mutex);
  return *outcome;
}

void Committer::Close() {
  queue_.Close(ShuttingDown("the store"));
  MutexLock lock(join_mutex_);
  if (!thread_.joinable()) return;
  thread_.join();
  database_->failures().WhenFailed({});
  answerer_.Flush();
}

// A group stays open while the one before it is being written: handing over less, sooner, would make more groups, and
// each costs a sync.
void Committer::Run() {
  CommandQueue::Work work;
  while (queue_.Take(work)) {
    StopIfFailed();
    for (const CommandQueue::Job& job : work.jobs) job();
    for (Command& command : work.commands) Decide(std::move(command));
    if (!group_.empty() && writer_.IdleOrTell()) HandOver();
  }
  HandOver();
  writer_.WaitUntilIdle();
  StopIfFailed();
}

// A group is begun on nothing that may be lost: the last but one is not in memory any more.
void Committer::Decide(Command command) {
  if (group_.empty()) StopIfFailed();
  if (stopped_) {
    answerer_.PostRefusal({.done = std::move(command.done), .outcome = ShuttingDown("the store")});
    return;
  }
  const absl::Time now = clock_.Now();
  if (group_.empty()) group_.Begin(space_.Check(now));
  group_.Run(std::move(command), now);
  if (group_.full()) HandOver();
}

void Committer::HandOver() {
  if (group_.empty()) return;
  group_.Seal(sealed_);
  writer_.Write(sealed_);
}

// Whoever waits for a group is told first, because on_fatal may end the process.
void Committer::StopIfFailed() {
  if (stopped_) return;
  const absl::Status failure = database_->failures().failure();
  if (failure.ok()) return;
  stopped_ = true;
  queue_.Close(ShuttingDown("the store"));
  HandOver();
  writer_.WaitUntilIdle();
  if (on_fatal_) answerer_.Post({}, [this, failure] { on_fatal_(failure); });
}

}  // namespace jiedui::store
