// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/counting_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

const v1::CountingRule& RuleOf(const RulesOnDay& rules, FigureId figure) { return rules[static_cast<size_t>(figure)]; }

// The shipped table with one text in place of another.
absl::Status Replaced(const std::string& what, const std::string& with) {
  const std::string text = absl::StrReplaceAll(ShippedCountingRulesText(), {{what, with}});
  EXPECT_NE(text, ShippedCountingRulesText()) << what;
  return ParseCountingRules(text).status();
}

TEST(CountingRules, EveryFigureHasOneOnEveryDay) {
  ASSERT_THAT(ParseCountingRules(ShippedCountingRulesText()), IsOk());
  for (const char* day : {"1900-01-01", "2020-12-31", "2021-01-01", "2199-12-31"})
    for (const v1::CountingRule& rule : ShippedCountingRules().On(day)) {
      EXPECT_NE(rule.basis(), v1::BASIS_UNSPECIFIED);
      EXPECT_NE(rule.source(), "");
    }
}

TEST(CountingRules, AreThoseOfTheDay) {
  const auto before = ShippedCountingRules().On("2020-12-31");
  const auto since = ShippedCountingRules().On("2021-01-01");
  EXPECT_EQ(RuleOf(before, FigureId::kProfessionals).code(), "PRO-1996");
  EXPECT_EQ(RuleOf(before, FigureId::kProfessionals).days_min(), 0);
  EXPECT_EQ(RuleOf(since, FigureId::kProfessionals).code(), "PRO-2021");
  EXPECT_EQ(RuleOf(since, FigureId::kProfessionals).days_min(), 30);
  EXPECT_EQ(RuleOf(since, FigureId::kCadres).days_min(), 0);
  EXPECT_EQ(RuleOf(since, FigureId::kTalentPersons).basis(), v1::BASIS_CHECKED_IN);
}

TEST(CountingRules, AreListedInTheOrderOfTheReportThenByDay) {
  const auto& all = ShippedCountingRules().all();
  for (size_t i = 1; i < all.size(); ++i)
    EXPECT_LT(std::pair(all[i - 1].figure, all[i - 1].rule.valid_from()),
              std::pair(all[i].figure, all[i].rule.valid_from()));
}

TEST(CountingRules, ADayWithoutARuleOrWithTwoIsRefused) {
  EXPECT_THAT(FieldsIn(Replaced("PRO-2021,EX.PRO.E2W|", "PRO-2021,")), ElementsAre("EX.PRO.E2W"));
  EXPECT_THAT(FieldsIn(Replaced(",2021-01-01,,STARTED", ",2021-01-02,,STARTED")), SizeIs(4));
  EXPECT_THAT(FieldsIn(Replaced(",2021-01-01,,STARTED", ",2020-12-31,,STARTED")), SizeIs(4));
  EXPECT_THAT(FieldsIn(Replaced("DEMAND-1996,DEMAND.UNMET,,,", "DEMAND-1996,DEMAND.UNMET,2021-01-01,,")),
              ElementsAre("DEMAND.UNMET"));
  EXPECT_THAT(FieldsIn(Replaced("DEMAND-1996,DEMAND.UNMET,,,", "DEMAND-1996,DEMAND.UNMET,,2030-01-01,")),
              ElementsAre("DEMAND.UNMET"));
}

TEST(CountingRules, AWrongLineSaysWhy) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {",,,SIGNED,", ",,,SEALED,"},    {",,,OPENED,BASIS,", ",,,OPENED,MONDAY,"},
      {",BASIS,30,", ",BASIS,-1,"},    {",BASIS,30,yes", ",BASIS,30,perhaps"},
      {",2020-12-31,", ",2020-12,"},   {",RECORDED,BASIS,0,yes,登记在册的培训基地", ",RECORDED,BASIS,0,yes,"},
      {"|EX.PRO.W2E,2", "|EX.NO,2"},   {"BASE-1996,TR.BASES,,,", "BASE-1996,TR.BASES,,"},
      {"code,figures", "figures,code"}};
  for (const auto& [what, with] : cases)
    EXPECT_THAT(FieldsIn(Replaced(what, with)), Contains(testing::StartsWith("line "))) << with;
}

TEST(CountingRules, AnotherBasisIsForTrainingLinesOnly) {
  const auto rules = ShippedCountingRules().On("2021-11-15");
  const auto basis_of = [&rules](FigureId figure) {
    return WithBasis(SpecOf(figure), RuleOf(rules, figure), v1::BASIS_COMPLETED).basis();
  };
  EXPECT_EQ(basis_of(FigureId::kTalentPersons), v1::BASIS_COMPLETED);
  EXPECT_EQ(basis_of(FigureId::kEcommercePersonTimes), v1::BASIS_COMPLETED);
  EXPECT_EQ(basis_of(FigureId::kCadres), v1::BASIS_STARTED);
  EXPECT_EQ(basis_of(FigureId::kTalentCourses), v1::BASIS_OPENED);
  EXPECT_EQ(
      WithBasis(SpecOf(FigureId::kTalentCompleted), RuleOf(rules, FigureId::kTalentCompleted), v1::BASIS_NOMINATED)
          .basis(),
      v1::BASIS_COMPLETED);
}

}  // namespace
}  // namespace jiedui::scheduler
