// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/scale_licence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::demo {
namespace {

using registry::v1::Licence;
using registry::v1::Person;

Person Licensed(const Tier& tier, int year, uint64_t ordinal) {
  Person person;
  person.set_birth_date("1980-06-01");
  Dice dice({1, 1, EntityKind::kScaleTrainee, ordinal});
  AddRenewedLicence(Licence::KIND_VILLAGE_DOCTOR, TrainingYearsFrom(year, tier), "510722901", dice, person);
  return person;
}

// Ends lie anywhere in five years; the next one begins on the day after.
TEST(AddRenewedLicence, HoldsOnEveryDayOnWhichThePersonMayBeTrained) {
  const Tier& nation = *FindTier("nation");
  int renewed = 0;
  for (uint64_t i = 0; i < 2'000; ++i) {
    const Person person = Licensed(nation, 2022, i);
    const Licence& first = person.licences(0);
    EXPECT_LT(first.valid_from(), "2022-01-02");
    EXPECT_GE(first.valid_to(), "2022-01-01");
    EXPECT_LE(first.valid_to(), "2026-12-31");
    EXPECT_EQ(person.licences_size(), first.valid_to() <= "2023-12-31" ? 2 : 1);
    if (person.licences_size() < 2) continue;
    ++renewed;
    EXPECT_GT(person.licences(1).valid_from(), first.valid_to());
    EXPECT_GT(person.licences(1).valid_to(), "2026-12-31");
  }
  EXPECT_NEAR(renewed, 2'000 * 2 / 5, 80);
}

TEST(AddRenewedLicence, NobodyIsTrainedAfterTheTiersLastYear) {
  const Tier& province = *FindTier("province");
  int renewed = 0;
  for (uint64_t i = 0; i < 2'000; ++i) renewed += Licensed(province, 2021, i).licences_size() == 2;
  EXPECT_NEAR(renewed, 2'000 / 5, 60);
}

}  // namespace
}  // namespace jiedui::demo
