// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/recovery.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/change_log.h"
#include "common/store/rocks/rocks_options.h"
#include "common/store/rocks/rocks_reader.h"
#include "common/store/rocks/rocks_status.h"

namespace jiedui::store {
namespace {

constexpr absl::string_view kIdentityKey = "store/identity";
constexpr uint64_t kEntriesVerifiedAtStart = 1'000;

absl::Status Damaged(const RocksOptions& options, absl::string_view what) {
  return MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED",
                   absl::StrCat("data directory ", options.directory, " is damaged: ", what));
}

absl::StatusOr<bool> IsEmpty(const Reader& reader) {
  bool empty = true;
  for (int family = 0; family < kFamilyCount; ++family)
    RETURN_IF_ERROR(reader.Scan(static_cast<Family>(family), {}, [&empty](absl::string_view, absl::string_view) {
      empty = false;
      return false;
    }));
  return empty;
}

absl::StatusOr<v1::Identity> CreateIdentity(const Database& database, const RocksOptions& options) {
  v1::Identity identity;
  identity.set_format_version(kFormatVersion);
  identity.set_service(options.service);
  identity.set_incarnation(absl::BytesToHexString(RandomBytes(8)));
  identity.set_token_key(RandomBytes(32));
  RETURN_IF_ERROR(FromOpen(database.rocks().Put(SyncedWrite(), database.family(Family::kMeta),
                                                std::string(kIdentityKey), identity.SerializeAsString()),
                           options.directory));
  // Into a table, so that the directory shows that there is a store also when its log is lost.
  RETURN_IF_ERROR(
      FromOpen(database.rocks().Flush(rocksdb::FlushOptions(), database.family(Family::kMeta)), options.directory));
  return identity;
}

absl::Status CheckIdentity(const v1::Identity& identity, const RocksOptions& options) {
  const std::string subject = absl::StrCat("data directory ", options.directory);
  if (identity.format_version() > kFormatVersion)
    return absl::FailedPreconditionError(absl::StrCat(subject, " has format ", identity.format_version(),
                                                      ", this version knows up to ", kFormatVersion));
  if (identity.service() != options.service)
    return absl::FailedPreconditionError(
        absl::StrCat(subject, " belongs to service '", identity.service(), "', not '", options.service, "'"));
  return absl::OkStatus();
}

absl::StatusOr<v1::Identity> ReadIdentity(const Reader& reader, const Database& database, const RocksOptions& options) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, reader.Get(Family::kMeta, kIdentityKey));
  if (!bytes.has_value()) {
    ASSIGN_OR_RETURN(const bool empty, IsEmpty(reader));
    if (!empty) return Damaged(options, "there are rows, but not the one that says what they are");
    return CreateIdentity(database, options);
  }
  v1::Identity identity;
  if (!identity.ParseFromString(*bytes)) return Damaged(options, "the identity row");
  RETURN_IF_ERROR(CheckIdentity(identity, options));
  if (identity.incarnation().empty() || identity.token_key().empty()) return Damaged(options, "the identity row");
  return identity;
}

absl::StatusOr<Tip> ReadTip(const Reader& reader, const Snapshot& snapshot) {
  ASSIGN_OR_RETURN(const v1::Head head, ReadHead(reader, kHeadKey));
  RETURN_IF_ERROR(VerifyChain(snapshot, kEntriesVerifiedAtStart));
  ASSIGN_OR_RETURN(const absl::Time commit_time, LastCommitTime(snapshot));
  return Tip{.revision = head.revision(), .digest = head.digest(), .commit_time = commit_time};
}

}  // namespace

absl::StatusOr<Recovered> Recover(const std::shared_ptr<Database>& database, const RocksOptions& options) {
  const RocksReader reader(*database, nullptr, ReadTier::kDisk);
  Recovered recovered;
  ASSIGN_OR_RETURN(recovered.identity, ReadIdentity(reader, *database, options));
  ASSIGN_OR_RETURN(const v1::Head head, ReadHead(reader, kHeadKey));
  ASSIGN_OR_RETURN(const v1::Head trimmed, ReadHead(reader, kTrimmedKey));
  recovered.trimmed_revision = trimmed.revision();
  const RocksSnapshot snapshot(std::make_shared<PublishedHead>(database, head.revision()), ReadTier::kDisk);
  absl::StatusOr<Tip> tip = ReadTip(reader, snapshot);
  if (absl::IsDataLoss(tip.status())) return Damaged(options, tip.status().message());
  RETURN_IF_ERROR(tip.status());
  recovered.tip = *std::move(tip);
  return recovered;
}

}  // namespace jiedui::store
