// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/committer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/rocks/rocks_options.h"
#include "rocksdb/env.h"

namespace jiedui::store {
namespace {

absl::Status OutcomeUnknown() {
  return MakeError(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN",
                   "the log failed: whether this was written is not known before the restart");
}

}  // namespace

Committer::Committer(std::shared_ptr<Database> database, const RocksOptions& options, Tip tip)
    : database_(std::move(database)),
      clock_(*options.clock),
      on_fatal_(options.on_fatal),
      group_(*database_, std::move(tip)),
      space_(*database_->rocks().GetEnv(), options.directory, options.free_bytes_min) {
  Publish();
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
    absl::Status status = WriteUnsynced(batch);
    MutexLock lock(mutex);
    outcome = std::move(status);
    finished.NotifyOne();
  }));
  MutexLock lock(mutex);
  while (!outcome.has_value()) finished.Wait(mutex);
  return *outcome;
}

absl::Status Committer::WriteUnsynced(rocksdb::WriteBatch& batch) {
  if (!failure_.ok()) return ShuttingDown("the store");
  const rocksdb::Status written = database_->rocks().Write(rocksdb::WriteOptions(), &batch);
  if (!written.ok()) {
    StopForGood(absl::UnavailableError(written.ToString()), {});
    return OutcomeUnknown();
  }
  Publish();
  return absl::OkStatus();
}

std::shared_ptr<const PublishedHead> Committer::head() const {
  MutexLock lock(head_mutex_);
  return head_;
}

void Committer::Close() {
  queue_.Close(ShuttingDown("the store"));
  MutexLock lock(join_mutex_);
  if (!thread_.joinable()) return;
  thread_.join();
  database_->failures().WhenFailed({});
  answerer_.Flush();
}

void Committer::Run() {
  CommandQueue::Work work;
  while (queue_.Take(work)) {
    const absl::Status failure = database_->failures().failure();
    if (!failure.ok()) StopForGood(failure, {});
    for (const CommandQueue::Job& job : work.jobs) job();
    RunGroups(work.commands);
  }
}

void Committer::RunGroups(std::vector<Command>& commands) {
  auto command = commands.begin();
  while (command != commands.end() && failure_.ok()) {
    const absl::Time start = clock_.Now();
    group_.Begin(space_.Check(start));
    for (; command != commands.end() && !group_.full(); ++command) group_.Run(std::move(*command), clock_.Now());
    CommitGroup();
  }
  std::vector<Answer> unknown;
  for (; command != commands.end(); ++command)
    unknown.push_back({.done = std::move(command->done), .outcome = OutcomeUnknown()});
  if (!unknown.empty()) answerer_.Post(std::move(unknown), {});
}

void Committer::CommitGroup() {
  if (rocksdb::WriteBatch* const batch = group_.Seal(); batch != nullptr) {
    const rocksdb::Status written = database_->rocks().Write(SyncedWrite(), batch);
    if (!written.ok()) {
      StopForGood(absl::UnavailableError(written.ToString()), group_.TakeAnswers());
      return;
    }
    Publish();
  }
  std::function<void()> tell;
  if (group_.has_revisions()) tell = [this, revision = group_.tip().revision] { listeners_.Notify(revision); };
  answerer_.Post(group_.TakeAnswers(), std::move(tell));
}

void Committer::Publish() {
  auto head = std::make_shared<const PublishedHead>(database_, group_.tip().revision);
  MutexLock lock(head_mutex_);
  std::swap(head_, head);  // the old one, if nobody reads it any more, goes after the lock
}

void Committer::StopForGood(const absl::Status& cause, std::vector<Answer> answers) {
  const bool first = failure_.ok();
  failure_ = cause;
  queue_.Close(ShuttingDown("the store"));
  for (Answer& answer : answers) answer.outcome = OutcomeUnknown();
  std::function<void()> tell;
  if (first && on_fatal_) tell = [this, cause] { on_fatal_(cause); };
  if (!answers.empty() || tell) answerer_.Post(std::move(answers), std::move(tell));
}

}  // namespace jiedui::store
