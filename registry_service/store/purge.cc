// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/purge.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "common/store/transaction.h"
#include "registry_service/domain/merge.h"
#include "registry_service/domain/person.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using storage::v1::MergeRecord;
using store::Family;
using store::Transaction;

// What is left of a person: the answer of a command.
constexpr char kMore[] = "more";
constexpr char kGone[] = "gone";
constexpr char kKept[] = "kept";

// Rows of an index beyond these wait for the next tick.
constexpr size_t kIdsPerTickMax = kPurgeCommandsPerTickMax;

absl::StatusOr<std::string> Run(store::Store& store,
                                const std::function<absl::StatusOr<std::string>(Transaction&)>& decide) {
  store::Command command;
  command.method = "/jiedui-registry/Purge";
  command.actor = "jiedui-registry";
  command.decide = decide;
  ASSIGN_OR_RETURN(store::Committed committed, store::MutateAndWait(store, std::move(command)));
  return std::move(committed.answer);
}

// A person that was merged into persons/{id}; empty if there is none. The row of persons/{id} has been read: merging
// into it and unmerging from it write it too.
absl::StatusOr<std::string> SomeoneMergedInto(const Transaction& txn, const Tables& tables, const std::string& id) {
  std::optional<std::string> found = "";
  RETURN_IF_ERROR(txn.ScanUnder(tables.persons.RowKey(id), Family::kIndex,
                                store::IndexRange(kPersonsBySurvivorIndex, id),
                                [&found](absl::string_view key, absl::string_view) {
                                  found = store::KeyOfIndexRow(kPersonsBySurvivorIndex, key);
                                  return false;
                                }));
  if (!found.has_value()) return store::DamagedRow(absl::StrCat(kPersonsBySurvivorIndex, id));
  return *std::move(found);
}

// Removes all that lies under persons/{id}, or so much of it as one command may. True: nothing is left.
absl::StatusOr<bool> Forget(Transaction& txn, const Tables& tables, const std::string& id) {
  ASSIGN_OR_RETURN(const bool is_last, tables.accesses.Drop(txn, id, kAccessesPurgedPerCommandMax));
  if (!is_last) return false;
  RETURN_IF_ERROR(tables.merges.Delete(txn, id));
  RETURN_IF_ERROR(tables.persons.Delete(txn, id));
  // Training and exchange records go on naming the id: whoever had it anew would be taken for her.
  RETURN_IF_ERROR(tables.gone_claims.Move(txn, "", id, absl::StrCat(kPersonNames, id)));
  return true;
}

// One step of the removal of a person: those that were merged into her go first, from the far end.
absl::StatusOr<std::string> PurgeSome(Transaction& txn, const Tables& tables, const std::string& id) {
  ASSIGN_OR_RETURN(const std::optional<PersonRecord> root, tables.persons.Find(txn, id));
  if (!root.has_value() || !IsPurgeDue(*root, txn.context().now)) return kKept;
  std::string last = id;
  ASSIGN_OR_RETURN(std::string next, SomeoneMergedInto(txn, tables, last));
  while (!next.empty()) {
    last = std::exchange(next, "");
    ASSIGN_OR_RETURN(const std::optional<PersonRecord> merged, tables.persons.Find(txn, last));
    if (!merged.has_value()) return store::DamagedRow(tables.persons.RowKey(last));
    ASSIGN_OR_RETURN(next, SomeoneMergedInto(txn, tables, last));
  }
  ASSIGN_OR_RETURN(const bool is_gone, Forget(txn, tables, last));
  return is_gone && last == id ? kGone : kMore;
}

absl::StatusOr<std::string> PurgeMerge(Transaction& txn, const Tables& tables, const std::string& id) {
  ASSIGN_OR_RETURN(const std::optional<MergeRecord> merge, tables.merges.Find(txn, id));
  if (!merge.has_value() || !IsUnmergeOver(*merge, txn.context().now)) return kKept;
  RETURN_IF_ERROR(tables.merges.Delete(txn, id));
  return kGone;
}

