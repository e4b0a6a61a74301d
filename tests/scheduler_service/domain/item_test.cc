// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ItemOf, TakesTheSameOfCoursesAndPostings) {
  const Item course = ItemOf(Clinical());
  EXPECT_EQ(course.name, "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(ToString(course.dates), "2021-10-18..2021-10-29");
  const Item posting = ItemOf(Stationed());
  EXPECT_EQ(posting.display_name, "骨科派驻医师");
  EXPECT_EQ(DaysIn(posting.dates), 183);
}

TEST(ItemOf, UnsaidIntensityIsFullTime) {
  v1::Course course = Clinical();
  EXPECT_EQ(ItemOf(course).intensity, v1::INTENSITY_FULL_TIME);
  course.set_intensity(v1::INTENSITY_PART_TIME);
  EXPECT_EQ(ItemOf(course).intensity, v1::INTENSITY_PART_TIME);
}

TEST(IsCourseName, TellsCoursesFromPostings) {
  EXPECT_TRUE(IsCourseName("pairings/p/courses/c"));
  EXPECT_FALSE(IsCourseName("pairings/courses/postings/c"));
}

TEST(CheckDates, OneDayIsEnoughAndTheLimitIsInclusive) {
  EXPECT_THAT(CheckDates("course.", {"2021-10-18", "2021-10-18"}, 400), IsEmpty());
  EXPECT_THAT(CheckDates("course.", {"2021-01-01", "2022-02-05"}, 400), IsEmpty());
  EXPECT_THAT(CheckDates("course.", {"2021-01-01", "2022-02-06"}, 400), SizeIs(1));
}

TEST(CheckDates, EndBeforeStartNamesTheField) {
  const auto violations = CheckDates("posting.", {"2021-10-18", "2021-10-17"}, 400);
  ASSERT_THAT(violations, SizeIs(1));
  EXPECT_EQ(violations[0].field, "posting.end_date");
  EXPECT_THAT(violations[0].description, HasSubstr("2021-10-18"));
}

TEST(OutsidePairing, BothEndsCount) {
  v1::Pairing pairing = YuhangCangxi();
  EXPECT_THAT(OutsidePairing(pairing, ItemOf(Clinical())), IsEmpty());
  pairing.set_end_date("2021-10-29");
  EXPECT_THAT(OutsidePairing(pairing, ItemOf(Clinical())), IsEmpty());
  pairing.set_end_date("2021-10-28");
  const auto violations = OutsidePairing(pairing, ItemOf(Clinical()));
  ASSERT_THAT(violations, SizeIs(1));
  EXPECT_EQ(violations[0].rule, "PAIRING_DATES");
  EXPECT_EQ(violations[0].subject, "pairings/yh-cx");
  EXPECT_EQ(violations[0].description, "found 2021-10-18..2021-10-29, required within 2021-05-01..2021-10-28");
  pairing.clear_end_date();
  pairing.set_start_date("2021-10-19");
  EXPECT_THAT(OutsidePairing(pairing, ItemOf(Clinical())), SizeIs(1));
}

TEST(FixedWhileAssigned, DatesAndIntensityMoveOnlyWhileNobodyIsAssigned) {
  const Item before = ItemOf(Clinical());
  Item after = before;
  EXPECT_THAT(FixedWhileAssigned(before, after, 3), IsEmpty());
  after.dates.last = "2021-10-30";
  after.intensity = v1::INTENSITY_PART_TIME;
  EXPECT_THAT(FixedWhileAssigned(before, after, 0), IsEmpty());
  const auto violations = FixedWhileAssigned(before, after, 3);
  ASSERT_THAT(violations, SizeIs(2));
  EXPECT_EQ(violations[0].rule, "DATES_FIXED");
  EXPECT_EQ(violations[0].description,
            "found 2021-10-18..2021-10-30, required 2021-10-18..2021-10-29 while people are assigned: 3");
  EXPECT_EQ(violations[1].rule, "INTENSITY_FIXED");
}

}  // namespace
}  // namespace jiedui::scheduler
