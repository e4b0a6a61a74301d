// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/outcomes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "deploy/demo/assignments.h"
#include "deploy/demo/identity.h"
#include "deploy/demo/people.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Outcome;

std::vector<Outcome> OfKind(Outcome::Kind kind) {
  std::vector<Outcome> outcomes;
  for (const auto& row : MakeOutcomes())
    if (row.record().outcome().kind() == kind) outcomes.push_back(row.record().outcome());
  return outcomes;
}

// Person and the days on which they came to courses.
std::map<std::string, std::set<std::string>> CheckIns() {
  std::map<std::string, std::string> people;
  std::map<std::string, std::set<std::string>> days;
  for (const AssignmentCommands& commands : {MakeAssignments(), MakeAssignmentEvents()}) {
    for (const auto& command : commands) {
      const auto& create = command.create();
      if (command.has_create())
        people[create.parent() + "/assignments/" + create.assignment_id()] = create.assignment().person();
      if (command.has_check_in()) days[people[command.check_in().name()]].insert(command.check_in().date());
    }
  }
  return days;
}

TEST(MakeOutcomes, EntitiesAreOfThreeForms) {
  std::map<Outcome::EntityForm, int> forms;
  std::set<std::string> codes;
  for (const Outcome& entity : OfKind(Outcome::KIND_ENTITY)) {
    ++forms[entity.entity_form()];
    if (entity.credit_code().empty()) {
      EXPECT_EQ(entity.entity_form(), Outcome::ENTITY_FORM_HOUSEHOLD);
      continue;
    }
    EXPECT_TRUE(codes.insert(entity.credit_code()).second);
    EXPECT_EQ(CreditCodeCheck(entity.credit_code().substr(0, 17)), entity.credit_code()[17]);
  }
  EXPECT_EQ(forms[Outcome::ENTITY_FORM_ENTERPRISE], 26);
  EXPECT_EQ(forms[Outcome::ENTITY_FORM_COOPERATIVE], 38);
  EXPECT_EQ(forms[Outcome::ENTITY_FORM_HOUSEHOLD], 77);
}

TEST(MakeOutcomes, FourHundredEntrepreneursOfWhom372WereTrainedBefore) {
  std::set<std::string> known;
  for (const auto& row : MakePeople(1)) known.insert(row.person().name());
  const auto check_ins = CheckIns();
  std::set<std::string> people;
  int trained = 0;
  for (const Outcome& entrepreneur : OfKind(Outcome::KIND_ENTREPRENEUR)) {
    EXPECT_TRUE(known.contains(entrepreneur.person()));
    EXPECT_TRUE(people.insert(entrepreneur.person()).second);
    EXPECT_GE(entrepreneur.open_date(), "2021-06-01");
    EXPECT_LE(entrepreneur.open_date(), "2021-11-15");
    const auto days = check_ins.find(entrepreneur.person());
    EXPECT_EQ(days != check_ins.end(), !entrepreneur.course().empty());
    if (days == check_ins.end()) continue;
    ++trained;
    EXPECT_LT(*days->second.begin(), entrepreneur.open_date());
  }
  EXPECT_EQ(people.size(), 400u);
  EXPECT_EQ(trained, 372);
}

TEST(MakeOutcomes, ThreeHundredShopsOf246OwnersOnFourPlatforms) {
  std::map<std::string, int> shops;
  std::set<std::string> ids;
  std::map<Outcome::Platform, int> platforms;
  int reports = 0;
  for (const Outcome& shop : OfKind(Outcome::KIND_SHOP)) {
    ++reports;
    if (!ids.insert(shop.platform_shop_id()).second) continue;
    ++shops[shop.person()];
    ++platforms[shop.platform()];
  }
  EXPECT_EQ(reports, 305);
  EXPECT_EQ(ids.size(), 300u);
  std::map<int, int> owners;
  for (const auto& [owner, count] : shops) ++owners[count];
  EXPECT_THAT(owners, testing::ElementsAre(testing::Pair(1, 210), testing::Pair(2, 30), testing::Pair(5, 6)));
  EXPECT_EQ(platforms[Outcome::PLATFORM_TAOBAO], 120);
  EXPECT_EQ(platforms[Outcome::PLATFORM_PINDUODUO], 90);
  EXPECT_EQ(platforms[Outcome::PLATFORM_DOUYIN], 60);
  EXPECT_EQ(platforms[Outcome::PLATFORM_OTHER], 30);
}

}  // namespace
}  // namespace jiedui::demo