absl::StatusOr<std::vector<std::string>> DueIds(const store::Snapshot& snapshot, absl::Time now) {
  const std::string prefix = kPersonsByPurgeTimeIndex;
  std::vector<std::string> ids;
  absl::Status status;
  const store::KeyRange due{.first = prefix, .end = absl::StrCat(prefix, PurgeTimeKey(now + absl::Seconds(1)))};
  RETURN_IF_ERROR(snapshot.Scan(Family::kIndex, due, [&](absl::string_view key, absl::string_view) {
    std::optional<std::string> id = store::KeyOfIndexRow(prefix, key);
    if (!id.has_value()) status = store::DamagedRow(key);
    if (id.has_value()) ids.push_back(*std::move(id));
    return status.ok() && ids.size() < kIdsPerTickMax;
  }));
  RETURN_IF_ERROR(status);
  return ids;
}

}  // namespace

absl::StatusOr<Purged> Purge::Tick(absl::Time now) {
  Purged purged;
  const absl::Status persons = PurgePersons(now, purged);
  const absl::Status merges = PurgeMerges(now, purged);
  RETURN_IF_ERROR(persons);
  RETURN_IF_ERROR(merges);
  return purged;
}

absl::Status Purge::PurgePersons(absl::Time now, Purged& purged) {
  ASSIGN_OR_RETURN(const std::vector<std::string> ids, DueIds(*store_.NewSnapshot(store::ReadTier::kDisk), now));
  absl::Status first_error;
  int commands_left = kPurgeCommandsPerTickMax;
  for (const std::string& id : ids) {
    const absl::StatusOr<bool> gone = PurgePerson(id, commands_left);
    if (first_error.ok()) first_error = gone.status();
    if (gone.ok() && *gone) ++purged.persons;
  }
  return first_error;
}

// True: she is gone, and it was this that did it.
absl::StatusOr<bool> Purge::PurgePerson(const std::string& id, int& commands_left) {
  std::string left = kMore;
  while (left == kMore && commands_left > 0) {
    --commands_left;
    ASSIGN_OR_RETURN(left, Run(store_, [this, &id](Transaction& txn) { return PurgeSome(txn, tables_, id); }));
  }
  return left == kGone;
}

absl::Status Purge::PurgeMerges(absl::Time now, Purged& purged) {
  const std::unique_ptr<store::Snapshot> snapshot = store_.NewSnapshot(store::ReadTier::kDisk);
  store::KeyRange range = store::PrefixRange(kMergeRows);
  range.first = std::max(range.first, std::exchange(next_merge_, ""));
  std::vector<std::string> ids;
  absl::Status status;
  size_t rows = 0;
  const auto look = [&](absl::string_view key, absl::string_view value) {
    if (++rows > kMergesReadPerTickMax || ids.size() == kIdsPerTickMax) {
      next_merge_ = std::string(key);
      return false;
    }
    const std::string id(key.substr(tables_.merges.prefix().size()));
    const absl::StatusOr<MergeRecord> merge = tables_.merges.Decode(id, value);
    status.Update(merge.status());
    if (merge.ok() && IsUnmergeOver(*merge, now)) ids.push_back(id);
    return true;
  };
  RETURN_IF_ERROR(snapshot->Scan(Family::kRows, range, look));
  status.Update(PurgeMergesOf(ids, purged));
  return status;
}

absl::Status Purge::PurgeMergesOf(const std::vector<std::string>& ids, Purged& purged) {
  absl::Status first_error;
  for (const std::string& id : ids) {
    const auto left = Run(store_, [this, &id](Transaction& txn) { return PurgeMerge(txn, tables_, id); });
    first_error.Update(left.status());
    if (left.ok() && *left == kGone) ++purged.merges;
  }
  return first_error;
}

}  // namespace jiedui::registry
