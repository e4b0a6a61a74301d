// SPDX-License-Identifier: Apache-2.0
// How the registry's feed becomes rows: each message turns into steps, and each step is one command that puts rows and
// moves the cursor, so that a crash can neither lose nor repeat a change. A step says which cursor it follows: if an
// earlier one failed, those behind it fail too, instead of leaving a gap.
//
// A snapshot is loaded under a new generation; when it has ended, the rows of older generations are what the registry
// no longer has. While it is loaded the directory is of two times at once, so that assignments are settled at its end
// (settle.h), and with each commit after that.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/store/transaction.h"
#include "jiedui/registry/v1/change_service.pb.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// A fraction of what the store takes in one command (common/store/limits.h): the rest is for what follows from them.
inline constexpr int kRowsPerStepMax = 60;
inline constexpr size_t kBytesPerStepMax = 128 * 1024;

using Cursor = storage::v1::DirectoryCursorRecord;

struct DirectoryStep {
  Cursor before;
  Cursor after;
  std::vector<registry::v1::ResourceState> put;  // without private fields
  std::vector<std::string> removed;              // names of resources
  size_t bytes = 0;
};

// Puts the step's rows and cursor, and what a commit means for assignments (follow_persons.h); whoever may take a free
// seat now, by what the registry says of them, moves up. Nothing happens if it was done already. False: it takes more
// than one command; the rows and the cursor are still to come, apply the step again. ABORTED: it does not follow the
// cursor that is there.
absl::StatusOr<bool> Apply(const Tables& tables, store::Transaction& txn, const DirectoryStep& step);

// Where to resume from: 0 = from a snapshot.
uint64_t ResumeRevision(const Cursor& cursor);

// Turns the messages of one stream into steps. One thread.
class FeedReader {
 public:
  // `cursor` is what the store has; the stream was opened with its incarnation and ResumeRevision(cursor).
  explicit FeedReader(Cursor cursor) : cursor_(std::move(cursor)) {}

  // The steps for the message, none if it brings nothing new. For SNAPSHOT_END, only those that open the snapshot:
  // remove the old generations, then call EndSnapshot. FAILED_PRECONDITION / INCARNATION_MISMATCH: commits of another
  // store than the cursor's.
  absl::StatusOr<std::vector<DirectoryStep>> Read(registry::v1::WatchChangesResponse message);

  // A step that removes rows, named as resources, without moving on.
  DirectoryStep Removal(std::vector<std::string> names);
  // The step that says that the snapshot is complete.
  DirectoryStep EndSnapshot();

  // The cursor after all steps so far.
  const Cursor& cursor() const { return cursor_; }

 private:
  void BeginSnapshot(const registry::v1::WatchChangesResponse& message, std::vector<DirectoryStep>& steps);
  void ReadRows(std::vector<DirectoryStep> rows, const Cursor& last, std::vector<DirectoryStep>& steps);
  void ReadCommit(registry::v1::WatchChangesResponse& message, std::vector<DirectoryStep>& steps);
  DirectoryStep MoveTo(const Cursor& after);

  Cursor cursor_;
  bool snapshot_begun_ = false;
};

}  // namespace jiedui::scheduler
