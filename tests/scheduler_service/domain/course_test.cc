// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/course.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/seats.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

void AddQuota(v1::Course& course, const std::string& division, int seats) {
  v1::Quota& quota = *course.add_quotas();
  quota.set_division(division);
  quota.set_seats(seats);
}

// The 30 seats of the primary-care doctors, thinned: two for 陵江, one for 月山, one for 龙王.
v1::Course PrimaryCare() {
  v1::Course course = Clinical();
  course.set_seats(4);
  AddQuota(course, "510824100", 2);
  AddQuota(course, "510824223", 1);
  AddQuota(course, "510824111", 1);
  return course;
}

// As it is after creation, with a seat of each of `taken` taken.
CourseFacts After(const v1::Course& course, const std::vector<std::string>& taken) {
  const auto change = NewCourse({.pairing = YuhangCangxi()}, course, SomeStamp());
  EXPECT_THAT(change, IsOk());
  CourseFacts facts{
      .pairing = YuhangCangxi(), .item_dates = change->item_dates, .course = change->course, .seats = change->seats};
  for (const std::string& division : taken) Take(*facts.seats.mutable_ledger(), division);
  return facts;
}

Stamp Later() { return {.now = SomeStamp().now + absl::Hours(1), .revision = 8, .actor = "office"}; }

TEST(CheckCourse, QuotasFitTheSeats) {
  EXPECT_THAT(CheckCourse(PrimaryCare()), IsOk());
  v1::Course course = PrimaryCare();
  course.set_seats(3);
  EXPECT_THAT(FieldsIn(CheckCourse(course)), ElementsAre("course.quotas"));
}

TEST(CheckCourse, AsksForNoMoreThanItHasSeatsFor) {
  v1::Course course = PrimaryCare();
  course.set_seats_min(4);
  EXPECT_THAT(CheckCourse(course), IsOk());
  course.set_seats_min(5);
  EXPECT_THAT(FieldsIn(CheckCourse(course)), ElementsAre("course.seats_min"));
}

TEST(CheckCourse, HugeQuotasDoNotWrapAround) {
  v1::Course course = Clinical();
  for (int i = 0; i < 1000; ++i) AddQuota(course, absl::StrCat(100000 + i), 100'000'000);
  EXPECT_THAT(FieldsIn(CheckCourse(course)), ElementsAre("course.quotas"));
}

TEST(CheckCourse, EverythingWrongIsListed) {
  v1::Course course = PrimaryCare();
  course.set_end_date("2021-10-17");
  AddQuota(course, "510824100", 0);
  const absl::Status status = CheckCourse(course);
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(FieldsIn(status), ElementsAre("course.end_date", "course.quotas[3].division"));
}

TEST(NewCourse, OpensItsSeats) {
  const auto change = NewCourse({.pairing = YuhangCangxi()}, PrimaryCare(), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->seats.ledger().item(), "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(change->seats.ledger().seats(), 4);
  EXPECT_EQ(change->seats.ledger().counts_size(), 4);
  EXPECT_EQ(change->course.etag(), "7");
  EXPECT_EQ(change->item_dates.pairing(), "pairings/yh-cx");
  EXPECT_EQ(change->item_dates.first_days(0).date(), "2021-10-18");
}

TEST(NewCourse, LiesWithinThePairing) {
  v1::Pairing pairing = YuhangCangxi();
  pairing.set_start_date("2021-10-19");
  const auto change = NewCourse({.pairing = pairing}, Clinical(), SomeStamp());
  EXPECT_THAT(change, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(change.status()),
              ElementsAre("PAIRING_DATES pairings/yh-cx: found 2021-10-18..2021-10-29, required within 2021-10-19..."));
}

// U3: 月山's seat is not used and goes to 龙王; the total stays.
TEST(ChangedCourse, UnfilledSeatsMove) {
  const CourseFacts facts = After(PrimaryCare(), {"510824100", "510824111"});
  v1::Course wanted = facts.course;
  wanted.mutable_quotas(1)->set_seats(0);
  wanted.mutable_quotas(2)->set_seats(2);
  const auto change = ChangedCourse(facts, wanted, Later());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->seats.ledger().seats(), 4);
  EXPECT_EQ(change->seats.ledger().taken(), 2);
  EXPECT_EQ(change->seats.ledger().counts(2).seats(), 2);
  EXPECT_EQ(change->seats.ledger().counts(2).taken(), 1);
  EXPECT_EQ(change->course.etag(), "8");
}

