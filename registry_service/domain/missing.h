// SPDX-License-Identifier: Apache-2.0
// The refusal of references that lead nowhere. Pure, any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"

namespace jiedui::registry {

// Where a request names an organisation: its path, and the name.
using Reference = std::pair<std::string, std::string>;

// FAILED_PRECONDITION / ORGANIZATION_MISSING with one violation for each reference to an organisation of `missing`; OK
// if there is none.
absl::Status RequireOrganizations(const std::vector<Reference>& references, const std::vector<std::string>& missing);

// The organisations that such a refusal names, once for each reference; none of any other status.
std::vector<std::string> MissingIn(const absl::Status& refusal);

}  // namespace jiedui::registry
