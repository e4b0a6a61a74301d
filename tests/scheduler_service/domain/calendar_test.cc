// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/limits.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Engagement Engaged(const std::string& id, const std::string& first, const std::string& last,
                       v1::Intensity intensity = v1::INTENSITY_FULL_TIME) {
  v1::Engagement engagement;
  engagement.set_assignment("pairings/p/assignments/" + id);
  engagement.set_item("pairings/p/courses/" + id);
  engagement.set_start_date(first);
  engagement.set_end_date(last);
  engagement.set_intensity(intensity);
  return engagement;
}

v1::PersonCalendar With(const std::vector<v1::Engagement>& engagements) {
  v1::PersonCalendar calendar;
  calendar.set_person("persons/zhao");
  for (const auto& engagement : engagements) EXPECT_THAT(Insert(calendar, engagement), IsOk());
  return calendar;
}

TEST(CountedDays, SaysHowMany) {
  EXPECT_EQ(CountedDays({"2021-10-25", "2021-11-05"}), "2021-10-25..2021-11-05 (12 days)");
  EXPECT_EQ(CountedDays({"2021-10-25", "2021-10-25"}), "2021-10-25..2021-10-25 (1 day)");
}

// Shared days with an engagement of 2021-06-15..2021-12-14.
TEST(Clashes, InclusiveAtBothEnds) {
  const auto calendar = With({Engaged("a", "2021-06-15", "2021-12-14")});
  EXPECT_THAT(Clashes(calendar, Engaged("b", "2021-10-25", "2021-11-05")), SizeIs(1));
  EXPECT_THAT(Clashes(calendar, Engaged("b", "2021-01-01", "2021-06-15")), SizeIs(1));
  EXPECT_THAT(Clashes(calendar, Engaged("b", "2021-12-14", "2021-12-31")), SizeIs(1));
  EXPECT_THAT(Clashes(calendar, Engaged("b", "2021-01-01", "2021-12-31")), SizeIs(1));
  EXPECT_THAT(Clashes(calendar, Engaged("b", "2021-01-01", "2021-06-14")), IsEmpty());
  EXPECT_THAT(Clashes(calendar, Engaged("b", "2021-12-15", "2021-12-31")), IsEmpty());
}

TEST(Clashes, PartTimeLiesBesideAnything) {
  const auto part_time = v1::INTENSITY_PART_TIME;
  const auto full = With({Engaged("a", "2021-06-15", "2021-12-14")});
  EXPECT_THAT(Clashes(full, Engaged("b", "2021-10-25", "2021-11-05", part_time)), IsEmpty());
  const auto part = With({Engaged("a", "2021-06-15", "2021-12-14", part_time)});
  EXPECT_THAT(Clashes(part, Engaged("b", "2021-10-25", "2021-11-05")), IsEmpty());
}

TEST(Clashes, AllAreFound) {
  const auto calendar = With({Engaged("a", "2021-10-01", "2021-10-05"), Engaged("b", "2021-10-07", "2021-10-08"),
                              Engaged("c", "2021-11-01", "2021-11-02")});
  EXPECT_THAT(Clashes(calendar, Engaged("d", "2021-10-05", "2021-10-31")), SizeIs(2));
}

TEST(Move, TakesTheEngagementAlongWhateverItMeets) {
  auto from = With({Engaged("a", "2021-10-01", "2021-10-05"), Engaged("b", "2021-11-01", "2021-11-05")});
  auto to = With({Engaged("c", "2021-10-03", "2021-10-04")});
  EXPECT_TRUE(Move(from, to, "pairings/p/assignments/a"));
  EXPECT_TRUE(Move(from, to, "pairings/p/assignments/none"));
  ASSERT_EQ(from.engagements_size(), 1);
  ASSERT_EQ(to.engagements_size(), 2);
  EXPECT_EQ(to.engagements(0).assignment(), "pairings/p/assignments/a");
}

TEST(Move, StopsWhereOneRowCouldNotHoldIt) {
  v1::PersonCalendar from;
  v1::PersonCalendar to;
  const std::string title(300, 'x');
  int inserted = 0;
  int moved = 0;
  for (int person = 0; person < 3; ++person) {
    for (int i = 0; i < kEngagementsPerPersonMax; ++i) {
      auto engagement = Engaged(absl::StrCat(person, "-", i), "2021-10-01", "2021-10-05");
      engagement.set_item_display_name(title);
      if (!Insert(from, engagement).ok()) break;
      ++inserted;
    }
    while (from.engagements_size() > 0 && Move(from, to, from.engagements(0).assignment())) ++moved;
  }
  EXPECT_GT(inserted, moved);
  EXPECT_LE(from.ByteSizeLong(), kCalendarBytesMax);
  EXPECT_LE(to.ByteSizeLong(), kMergedCalendarBytesMax);
}

TEST(Insert, KeepsTheOrderOfFirstDays) {
  const auto calendar = With({Engaged("c", "2021-11-01", "2021-11-02"), Engaged("a", "2021-10-01", "2021-10-05"),
                              Engaged("b", "2021-10-07", "2021-10-08")});
  ASSERT_EQ(calendar.engagements_size(), 3);
  EXPECT_EQ(calendar.engagements(0).start_date(), "2021-10-01");
  EXPECT_EQ(calendar.engagements(1).start_date(), "2021-10-07");
  EXPECT_EQ(calendar.engagements(2).start_date(), "2021-11-01");
}

TEST(Insert, AFullCalendarIsRefused) {
  v1::PersonCalendar calendar;
  for (int i = 0; i < kEngagementsPerPersonMax; ++i)
    ASSERT_THAT(Insert(calendar, Engaged(absl::StrCat("e", i), "2021-10-01", "2021-10-01")), IsOk());
  EXPECT_THAT(Insert(calendar, Engaged("last", "2021-10-01", "2021-10-01")),
              FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  EXPECT_EQ(calendar.engagements_size(), kEngagementsPerPersonMax);
}

TEST(Remove, TakesOnlyTheAssignments) {
  auto calendar = With({Engaged("a", "2021-10-01", "2021-10-05"), Engaged("b", "2021-10-07", "2021-10-08")});
  Remove(calendar, "pairings/p/assignments/none");
  EXPECT_EQ(calendar.engagements_size(), 2);
  Remove(calendar, "pairings/p/assignments/a");
  ASSERT_EQ(calendar.engagements_size(), 1);
  EXPECT_EQ(calendar.engagements(0).assignment(), "pairings/p/assignments/b");
}

TEST(Shorten, FreesTheDaysAfterAndNeverLengthens) {
  auto calendar = With({Engaged("a", "2021-06-15", "2021-12-14")});
  Shorten(calendar, "pairings/p/assignments/a", "2021-10-24");
  EXPECT_THAT(Clashes(calendar, Engaged("b", "2021-10-25", "2021-11-05")), IsEmpty());
  EXPECT_THAT(Clashes(calendar, Engaged("b", "2021-10-24", "2021-11-05")), SizeIs(1));
  Shorten(calendar, "pairings/p/assignments/a", "2021-12-31");
  EXPECT_EQ(calendar.engagements(0).end_date(), "2021-10-24");
}

TEST(FindByItem, FindsTheItemOrNothing) {
  const auto calendar = With({Engaged("a", "2021-10-01", "2021-10-05")});
  ASSERT_NE(FindByItem(calendar, "pairings/p/courses/a"), nullptr);
  EXPECT_EQ(FindByItem(calendar, "pairings/p/courses/b"), nullptr);
}

}  // namespace
}  // namespace jiedui::scheduler
