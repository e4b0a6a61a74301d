// SPDX-License-Identifier: Apache-2.0
// The two counties of the golden pair, and the county before them: real codes and names (GB/T 2260, GB/T 10114).
#pragma once

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace jiedui::demo {

inline constexpr absl::string_view kYuhang = "330110";
inline constexpr absl::string_view kLinping = "330113";  // carved out of Yuhang on 2021-04-09
inline constexpr absl::string_view kSanmen = "331022";
inline constexpr absl::string_view kCangxi = "510824";

// One of Cangxi's 25 towns and 6 townships.
struct Township {
  absl::string_view id;    // "lingjiang": begins the ids of its organisations
  absl::string_view code;  // 9 digits
  absl::string_view name;  // "陵江镇"
  int seats_offered;       // for primary-care doctors, in the first allocation
  int seats_final;         // after the seats that nobody asked for went to others
};

// In the order of their codes.
absl::Span<const Township> Townships();

}  // namespace jiedui::demo
