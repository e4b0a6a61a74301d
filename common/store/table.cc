// SPDX-License-Identifier: Apache-2.0
#include "common/store/table.h"

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"

namespace jiedui::store {
namespace {

constexpr absl::string_view kSeparator("\0\1", 2);

void AppendEscaped(absl::string_view value, std::string& key) {
  for (const char c : value) {
    key.push_back(c);
    if (c == '\0') key.push_back('\xff');
  }
}

std::string IndexPrefix(absl::string_view index_prefix, absl::string_view value, size_t reserved) {
  std::string key;
  key.reserve(index_prefix.size() + value.size() + kSeparator.size() + reserved);
  key.append(index_prefix.data(), index_prefix.size());
  AppendEscaped(value, key);
  key.append(kSeparator.data(), kSeparator.size());
  return key;
}

}  // namespace

std::string IndexKey(absl::string_view index_prefix, absl::string_view value, absl::string_view key) {
  std::string index_key = IndexPrefix(index_prefix, value, key.size());
  index_key.append(key.data(), key.size());
  return index_key;
}

KeyRange IndexRange(absl::string_view index_prefix, absl::string_view value) {
  return PrefixRange(IndexPrefix(index_prefix, value, 0));
}

std::optional<std::string> KeyOfIndexRow(absl::string_view index_prefix, absl::string_view index_key) {
  if (!absl::StartsWith(index_key, index_prefix)) return std::nullopt;
  // An escaped value has \xff after every \0, so the first \0\1 ends it.
  const size_t separator = index_key.find(kSeparator, index_prefix.size());
  if (separator == absl::string_view::npos) return std::nullopt;
  return std::string(index_key.substr(separator + kSeparator.size()));
}

absl::string_view ValueOfIndexRow(absl::string_view index_prefix, absl::string_view index_key) {
  if (!absl::StartsWith(index_key, index_prefix)) return "";
  const size_t separator = index_key.find(kSeparator, index_prefix.size());
  if (separator == absl::string_view::npos) return "";
  return index_key.substr(index_prefix.size(), separator - index_prefix.size());
}

absl::Status DamagedRow(absl::string_view row_key) {
  return MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED",
                   absl::StrCat("row ", absl::CHexEscape(row_key), " is damaged"));
}

}  // namespace jiedui::store
