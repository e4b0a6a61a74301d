// SPDX-License-Identifier: Apache-2.0
// Whether reports count a figure of this code.
#pragma once

#include <algorithm>

#include "absl/strings/string_view.h"
#include "scheduler_service/reporting/figures.h"

namespace jiedui::scheduler {

inline bool IsCountedFigure(absl::string_view code) {
  const auto& table = FigureTable();
  return std::any_of(table.begin(), table.end(), [code](const v1::Figure& figure) { return figure.code() == code; });
}

}  // namespace jiedui::scheduler
