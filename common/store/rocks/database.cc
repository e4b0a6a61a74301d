// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/database.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/rocks/checksum.h"
#include "common/store/rocks/rocks_options.h"
#include "common/store/rocks/rocks_status.h"
#include "rocksdb/env.h"

namespace jiedui::store {
namespace {

// A store that is there may be opened with less, to read and to make room; opening writes some kilobytes only.
constexpr uint64_t kOpenShare = 4;

absl::Status CheckSpace(rocksdb::Env& env, const RocksOptions& options, bool holds_store) {
  const uint64_t needed = holds_store ? options.free_bytes_min / kOpenShare : options.free_bytes_min;
  const uint64_t free = FreeBytes(env, options.directory);
  if (free >= needed) return absl::OkStatus();
  return Overloaded("DISK_FULL",
                    absl::StrCat("data directory ", options.directory, ": the disk is nearly full: ", free,
                                 " bytes free, ", needed, " needed to start"),
                    absl::Minutes(1));
}

// RocksDB does not say in which log it found the damage.
absl::Status NamingTheLogs(absl::Status status, rocksdb::Env& env, const std::string& directory) {
  if (!absl::IsDataLoss(status) || absl::StrContains(status.message(), ".sst") ||
      absl::StrContains(status.message(), "MANIFEST"))
    return status;
  std::vector<std::string> names;
  env.GetChildren(directory, &names).PermitUncheckedError();
  std::vector<std::string> logs;
  for (const std::string& name : names)
    if (absl::EndsWith(name, ".log")) logs.push_back(name);
  return MakeError(status.code(), ReasonOf(status),
                   absl::StrCat(status.message(), " (write-ahead log: ", absl::StrJoin(logs, ", "), ")"));
}

}  // namespace

absl::StatusOr<std::shared_ptr<Database>> Database::Open(const RocksOptions& options) {
  RETURN_IF_ERROR(CheckChecksums());
  rocksdb::Env& env = options.env != nullptr ? *options.env : *rocksdb::Env::Default();
  ASSIGN_OR_RETURN(std::unique_ptr<Directory> directory, Directory::Hold(env, options.directory));
  RETURN_IF_ERROR(CheckSpace(env, options, directory->holds_store()));
  std::shared_ptr<Database> database(new Database(std::move(directory), std::make_shared<FailureWatch>()));
  const absl::Status opened = FromOpen(database->OpenRocks(options), options.directory);
  if (!opened.ok()) return NamingTheLogs(opened, env, options.directory);
  return database;
}

rocksdb::Status Database::OpenRocks(const RocksOptions& options) {
  const std::shared_ptr<rocksdb::Cache> cache = MakeCache(options);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  descriptors.emplace_back(rocksdb::kDefaultColumnFamilyName, MakeFamilyOptions(Family::kMeta, options, cache));
  for (int i = 0; i < kFamilyCount; ++i) {
    const auto family = static_cast<Family>(i);
    descriptors.emplace_back(FamilyName(family), MakeFamilyOptions(family, options, cache));
  }
  rocksdb::DB* rocks = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::Status status = rocksdb::DB::Open(MakeDatabaseOptions(options, cache, failures_), options.directory,
                                             descriptors, &handles, &rocks);
  if (!status.ok()) return status;
  rocks_.reset(rocks);
  default_handle_ = handles.front();
  std::copy(handles.begin() + 1, handles.end(), handles_.begin());
  return status;
}

Database::~Database() {
  if (rocks_ == nullptr) return;
  for (rocksdb::ColumnFamilyHandle* handle : handles_) rocks_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  rocks_->DestroyColumnFamilyHandle(default_handle_).PermitUncheckedError();
  rocks_->Close().PermitUncheckedError();
}

}  // namespace jiedui::store
