// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/seats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace jiedui::scheduler {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kItem[] = "pairings/yh-cx/courses/primary";

v1::Quota Of(const std::string& division, int seats) {
  v1::Quota quota;
  quota.set_division(division);
  quota.set_seats(seats);
  return quota;
}

void ExpectSumsHold(const v1::SeatLedger& ledger) {
  int seats = 0;
  int taken = 0;
  for (const v1::SeatCount& count : ledger.counts()) {
    seats += count.seats();
    taken += count.taken();
  }
  EXPECT_EQ(seats, ledger.seats());
  EXPECT_EQ(taken, ledger.taken());
}

TEST(NewLedger, WhatNoQuotaTakesIsThePool) {
  const auto ledger = NewLedger(kItem, {.seats = 30, .quotas = {Of("510824100", 2), Of("510824112", 2)}});
  ASSERT_EQ(ledger.counts_size(), 3);
  EXPECT_EQ(ledger.counts(2).division(), "");
  EXPECT_EQ(ledger.counts(2).seats(), 26);
  ExpectSumsHold(ledger);
}

TEST(CountFor, TheLongestCodeWinsAndOthersUseThePool) {
  const auto ledger =
      NewLedger(kItem, {.seats = 10, .quotas = {Of("510824", 4), Of("510824100", 2), Of("5108241", 0)}});
  EXPECT_EQ(CountFor(ledger, "510824100").division(), "510824100");
  EXPECT_EQ(CountFor(ledger, "510824100200").division(), "510824100");
  EXPECT_EQ(CountFor(ledger, "510824223").division(), "510824");
  EXPECT_EQ(CountFor(ledger, "330110").division(), "");
  EXPECT_EQ(CountFor(ledger, "").division(), "");
}

TEST(TakeAndRelease, MoveOneCount) {
  auto ledger = NewLedger(kItem, {.seats = 3, .quotas = {Of("510824100", 2)}});
  Take(ledger, "510824100");
  Take(ledger, "510824100");
  Take(ledger, "");
  EXPECT_EQ(ledger.taken(), 3);
  ExpectSumsHold(ledger);
  Release(ledger, "510824100");
  EXPECT_EQ(ledger.counts(0).taken(), 1);
  EXPECT_EQ(ledger.taken(), 2);
  ExpectSumsHold(ledger);
}

TEST(TakeDeathTest, AFullCountIsABug) {
  auto ledger = NewLedger(kItem, {.seats = 1, .quotas = {}});
  Take(ledger, "");
  EXPECT_DEATH(Take(ledger, ""), "");
  Release(ledger, "");
  EXPECT_DEATH(Release(ledger, ""), "");
}

TEST(Reshaped, KeepsWhatIsTaken) {
  auto ledger = NewLedger(kItem, {.seats = 30, .quotas = {Of("510824223", 1), Of("510824111", 1)}});
  Take(ledger, "510824111");
  Take(ledger, "");
  // 月山's unfilled seat goes to 龙王.
  const auto reshaped = Reshaped(ledger, {.seats = 30, .quotas = {Of("510824111", 2)}});
  EXPECT_THAT(BelowTaken(reshaped), IsEmpty());
  ASSERT_EQ(reshaped.counts_size(), 2);
  EXPECT_EQ(reshaped.counts(0).taken(), 1);
  EXPECT_EQ(reshaped.counts(1).taken(), 1);
  EXPECT_EQ(reshaped.item(), kItem);
  ExpectSumsHold(reshaped);
}

TEST(BelowTaken, NamesEveryCountAndItsNumbers) {
  auto ledger = NewLedger(kItem, {.seats = 4, .quotas = {Of("510824100", 2), Of("510824112", 1)}});
  for (const char* division : {"510824100", "510824100", "510824112", ""}) Take(ledger, division);
  const auto violations = BelowTaken(Reshaped(ledger, {.seats = 1, .quotas = {Of("510824100", 1)}}));
  ASSERT_THAT(violations, SizeIs(3));
  EXPECT_EQ(violations[0].rule, "BELOW_TAKEN");
  EXPECT_EQ(violations[0].subject, kItem);
  EXPECT_EQ(violations[0].description,
            "found 1, required at least 2: the seats taken in the quota of division 510824100");
  EXPECT_EQ(violations[1].description,
            "found 0, required at least 1: the seats taken in the quota of division 510824112");
  EXPECT_EQ(violations[2].description, "found 0, required at least 1: the seats taken in the pool");
}

v1::CategoryQuota Of(registry::v1::PersonCategory category, int floor, int ceiling) {
  v1::CategoryQuota quota;
  quota.set_category(category);
  quota.set_floor(floor);
  quota.set_ceiling(ceiling);
  return quota;
}

constexpr auto kNurse = registry::v1::PERSON_CATEGORY_NURSE;
constexpr auto kDoctor = registry::v1::PERSON_CATEGORY_DOCTOR;

TEST(Ceiling, ADivisionUsesThePoolUpToItAndGivesItBackFirst) {
  v1::Quota quota = Of("510824100", 1);
  quota.set_ceiling(2);
  auto ledger = NewLedger(kItem, {.seats = 3, .quotas = {quota}});
  Take(ledger, "510824100");
  Take(ledger, "510824100");
  EXPECT_EQ(ledger.counts(0).taken(), 1);
  EXPECT_EQ(ledger.counts(0).from_pool(), 1);
  EXPECT_EQ(ledger.counts(1).taken(), 1);
  EXPECT_EQ(WhyNoSeat(ledger, {"510824100", {}})->rule, "NO_SEAT");
  EXPECT_FALSE(WhyNoSeat(ledger, {"330110", {}}).has_value());
  ExpectSumsHold(ledger);
  Release(ledger, "510824100");
  EXPECT_EQ(ledger.counts(0).taken(), 1);
  EXPECT_EQ(ledger.counts(1).taken(), 0);
  ExpectSumsHold(ledger);
}

TEST(Categories, FloorsAreKeptAndCeilingsHold) {
  auto ledger = NewLedger(kItem, {.seats = 3, .quotas = {}, .categories = {Of(kNurse, 1, 2)}});
  Take(ledger, "", kDoctor);
  Take(ledger, "", kDoctor);
  EXPECT_EQ(WhyNoSeat(ledger, {"", kDoctor})->rule, "CATEGORY_FLOOR");
  EXPECT_FALSE(WhyNoSeat(ledger, {"", kNurse}).has_value());
  Release(ledger, "", kDoctor);
  Take(ledger, "", kNurse);
  EXPECT_FALSE(WhyNoSeat(ledger, {"", kDoctor}).has_value());
  auto nurses = NewLedger(kItem, {.seats = 3, .quotas = {}, .categories = {Of(kNurse, 0, 1)}});
  Take(nurses, "", kNurse);
  EXPECT_EQ(WhyNoSeat(nurses, {"", kNurse})->rule, "CATEGORY_CEILING");
  EXPECT_THAT(BelowTaken(Reshaped(nurses, {.seats = 1, .quotas = {}, .categories = {Of(kDoctor, 1, 0)}})), SizeIs(1));
}

}  // namespace
}  // namespace jiedui::scheduler
