// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "deploy/demo/people.h"

namespace jiedui::demo {
namespace {

using registry::v1::Person;

std::map<std::string, Person> ExchangePeople() {
  IdentityBook book;
  PersonRows rows;
  AddExchangePeople(1, book, rows);
  std::map<std::string, Person> people;
  for (const auto& row : rows) people[row.person().name()] = row.person();
  return people;
}

TEST(AddExchangePeople, FourDoctorsHaveTheTitlesOfTheTable) {
  const auto people = ExchangePeople();
  EXPECT_EQ(people.at("persons/doctor-2021-1").titles(0).title(), "副主任医师");
  EXPECT_EQ(people.at("persons/doctor-2021-2").titles(0).title(), "主治医师");
  EXPECT_EQ(people.at("persons/doctor-2021-3").titles(0).title(), "主治医师");
  EXPECT_EQ(people.at("persons/doctor-2021-4").titles(0).title(), "医师");
  EXPECT_EQ(people.at("persons/doctor-2021-1").licences(0).kind(), registry::v1::Licence::KIND_PHYSICIAN);
}

TEST(AddExchangePeople, AllWorkInTheEastAndAreSent) {
  for (const auto& [name, person] : ExchangePeople()) {
    ASSERT_EQ(person.employments_size(), 1) << name;
    EXPECT_THAT(person.employments(0).organization(), testing::AnyOf(testing::StartsWith("organizations/yuhang-"),
                                                                     testing::StartsWith("organizations/sanmen-")));
    EXPECT_THAT(person.roles(), testing::ElementsAre(registry::v1::ROLE_EXCHANGE));
  }
}

TEST(AddExchangePeople, IdentityNumbersAreOfTheSendingCounty) {
  const auto people = ExchangePeople();
  EXPECT_THAT(people.at("persons/cadre-2021-1").private_fields().id_document().number(), testing::StartsWith("990110"));
  EXPECT_THAT(people.at("persons/sanmen-cadre-2018-1").private_fields().id_document().number(),
              testing::StartsWith("991022"));
}

}  // namespace
}  // namespace jiedui::demo
