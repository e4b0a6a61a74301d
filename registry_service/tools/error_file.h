// SPDX-License-Identifier: Apache-2.0
// The rows that were refused, as they came, each with what is wrong with it in columns of its own at the end: to be
// corrected in a spreadsheet and sent again, when these columns are ignored. UTF-8 with a byte order mark, CR LF. Pure.
#pragma once

#include <string>
#include <vector>

#include "jiedui/registry/v1/bulk.pb.h"
#include "registry_service/tools/csv_reader.h"
#include "registry_service/tools/roster_columns.h"

namespace jiedui::registry {

// The byte order mark and the row of headers.
std::string ErrorFileHead(const RosterColumns& columns);

// The row with its findings, but for what was fixed; several stand side by side, between "；".
std::string ErrorFileRow(const CsvRow& row, const std::vector<v1::RowFinding>& findings, const RosterColumns& columns);

}  // namespace jiedui::registry
