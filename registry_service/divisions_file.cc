// SPDX-License-Identifier: Apache-2.0
#include "registry_service/divisions_file.h"

#include "common/base/table_file.h"

namespace jiedui::registry {

absl::StatusOr<Divisions> LoadDivisions(const std::string& path) {
  return LoadTable(ShippedDivisions(), ParseDivisions, path);
}

}  // namespace jiedui::registry
