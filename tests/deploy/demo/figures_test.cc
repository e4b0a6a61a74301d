// SPDX-License-Identifier: Apache-2.0
// The figures that the generator counts from its own data, against those that were printed.
#include "deploy/demo/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace jiedui::demo {
namespace {

using testing::Pair;

TEST(CountFigures, AreTheArticlesOnItsDay) {
  EXPECT_THAT(
      CountFigures(MakeGoldenDataset(), "2021-11-15"),
      testing::ElementsAre(
          Pair("EX.CADRE.E2W", 2), Pair("EX.CADRE.E2W.ON_POST", 2), Pair("EX.PRO.E2W", 12),
          Pair("EX.PRO.E2W.ON_POST", 11), Pair("EX.PRO.DOCTOR.STATIONED.E2W", 4), Pair("EX.ORGPAIR.HOSPITAL", 1),
          Pair("TR.PRIMARY_DOCTOR.W2E", 30), Pair("TR.TALENT.COURSES", 4), Pair("TR.TALENT.PERSONS", 300),
          Pair("TR.TALENT.PERSONS.CLINICAL", 90), Pair("TR.TALENT.PERSONS.MATERNAL_CHILD_HEALTH", 70),
          Pair("TR.TALENT.PERSONS.TCM_REHABILITATION", 80), Pair("TR.TALENT.PERSONS.SECRETARIAL", 60),
          Pair("TR.TALENT.PERSON_TIMES", 300), Pair("TR.TALENT.COMPLETED", 157), Pair("TR.ECOMMERCE.COURSES", 8),
          Pair("TR.ECOMMERCE.PERSONS", 430), Pair("TR.ECOMMERCE.PERSON_TIMES", 462), Pair("TR.BASES", 1),
          Pair("OUT.ENTITY", 141), Pair("OUT.ENTITY.ENTERPRISE", 26), Pair("OUT.ENTITY.COOPERATIVE", 38),
          Pair("OUT.ENTITY.HOUSEHOLD", 77), Pair("OUT.ENTREPRENEUR", 400), Pair("OUT.ENTREPRENEUR.TRAINED", 372),
          Pair("OUT.SHOP", 300)));
}

std::map<std::string, int64_t> FiguresOn(absl::string_view day) {
  const Figures figures = CountFigures(MakeGoldenDataset(), day);
  return {figures.begin(), figures.end()};
}

// The last course opens on the day of the article: whoever counts "before" it instead of "up to" it gets 240.
TEST(CountFigures, LackTheSecretariesTheDayBefore) {
  const auto figures = FiguresOn("2021-11-14");
  EXPECT_EQ(figures.at("TR.TALENT.PERSONS"), 240);
  EXPECT_EQ(figures.at("TR.TALENT.COURSES"), 3);
  EXPECT_EQ(figures.at("TR.TALENT.PERSONS.SECRETARIAL"), 0);
}

TEST(CountFigures, CompleteByTheEndOfTheYear) {
  EXPECT_EQ(FiguresOn("2021-12-31").at("TR.TALENT.COMPLETED"), 294);
  EXPECT_EQ(FiguresOn("2021-12-31").at("TR.TALENT.PERSONS"), 300);
}

TEST(CountFigures, GrowWithTime) {
  EXPECT_EQ(FiguresOn("2021-05-31").at("EX.CADRE.E2W"), 0);
  EXPECT_EQ(FiguresOn("2021-06-01").at("EX.CADRE.E2W"), 2);
  EXPECT_EQ(FiguresOn("2021-06-09").at("EX.ORGPAIR.HOSPITAL"), 0);
  EXPECT_EQ(FiguresOn("2021-06-10").at("EX.ORGPAIR.HOSPITAL"), 1);
  EXPECT_EQ(FiguresOn("2021-06-30").at("EX.PRO.E2W"), 4);
}

TEST(CountSent, OfTheOldPairingAreTwoOfWhomOneStaysToItsEnd) {
  const Dataset dataset = MakeGoldenDataset();
  const auto sent = [&](absl::string_view as_of) {
    const Figures figures = CountSent(dataset, "pairings/sanmen-cangxi", as_of);
    return std::map<std::string, int64_t>(figures.begin(), figures.end());
  };
  EXPECT_EQ(sent("2021-12-31").at("EX.CADRE.E2W"), 1);
  EXPECT_EQ(sent("2021-12-31").at("EX.PRO.DOCTOR.STATIONED.E2W"), 1);
  EXPECT_EQ(sent("2021-12-31").at("EX.PRO.E2W.ON_POST"), 0);
  EXPECT_EQ(sent("2021-06-30").at("EX.PRO.E2W.ON_POST"), 1);
}

TEST(CountFigures, DoNotDependOnTheSeed) {
  EXPECT_EQ(CountFigures(MakeGoldenDataset(1), "2021-11-15"), CountFigures(MakeGoldenDataset(2), "2021-11-15"));
}

TEST(CountFigures, FollowTheRows) {
  Dataset dataset = MakeGoldenDataset();
  dataset.assignment_events.clear();
  dataset.outcomes.clear();
  const std::set<std::string> of_other_rows = {"EX.ORGPAIR.HOSPITAL", "TR.TALENT.COURSES", "TR.ECOMMERCE.COURSES",
                                               "TR.BASES"};
  for (const auto& [code, value] : CountFigures(dataset, "2021-11-15")) {
    if (of_other_rows.count(code) == 0) {
      EXPECT_EQ(value, 0) << code;
    }
  }
}

}  // namespace
}  // namespace jiedui::demo
