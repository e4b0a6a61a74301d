// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/access_log.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/status_macros.h"
#include "common/store/table.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using storage::v1::AccessCountRecord;
using storage::v1::AccessRecord;
using store::Family;

std::string CountKey(absl::string_view person_id) { return absl::StrCat(kAccessCountRows, person_id); }

std::string AccessKey(absl::string_view person_id, uint64_t number) {
  return absl::StrCat(kAccessRows, person_id, "/", absl::StrFormat("%010d", number));
}

absl::StatusOr<uint64_t> Count(const store::Transaction& txn, absl::string_view person_id) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, txn.Get(Family::kRows, CountKey(person_id)));
  AccessCountRecord record;
  if (bytes.has_value() && !record.ParseFromString(*bytes)) return store::DamagedRow(CountKey(person_id));
  return record.count();
}

}  // namespace

absl::Status AccessLog::Add(store::Transaction& txn, absl::string_view person_id,
                            const v1::PersonAccess& access) const {
  ASSIGN_OR_RETURN(const uint64_t count, Count(txn, person_id));
  AccessCountRecord counted;
  counted.set_count(count + 1);
  RETURN_IF_ERROR(txn.PutRow({.key = CountKey(person_id), .after = counted.SerializeAsString()}));
  AccessRecord record;
  *record.mutable_access() = access;
  RETURN_IF_ERROR(txn.PutRow({.key = AccessKey(person_id, count + 1), .after = record.SerializeAsString()}));
  if (count < kAccessesKeptMax) return absl::OkStatus();
  return txn.PutRow({.key = AccessKey(person_id, count + 1 - kAccessesKeptMax), .after = std::nullopt});
}

absl::StatusOr<bool> AccessLog::Drop(store::Transaction& txn, absl::string_view person_id, size_t max) const {
  const std::string count_key = CountKey(person_id);
  ASSIGN_OR_RETURN(std::optional<std::string> count, txn.Get(Family::kRows, count_key));
  if (!count.has_value()) return true;
  std::vector<std::string> keys;
  bool more = false;
  const store::KeyRange range = store::PrefixRange(absl::StrCat(kAccessRows, person_id, "/"));
  RETURN_IF_ERROR(txn.ScanUnder(count_key, Family::kRows, range, [&](absl::string_view key, absl::string_view) {
    more = keys.size() == max;
    if (!more) keys.emplace_back(key);
    return !more;
  }));
  for (std::string& key : keys) RETURN_IF_ERROR(txn.PutRow({.key = std::move(key), .after = std::nullopt}));
  if (!more) count.reset();
  RETURN_IF_ERROR(txn.PutRow({.key = count_key, .after = std::move(count)}));
  return !more;
}

absl::StatusOr<std::vector<v1::PersonAccess>> AccessLog::Latest(const store::Transaction& txn,
                                                                absl::string_view person_id) const {
  std::vector<v1::PersonAccess> accesses;
  ASSIGN_OR_RETURN(const uint64_t count, Count(txn, person_id));
  if (count == 0) return accesses;
  absl::Status status;
  const store::KeyRange range = store::PrefixRange(absl::StrCat(kAccessRows, person_id, "/"));
  RETURN_IF_ERROR(
      txn.ScanUnder(CountKey(person_id), Family::kRows, range, [&](absl::string_view key, absl::string_view value) {
        AccessRecord record;
        if (!record.ParseFromArray(value.data(), static_cast<int>(value.size()))) status = store::DamagedRow(key);
        accesses.push_back(std::move(*record.mutable_access()));
        return status.ok();
      }));
  RETURN_IF_ERROR(status);
  std::reverse(accesses.begin(), accesses.end());
  return accesses;
}

}  // namespace jiedui::registry
