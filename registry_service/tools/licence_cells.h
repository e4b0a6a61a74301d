// SPDX-License-Identifier: Apache-2.0
// The licence that a row of a roster tells of. Pure.
#pragma once

#include <optional>
#include <string>

#include "jiedui/registry/v1/person.pb.h"
#include "registry_service/tools/row_cells.h"

namespace jiedui::registry {

struct LicenceInRow {
  std::optional<v1::Licence> licence;  // none where the row tells of none, or is refused
  std::string without_end;             // the cell that says that it is for good ("长期"); empty = none does
};

// Notes in `cells` what cannot be read and what was put right.
LicenceInRow ReadLicenceCells(RowCells& cells);

}  // namespace jiedui::registry
