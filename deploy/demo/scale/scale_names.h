// SPDX-License-Identifier: Apache-2.0
// Names and ethnic groups of people at scale: what the golden pair's few hundred are too few to have. Pure, any thread.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "deploy/demo/hash.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::demo {

struct NameAndGroup {
  std::string name;
  std::string ethnicity;
};

// Somebody of the county. Yi and Tibetan names have two to five characters, some of them with a middle dot; 2 in 10,000
// have up to 24 characters; 1 in 10,000 has a character of private use. Never a name that IsDenied.
NameAndGroup DrawNameAndGroup(absl::string_view county, registry::v1::Sex sex, Dice& dice);

}  // namespace jiedui::demo
