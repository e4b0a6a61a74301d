// SPDX-License-Identifier: Apache-2.0
// Names of people who do not exist, drawn from lists. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "deploy/demo/hash.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::demo {

// A family name and a given name of one or two characters; 15 in 10,000 have a character that old systems lose
// (beyond the Basic Multilingual Plane, or Extension A). Never a name that IsDenied.
std::string DrawName(registry::v1::Sex sex, Dice& dice);

// Whether a real person was named so in the report that the golden figures come from.
bool IsDenied(absl::string_view name);

}  // namespace jiedui::demo
