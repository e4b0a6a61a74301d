// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/rule.h"
#include "tests/scheduler_service/candidates.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Engagement Of(const Item& item) { return EngagementOf(item, "pairings/yh-cx/assignments/other"); }

// U1: the posting runs over all of the course; 12 days are shared.
TEST(DoubleBooking, NamesItemDatesAndDays) {
  Candidate candidate = AnyCandidate();
  candidate.item = ItemOf(Maternal());
  *candidate.calendar.add_engagements() = Of(ItemOf(Stationed()));
  const auto findings = Findings(candidate);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].found(),
            "pairings/yh-cx/postings/ortho 2021-06-15..2021-12-14, overlapping "
            "2021-10-25..2021-11-05 (12 days)");
  EXPECT_EQ(findings[0].remedy(), "end it by 2021-10-24");
  candidate.calendar.mutable_engagements(0)->set_end_date("2021-10-24");
  EXPECT_THAT(Findings(candidate), IsEmpty());
}

// U1: the posting ends on 24 October in Sichuan, the course begins on the 25th in Zhejiang: no day to travel.
TEST(TravelTime, WarnsOfItemsInOtherProvinces) {
  Candidate candidate = AnyCandidate();
  v1::Course course = Maternal();
  course.set_location_division("330110");
  candidate.item = ItemOf(course);
  v1::Posting posting = Stationed();
  posting.set_end_date("2021-10-24");
  posting.set_location_division("510824");
  *candidate.calendar.add_engagements() = Of(ItemOf(posting));
  EXPECT_THAT(Findings(candidate), IsEmpty()) << "the pairing asks for no days";
  candidate.pairing.set_travel_days(1);
  EXPECT_THAT(FoundBy(candidate),
              ElementsAre("(TRAVEL_TIME): found 0 days between it and pairings/yh-cx/postings/ortho in 510824, "
                          "2021-06-15..2021-10-24, required 1 to travel"));
  v1::Engagement& before = *candidate.calendar.mutable_engagements(0);
  before.set_end_date("2021-10-23");
  EXPECT_THAT(Findings(candidate), IsEmpty());
  before.set_start_date("2021-11-06");
  before.set_end_date("2021-11-30");
  EXPECT_EQ(Findings(candidate).size(), 1U) << "and on the way back";
  before.set_location_division("330106");
  EXPECT_THAT(Findings(candidate), IsEmpty()) << "in the same province";
}

// U1: part-time beside full-time is allowed with a warning, either way round.
TEST(PartTimeBeside, Warns) {
  Candidate candidate = AnyCandidate();
  candidate.item.intensity = v1::INTENSITY_PART_TIME;
  *candidate.calendar.add_engagements() = Of(ItemOf(Stationed()));
  EXPECT_THAT(FoundBy(candidate), ElementsAre("(PART_TIME_BESIDE): found pairings/yh-cx/postings/ortho beside it on "
                                              "2021-10-18..2021-10-29 (12 days), required that both can be attended"));
  candidate.item.intensity = v1::INTENSITY_FULL_TIME;
  candidate.calendar.mutable_engagements(0)->set_intensity(v1::INTENSITY_PART_TIME);
  EXPECT_EQ(Findings(candidate)[0].severity(), v1::RuleFinding::SEVERITY_WARN);
}

// U16: no class during the leave; a posting goes on.
TEST(OnLeave, RefusesCoursesAndWarnsOfPostings) {
  Candidate candidate = AnyCandidate();
  *candidate.calendar.add_leaves() =
      FromText<v1::LeaveDays>("leave: 'persons/zhao/leaves/l' start_date: '2021-10-29' end_date: '2021-11-30'");
  EXPECT_THAT(FoundBy(candidate),
              ElementsAre("ON_LEAVE: found leave on 2021-10-29..2021-10-29 (1 day), required no leave on these days"));
  candidate.item = ItemOf(Stationed());
  EXPECT_EQ(Findings(candidate)[0].rule(), "LEAVE_DURING_POSTING");
}

}  // namespace
}  // namespace jiedui::scheduler
