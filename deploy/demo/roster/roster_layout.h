// SPDX-License-Identifier: Apache-2.0
// How a township lays its roster out: which columns in which order, under which headers, how it writes dates, in which
// encoding. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "deploy/demo/roster/roster_entry.h"

namespace jiedui::demo {

enum class RosterEncoding { kGb18030, kUtf8WithMark };

struct RosterColumn {
  RosterCell cell;
  absl::string_view header;
};

struct RosterLayout {
  absl::string_view title;  // in a row of its own above the headers; empty: none
  std::vector<RosterColumn> columns;
  absl::string_view date_format;  // of %Y, %m and %d
  RosterEncoding encoding;

  // Rows above the first entry.
  int HeadRows() const { return title.empty() ? 1 : 2; }
  bool Has(RosterCell cell) const;
  // As it is written; `cell` is one of the columns.
  absl::string_view HeaderOf(RosterCell cell) const;
};

// There are a few, for the townships in turn.
RosterLayout LayoutOf(int township);

// The file, bytes as they are on disk.
std::string ToBytes(const RosterLayout& layout, const std::vector<RosterEntry>& entries);

}  // namespace jiedui::demo
