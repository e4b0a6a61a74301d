// SPDX-License-Identifier: Apache-2.0
// Resource names (AIP-122): `collection/id/collection/id`, ids [a-z]([a-z0-9-]{0,61}[a-z0-9])?. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace jiedui {

bool IsResourceId(absl::string_view id);

// Whether `name` has the shape of `pattern`, e.g. "pairings/*/courses/*"; alternatives are separated by '|'.
bool MatchesPattern(absl::string_view name, absl::string_view pattern);

// The ids in a name that matches a pattern, in order: "pairings/p/courses/c" -> {"p", "c"}.
std::vector<absl::string_view> ResourceIds(absl::string_view name);

// The name of the parent: "pairings/p/courses/c" -> "pairings/p". Empty for a top-level resource.
absl::string_view ParentName(absl::string_view name);

// A new id: `prefix`, then 10 characters of time in milliseconds (base 32, so that ids sort by creation and writes
// stay local), then 10 random ones.
std::string NewResourceId(absl::string_view prefix, absl::Time now);

}  // namespace jiedui
