// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/posting_plan.h"

#include <gtest/gtest.h>

#include <map>

namespace jiedui::demo {
namespace {

using scheduler::v1::Posting;

std::vector<StayPlan> ProvinceStays(const TierMap& map) {
  std::vector<StayPlan> all;
  for (int pair = 1; pair < 100; ++pair)
    for (const StayPlan& plan : PlanStays(map, pair, 2021)) all.push_back(plan);
  return all;
}

TEST(PlanStays, AreFourThousandInAProvinceBothWays) {
  const std::vector<StayPlan> plans = ProvinceStays(TierMap(*FindTier("province"), 20211115));
  int to_west = 0;
  int early = 0;
  int extended = 0;
  for (const StayPlan& plan : plans) {
    to_west += plan.direction == scheduler::v1::DIRECTION_EAST_TO_WEST;
    early += plan.left_early.has_value();
    extended += plan.extended.has_value();
    EXPECT_GE(plan.Last(), plan.first);
    if (plan.left_early.has_value()) {
      EXPECT_LT(*plan.left_early, plan.last);
    }
    if (plan.extended.has_value()) {
      EXPECT_GT(*plan.extended, plan.last);
    }
  }
  const auto all = static_cast<double>(plans.size());
  EXPECT_NEAR(all, 4'000, 700);
  EXPECT_NEAR(to_west / all, 0.48, 0.03);
  EXPECT_NEAR(early / all, 0.04, 0.02);
  EXPECT_NEAR(extended / all, 0.06, 0.02);
}

TEST(PlanStays, AreAHundredThousandInANationOfFiveYears) {
  const TierMap map(*FindTier("nation"), 20211115);
  size_t all = 0;
  for (int pair = 1; pair < map.tier().pairs; ++pair) all += 5 * PlanStays(map, pair, 2023).size();
  EXPECT_NEAR(static_cast<double>(all), 100e3, 10e3);
}

TEST(PlanStays, OfficialsStayForYearsAndProfessionalsForTheirTerms) {
  std::map<int64_t, int> terms;
  int professionals = 0;
  for (const StayPlan& plan : ProvinceStays(TierMap(*FindTier("province"), 20211115))) {
    const int64_t days = plan.last - plan.first + 1;
    if (plan.category == Posting::CATEGORY_CADRE && plan.direction == scheduler::v1::DIRECTION_EAST_TO_WEST) {
      EXPECT_GE(days, 730);
      EXPECT_LE(days, 1'095);
    } else {
      ++professionals;
      ++terms[days];
    }
  }
  EXPECT_NEAR(terms[183], professionals * 35 / 100, professionals / 25);
  EXPECT_NEAR(terms[365], professionals * 25 / 100, professionals / 25);
}

TEST(MakeSent, IsFromTheSendingSideWithATitleOfTheirTrade) {
  const TierMap map(*FindTier("province"), 1);
  IdentityBook east(map.EastNumbers(2));
  IdentityBook west(map.WestNumbers(2));
  std::map<registry::v1::TitleLevel, int> levels;
  for (const StayPlan& plan : PlanStays(map, 2, 2021)) {
    const bool to_west = plan.direction == scheduler::v1::DIRECTION_EAST_TO_WEST;
    const registry::v1::Person person = MakeSent(map, 2, 2021, plan, to_west ? east : west);
    EXPECT_EQ(person.private_fields().id_document().number().substr(2, 4),
              (to_west ? map.East(2) : map.West(2)).code.substr(2));
    EXPECT_EQ(person.titles_size(), plan.category == Posting::CATEGORY_CADRE ? 0 : 1);
    const Posting posting = MakeStayPosting(PairPlaces(map, 2), plan);
    const bool practises = plan.category == Posting::CATEGORY_DOCTOR || plan.category == Posting::CATEGORY_TEACHER;
    EXPECT_EQ(person.licences_size() > 0, practises);
    EXPECT_EQ(posting.requirements().licence_kinds_size(), practises ? 1 : 0);
    if (practises) {
      EXPECT_EQ(person.licences(0).kind(), posting.requirements().licence_kinds(0));
    }
    EXPECT_EQ(posting.requirements().categories(0), person.category());
  }
}

}  // namespace
}  // namespace jiedui::demo
