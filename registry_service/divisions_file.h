// SPDX-License-Identifier: Apache-2.0
// The table of divisions that a server answers from.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "registry_service/domain/divisions.h"

namespace jiedui::registry {

// The table that the program ships, with what the file says (of the form of ParseDivisions) in its place and beside it;
// an empty path = the shipped table as it is. INVALID_ARGUMENT, in one line: the file cannot be read, or which of its
// lines is wrong and why.
absl::StatusOr<Divisions> LoadDivisions(const std::string& path);

}  // namespace jiedui::registry
