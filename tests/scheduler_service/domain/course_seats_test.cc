// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/course_seats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kYueshan[] = "510824223";
constexpr char kLongwang[] = "510824111";

v1::Quota Of(const std::string& division, int seats) {
  v1::Quota quota;
  quota.set_division(division);
  quota.set_seats(seats);
  return quota;
}

// U3 in small: 月山 has one seat and nominated nobody, 龙王 has one and uses it.
CourseFacts TwoTownships() {
  v1::Course course = Clinical();
  course.set_seats(2);
  course.set_state(v1::Course::STATE_OPEN_FOR_NOMINATION);
  course.mutable_nomination_deadline()->set_seconds(absl::ToUnixSeconds(SomeStamp().now) - 60);
  *course.add_quotas() = Of(kYueshan, 1);
  *course.add_quotas() = Of(kLongwang, 1);
  CourseFacts facts{.pairing = YuhangCangxi(), .course = course};
  *facts.seats.mutable_ledger() = NewLedger(course.name(), PlanOf(course));
  Take(*facts.seats.mutable_ledger(), kLongwang);
  return facts;
}

ItemVerb Of(absl::string_view verb) { return {.verb = verb, .etag = "", .reason = "", .detail = ""}; }

TEST(Released, UnfilledSeatsGoToThePoolAndTheSumStays) {
  const auto change = Released(TwoTownships(), {}, false, Of("ReleaseUnfilledSeats"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  const v1::SeatLedger& ledger = change->seats.ledger();
  EXPECT_EQ(ledger.seats(), 2);
  EXPECT_EQ(ledger.counts(0).seats(), 0);
  EXPECT_EQ(ledger.counts(0).released(), 1);
  EXPECT_EQ(ledger.counts(1).seats(), 1);
  EXPECT_EQ(ledger.counts(2).seats(), 1);
  EXPECT_EQ(WhyNoSeat(ledger, {kYueshan, {}})->found,
            "0 of 0 seats taken in the quota of division 510824223, 1 released unfilled");
}

// 月山 let its seat go; that 龙王 gets it does not let 月山 draw on the pool.
TEST(Allocated, LeavesTheReleasedQuotasOfOthers) {
  const auto released = Released(TwoTownships(), {}, false, Of("ReleaseUnfilledSeats"), SomeStamp());
  ASSERT_THAT(released, IsOk());
  CourseFacts next{.pairing = YuhangCangxi(), .course = released->course, .seats = released->seats};
  const auto given = Allocated(next, {Of(kLongwang, 2)}, 3, Of("AllocateSeats"), SomeStamp());
  ASSERT_THAT(given, IsOk());
  const v1::SeatLedger& ledger = given->seats.ledger();
  EXPECT_EQ(ledger.seats(), 3);
  ASSERT_EQ(ledger.counts_size(), 3);
  EXPECT_EQ(ledger.counts(0).division(), kYueshan);
  EXPECT_EQ(ledger.counts(0).released(), 1);
  EXPECT_NE(WhyNoSeat(ledger, {kYueshan, {}}), std::nullopt);
  EXPECT_EQ(ledger.counts(2).division(), "");
  EXPECT_EQ(ledger.counts(2).seats(), 1);
}

TEST(Allocated, TakesTheNamedQuotaAway) {
  const auto released = Released(TwoTownships(), {}, false, Of("ReleaseUnfilledSeats"), SomeStamp());
  ASSERT_THAT(released, IsOk());
  CourseFacts next{.pairing = YuhangCangxi(), .course = released->course, .seats = released->seats};
  const auto given = Allocated(next, {Of(kYueshan, 0)}, 0, Of("AllocateSeats"), SomeStamp());
  ASSERT_THAT(given, IsOk());
  EXPECT_EQ(given->course.quotas_size(), 1);
  EXPECT_EQ(WhyNoSeat(given->seats.ledger(), {kYueshan, {}}), std::nullopt);
}

TEST(Released, KeepsWhatNominationsNeed) {
  CourseFacts facts = TwoTownships();
  CountPending(*facts.seats.mutable_ledger(), kYueshan, 1);
  const auto change = Released(facts, {}, false, Of("ReleaseUnfilledSeats"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->course.etag(), facts.course.etag());
}

TEST(Released, NotBeforeTheDeadline) {
  CourseFacts facts = TwoTownships();
  facts.course.mutable_nomination_deadline()->set_seconds(absl::ToUnixSeconds(SomeStamp().now) + 60);
  EXPECT_THAT(RulesIn(Released(facts, {}, false, Of("ReleaseUnfilledSeats"), SomeStamp()).status()),
              ElementsAre(HasSubstr("BEFORE_DEADLINE")));
  EXPECT_THAT(Released(facts, {}, true, Of("ReleaseUnfilledSeats"), SomeStamp()), IsOk());
}

TEST(Allocated, NeverBelowWhatIsTaken) {
  const auto change = Allocated(TwoTownships(), {Of(kLongwang, 0)}, 0, Of("AllocateSeats"), SomeStamp());
  EXPECT_THAT(change, FailsWith(absl::StatusCode::kFailedPrecondition, "BELOW_TAKEN"));
  EXPECT_THAT(RulesIn(change.status()), ElementsAre(HasSubstr("found 0, required at least 1")));
}

TEST(Allocated, MoreQuotasThanSeatsIsAMistake) {
  EXPECT_THAT(Allocated(TwoTownships(), {Of(kLongwang, 5)}, 0, Of("AllocateSeats"), SomeStamp()),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Allocated(TwoTownships(), {Of(kLongwang, 5)}, 6, Of("AllocateSeats"), SomeStamp()), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
