// SPDX-License-Identifier: Apache-2.0
// Tables for a terminal, in columns that stay straight when Chinese and Latin text stand side by side. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace jiedui::scheduler {

// Columns that `text` (UTF-8) takes on a terminal: two for a wide character (UAX #11), none for a combining one.
int DisplayWidth(absl::string_view text);

enum class Align { kLeft, kRight };

struct Column {
  std::string title;
  Align align = Align::kLeft;
};

// Titles, a rule, and one line a row; two spaces between columns, none at the end of a line. Every row has as many
// cells as there are columns.
std::string RenderTable(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows);

}  // namespace jiedui::scheduler
