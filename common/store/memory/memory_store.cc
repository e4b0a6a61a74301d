// SPDX-License-Identifier: Apache-2.0
#include "common/store/memory/memory_store.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/mutex.h"
#include "common/base/status_macros.h"
#include "common/store/change_log.h"
#include "common/store/commit_listeners.h"
#include "common/store/limits.h"
#include "common/store/memory/versioned_map.h"
#include "common/store/request_log.h"
#include "common/store/transaction.h"
#include "common/store/trim.h"

namespace jiedui::store {
namespace {

// Everything that is stored, shared with the snapshots, because a snapshot may outlive the store.
class MemoryState {
 public:
  using Writes = std::vector<std::pair<std::pair<Family, std::string>, std::optional<std::string>>>;

  struct Moment {
    uint64_t number = 0;  // counts every write, also those without a revision
    uint64_t revision = 0;
  };

  Moment now() const {
    MutexLock lock(mutex_);
    return now_;
  }
  // NOLINTNEXTLINE(performance-unnecessary-value-param): taken apart below, which the check does not see
  void Write(uint64_t revision, Writes writes) {
    MutexLock lock(mutex_);
    now_ = {.number = now_.number + 1, .revision = revision};
    for (auto& [key, value] : writes) Map(key.first).Put(now_.number, std::move(key.second), std::move(value));
  }
  std::optional<std::string> Get(uint64_t moment, Family family, absl::string_view key) const {
    MutexLock lock(mutex_);
    return Map(family).Get(moment, key);
  }
  std::optional<std::pair<std::string, std::string>> First(uint64_t moment, Family family,
                                                           const KeyRange& range) const {
    MutexLock lock(mutex_);
    return Map(family).First(moment, range);
  }
  void Close() {
    MutexLock lock(mutex_);
    closed_ = true;
  }
  bool closed() const {
    MutexLock lock(mutex_);
    return closed_;
  }

 private:
  VersionedMap& Map(Family family) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return maps_[static_cast<size_t>(family)]; }
  const VersionedMap& Map(Family family) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return maps_[static_cast<size_t>(family)];
  }

  mutable Mutex mutex_;
  std::array<VersionedMap, kFamilyCount> maps_ ABSL_GUARDED_BY(mutex_);
  Moment now_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

class MemorySnapshot final : public Snapshot {
 public:
  explicit MemorySnapshot(std::shared_ptr<const MemoryState> state)
      : state_(std::move(state)), moment_(state_->now()) {}

  uint64_t revision() const override { return moment_.revision; }

  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override {
    if (state_->closed()) return ShuttingDown("the store");
    return state_->Get(moment_.number, family, key);
  }

  absl::Status Scan(Family family, const KeyRange& range, KeyVisitor visit) const override {
    KeyRange rest = range;
    while (rest.end.empty() || rest.first < rest.end) {
      if (state_->closed()) return ShuttingDown("the store");
      // Row by row, without the lock during the visit, which may read as well.
      const auto row = state_->First(moment_.number, family, rest);
      if (!row.has_value() || !visit(row->first, row->second)) break;
      rest.first = row->first + '\0';
    }
    return absl::OkStatus();
  }

 private:
  const std::shared_ptr<const MemoryState> state_;
  const MemoryState::Moment moment_;
};

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(const Clock& clock) : clock_(clock) {}

  void Mutate(Command command) override {
    absl::StatusOr<Committed> answer = RunAlone(command);
    command.done(answer);
    if (answer.ok() && answer->changed) listeners_.Notify(answer->revision);
  }

  std::unique_ptr<Snapshot> NewSnapshot(ReadTier) const override { return std::make_unique<MemorySnapshot>(state_); }

  StoreInfo Info() const override {
    MutexLock lock(mutex_);
    return {
        .incarnation = incarnation_, .token_key = token_key_, .revision = revision_, .oldest_revision = trimmed_ + 1};
  }

  std::shared_ptr<void> AddCommitListener(std::function<void(uint64_t)> listener) override {
    return listeners_.Add(std::move(listener));
  }

  absl::StatusOr<bool> Trim(absl::Time now) override {
    MutexLock lock(mutex_);
    if (state_->closed()) return ShuttingDown("the store");
    ASSIGN_OR_RETURN(TrimPlan plan, PlanTrim(MemorySnapshot(state_), now));
    MemoryState::Writes writes;
    for (auto& row : plan.deletes) writes.push_back({std::move(row), std::nullopt});
    if (plan.trimmed.has_value()) {
      trimmed_ = plan.trimmed->revision();
      writes.push_back({{Family::kMeta, std::string(kTrimmedKey)}, plan.trimmed->SerializeAsString()});
    }
    state_->Write(revision_, std::move(writes));
    return plan.is_full;
  }

