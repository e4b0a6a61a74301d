// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/group.h"

#include <algorithm>
#include <utility>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/change_log.h"
#include "common/store/limits.h"
#include "common/store/request_log.h"
#include "jiedui/store/v1/records.pb.h"

namespace jiedui::store {
namespace {

rocksdb::Slice ToSlice(absl::string_view bytes) { return {bytes.data(), bytes.size()}; }

void SetTime(absl::Time time, google::protobuf::Timestamp& timestamp) {
  const int64_t nanos = absl::ToUnixNanos(time);
  timestamp.set_seconds(nanos / 1'000'000'000);
  timestamp.set_nanos(static_cast<int32_t>(nanos % 1'000'000'000));
}

}  // namespace

Group::Group(const Database& database, Tip tip)
    : database_(database),
      committed_state_(database, nullptr, ReadTier::kDisk),
      cache_(committed_state_),
      last_group_(&cache_),
      overlay_(&last_group_),
      tip_(std::move(tip)),
      revision_before_(tip_.revision) {}

void Group::Begin(absl::Status space) {
  PutBelow();
  staged_bytes_ = 0;
  answers_.clear();
  answers_.reserve(kCommandsPerGroupMax);
  revision_before_ = tip_.revision;
  space_ = std::move(space);
}

void Group::ForgetLast() {
  PutBelow();
  PutBelow();
}

// What was staged last goes below what will be; what was there is in the database.
void Group::PutBelow() {
  cache_.Update(last_group_.staged(Family::kRows));
  last_group_.TakeOver(overlay_);
}

void Group::Run(Command command, absl::Time now) {
  absl::StatusOr<Committed> outcome = Decide(command, now);
  answers_.push_back({.done = std::move(command.done), .outcome = std::move(outcome)});
}

bool Group::full() const { return answers_.size() >= kCommandsPerGroupMax || staged_bytes_ >= kBytesPerGroupMax; }

// What the commands left goes in the order of the keys, so that each row finds its place in the write buffer beside the
// one before it: half the time of the write where a person has many index rows.
void Group::Seal(SealedGroup& sealed) {
  sealed.batch.Clear();
  for (const Family family : {Family::kChanges, Family::kRows, Family::kIndex, Family::kRequests, Family::kMeta})
    for (const auto& [key, value] : overlay_.staged(family)) Write(family, key, value, sealed.batch);
  sealed.revision = tip_.revision;
  sealed.has_commits = tip_.revision > revision_before_;
  if (sealed.has_commits) {
    v1::Head head;
    head.set_revision(tip_.revision);
    head.set_digest(tip_.digest);
    Write(Family::kMeta, kHeadKey, head.SerializeAsString(), sealed.batch);
  }
  sealed.answers = std::exchange(answers_, {});
}

absl::StatusOr<Committed> Group::Decide(const Command& command, absl::Time now) {
  if (now > command.deadline) return DeadlinePassed();
  std::string request_key;
  if (!command.request_id.empty()) {
    request_key = RequestKey(command.actor, command.request_id);
    ASSIGN_OR_RETURN(std::optional<Committed> first, FindAnswer(overlay_, request_key, command.fingerprint));
    if (first.has_value()) return *std::move(first);
  }
  if (!command.validate_only) RETURN_IF_ERROR(space_);
  Transaction txn(overlay_,
                  {.now = std::max(now, tip_.commit_time), .revision = tip_.revision + 1, .actor = command.actor});
  ASSIGN_OR_RETURN(std::string answer, command.decide(txn));
  Committed committed{.revision = tip_.revision, .answer = std::move(answer)};
  if (command.validate_only) return committed;
  if (!request_key.empty()) RETURN_IF_ERROR(CheckRequestLimits(request_key, committed.answer));
  Keep(command, std::move(request_key), txn, committed);
  return committed;
}

void Group::Keep(const Command& command, std::string request_key, Transaction& txn, Committed& committed) {
  const absl::Time now = txn.context().now;
  std::string change_row;
  if (!txn.empty()) {
    tip_.revision = txn.context().revision;
    tip_.commit_time = now;
    change_row = LogChange(command, request_key, txn);
    staged_bytes_ += txn.bytes() + change_row.size();
    for (const Family family : {Family::kRows, Family::kIndex, Family::kMeta})
      overlay_.Merge(family, txn.TakeStaged(family));
    committed.revision = tip_.revision;
    committed.changed = true;
  }
  if (!request_key.empty()) KeepAnswer(command, std::move(request_key), now, change_row, committed);
  if (committed.changed) overlay_.Put(Family::kChanges, RevisionKey(tip_.revision), std::move(change_row));
}

void Group::KeepAnswer(const Command& command, std::string request_key, absl::Time now, absl::string_view change_row,
                       const Committed& committed) {
  std::string row = EncodeRequestRow(command.fingerprint, committed, change_row);
  staged_bytes_ += request_key.size() + row.size();
  if (!committed.changed) overlay_.Put(Family::kMeta, ExpiryKey(now, request_key), "");
  overlay_.Put(Family::kRequests, std::move(request_key), std::move(row));
}

std::string Group::LogChange(const Command& command, const std::string& request_key, Transaction& txn) {
  v1::ChangeEntry entry;
  entry.set_revision(tip_.revision);
  SetTime(tip_.commit_time, *entry.mutable_commit_time());
  entry.set_actor(command.actor);
  entry.set_method(command.method);
  entry.set_request_key(request_key);
  std::vector<LoggedChange> changes = txn.TakeChanges();
  entry.mutable_changes()->Reserve(static_cast<int>(changes.size()));
  for (LoggedChange& change : changes) {
    v1::RowChange& row = *entry.add_changes();
    row.set_key(std::move(change.key));
    if (change.before.has_value()) row.set_before(*std::move(change.before));
    if (change.after.has_value()) row.set_after(*std::move(change.after));
  }
  Chained chained = Chain(entry, tip_.digest);
  tip_.digest = std::move(chained.digest);
  return std::move(chained.bytes);
}

// A batch refuses only what exceeds its own size limit, and it has none.
void Group::Write(Family family, absl::string_view key, const std::optional<std::string>& value,
                  rocksdb::WriteBatch& batch) const {
  rocksdb::ColumnFamilyHandle* const handle = database_.family(family);
  if (value.has_value())
    batch.Put(handle, ToSlice(key), *value).PermitUncheckedError();
  else
    batch.Delete(handle, ToSlice(key)).PermitUncheckedError();
}

}  // namespace jiedui::store
