// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/name_order.h"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace jiedui::registry {
namespace {

// Null without ICU's data.
const icu::Collator* NewCollator(const char* locale) {
  UErrorCode error = U_ZERO_ERROR;
  icu::Collator* const collator = icu::Collator::createInstance(icu::Locale(locale), error);
  if (U_FAILURE(error)) return nullptr;
  collator->setStrength(icu::Collator::TERTIARY);
  return collator;
}

// Shared by all threads: nothing but its const functions is called.
const icu::Collator* CollatorOf(NameOrder order) {
  static const icu::Collator* const by_stroke = NewCollator("zh@collation=stroke");
  static const icu::Collator* const by_pinyin = NewCollator("zh@collation=pinyin");
  return order == NameOrder::kStroke ? by_stroke : by_pinyin;
}

std::string CollationVersion(NameOrder order) {
  const icu::Collator* const collator = CollatorOf(order);
  if (collator == nullptr) return "none";
  UVersionInfo version;
  collator->getVersion(version);
  return absl::StrJoin(version, version + U_MAX_VERSION_LENGTH, ".");
}

}  // namespace

std::string SortKey(NameOrder order, absl::string_view name) {
  if (name.empty()) return "";
  const icu::Collator* const collator = CollatorOf(order);
  if (collator == nullptr) return std::string(name.substr(0, kSortKeyBytesMax));
  const icu::UnicodeString characters =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  std::string key(4 * kSortKeyBytesMax, '\0');
  const auto fill = [&] {
    return collator->getSortKey(characters, reinterpret_cast<uint8_t*>(key.data()), static_cast<int32_t>(key.size()));
  };
  const auto length = static_cast<size_t>(fill());
  if (length > key.size()) {
    key.resize(length);
    fill();
  }
  key.resize(std::min(length - 1, kSortKeyBytesMax));  // without the zero that ends it
  return key;
}

std::string NameRulesVersion() {
  UVersionInfo icu;
  u_getVersion(icu);
  return absl::StrCat("ICU ", absl::StrJoin(icu, icu + U_MAX_VERSION_LENGTH, "."), ", pinyin ",
                      CollationVersion(NameOrder::kPinyin), ", stroke ", CollationVersion(NameOrder::kStroke));
}

}  // namespace jiedui::registry
