// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "absl/strings/match.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/people.h"
#include "deploy/demo/plan.h"

namespace jiedui::demo {
namespace {

using registry::v1::Licence;

PersonRows Doctors() {
  IdentityBook book;
  PersonRows rows;
  AddPrimaryCarePeople(1, book, rows);
  return rows;
}

TEST(AddPrimaryCarePeople, TwelveOfThirtyWorkInHospitals) {
  const PersonRows rows = Doctors();
  std::map<std::pair<bool, Licence::Kind>, int> count;  // in a hospital, licence
  int women = 0;
  for (int i = 0; i < kPrimaryCareDoctors; ++i) {
    const registry::v1::Person& person = rows[static_cast<size_t>(i)].person();
    ++count[{absl::EndsWith(person.employments(0).organization(), "-hospital"), person.licences(0).kind()}];
    women += person.sex() == registry::v1::SEX_FEMALE ? 1 : 0;
  }
  EXPECT_EQ((count[{true, Licence::KIND_PHYSICIAN}]), 8);
  EXPECT_EQ((count[{true, Licence::KIND_ASSISTANT_PHYSICIAN}]), 4);
  EXPECT_EQ((count[{false, Licence::KIND_VILLAGE_DOCTOR}]), 15);
  EXPECT_EQ((count[{false, Licence::KIND_ASSISTANT_PHYSICIAN}]), 3);
  EXPECT_EQ(women, 11);
}

TEST(AddPrimaryCarePeople, HasAReserve) { EXPECT_EQ(Doctors().size(), 33U); }

TEST(PrimaryCareTownships, FillTheFinalQuotasExactly) {
  std::map<int, int> sent;
  for (const int township : PrimaryCareTownships()) ++sent[township];
  for (int i = 0; i < static_cast<int>(Townships().size()); ++i) {
    EXPECT_EQ(sent[i], Townships()[static_cast<size_t>(i)].seats_final) << Townships()[static_cast<size_t>(i)].name;
  }
}

TEST(PrimaryCareTownships, EndWithTheThreeThatReceivedASeat) {
  const std::vector<int> townships = PrimaryCareTownships();
  ASSERT_EQ(townships.size(), 30U);
  for (size_t i = 27; i < 30; ++i) {
    const Township& township = Townships()[static_cast<size_t>(townships[i])];
    EXPECT_GT(township.seats_final, township.seats_offered) << township.name;
  }
}

}  // namespace
}  // namespace jiedui::demo
