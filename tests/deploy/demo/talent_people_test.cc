// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "deploy/demo/people.h"
#include "deploy/demo/plan.h"
#include "deploy/demo/rejections.h"

namespace jiedui::demo {
namespace {

using registry::v1::Person;

std::map<std::string, Person> Trainees() {
  IdentityBook book;
  PersonRows rows;
  AddTalentPeople(1, book, rows);
  std::map<std::string, Person> people;
  for (const auto& row : rows) people[row.person().name()] = row.person();
  return people;
}

TEST(AddTalentPeople, MakesEveryoneNominated) { EXPECT_EQ(Trainees().size(), 332U); }

TEST(AddTalentPeople, GivesALicenceToAllButTheFiveRejectedForIt) {
  const auto people = Trainees();
  int without = 0;
  for (const TalentPlan& plan : TalentPlans()) {
    if (plan.track == scheduler::v1::TRACK_SECRETARIAL) continue;
    for (int number = 1; number <= plan.nominated; ++number) {
      const bool unlicensed = people.at("persons/" + NumberedId(plan.prefix, number)).licences().empty();
      EXPECT_EQ(unlicensed, RejectionOf(plan, number) == Rejection::kNoLicence);
      without += unlicensed ? 1 : 0;
    }
  }
  EXPECT_EQ(without, 5);
}

TEST(AddTalentPeople, SecretariesWorkForTownshipGovernments) {
  const Person person = Trainees().at("persons/secretarial-001");
  EXPECT_EQ(person.category(), registry::v1::PERSON_CATEGORY_SECRETARIAL);
  EXPECT_THAT(person.employments(0).organization(), testing::EndsWith("-government"));
  EXPECT_TRUE(person.licences().empty());
}

TEST(AddTalentPeople, OnlyTheTooOldAreOlderThanFifty) {
  int old_ones = 0;
  for (const auto& [name, person] : Trainees()) old_ones += person.birth_date() < "1971-11-15" ? 1 : 0;
  EXPECT_EQ(old_ones, 2);
}

}  // namespace
}  // namespace jiedui::demo
