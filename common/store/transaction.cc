// SPDX-License-Identifier: Apache-2.0
#include "common/store/transaction.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/limits.h"

namespace jiedui::store {
namespace {

[[noreturn]] void AbortForBug(absl::string_view what) {
  std::fputs(absl::StrCat("bug in a transaction: ", what, "\n").c_str(), stderr);
  std::abort();
}

size_t SizeOf(const std::optional<std::string>& value) { return value.has_value() ? value->size() : 0; }

absl::Status OverLimit(absl::string_view what, size_t limit) {
  return LimitExceeded("store", absl::StrCat(what, " (limit ", limit, ")"));
}

}  // namespace

absl::StatusOr<std::optional<std::string>> Transaction::Get(Family family, absl::string_view key) const {
  const StagedRows& rows = staged(family);
  const auto staged_row = rows.find(key);
  const bool is_staged = staged_row != rows.end();
  if (family != Family::kRows) {
    if (is_staged) return staged_row->second;
    return base_.Get(family, key);
  }
  const auto [read, is_new] = rows_read_.try_emplace(key);
  if (is_staged) return staged_row->second;
  if (!is_new) return read->second;
  absl::StatusOr<std::optional<std::string>> value = base_.Get(family, key);
  if (value.ok())
    read->second = *value;
  else
    rows_read_.erase(read);
  return value;
}

absl::Status Transaction::ScanUnder(absl::string_view guard, Family family, const KeyRange& range,
                                    KeyVisitor visit) const {
  if (!rows_read_.contains(guard)) AbortForBug(absl::StrCat("scan under the guard ", guard, ", which was not read"));
  const bool outer_scan = std::exchange(scanning_, true);
  absl::Status status = ScanThrough(staged(family), base_, family, range, visit);
  scanning_ = outer_scan;
  return status;
}

absl::Status Transaction::PutRow(LoggedChange change) {
  if (change.after.has_value() && change.after->empty())
    return MakeError(absl::StatusCode::kInternal, "INTERNAL", absl::StrCat("row ", change.key, " would be empty"));
  if (!staged(Family::kRows).contains(change.key)) {
    RETURN_IF_ERROR(StageValue(Family::kRows, change.key, change.after));
    bytes_ += SizeOf(change.before);
    changes_.push_back(std::move(change));
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(StageValue(Family::kRows, change.key, change.after));
  const auto first =
      std::find_if(changes_.begin(), changes_.end(), [&](const LoggedChange& c) { return c.key == change.key; });
  first->after = std::move(change.after);
  return absl::OkStatus();
}

absl::Status Transaction::Stage(Family family, std::string key, std::optional<std::string> value) {
  const bool ours = family == Family::kIndex || (family == Family::kMeta && !absl::StartsWith(key, kStoreKeys));
  if (!ours) AbortForBug(absl::StrCat("staging ", key, ", which is not the caller's to write"));
  return StageValue(family, std::move(key), std::move(value));
}

absl::Status Transaction::StageValue(Family family, std::string key, std::optional<std::string> value) {
  if (scanning_) AbortForBug(absl::StrCat("staging ", key, " during a scan"));
  StagedRows& rows = staged_[static_cast<size_t>(family)];
  const auto found = rows.find(key);
  std::optional<size_t> staged_before;
  if (found != rows.end()) staged_before = SizeOf(found->second);
  RETURN_IF_ERROR(Account(key, SizeOf(value), staged_before));
  if (found != rows.end())
    found->second = std::move(value);
  else
    rows.emplace(std::move(key), std::move(value));
  return absl::OkStatus();
}

absl::Status Transaction::Account(absl::string_view key, size_t value_bytes,
                                  const std::optional<size_t>& staged_before) {
  if (key.empty() || key.size() > kKeyBytesMax) return OverLimit("bytes of a key", kKeyBytesMax);
  if (value_bytes > kValueBytesMax) return OverLimit("bytes of a value", kValueBytesMax);
  const size_t ops = ops_ + (staged_before.has_value() ? 0 : 1);
  if (ops > kOpsPerCommandMax) return OverLimit("rows written by one request", kOpsPerCommandMax);
  const size_t bytes =
      staged_before.has_value() ? bytes_ - *staged_before + value_bytes : bytes_ + key.size() + value_bytes;
  if (bytes > kBytesPerCommandMax) return OverLimit("bytes written by one request", kBytesPerCommandMax);
  ops_ = ops;
  bytes_ = bytes;
  return absl::OkStatus();
}

}  // namespace jiedui::store
