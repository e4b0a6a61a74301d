// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/settle.h"

#include <gtest/gtest.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "scheduler_service/store/keys.h"
#include "tests/scheduler_service/directory/followed_registry.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

class Settle : public testing::Test {
 protected:
  void Seat(int number, const std::string& display_name) {
    v1::Assignment assignment;
    assignment.set_name(absl::StrCat("pairings/yh-cx/assignments/a", number));
    assignment.set_person(absl::StrCat("persons/p", number));
    assignment.set_item("pairings/yh-cx/courses/clinical");
    assignment.set_person_display_name(display_name);
    v1::PersonCalendar calendar;
    calendar.set_person(assignment.person());
    ASSERT_THAT(Commit(*store_,
                       [&](auto& txn) -> absl::Status {
                         RETURN_IF_ERROR(Put(tables_, txn, assignment));
                         return Put(tables_, txn, calendar);
                       }),
                IsOk());
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

TEST_F(Settle, WhatLiesRightIsLeftAlone) {
  ASSERT_THAT(Commit(*store_, [&](auto& txn) { return PutPerson(tables_, txn, VillageDoctor("p1")); }), IsOk());
  Seat(1, "赵示范");
  const uint64_t before = store_->Info().revision;
  ASSERT_THAT(SettlePeople(*store_, tables_), IsOk());
  EXPECT_EQ(store_->Info().revision, before);
}

// More than are held at once: it goes on where it was.
TEST_F(Settle, ManyPeopleInSeveralRounds) {
  const int people = static_cast<int>(kUnsettledMax) + 50;
  for (int i = 0; i < people; ++i) Seat(i, "某人");
  ASSERT_THAT(SettlePeople(*store_, tables_), IsOk());
  const auto snapshot = store_->NewSnapshot(store::ReadTier::kDisk);
  for (int i = 0; i < people; ++i) {
    const auto record = tables_.assignments.Find(*snapshot, absl::StrCat("yh-cx/a", i));
    ASSERT_EQ((*record)->assignment().person_display_name(), "") << i;
  }
}

TEST_F(Settle, ADamagedRowIsSaid) {
  Seat(1, "某人");
  ASSERT_THAT(Commit(*store_, [&](auto& txn) { return txn.PutRow({.key = "assignment/yh-cx/bad", .after = "\xff"}); }),
              IsOk());
  EXPECT_THAT(SettlePeople(*store_, tables_), StatusIs(absl::StatusCode::kDataLoss));
}

using SettleSnapshot = FollowedRegistry;

TEST_F(SettleSnapshot, AMergeThatWasReversedMeanwhileIsSettledAtTheEndOfTheSnapshot) {
  for (const bool survivor_first : {true, false}) {
    Reload({});
    Registry({VillageDoctor("a"), VillageDoctor("b")});
    const std::string suffix = survivor_first ? "1" : "2";
    Seat("of-a" + suffix, "a", "2021-10-01", "2021-10-05");
    Seat("of-b" + suffix, "b", "2021-11-01", "2021-11-05");
    Registry({VillageDoctor("a"), Merged("b", "a")});
    ASSERT_EQ(PersonOf("of-b" + suffix), "persons/a");
    if (survivor_first)
      Reload({VillageDoctor("b"), Merged("a", "b")});
    else
      Reload({Merged("a", "b"), VillageDoctor("b")});
    EXPECT_EQ(PersonOf("of-a" + suffix), "persons/b");
    EXPECT_EQ(PersonOf("of-b" + suffix), "persons/b");
    EXPECT_EQ(CalendarOf("a").engagements_size(), 0);
  }
}

TEST_F(SettleSnapshot, WhatWasRestrictedOrPurgedMeanwhileLosesItsNameAtTheEndOfTheSnapshot) {
  Registry({VillageDoctor("a"), VillageDoctor("b"), VillageDoctor("c")});
  for (const char* id : {"a", "b", "c"}) Seat(absl::StrCat("of-", id), id, "2021-10-01", "2021-10-05");
  Reload({Restricted("a"), VillageDoctor("c")});
  EXPECT_EQ(Get("of-a").person_display_name(), "");
  EXPECT_EQ(Get("of-b").person_display_name(), "");
  EXPECT_EQ(Get("of-c").person_display_name(), "赵示范");
}

}  // namespace
}  // namespace jiedui::scheduler