TEST(ChangedCourse, AQuotaBelowWhatIsConfirmedIsRefusedWithTheNumbers) {
  const CourseFacts facts = After(PrimaryCare(), {"510824100", "510824100"});
  v1::Course wanted = facts.course;
  wanted.mutable_quotas(0)->set_seats(1);
  const auto change = ChangedCourse(facts, wanted, Later());
  EXPECT_THAT(change, FailsWith(absl::StatusCode::kFailedPrecondition, "BELOW_TAKEN"));
  EXPECT_THAT(
      RulesIn(change.status()),
      ElementsAre("BELOW_TAKEN pairings/yh-cx/courses/clinical: found 1, required at least 2: the seats taken in "
                  "the quota of division 510824100"));
}

TEST(ChangedCourse, WhatItAsksForMayChangeWhilePeopleAreAssigned) {
  const CourseFacts facts = After(PrimaryCare(), {"510824100"});
  v1::Course wanted = facts.course;
  wanted.set_seats_min(3);
  const auto change = ChangedCourse(facts, wanted, Later());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->course.seats_min(), 3);
  EXPECT_EQ(ItemOf(change->course).seats_min, 3);
  EXPECT_EQ(change->seats.SerializeAsString(), facts.seats.SerializeAsString());
}

TEST(ChangedCourse, DatesStayWhilePeopleAreAssigned) {
  v1::Course wanted = After(PrimaryCare(), {}).course;
  wanted.set_end_date("2021-11-29");
  EXPECT_THAT(ChangedCourse(After(PrimaryCare(), {}), wanted, Later()), IsOk());
  const auto change = ChangedCourse(After(PrimaryCare(), {"510824100"}), wanted, Later());
  EXPECT_THAT(change, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(change.status()), ElementsAre(testing::StartsWith("DATES_FIXED")));
}

TEST(ChangedCourse, AllRulesAreListed) {
  v1::Course wanted = After(PrimaryCare(), {}).course;
  wanted.set_start_date("2021-04-01");
  wanted.set_intensity(v1::INTENSITY_PART_TIME);
  wanted.clear_quotas();
  const auto change = ChangedCourse(After(PrimaryCare(), {"510824100"}), wanted, Later());
  EXPECT_THAT(change, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(change.status()),
              ElementsAre(testing::StartsWith("PAIRING_DATES"), testing::StartsWith("DATES_FIXED"),
                          testing::StartsWith("INTENSITY_FIXED"), testing::StartsWith("BELOW_TAKEN")));
}

TEST(ChangedCourse, MovingMovesThePairingsItemDates) {
  const CourseFacts facts = After(Clinical(), {});
  v1::Course wanted = facts.course;
  wanted.set_end_date("2021-11-05");
  const auto change = ChangedCourse(facts, wanted, Later());
  ASSERT_THAT(change, IsOk());
  ASSERT_EQ(change->item_dates.last_days_size(), 1);
  EXPECT_EQ(change->item_dates.last_days(0).date(), "2021-11-05");
}

TEST(ChangedCourse, NoDifferenceChangesNothing) {
  const CourseFacts facts = After(PrimaryCare(), {"510824100"});
  const auto change = ChangedCourse(facts, facts.course, Later());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->course.etag(), "7");
  EXPECT_EQ(change->seats.ledger().taken(), 1);
}

TEST(ChangedCourse, WhatComesOutMustBeSound) {
  const CourseFacts facts = After(PrimaryCare(), {});
  v1::Course wanted = facts.course;
  wanted.set_seats(1);
  EXPECT_THAT(ChangedCourse(facts, wanted, Later()), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace jiedui::scheduler
