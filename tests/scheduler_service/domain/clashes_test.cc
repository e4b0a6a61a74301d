// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/clashes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/calendar.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Engagement Engaged(const std::string& id, const std::string& first, const std::string& last,
                       v1::Intensity intensity = v1::INTENSITY_FULL_TIME, const std::string& item = "") {
  v1::Engagement engagement;
  engagement.set_assignment(id);
  engagement.set_item(item.empty() ? "item of " + id : item);
  engagement.set_start_date(first);
  engagement.set_end_date(last);
  engagement.set_intensity(intensity);
  return engagement;
}

v1::PersonCalendar With(const std::vector<v1::Engagement>& engagements) {
  v1::PersonCalendar calendar;
  for (const auto& engagement : engagements) EXPECT_THAT(Insert(calendar, engagement), IsOk());
  return calendar;
}

TEST(ClashesWithin, SharedDaysAreInclusive) {
  const auto calendar = With({Engaged("a", "2021-06-15", "2021-12-14"), Engaged("b", "2021-10-25", "2021-11-05"),
                              Engaged("c", "2021-12-15", "2021-12-20")});
  const auto clashes = ClashesWithin(calendar, 1000);
  ASSERT_THAT(clashes, SizeIs(1));
  EXPECT_EQ(clashes[0].earlier->assignment(), "a");
  EXPECT_EQ(clashes[0].later->assignment(), "b");
  EXPECT_EQ(ToString(clashes[0].days), "2021-10-25..2021-11-05");
}

TEST(ClashesWithin, PartTimeMayStandBesideUnlessItIsTheSameItem) {
  const auto part_time = v1::INTENSITY_PART_TIME;
  EXPECT_THAT(
      ClashesWithin(
          With({Engaged("a", "2021-06-15", "2021-12-14"), Engaged("b", "2021-10-25", "2021-11-05", part_time)}), 1000),
      IsEmpty());
  EXPECT_THAT(ClashesWithin(With({Engaged("a", "2021-10-25", "2021-11-05", part_time, "course"),
                                  Engaged("b", "2021-10-25", "2021-11-05", part_time, "course")}),
                            1000),
              SizeIs(1));
}

TEST(ClashesWithin, AreBounded) {
  auto calendar = With({Engaged("long", "2021-01-01", "2023-12-31")});
  for (int i = 0; i < 100; ++i)
    ASSERT_THAT(Insert(calendar, Engaged(absl::StrCat("short", i), "2022-01-01", "2022-01-01")), IsOk());
  EXPECT_THAT(ClashesWithin(calendar, 7), SizeIs(7));
}

TEST(MarkClashes, BothSidesAreMarkedAndOldMarksGo) {
  auto calendar = With({Engaged("a", "2021-06-15", "2021-12-14"), Engaged("b", "2021-10-25", "2021-11-05"),
                        Engaged("c", "2022-11-01", "2022-11-02")});
  MarkClashes(calendar);
  EXPECT_TRUE(calendar.engagements(0).in_clash());
  EXPECT_TRUE(calendar.engagements(1).in_clash());
  EXPECT_FALSE(calendar.engagements(2).in_clash());
  EXPECT_TRUE(HasClashes(calendar));
  Remove(calendar, "b");
  MarkClashes(calendar);
  EXPECT_FALSE(HasClashes(calendar));
}

// What the sweep finds is what comparing all pairs finds.
TEST(ClashesWithin, FindsWhatComparingAllPairsFinds) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    v1::PersonCalendar calendar;
    for (int i = 0; i < 12; ++i) {
      const int first = static_cast<int>(random() % 28) + 1;
      const int last = std::min(30, first + static_cast<int>(random() % 6));
      const auto intensity = random() % 3 == 0 ? v1::INTENSITY_PART_TIME : v1::INTENSITY_FULL_TIME;
      ASSERT_THAT(
          Insert(calendar, Engaged(absl::StrCat("a", i), absl::StrCat("2021-11-", absl::Dec(first, absl::kZeroPad2)),
                                   absl::StrCat("2021-11-", absl::Dec(last, absl::kZeroPad2)), intensity)),
          IsOk());
    }
    size_t pairs = 0;
    for (int i = 0; i < 12; ++i) {
      for (int j = i + 1; j < 12; ++j) {
        const auto& a = calendar.engagements(i);
        const auto& b = calendar.engagements(j);
        pairs += a.intensity() == v1::INTENSITY_FULL_TIME && b.intensity() == v1::INTENSITY_FULL_TIME &&
                 a.start_date() <= b.end_date() && b.start_date() <= a.end_date();
      }
    }
    ASSERT_THAT(ClashesWithin(calendar, 1000), SizeIs(pairs));
  }
}

}  // namespace
}  // namespace jiedui::scheduler
