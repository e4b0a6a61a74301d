// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace jiedui::scheduler {
namespace {

TEST(Figures, AreWhereTheirIdsSay) {
  ASSERT_EQ(FigureSpecs().size(), static_cast<size_t>(kFigureCount));
  for (size_t i = 0; i < FigureSpecs().size(); ++i) EXPECT_EQ(static_cast<size_t>(FigureSpecs()[i].id), i);
}

TEST(Figures, CodesAreDistinctAndPartsComeAfterTheirWhole) {
  std::set<std::string> seen = {""};
  for (const v1::Figure& figure : FigureTable()) {
    EXPECT_TRUE(seen.contains(figure.part_of())) << figure.code();
    EXPECT_TRUE(seen.insert(figure.code()).second) << figure.code();
    EXPECT_EQ(FigureSpecs()[static_cast<size_t>(*FindFigure(figure.code()))].code, figure.code());
  }
  EXPECT_EQ(FindFigure("NO.SUCH"), std::nullopt);
}

TEST(Figures, APartCountsTheSameKindOfThingOverTheSameDays) {
  for (const FigureSpec& spec : FigureSpecs()) {
    if (spec.part_of.empty()) continue;
    const FigureSpec& whole = SpecOf(*FindFigure(spec.part_of));
    EXPECT_EQ(spec.unit, whole.unit) << spec.code;
    EXPECT_EQ(spec.over, whole.over) << spec.code;
    EXPECT_EQ(spec.rows, whole.rows) << spec.code;
  }
}

TEST(Figures, EveryLineSaysWhatItIs) {
  for (const v1::Figure& figure : FigureTable()) {
    EXPECT_FALSE(figure.title().empty()) << figure.code();
    EXPECT_FALSE(figure.title_en().empty()) << figure.code();
    EXPECT_NE(figure.unit(), v1::UNIT_UNSPECIFIED) << figure.code();
    EXPECT_NE(figure.operator_(), v1::OPERATOR_UNSPECIFIED) << figure.code();
    EXPECT_EQ(figure.value(), 0) << figure.code();
  }
}

TEST(Figures, PeopleAndOrganisationsCanStandInTwoPairings) {
  EXPECT_TRUE(CanSpanPairings(SpecOf(FigureId::kTalentPersons)));
  EXPECT_TRUE(CanSpanPairings(SpecOf(FigureId::kTrainingBases)));
  EXPECT_TRUE(CanSpanPairings(SpecOf(FigureId::kHospitalPairs)));
  EXPECT_FALSE(CanSpanPairings(SpecOf(FigureId::kTalentPersonTimes)));
  EXPECT_FALSE(CanSpanPairings(SpecOf(FigureId::kTalentCourses)));
  EXPECT_FALSE(CanSpanPairings(SpecOf(FigureId::kShops)));
}

}  // namespace
}  // namespace jiedui::scheduler
