// SPDX-License-Identifier: Apache-2.0
// The seam between the services and what stores their data. A service hands in commands; a store runs them one after
// the other, each all or nothing, and answers when the result is durable. Backends: rocks/ (embedded, the default),
// memory/ (the model that tests compare with). One conformance suite runs over all (tests/common/store).
//
// Everything a command writes - rows, index rows, change-log entry, idempotency row - is one commit with one revision.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace jiedui::store {

class Transaction;

// The kinds of bytes a store keeps. Do not renumber: rocks/ names its column families after them.
enum class Family : uint8_t { kRows = 0, kIndex = 1, kChanges = 2, kRequests = 3, kMeta = 4 };
inline constexpr int kFamilyCount = 5;

// Keys from `first` to before `end`, in byte order; an empty `end` means to the last.
struct KeyRange {
  std::string first;
  std::string end;
};

// All keys that begin with `prefix`.
KeyRange PrefixRange(absl::string_view prefix);

// Return false to stop.
using KeyVisitor = absl::FunctionRef<bool(absl::string_view key, absl::string_view value)>;

// Reads of one consistent state. Errors: DATA_LOSS (bytes on disk are not what was written), UNAVAILABLE (see
// IsNotInMemory, or the store is closing). One thread at a time.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const = 0;
  virtual absl::Status Scan(Family family, const KeyRange& range, KeyVisitor visit) const = 0;
};

// A committed, durable state, held until destroyed.
class Snapshot : public Reader {
 public:
  // The last commit it shows.
  virtual uint64_t revision() const = 0;
};

// Whether a snapshot may wait for the disk. With kMemory a read that would have to answers with a status for which
// IsNotInMemory is true: take a new snapshot with kDisk on a thread that may block.
enum class ReadTier : uint8_t { kMemory, kDisk };
bool IsNotInMemory(const absl::Status& status);
absl::Status NotInMemory();  // for stores

// What a command led to.
struct Committed {
  uint64_t revision = 0;  // of this commit; of the head where nothing changed
  bool changed = false;   // whether there is a new revision
  bool replayed = false;  // whether the answer is the first one given to this request_id
  std::string answer;     // what `decide` returned
};

// One write. `decide` reads facts from the transaction, decides, and puts the change; it depends on nothing else and
// may run more than once. An error from it leaves nothing behind.
struct Command {
  std::string method;                            // full method name, for the change log
  std::string actor;                             // principal, or "anonymous"
  std::string request_id;                        // empty = not idempotent; scoped by actor
  std::string fingerprint;                       // of the method and request, where request_id is given
  absl::Time deadline = absl::InfiniteFuture();  // past it, the command is not run: DEADLINE_EXCEEDED
  bool validate_only = false;                    // run, answer, keep nothing
  size_t bytes = 0;                              // what it holds in memory while it waits
  std::function<absl::StatusOr<std::string>(Transaction&)> decide;
  // Called exactly once, by a thread of the store (memory/: by the caller's, before Mutate returns); must not block and
  // must not close or destroy the store.
  absl::AnyInvocable<void(absl::StatusOr<Committed>)> done;
};

struct StoreInfo {
  std::string incarnation;       // new on create and on restore
  std::string token_key;         // signs page tokens
  uint64_t revision = 0;         // last commit
  uint64_t oldest_revision = 0;  // first entry kept in the change log; revision + 1 if none
};

// Any thread.
class Store {
 public:
  virtual ~Store() = default;

  // Queues a command. `done` gets what `decide` answered and the commit, durable; or the error of `decide`; or
  // RESOURCE_EXHAUSTED (queue full, disk nearly full, limits of limits.h), INVALID_ARGUMENT (request_id used for
  // another request), DEADLINE_EXCEEDED (not run), UNAVAILABLE (stopping: not run; or OUTCOME_UNKNOWN: the log failed
  // and the process is about to stop).
  virtual void Mutate(Command command) = 0;

  // The head, or a later one.
  virtual std::unique_ptr<Snapshot> NewSnapshot(ReadTier tier) const = 0;

  virtual StoreInfo Info() const = 0;

  // Calls `listener` after each durable group of commits with the new head revision, until the returned handle is
  // destroyed. The listener must not block and must not touch the handle.
  virtual std::shared_ptr<void> AddCommitListener(std::function<void(uint64_t revision)> listener) = 0;

  // Drops change-log entries, and the idempotency rows that came with them, that are older than `retention` allows; a
  // bounded step, called from time to time. Whether there may be more to drop.
  virtual absl::StatusOr<bool> Trim(absl::Time now) = 0;

  // Runs what is queued, then refuses everything with UNAVAILABLE. Idempotent.
  virtual void Close() = 0;
};

// Runs a command and waits for it; for tests, tools and threads of our own that may block.
absl::StatusOr<Committed> MutateAndWait(Store& store, Command command);

}  // namespace jiedui::store
