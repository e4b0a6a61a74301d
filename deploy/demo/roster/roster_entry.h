// SPDX-License-Identifier: Apache-2.0
// One row of a roster before it is laid out: what a township would write of a person, and what is wrong with it. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/hash.h"
#include "deploy/demo/identity.h"

namespace jiedui::demo {

// What a column says.
enum class RosterCell {
  kSerial,
  kName,
  kNumber,
  kSex,
  kBirthDate,
  kMobile,
  kEthnicity,
  kOrganization,
  kPosition,
  kCategory,
};

// What the import has to find in a row, by the stable codes of the registry and of jiedui-roster.
struct EntryFinding {
  RosterCell cell;
  absl::string_view kind;  // "fixed", "warned" or "refused"
  absl::string_view code;

  bool operator==(const EntryFinding&) const = default;
};

enum class EntryEnd { kCreated, kUnchanged, kRefused };

struct RosterEntry {
  std::map<RosterCell, std::string> cells;
  std::vector<EntryFinding> findings;
  EntryEnd end = EntryEnd::kCreated;
};

// Somebody who works at the hospital of a township, with nothing wrong. Dates are as "1975-03-02".
RosterEntry DrawEntry(const Township& township, Dice& dice, IdentityBook& identities);

}  // namespace jiedui::demo
