// SPDX-License-Identifier: Apache-2.0
// The orders in which rosters list names. Official ones go by the strokes of the surname (按姓氏笔画), working ones by
// pinyin. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace jiedui::registry {

// ICU counts strokes as Taiwan does, 阝 as three and 艹 as four: 陈 stands among eight strokes and 苏 too, where
// mainland tables count seven. Both put Han before Latin, and characters that the collation does not list (𬍛) behind
// those that it does.
enum class NameOrder {
  kStroke,  // ICU's collation zh, stroke: strokes of the first character, radical, then the next character
  kPinyin,  // zh, pinyin: the everyday reading of each character, so that 单 stands under dan
};

// A sort key is cut at this length. A Han character takes two or three bytes, so that the first 20 are told apart at
// least; names that agree so far are in no order.
inline constexpr size_t kSortKeyBytesMax = 60;

// Bytes whose order by memcmp, a shorter key before one that it begins, is the order of the names; differences of form
// count last (tertiary strength). The bytes change with ICU's version: whoever keeps them keeps NameRulesVersion
// beside them.
// Empty for an empty name. `name` must be valid UTF-8.
std::string SortKey(NameOrder order, absl::string_view name);

// Which rules sort keys and readings come from: another ICU, another text. The first call in a process loads the
// collations.
std::string NameRulesVersion();

}  // namespace jiedui::registry
