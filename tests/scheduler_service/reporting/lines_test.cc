// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "tests/scheduler_service/reporting/counted.h"

namespace jiedui::scheduler {
namespace {

v1::Figure Line(FigureId figure, const FigureTally& tally, PartKind kind) {
  std::vector<FigureTally> tallies(kFigureCount);
  tallies[static_cast<size_t>(figure)] = tally;
  return CountedLines(tallies, RulesFor(AsOf("2021-11-15")), kind)[static_cast<size_t>(figure)];
}

v1::FigurePart Part(const std::string& subject, int64_t value) {
  v1::FigurePart part;
  part.set_subject(subject);
  part.set_value(value);
  return part;
}

TEST(Lines, AllAreThereAlsoWhenNothingHappened) {
  const auto lines =
      CountedLines(std::vector<FigureTally>(kFigureCount), RulesFor(AsOf("2021-11-15")), PartKind::kItem);
  ASSERT_EQ(lines.size(), static_cast<size_t>(kFigureCount));
  for (const v1::Figure& line : lines) {
    EXPECT_EQ(line.value(), 0) << line.code();
    EXPECT_EQ(line.decimal(), "0");
    EXPECT_NE(line.basis(), v1::BASIS_UNSPECIFIED) << line.code();
    EXPECT_EQ(line.basis(), line.rule().basis());
    EXPECT_EQ(line.note(), "");
  }
}

// U6: 300 by class, 294 people, and the line says why.
TEST(Lines, PartsThatAddUpToMoreSayWhy) {
  const v1::Figure line =
      Line(FigureId::kTalentPersons, {.value = 294, .not_counted = 6, .parts = {Part("a", 90), Part("b", 210)}},
           PartKind::kItem);
  EXPECT_EQ(line.parts_size(), 2);
  EXPECT_EQ(line.not_counted(), 6);
  EXPECT_EQ(line.note(), "各期(岗)合计 300,本行 294:同一人出现在多个期(岗)时只计一次,重复 6。");
  EXPECT_TRUE(absl::StrContains(line.note_en(), "add up to 300, the line to 294"));
}

TEST(Lines, PartsThatAddUpSayNothing) {
  const v1::Figure line =
      Line(FigureId::kTalentPersons, {.value = 300, .parts = {Part("a", 90), Part("b", 210)}}, PartKind::kItem);
  EXPECT_EQ(line.note(), "");
  EXPECT_EQ(line.note_en(), "");
}

TEST(Lines, OfPairingsTheNoteSpeaksOfPairings) {
  const v1::Figure line =
      Line(FigureId::kTrainingBases, {.value = 1, .parts = {Part("a", 1), Part("b", 1)}}, PartKind::kPairing);
  EXPECT_TRUE(absl::StrContains(line.note(), "各结对合计 2,本行 1:同一单位"));
  EXPECT_TRUE(absl::StrContains(line.note_en(), "several pairings"));
}

TEST(Lines, TooManyPartsAreNotTold) {
  const v1::Figure line = Line(FigureId::kTalentPersons, {.value = 900, .parts_left_out = 501}, PartKind::kItem);
  EXPECT_EQ(line.parts_size(), 0);
  EXPECT_TRUE(absl::StrContains(line.note(), "501"));
  EXPECT_TRUE(absl::StrContains(line.note_en(), "501"));
}

}  // namespace
}  // namespace jiedui::scheduler
