// SPDX-License-Identifier: Apache-2.0
// The rosters that the townships of the golden pair's county send, with all that goes wrong in them, and what an import
// must find: exactly that.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace jiedui::demo {

struct ExpectedFinding {
  int row = 0;  // as a spreadsheet numbers it, headers included
  std::string column;
  std::string kind;  // "fixed", "warned" or "refused"
  std::string code;

  auto operator<=>(const ExpectedFinding&) const = default;
};

struct Roster {
  std::string file;  // "lingjiang.csv"
  std::string bytes;
  int rows = 0;  // of people
  int created = 0;
  int unchanged = 0;
  int refused = 0;
  std::vector<ExpectedFinding> findings;  // in the order of the rows
};

struct RosterSettings {
  uint64_t seed = 0;
  int people = 40;            // of each township, before some come twice
  uint32_t defect_times = 1;  // multiplies the rates of defects.h
};

// One for each township. Nobody of them is of the golden pair.
std::vector<Roster> MakeRosters(const RosterSettings& settings);

// rosters.json: {"seed", "files": [{"file", "rows", "created", "unchanged", "refused"}], "findings": [{"file", "row",
// "column", "code", "outcome"}]}.
std::string RosterManifest(const RosterSettings& settings, const std::vector<Roster>& rosters);

// Into `folder`, which is made if it is missing. UNAVAILABLE names what cannot be written.
absl::Status WriteRosters(const RosterSettings& settings, const std::string& folder);

}  // namespace jiedui::demo
