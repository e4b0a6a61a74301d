// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/rocks_status.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"

namespace jiedui::store {
namespace {

absl::Status Damaged(absl::string_view message) {
  return MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED", message);
}

// RocksDB keeps the reason of an I/O error only as text, that of strerror.
bool IsPermissionProblem(absl::string_view text) {
  return absl::StrContains(text, "Permission denied") || absl::StrContains(text, "Operation not permitted") ||
         absl::StrContains(text, "Read-only file system");
}

bool IsLockProblem(absl::string_view text) {
  return absl::StrContains(text, "lock hold by current process") || absl::StrContains(text, "While lock file");
}

// A missing file is not an I/O error like others: something that was written is gone.
bool IsMissingFile(const rocksdb::Status& status) { return status.IsPathNotFound() || status.IsNotFound(); }

}  // namespace

absl::Status FromRead(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  if (status.IsShutdownInProgress()) return ShuttingDown("the store");
  if (status.IsMemoryLimit() || status.IsIncomplete())
    return MakeError(absl::StatusCode::kUnavailable, "OVERLOADED", "no room in the cache for what is to be read");
  return Damaged(absl::StrCat("cannot read what was stored: ", status.ToString()));
}

absl::Status FromOpen(const rocksdb::Status& status, const std::string& directory) {
  if (status.ok()) return absl::OkStatus();
  const std::string text = status.ToString();
  const std::string subject = absl::StrCat("data directory ", directory);
  if (IsLockProblem(text)) return absl::FailedPreconditionError(absl::StrCat(subject, " is in use by another process"));
  if (IsPermissionProblem(text)) return absl::PermissionDeniedError(absl::StrCat(subject, " is not writable: ", text));
  if (absl::StrContains(text, "not a directory")) return absl::FailedPreconditionError(text);
  if (status.IsNoSpace()) return Overloaded("DISK_FULL", absl::StrCat(subject, " is full: ", text), absl::Minutes(1));
  if (status.IsCorruption() || IsMissingFile(status)) return Damaged(absl::StrCat(subject, " is damaged: ", text));
  if (status.IsInvalidArgument() || status.IsNotSupported())
    return absl::FailedPreconditionError(absl::StrCat(subject, " has a format this version does not know: ", text));
  return absl::InternalError(absl::StrCat(subject, " cannot be opened: ", text));
}

}  // namespace jiedui::store
