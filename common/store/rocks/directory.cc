// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/directory.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/rocks/rocks_status.h"
#include "rocksdb/env.h"

namespace jiedui::store {
namespace {

constexpr absl::string_view kLockFile = "IN_USE";
constexpr absl::string_view kCurrentFile = "CURRENT";

// What may lie in a directory whose creation was interrupted, or that is a fresh mount.
bool MayPrecedeStore(absl::string_view name) {
  for (const absl::string_view prefix : {"MANIFEST-", "OPTIONS-", "LOG.old."})
    if (absl::StartsWith(name, prefix)) return true;
  for (const absl::string_view whole : {".", "..", "IN_USE", "LOCK", "LOG", "IDENTITY", "lost+found"})
    if (name == whole) return true;
  return absl::EndsWith(name, ".dbtmp");
}

bool IsLog(absl::string_view name) { return absl::EndsWith(name, ".log"); }
bool IsTable(absl::string_view name) { return absl::EndsWith(name, ".sst"); }

absl::Status FileMissing(const std::string& path, absl::string_view missing, absl::string_view found) {
  return MakeError(
      absl::StatusCode::kDataLoss, "DATA_DAMAGED",
      absl::StrCat("data directory ", path, " is damaged: ", missing, " is missing, but there is ", found));
}

}  // namespace

uint64_t FreeBytes(rocksdb::Env& env, const std::string& directory) {
  uint64_t bytes = 0;
  return env.GetFreeSpace(directory, &bytes).ok() ? bytes : std::numeric_limits<uint64_t>::max();
}

absl::StatusOr<std::unique_ptr<Directory>> Directory::Hold(rocksdb::Env& env, const std::string& path) {
  const rocksdb::Status created = env.CreateDirIfMissing(path);
  if (created.IsPathNotFound())
    return absl::FailedPreconditionError(absl::StrCat("data directory ", path, ": its parent does not exist"));
  RETURN_IF_ERROR(FromOpen(created, path));
  rocksdb::FileLock* lock = nullptr;
  RETURN_IF_ERROR(FromOpen(env.LockFile(absl::StrCat(path, "/", kLockFile), &lock), path));
  std::unique_ptr<Directory> directory(new Directory(env, lock));
  RETURN_IF_ERROR(directory->LookOver(path));
  return directory;
}

Directory::~Directory() { env_.UnlockFile(lock_).PermitUncheckedError(); }

absl::Status Directory::LookOver(const std::string& path) {
  std::vector<std::string> names;
  RETURN_IF_ERROR(FromOpen(env_.GetChildren(path, &names), path));
  for (const std::string& name : names) holds_store_ = holds_store_ || name == kCurrentFile;
  return holds_store_ ? CheckStore(path, names) : CheckEmpty(path, names);
}

// A store has tables from its creation on (recovery.cc sees to it), and always a log.
absl::Status Directory::CheckStore(const std::string& path, const std::vector<std::string>& names) {
  const auto table = std::find_if(names.begin(), names.end(), IsTable);
  if (table == names.end() || std::any_of(names.begin(), names.end(), IsLog)) return absl::OkStatus();
  return FileMissing(path, "the write-ahead log", *table);
}

absl::Status Directory::CheckEmpty(const std::string& path, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (IsLog(name) || IsTable(name)) return FileMissing(path, "the file CURRENT", name);
    if (!MayPrecedeStore(name))
      return absl::FailedPreconditionError(
          absl::StrCat("data directory ", path, " is neither empty nor a store: there is ", name));
  }
  return absl::OkStatus();
}

}  // namespace jiedui::store
