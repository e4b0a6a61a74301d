// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/roster/roster_entry.h"

#include <gtest/gtest.h>

#include "deploy/demo/organizations.h"

namespace jiedui::demo {
namespace {

TEST(DrawEntry, IsSoundAndWorksAtAHospitalThatThereIs) {
  std::set<std::string> hospitals;
  for (const auto& row : MakeOrganizations()) hospitals.insert(row.organization().display_name());
  IdentityBook identities;
  for (uint64_t i = 0; i < 300; ++i) {
    Dice dice({1, 0, EntityKind::kRosterRow, i});
    const RosterEntry entry = DrawEntry(Townships()[i % Townships().size()], dice, identities);
    EXPECT_TRUE(hospitals.contains(entry.cells.at(RosterCell::kOrganization)));
    const std::string& number = entry.cells.at(RosterCell::kNumber);
    EXPECT_EQ(ResidentIdCheck(number.substr(0, 17)), number[17]);
    EXPECT_EQ(number.substr(6, 4), entry.cells.at(RosterCell::kBirthDate).substr(0, 4));
    EXPECT_TRUE(entry.findings.empty());
    EXPECT_EQ(entry.end, EntryEnd::kCreated);
  }
}

}  // namespace
}  // namespace jiedui::demo
