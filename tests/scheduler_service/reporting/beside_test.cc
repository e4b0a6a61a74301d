// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/beside.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

v1::Agreement AgreementOf(const std::string& id, const std::string& signed_on, int64_t cadres, int year = 2021) {
  v1::Agreement agreement;
  agreement.set_name("pairings/yh-cx/agreements/" + id);
  agreement.set_year(year);
  agreement.set_sign_date(signed_on);
  v1::Target& target = *agreement.add_targets();
  target.set_figure("EX.CADRE.E2W");
  target.set_value(cadres);
  return agreement;
}

TEST(Targets, AreThoseSignedLastOnOrBeforeTheDay) {
  v1::Agreement supplement = AgreementOf("supplement", "2021-09-01", 3);
  supplement.set_supplements("pairings/yh-cx/agreements/first");
  const std::vector<v1::Agreement> agreements = {supplement, AgreementOf("first", "2021-05-20", 2),
                                                 AgreementOf("next", "2021-12-01", 9, 2022)};
  EXPECT_EQ(TargetsOn(agreements, "2021-05-19").size(), 0u);
  EXPECT_EQ(TargetsOn(agreements, "2021-08-31").at("EX.CADRE.E2W").value(), 2);
  EXPECT_EQ(TargetsOn(agreements, "2021-09-01").at("EX.CADRE.E2W").value(), 3);
  EXPECT_EQ(TargetsOn(agreements, "2021-12-31").at("EX.CADRE.E2W").agreement(), "pairings/yh-cx/agreements/supplement");
  EXPECT_EQ(TargetsOn(agreements, "2022-01-01").at("EX.CADRE.E2W").value(), 9);
}

TEST(Targets, OfOneDayTheSupplementComesLast) {
  v1::Agreement supplement = AgreementOf("a", "2021-05-20", 3);
  supplement.set_supplements("pairings/yh-cx/agreements/b");
  EXPECT_EQ(TargetsOn({supplement, AgreementOf("b", "2021-05-20", 2)}, "2021-06-01").at("EX.CADRE.E2W").value(), 3);
}

TEST(Targets, WhatASupplementDoesNotNameStays) {
  v1::Agreement first = AgreementOf("first", "2021-05-20", 2);
  v1::Target& more = *first.add_targets();
  more.set_figure("EX.PRO.E2W");
  more.set_value(10);
  EXPECT_EQ(TargetsOn({first, AgreementOf("second", "2021-06-01", 3)}, "2021-06-01").at("EX.PRO.E2W").value(), 10);
}

TEST(Targets, AreSetWithTheirCompletion) {
  v1::Figure figure;
  figure.set_code("EX.CADRE.E2W");
  figure.set_value(3);
  figure.set_decimal("3");
  SetTarget(TargetsOn({AgreementOf("a", "2021-05-20", 2)}, "2021-06-01"), figure);
  EXPECT_EQ(figure.target().value(), 2);
  EXPECT_EQ(figure.target().completion_percent(), "150.0");
  v1::Figure other;
  other.set_code("EX.PRO.E2W");
  SetTarget(TargetsOn({AgreementOf("a", "2021-05-20", 2)}, "2021-06-01"), other);
  EXPECT_FALSE(other.has_target());
}

v1::ManualFigure Entered(const std::string& code, const std::string& as_of, const std::string& value) {
  v1::ManualFigure figure;
  figure.set_code(code);
  figure.set_title("网络销售额");
  figure.set_unit(v1::UNIT_TEN_THOUSAND_YUAN);
  figure.set_value(value);
  figure.set_as_of(as_of);
  figure.set_qualifier(v1::QUALIFIER_REACHED);
  figure.set_source("县商务局");
  return figure;
}

TEST(EnteredFigures, OfEachCodeTheLatestThatIsNotAfterTheDay) {
  const std::vector<v1::ManualFigure> all = {Entered("Z", "2021-11-15", "79.70"), Entered("A", "2021-11-16", "9"),
                                             Entered("A", "2021-11-15", "8000"), Entered("A", "2021-10-01", "7000")};
  const auto figures = EnteredFigures(all, "2021-11-15");
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(figures[0].code(), "A");
  EXPECT_EQ(figures[0].value(), 8000);
  EXPECT_EQ(figures[0].basis(), v1::BASIS_ENTERED);
  EXPECT_EQ(figures[0].qualifier(), v1::QUALIFIER_REACHED);
  EXPECT_EQ(figures[0].source(), "县商务局");
  EXPECT_FALSE(figures[0].has_rule());
  EXPECT_EQ(figures[1].value(), 79);
  EXPECT_EQ(figures[1].decimal(), "79.7");
  EXPECT_TRUE(EnteredFigures(all, "2021-09-30").empty());
}

}  // namespace
}  // namespace jiedui::scheduler
