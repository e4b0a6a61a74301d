// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/directory_apply.h"

#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/directory/follow_persons.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using google::protobuf::util::MessageDifferencer;
using registry::v1::Marker;
using registry::v1::ResourceState;
using registry::v1::WatchChangesResponse;
using store::Transaction;

absl::Status PutRow(const Tables& tables, Transaction& txn, const ResourceState& state, const Cursor& cursor) {
  const uint64_t revision = cursor.loading() ? cursor.snapshot_revision() : cursor.revision();
  const auto stamped = [&](auto record) {
    record.set_registry_revision(revision);
    record.set_generation(cursor.generation());
    return record;
  };
  if (state.has_person()) {
    storage::v1::DirectoryPersonRecord record;
    *record.mutable_person() = state.person();
    return tables.persons.Put(txn, stamped(std::move(record)));
  }
  if (state.has_organization()) {
    storage::v1::DirectoryOrganizationRecord record;
    *record.mutable_organization() = state.organization();
    return tables.organizations.Put(txn, stamped(std::move(record)));
  }
  if (!state.has_organization_pair()) return absl::OkStatus();  // of a newer registry: not what we need
  storage::v1::DirectoryOrganizationPairRecord record;
  *record.mutable_organization_pair() = state.organization_pair();
  return tables.organization_pairs.Put(txn, stamped(std::move(record)));
}

absl::Status RemoveRow(const Tables& tables, Transaction& txn, absl::string_view name) {
  if (absl::StartsWith(name, "persons/")) return tables.persons.Delete(txn, PersonKey(name));
  if (absl::StartsWith(name, "organizations/")) return tables.organizations.Delete(txn, OrganizationKey(name));
  return tables.organization_pairs.Delete(txn, OrganizationPairKey(name));
}

// Whom the step may let move up, wherever they wait: those in it, and those with whom their assignments lay, or lie.
absl::StatusOr<std::set<std::string>> PeopleOf(const Tables& tables, const Transaction& txn,
                                               const DirectoryStep& step) {
  std::set<std::string> people;
  for (const ResourceState& state : step.put) {
    if (!state.has_person()) continue;
    const std::string& name = state.person().name();
    people.insert(name);
    ASSIGN_OR_RETURN(const auto before, FindPerson(tables, txn, name));
    if (before.has_value()) people.insert(before->name());
    if (state.person().merged_into().empty()) continue;
    ASSIGN_OR_RETURN(const auto after, FindPerson(tables, txn, state.person().merged_into()));
    if (after.has_value()) people.insert(after->name());
  }
  return people;
}

// An organisation, and those that took it over before the step: its people may wait as people of one of them.
absl::Status AddWithSuccessors(const Tables& tables, const Transaction& txn, std::string name,
                               std::set<std::string>& organizations) {
  for (int i = 0; i <= kMergesFollowedMax && !name.empty(); ++i) {
    organizations.insert(name);
    ASSIGN_OR_RETURN(const auto record, tables.organizations.FindShared(txn, OrganizationKey(name)));
    name = record == nullptr ? "" : record->organization().merged_into();
  }
  return absl::OkStatus();
}

// Whose people the step may let move up: an organisation in another division draws on other seats. Before the step.
absl::StatusOr<std::set<std::string>> OrganizationsOf(const Tables& tables, const Transaction& txn,
                                                      const DirectoryStep& step) {
  std::set<std::string> organizations;
  for (const ResourceState& state : step.put)
    if (state.has_organization())
      RETURN_IF_ERROR(AddWithSuccessors(tables, txn, state.organization().name(), organizations));
  for (const std::string& name : step.removed)
    if (absl::StartsWith(name, "organizations/")) RETURN_IF_ERROR(AddWithSuccessors(tables, txn, name, organizations));
  return organizations;
}

// Rows in steps of bounded size; their cursors are set by the reader.
class Packer {
 public:
  void Put(ResourceState state) {
    // The feed has none; if it ever did, they would end here.
    if (state.has_person()) state.mutable_person()->clear_private_fields();
    const size_t bytes = state.ByteSizeLong();
    StepFor(bytes).put.push_back(std::move(state));
  }
  void Remove(std::string name) {
    const size_t bytes = name.size();
    StepFor(bytes).removed.push_back(std::move(name));
  }
  std::vector<DirectoryStep> Take() && { return std::move(steps_); }

 private:
  DirectoryStep& StepFor(size_t bytes) {
    const bool fits = !steps_.empty() && rows_ < kRowsPerStepMax && steps_.back().bytes + bytes <= kBytesPerStepMax;
    if (!fits) {
      steps_.emplace_back();
      rows_ = 0;
    }
    ++rows_;
    steps_.back().bytes += bytes;
    return steps_.back();
  }

  std::vector<DirectoryStep> steps_;
  int rows_ = 0;
};

}  // namespace

