// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/tally.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/scheduler_service/reporting/counted.h"

namespace jiedui::scheduler {
namespace {

const FigureTally& FigureIn(const Tally& tally, FigureId figure) { return tally.figures[static_cast<size_t>(figure)]; }

TEST(Tally, PartsAreInTheOrderOfTheirFirstDays) {
  Counted counted;
  AddArticlesClasses(counted);
  const Tally tally = TallyOf(counted.Finish());
  const FigureTally& persons = FigureIn(tally, FigureId::kTalentPersons);
  EXPECT_EQ(persons.value, 300);
  ASSERT_EQ(persons.parts.size(), 4u);
  EXPECT_EQ(persons.parts[0].subject(), "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(persons.parts[0].display_name(), "clinical");
  EXPECT_EQ(persons.parts[0].value(), 90);
  EXPECT_EQ(persons.parts[3].value(), 60);
  EXPECT_TRUE(FigureIn(tally, FigureId::kTalentCourses).parts.empty());
}

TEST(Tally, KnowsWhoCountsForWhat) {
  Counted counted;
  counted.Add(CourseOf("a", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-18"));
  counted.Add(Came("zhao", "courses/a", "2021-10-18"));
  counted.Add(Came("qian", "courses/a", ""));
  const Tally tally = TallyOf(counted.Finish());
  ASSERT_EQ(tally.identities.size(), 1u);
  EXPECT_TRUE(IsSame(tally.identities[0], IdentityOf("persons/zhao")));
  EXPECT_EQ(tally.identities[0].figures, MaskOf(FigureId::kTalentPersons) | MaskOf(FigureId::kTalentClinical));
}

TEST(Tally, IdentitiesAreSorted) {
  Counted counted;
  AddArticlesClasses(counted);
  const Tally tally = TallyOf(counted.Finish());
  EXPECT_EQ(tally.identities.size(), 300u);
  EXPECT_TRUE(std::is_sorted(tally.identities.begin(), tally.identities.end(),
                             [](const Identity& a, const Identity& b) { return IsBefore(a, b); }));
  EXPECT_GT(BytesOf(tally), 300 * sizeof(Identity));
}

TEST(Tally, TooManyPartsAreLeftOut) {
  Counted counted;
  for (size_t i = 0; i <= kPartsMax; ++i)
    counted.Add(CourseOf(absl::StrCat("c", i), v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-18"));
  for (size_t i = 0; i <= kPartsMax; ++i)
    counted.Add(Came(absl::StrCat("p", i), absl::StrCat("courses/c", i), "2021-10-18"));
  const Tally tally = TallyOf(counted.Finish());
  EXPECT_TRUE(FigureIn(tally, FigureId::kTalentPersons).parts.empty());
  EXPECT_EQ(FigureIn(tally, FigureId::kTalentPersons).parts_left_out, 501);
  EXPECT_EQ(FigureIn(tally, FigureId::kTalentPersons).value, 501);
}

}  // namespace
}  // namespace jiedui::scheduler
