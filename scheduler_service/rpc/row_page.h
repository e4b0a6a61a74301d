// SPDX-License-Identifier: Apache-2.0
// Pages of the rows behind a figure: a row is a name and a few words, so they are longer than those of resources.
#pragma once

#include <algorithm>

namespace jiedui::scheduler {

inline constexpr int kRowPageDefault = 100;
inline constexpr int kRowPageMax = 1000;

// From a request's page_size, which its rules keep from being negative.
inline int RowPageSize(int asked) { return std::min(asked == 0 ? kRowPageDefault : asked, kRowPageMax); }

}  // namespace jiedui::scheduler