  void Close() override {
    MutexLock lock(mutex_);
    state_->Close();
  }

 private:
  absl::StatusOr<Committed> RunAlone(Command& command);
  absl::StatusOr<Committed> Run(Command& command) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Keep(const Command& command, Transaction& txn, Committed& committed) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::string LogChange(const Command& command, Transaction& txn) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Clock& clock_;
  const std::string incarnation_ = absl::BytesToHexString(RandomBytes(8));
  const std::string token_key_ = RandomBytes(32);
  const std::shared_ptr<MemoryState> state_ = std::make_shared<MemoryState>();
  CommitListeners listeners_;

  mutable Mutex mutex_;
  uint64_t revision_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t trimmed_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Time last_commit_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  std::string digest_ ABSL_GUARDED_BY(mutex_);
};

absl::StatusOr<Committed> MemoryStore::RunAlone(Command& command) {
  MutexLock lock(mutex_);
  return Run(command);
}

absl::StatusOr<Committed> MemoryStore::Run(Command& command) {
  if (state_->closed()) return ShuttingDown("the store");
  if (clock_.Now() > command.deadline) return DeadlinePassed();
  const MemorySnapshot base(state_);
  if (!command.request_id.empty()) {
    ASSIGN_OR_RETURN(std::optional<Committed> first,
                     FindAnswer(base, RequestKey(command.actor, command.request_id), command.fingerprint));
    if (first.has_value()) return *std::move(first);
  }
  Transaction txn(base,
                  {.now = std::max(clock_.Now(), last_commit_), .revision = revision_ + 1, .actor = command.actor});
  ASSIGN_OR_RETURN(std::string answer, command.decide(txn));
  Committed committed{.revision = revision_, .answer = std::move(answer)};
  if (command.validate_only) return committed;
  if (!command.request_id.empty())
    RETURN_IF_ERROR(CheckRequestLimits(RequestKey(command.actor, command.request_id), committed.answer));
  Keep(command, txn, committed);
  return committed;
}

void MemoryStore::Keep(const Command& command, Transaction& txn, Committed& committed) {
  MemoryState::Writes writes;
  std::string change_row;
  const absl::Time now = txn.context().now;
  const std::string request_key = command.request_id.empty() ? "" : RequestKey(command.actor, command.request_id);
  if (!txn.empty()) {
    committed.revision = ++revision_;
    committed.changed = true;
    last_commit_ = now;
    for (const Family family : {Family::kRows, Family::kIndex, Family::kMeta})
      for (const auto& [key, value] : txn.staged(family)) writes.push_back({{family, key}, value});
    change_row = LogChange(command, txn);
    writes.push_back({{Family::kChanges, RevisionKey(revision_)}, change_row});
    v1::Head head;
    head.set_revision(revision_);
    head.set_digest(digest_);
    writes.push_back({{Family::kMeta, std::string(kHeadKey)}, head.SerializeAsString()});
  }
  if (!request_key.empty()) {
    writes.push_back({{Family::kRequests, request_key}, EncodeRequestRow(command.fingerprint, committed, change_row)});
    if (txn.empty()) writes.push_back({{Family::kMeta, ExpiryKey(now, request_key)}, ""});
  }
  state_->Write(revision_, std::move(writes));
}

// The entry of the revision just counted.
std::string MemoryStore::LogChange(const Command& command, Transaction& txn) {
  v1::ChangeEntry entry;
  entry.set_revision(revision_);
  const absl::Duration since_epoch = last_commit_ - absl::UnixEpoch();
  entry.mutable_commit_time()->set_seconds(absl::ToInt64Seconds(since_epoch));
  entry.mutable_commit_time()->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(since_epoch % absl::Seconds(1))));
  entry.set_actor(command.actor);
  entry.set_method(command.method);
  for (const LoggedChange& change : txn.changes()) {
    v1::RowChange& row = *entry.add_changes();
    row.set_key(change.key);
    row.set_before(change.before.value_or(""));
    row.set_after(change.after.value_or(""));
  }
  if (!command.request_id.empty()) entry.set_request_key(RequestKey(command.actor, command.request_id));
  Chained chained = Chain(entry, digest_);
  digest_ = std::move(chained.digest);
  return std::move(chained.bytes);
}

}  // namespace

std::unique_ptr<Store> NewMemoryStore(const Clock& clock) { return std::make_unique<MemoryStore>(clock); }

}  // namespace jiedui::store
