// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/trainee.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "deploy/demo/scale/pair_places.h"

namespace jiedui::demo {
namespace {

TraineeRef Doctor(int ordinal) { return {.pair = 4, .year = 2021, .audience = Audience::kDoctor, .ordinal = ordinal}; }

TEST(MakeTrainee, NumbersAreSyntheticRightAndTheirOwn) {
  const TierMap map(*FindTier("province"), 1);
  IdentityBook book(NumbersOfBook(map.WestNumbers(4)));
  std::set<std::string> numbers;
  for (int i = 0; i < 2'000; ++i) {
    const registry::v1::Person person = MakeTrainee(map, Doctor(i), book);
    const std::string& number = person.private_fields().id_document().number();
    EXPECT_EQ(number.substr(0, 6), "99" + map.West(4).code.substr(2));
    EXPECT_EQ(ResidentIdCheck(number.substr(0, 17)), number[17]);
    EXPECT_TRUE(numbers.insert(number).second);
    EXPECT_EQ((number[16] - '0') % 2 == 1, person.sex() == registry::v1::SEX_MALE);
    EXPECT_EQ(person.private_fields().mobile().substr(0, 3), "154");
  }
}

TEST(MakeTrainee, DoctorsWorkInTheirTownshipAndHaveALicence) {
  const TierMap map(*FindTier("province"), 1);
  IdentityBook book(NumbersOfBook(map.WestNumbers(4)));
  int village = 0;
  int lapse_in_half_a_year = 0;
  for (int i = 0; i < 2'000; ++i) {
    const registry::v1::Person person = MakeTrainee(map, Doctor(i), book);
    const PairPlaces places(map, 4);
    const int township = TownshipOf(map, Doctor(i));
    ASSERT_EQ(person.employments_size(), 1);
    EXPECT_THAT(person.employments(0).organization(),
                testing::AnyOf(places.Hospital(township), places.Clinic(township)));
    ASSERT_GE(person.licences_size(), 1);
    const registry::v1::Licence& licence = person.licences(0);
    if (licence.kind() != registry::v1::Licence::KIND_VILLAGE_DOCTOR) continue;
    ++village;
    lapse_in_half_a_year += licence.valid_to() < "2021-07-01";
  }
  EXPECT_NEAR(village, 1'200, 100);
  EXPECT_NEAR(lapse_in_half_a_year, village / 10, 40);
}

TEST(MakeTrainee, TeachersAreQualified) {
  const TierMap map(*FindTier("province"), 1);
  IdentityBook book(NumbersOfBook(map.WestNumbers(4)));
  const TraineeRef teacher{.pair = 4, .year = 2021, .audience = Audience::kTeacher, .ordinal = 3};
  EXPECT_EQ(MakeTrainee(map, teacher, book).licences(0).kind(), registry::v1::Licence::KIND_TEACHER);
}

TEST(MakeTrainee, WhoMovesIsTheSameForBothPairs) {
  const TierMap map(*FindTier("province"), 1);
  const TraineeRef mover{.pair = 4, .year = 2021, .audience = Audience::kClerk, .moves = true, .ordinal = 1};
  IdentityBook theirs(NumbersOfBook(map.WestNumbers(4)));
  IdentityBook others(NumbersOfBook(map.WestNumbers(5)));
  const registry::v1::Person person = MakeTrainee(map, mover, theirs);
  EXPECT_EQ(person.SerializeAsString(), MakeTrainee(map, mover, others).SerializeAsString());
  EXPECT_EQ(person.employments_size(), 0);
  const std::string& number = person.private_fields().id_document().number();
  EXPECT_EQ(ResidentIdCheck(number.substr(0, 17)), number[17]);
  EXPECT_EQ(number.substr(6, 4), person.birth_date().substr(0, 4));
}

TEST(TraineeRef, KeysAreDifferent) {
  std::set<uint64_t> keys;
  for (const int pair : {1, 2})
    for (const int year : {2021, 2022})
      for (const Audience audience : {Audience::kDoctor, Audience::kClerk})
        for (const bool moves : {false, true})
          for (const int ordinal : {0, 1}) keys.insert(TraineeRef{pair, year, audience, moves, ordinal}.Key());
  EXPECT_EQ(keys.size(), 32u);
}

}  // namespace
}  // namespace jiedui::demo
