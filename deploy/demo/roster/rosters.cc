// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/roster/rosters.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/base/status_macros.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/files.h"
#include "deploy/demo/people.h"
#include "deploy/demo/roster/defects.h"
#include "deploy/demo/roster/roster_layout.h"

namespace jiedui::demo {
namespace {

constexpr uint64_t kPeoplePerTownshipMax = 1'000'000;

void Expect(const RosterLayout& layout, int row, const RosterEntry& entry, Roster& roster) {
  ++roster.rows;
  roster.created += entry.end == EntryEnd::kCreated ? 1 : 0;
  roster.unchanged += entry.end == EntryEnd::kUnchanged ? 1 : 0;
  roster.refused += entry.end == EntryEnd::kRefused ? 1 : 0;
  for (const EntryFinding& finding : entry.findings) {
    roster.findings.push_back({.row = row,
                               .column = std::string(layout.HeaderOf(finding.cell)),
                               .kind = std::string(finding.kind),
                               .code = std::string(finding.code)});
  }
}

Roster MakeRoster(const RosterSettings& settings, int index, IdentityBook& identities) {
  const Township& township = Townships()[static_cast<size_t>(index)];
  std::vector<RosterEntry> entries;
  for (int i = 0; i < settings.people; ++i) {
    Dice dice({settings.seed, 0, EntityKind::kRosterRow,
               static_cast<uint64_t>(index) * kPeoplePerTownshipMax + static_cast<uint64_t>(i)});
    const RosterEntry sound = DrawEntry(township, dice, identities);
    for (RosterEntry& entry : Spoil(sound, DrawDefect(settings.defect_times, dice), dice)) {
      entries.push_back(std::move(entry));
    }
  }
  const RosterLayout layout = LayoutOf(index);
  Roster roster{.file = absl::StrCat(township.id, ".csv"), .bytes = ToBytes(layout, entries)};
  int row = layout.HeadRows();
  for (const RosterEntry& entry : entries) Expect(layout, ++row, entry, roster);
  return roster;
}

}  // namespace

std::vector<Roster> MakeRosters(const RosterSettings& settings) {
  IdentityBook identities;
  MakePeople(settings.seed, identities);  // whose numbers are taken
  std::vector<Roster> rosters;
  for (int i = 0; i < static_cast<int>(Townships().size()); ++i) rosters.push_back(MakeRoster(settings, i, identities));
  return rosters;
}

std::string RosterManifest(const RosterSettings& settings, const std::vector<Roster>& rosters) {
  std::vector<std::string> files;
  std::vector<std::string> findings;
  for (const Roster& roster : rosters) {
    files.push_back(
        absl::StrFormat("    {\"file\": \"%s\", \"rows\": %d, \"created\": %d, \"unchanged\": %d, \"refused\": %d}",
                        roster.file, roster.rows, roster.created, roster.unchanged, roster.refused));
    for (const ExpectedFinding& finding : roster.findings) {
      findings.push_back(absl::StrFormat(
          "    {\"file\": \"%s\", \"row\": %d, \"column\": \"%s\", \"code\": \"%s\", \"outcome\": \"%s\"}", roster.file,
          finding.row, finding.column, finding.code, finding.kind));
    }
  }
  return absl::StrFormat("{\n  \"seed\": \"%d\",\n  \"files\": [\n%s\n  ],\n  \"findings\": [\n%s\n  ]\n}\n",
                         settings.seed, absl::StrJoin(files, ",\n"), absl::StrJoin(findings, ",\n"));
}

absl::Status WriteRosters(const RosterSettings& settings, const std::string& folder) {
  const std::vector<Roster> rosters = MakeRosters(settings);
  RETURN_IF_ERROR(MakeFolder(folder));
  for (const Roster& roster : rosters) {
    RETURN_IF_ERROR(WriteTextFile(absl::StrCat(folder, "/", roster.file), roster.bytes));
  }
  return WriteTextFile(absl::StrCat(folder, "/rosters.json"), RosterManifest(settings, rosters));
}

}  // namespace jiedui::demo
