// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/person.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/civil_date.h"

namespace jiedui::demo {
namespace {

using registry::v1::Licence;
using registry::v1::Person;

Dice DiceOf(uint64_t ordinal) { return Dice({1, 0, EntityKind::kTalentTrainee, ordinal}); }

Person Nurse(int age, Dice& dice) {
  IdentityBook book;
  return NewPerson({"nurse-1", "510824", registry::v1::PERSON_CATEGORY_NURSE, registry::v1::ROLE_TRAINEE,
                    registry::v1::SEX_FEMALE, age},
                   dice, book);
}

TEST(NewPerson, HasTheAgeAskedFor) {
  for (uint64_t i = 0; i < 500; ++i) {
    Dice dice = DiceOf(i);
    const std::string birth = Nurse(30, dice).birth_date();
    EXPECT_GT(birth, "1990-11-15");
    EXPECT_LE(birth, "1991-11-15");
  }
}

TEST(NewPerson, CarriesABirthDateThatTheIdentityNumberRepeats) {
  Dice dice = DiceOf(1);
  const Person person = Nurse(44, dice);
  std::string digits = person.birth_date();
  digits.erase(7, 1).erase(4, 1);
  EXPECT_EQ(person.private_fields().id_document().number().substr(6, 8), digits);
  EXPECT_EQ(person.name(), "persons/nurse-1");
}

TEST(AddLicence, IsValidThroughTheYear) {
  for (uint64_t i = 0; i < 500; ++i) {
    Dice dice = DiceOf(i);
    Person person = Nurse(26, dice);
    AddLicence(Licence::KIND_NURSE, "助产", "510824", dice, person);
    AddLicence(Licence::KIND_PHYSICIAN, "内科", "510824", dice, person);
    AddLicence(Licence::KIND_TEACHER, "语文", "330110", dice, person);
    EXPECT_LT(person.licences(0).valid_from(), "2021-06-01");
    EXPECT_GE(person.licences(0).valid_to(), "2021-12-31");
    EXPECT_LT(person.licences(1).valid_from(), "2021-06-01");
    EXPECT_EQ(person.licences(1).valid_to(), "");
    EXPECT_LT(person.licences(2).valid_from(), "2021-08-30");
    EXPECT_GT(person.licences(2).valid_to(), "2022-07-10");
  }
}

TEST(AddLicence, LastsFiveYearsForANurse) {
  Dice dice = DiceOf(3);
  Person person = Nurse(40, dice);
  AddLicence(Licence::KIND_NURSE, "助产", "510824", dice, person);
  const Licence& licence = person.licences(0);
  EXPECT_THAT(DaysIn({licence.valid_from(), licence.valid_to()}), testing::AnyOf(1826, 1827));
  EXPECT_EQ(licence.number().size(), 12U);
}

TEST(AddEmployment, BeginsAfterSchool) {
  Dice dice = DiceOf(4);
  Person person = Nurse(40, dice);
  AddEmployment("organizations/x", "护士", registry::v1::Employment::ESTABLISHMENT_CONTRACT, dice, person);
  EXPECT_GT(person.employments(0).start_date(), "2002-11-15");
  EXPECT_LT(person.employments(0).start_date(), "2006-01-01");
}

TEST(AddTitle, ComesLaterForAHigherOne) {
  Dice dice = DiceOf(5);
  Person person = Nurse(40, dice);
  AddTitle(registry::v1::TITLE_LEVEL_ASSISTANT, "护师", dice, person);
  AddTitle(registry::v1::TITLE_LEVEL_ASSOCIATE_SENIOR, "副主任护师", dice, person);
  EXPECT_LT(person.titles(0).conferred_date(), person.titles(1).conferred_date());
}

TEST(DrawSex, FollowsTheShare) {
  Dice dice = DiceOf(6);
  EXPECT_EQ(DrawSex(100, dice), registry::v1::SEX_FEMALE);
  EXPECT_EQ(DrawSex(0, dice), registry::v1::SEX_MALE);
}

}  // namespace
}  // namespace jiedui::demo