absl::StatusOr<bool> Apply(const Tables& tables, Transaction& txn, const DirectoryStep& step) {
  ASSIGN_OR_RETURN(const auto found, tables.cursors.Find(txn, kDirectoryCursorKey));
  const Cursor cursor = found.value_or(Cursor());
  if (!MessageDifferencer::Equals(cursor, step.before)) {
    if (MessageDifferencer::Equals(cursor, step.after)) return true;
    return absl::AbortedError(absl::StrCat("the directory is at ", cursor.ShortDebugString(), ", the step follows ",
                                           step.before.ShortDebugString()));
  }
  if (!step.before.loading() && !step.after.loading()) {
    ASSIGN_OR_RETURN(const bool followed, FollowPersons(tables, txn, step));
    if (!followed) return false;
  }
  ASSIGN_OR_RETURN(const std::set<std::string> people, PeopleOf(tables, txn, step));
  ASSIGN_OR_RETURN(const std::set<std::string> organizations, OrganizationsOf(tables, txn, step));
  for (const ResourceState& state : step.put) RETURN_IF_ERROR(PutRow(tables, txn, state, step.after));
  for (const std::string& name : step.removed) RETURN_IF_ERROR(RemoveRow(tables, txn, name));
  // Before seats are given, which say on which revision.
  RETURN_IF_ERROR(tables.cursors.Put(txn, step.after));
  for (const std::string& person : people) RETURN_IF_ERROR(ServePerson(tables, txn, person));
  for (const std::string& organization : organizations) RETURN_IF_ERROR(ServeOrganization(tables, txn, organization));
  return true;
}

uint64_t ResumeRevision(const Cursor& cursor) {
  return cursor.incarnation().empty() || cursor.loading() ? 0 : cursor.revision() + 1;
}

DirectoryStep FeedReader::MoveTo(const Cursor& after) {
  DirectoryStep step{.before = cursor_, .after = after};
  cursor_ = after;
  return step;
}

void FeedReader::BeginSnapshot(const WatchChangesResponse& message, std::vector<DirectoryStep>& steps) {
  if (snapshot_begun_) return;
  snapshot_begun_ = true;
  Cursor after;
  after.set_incarnation(message.incarnation());
  // Of the same store: rows that the snapshot has not brought yet are as new as they were.
  if (message.incarnation() == cursor_.incarnation()) after.set_revision(cursor_.revision());
  after.set_snapshot_revision(message.revision());
  after.set_generation(cursor_.generation() + 1);
  after.set_loading(true);
  steps.push_back(MoveTo(after));
}

void FeedReader::ReadRows(std::vector<DirectoryStep> rows, const Cursor& last, std::vector<DirectoryStep>& steps) {
  for (size_t i = 0; i < rows.size(); ++i) {
    DirectoryStep& step = rows[i];
    Cursor after = last;
    if (i + 1 < rows.size()) {
      after = cursor_;
      after.set_partial_rows(cursor_.partial_rows() + step.put.size() + step.removed.size());
    }
    step.before = cursor_;
    step.after = cursor_ = after;
    steps.push_back(std::move(step));
  }
}

void FeedReader::ReadCommit(WatchChangesResponse& message, std::vector<DirectoryStep>& steps) {
  Packer packer;
  for (registry::v1::Change& change : *message.mutable_commit()->mutable_changes()) {
    if (change.has_after()) {
      packer.Put(std::move(*change.mutable_after()));
    } else {
      packer.Remove(change.name());
    }
  }
  Cursor last = cursor_;
  last.set_revision(message.revision());
  last.set_partial_rows(0);
  auto rows = std::move(packer).Take();
  if (rows.empty()) rows.emplace_back();  // the filter may empty a commit; the revision counts
  ReadRows(std::move(rows), last, steps);
}

absl::StatusOr<std::vector<DirectoryStep>> FeedReader::Read(WatchChangesResponse message) {
  std::vector<DirectoryStep> steps;
  const bool ends_snapshot = message.has_marker() && message.marker().kind() == Marker::KIND_SNAPSHOT_END;
  if (message.has_snapshot() || ends_snapshot) {
    BeginSnapshot(message, steps);
    Packer packer;
    for (ResourceState& state : *message.mutable_snapshot()->mutable_resources()) packer.Put(std::move(state));
    auto rows = std::move(packer).Take();
    Cursor last = cursor_;
    for (const DirectoryStep& step : rows) last.set_partial_rows(last.partial_rows() + step.put.size());
    ReadRows(std::move(rows), last, steps);
    return steps;
  }
  if (message.incarnation() != cursor_.incarnation())
    return MakeError(absl::StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH",
                     absl::StrCat("the feed is of ", message.incarnation(), ", the copy of ", cursor_.incarnation()));
  if (cursor_.loading()) return absl::InternalError("the feed sends a commit before the end of its snapshot");
  const bool says_something = message.has_commit() || message.has_marker();  // or it is of a newer registry
  if (!says_something || message.revision() <= cursor_.revision()) return steps;
  ReadCommit(message, steps);  // a marker is a commit without changes: everything up to it has been sent
  return steps;
}

DirectoryStep FeedReader::Removal(std::vector<std::string> names) {
  Cursor after = cursor_;
  after.set_partial_rows(cursor_.partial_rows() + names.size());
  DirectoryStep step = MoveTo(after);
  step.removed = std::move(names);
  return step;
}

DirectoryStep FeedReader::EndSnapshot() {
  Cursor after = cursor_;
  after.set_revision(cursor_.snapshot_revision());
  after.set_loading(false);
  after.set_partial_rows(0);
  return MoveTo(after);
}

}  // namespace jiedui::scheduler
