// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/follow_persons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"
#include "scheduler_service/domain/clashes.h"
#include "scheduler_service/store/people.h"
#include "tests/scheduler_service/directory/followed_registry.h"

namespace jiedui::scheduler {
namespace {

using ::testing::IsEmpty;
using FollowPersonsTest = FollowedRegistry;

// A day of its own for each number: what overlaps is marked, one by one.
std::string DayOf(int number) { return FormatDate(absl::CivilDay(2021, 1, 1) + number); }

TEST_F(FollowPersonsTest, AMergeMovesAssignmentsInTheCommitOfTheRows) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  Seat("one", "b", "2021-10-01", "2021-10-05");
  Seat("two", "b", "2021-11-01", "2021-11-05", v1::Assignment::STATE_CANCELLED);
  const uint64_t before = store_->Info().revision;
  Registry({VillageDoctor("a"), Merged("b", "a")});
  EXPECT_EQ(store_->Info().revision, before + 1);
  EXPECT_EQ(PersonOf("one"), "persons/a");
  EXPECT_EQ(Get("one").original_person(), "persons/b");
  EXPECT_EQ(PersonOf("two"), "persons/a");
  EXPECT_EQ(CalendarOf("a").engagements_size(), 1);
  EXPECT_THAT(CalendarOf("b").engagements(), IsEmpty());
}

TEST_F(FollowPersonsTest, UndoingAMergeBringsThemBackAndLeavesTheSurvivorsOwn) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  Seat("hers", "b", "2021-10-01", "2021-10-05");
  const v1::PersonCalendar calendar = CalendarOf("b");
  Registry({VillageDoctor("a"), Merged("b", "a")});
  Seat("later", "a", "2021-12-01", "2021-12-05");
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  EXPECT_EQ(PersonOf("hers"), "persons/b");
  EXPECT_EQ(Get("hers").original_person(), "");
  EXPECT_EQ(PersonOf("later"), "persons/a");
  EXPECT_EQ(CalendarOf("b").SerializeAsString(), calendar.SerializeAsString());
  EXPECT_EQ(CalendarOf("a").engagements_size(), 1);
}

TEST_F(FollowPersonsTest, AClashIsMarkedOnBothAndGoesWithTheUndo) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  Seat("long", "a", "2021-06-15", "2021-12-14");
  Seat("short", "b", "2021-10-25", "2021-11-05");
  Registry({VillageDoctor("a"), Merged("b", "a")});
  const v1::PersonCalendar both = CalendarOf("a");
  ASSERT_EQ(both.engagements_size(), 2);
  EXPECT_TRUE(both.engagements(0).in_clash());
  EXPECT_TRUE(both.engagements(1).in_clash());
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  EXPECT_FALSE(HasClashes(CalendarOf("a")));
  EXPECT_FALSE(HasClashes(CalendarOf("b")));
}

TEST_F(FollowPersonsTest, AChainOfMergesIsFollowedAndUndoneLinkByLink) {
  Registry({VillageDoctor("a"), VillageDoctor("b"), VillageDoctor("c")});
  Seat("of-a", "a", "2021-10-01", "2021-10-05");
  Seat("of-b", "b", "2021-11-01", "2021-11-05");
  Registry({Merged("a", "b"), VillageDoctor("b")});
  Registry({Merged("b", "c"), VillageDoctor("c")});
  EXPECT_EQ(PersonOf("of-a"), "persons/c");
  EXPECT_EQ(PersonOf("of-b"), "persons/c");
  Registry({VillageDoctor("b"), VillageDoctor("c")});
  EXPECT_EQ(PersonOf("of-a"), "persons/b");
  EXPECT_EQ(PersonOf("of-b"), "persons/b");
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  EXPECT_EQ(PersonOf("of-a"), "persons/a");
}

// The wrong way round at first: undone and merged again while nobody followed. Both rows come in steps of their own.
// Rather than blocking the feed, what no row can hold stays where it is.
TEST_F(FollowPersonsTest, CalendarsThatDoNotFitTogetherStayApart) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  for (const char* id : {"a", "b"}) {
    v1::PersonCalendar calendar;
    calendar.set_person(absl::StrCat("persons/", id));
    for (int i = 0; i < 350; ++i) {
      v1::Engagement engagement;
      engagement.set_assignment(absl::StrCat("pairings/yh-cx/assignments/", id, i));
      engagement.set_item_display_name(std::string(600, 'x'));
      engagement.set_start_date("2021-10-01");
      engagement.set_end_date("2021-10-01");
      ASSERT_THAT(Insert(calendar, engagement), IsOk());
    }
    ASSERT_THAT(Commit(*store_, [&](auto& txn) { return Put(tables_, txn, calendar); }), IsOk());
    for (int i = 0; i < 350; ++i) {
      v1::Assignment assignment;
      assignment.set_name(absl::StrCat("pairings/yh-cx/assignments/", id, i));
      assignment.set_person(absl::StrCat("persons/", id));
      assignment.set_item("pairings/yh-cx/courses/x");
      ASSERT_THAT(Commit(*store_, [&](auto& txn) { return Put(tables_, txn, assignment); }), IsOk());
    }
  }
  Registry({VillageDoctor("a"), Merged("b", "a")});
  EXPECT_TRUE(progress_.HasReached("r1", registry_revision_));
  EXPECT_GT(CalendarOf("a").engagements_size(), 400);
  EXPECT_GT(CalendarOf("b").engagements_size(), 0);
  EXPECT_EQ(CalendarOf("a").engagements_size() + CalendarOf("b").engagements_size(), 700);
}

// More than one command holds: the rows and the cursor come last.
TEST_F(FollowPersonsTest, ManyAssignmentsMoveInSeveralCommits) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  for (int i = 0; i < 800; ++i) Seat(absl::StrCat("s", i), "b", DayOf(i), DayOf(i));
  const uint64_t before = store_->Info().revision;
  Registry({VillageDoctor("a"), Merged("b", "a")});
  EXPECT_GT(store_->Info().revision, before + 3);
  EXPECT_EQ(CalendarOf("a").engagements_size(), 800);
  EXPECT_EQ(CalendarOf("b").engagements_size(), 0);
  for (int i = 0; i < 800; ++i) EXPECT_EQ(PersonOf(absl::StrCat("s", i)), "persons/a") << i;
  EXPECT_TRUE(progress_.HasReached("r1", registry_revision_));
}

// An assignment with a place in every index takes the most rows.
TEST_F(FollowPersonsTest, CertifiedAssignmentsMoveWithTheirCertificates) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  for (int i = 0; i < 300; ++i) {
    const std::string id = absl::StrCat("s", i);
    Seat(id, "b", DayOf(i), DayOf(i), v1::Assignment::STATE_CERTIFIED);
    v1::Assignment assignment = Get(id);
    assignment.set_licence_required(true);
    assignment.mutable_certificate()->set_number(absl::StrCat("yh-cx-2021-", 100000 + i));
    ASSERT_THAT(Commit(*store_, [&](auto& txn) { return Put(tables_, txn, assignment); }), IsOk());
  }
  Registry({VillageDoctor("a"), Merged("b", "a")});
  EXPECT_TRUE(progress_.HasReached("r1", registry_revision_));
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(PersonOf(absl::StrCat("s", i)), "persons/a") << i;
    EXPECT_EQ(Get(absl::StrCat("s", i)).certificate().number(), absl::StrCat("yh-cx-2021-", 100000 + i));
    EXPECT_EQ(Get(absl::StrCat("s", i)).state(), v1::Assignment::STATE_CERTIFIED);
  }
}

// Steps behind one that takes several commands do not follow the cursor; none of them is lost or done twice.
TEST_F(FollowPersonsTest, AStepBehindALongOneIsRefusedUntilItsTurn) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  for (int i = 0; i < 400; ++i) Seat(absl::StrCat("s", i), "b", DayOf(i), DayOf(i));
  registry::v1::WatchChangesResponse message;
  message.set_incarnation("r1");
  message.set_revision(++registry_revision_);
  *message.mutable_commit()->add_changes()->mutable_after()->mutable_person() = Merged("b", "a");
  const auto steps = feed_.Read(std::move(message));
  ASSERT_THAT(steps, IsOk());
  bool done = true;
  ASSERT_THAT(Commit(*store_,
                     [&](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(done, Apply(tables_, txn, (*steps)[0]));
                       return absl::OkStatus();
                     }),
              IsOk());
  EXPECT_FALSE(done);
  EXPECT_EQ(FindPerson(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), "persons/b")->value().name(),
            "persons/b");
  Write((*steps)[0]);
  EXPECT_EQ(FindPerson(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), "persons/b")->value().name(),
            "persons/a");
  EXPECT_EQ(CalendarOf("a").engagements_size(), 400);
}

TEST_F(FollowPersonsTest, ARestrictedPersonsNameGoesAndComesBack) {
  Registry({VillageDoctor("a")});
  Seat("one", "a", "2021-10-01", "2021-10-05");
  Seat("two", "a", "2021-11-01", "2021-11-05", v1::Assignment::STATE_CANCELLED);
  Registry({Restricted("a")});
  EXPECT_EQ(Get("one").person_display_name(), "");
  EXPECT_EQ(Get("two").person_display_name(), "");
  EXPECT_EQ(PersonOf("one"), "persons/a");
  Registry({VillageDoctor("a")});
  EXPECT_EQ(Get("one").person_display_name(), "赵示范");
}

TEST_F(FollowPersonsTest, WhomTheRegistryHasNoMoreLosesTheNameAndKeepsTheSeat) {
  Registry({VillageDoctor("a")});
  Seat("one", "a", "2021-10-01", "2021-10-05");
  RegistryRemoves("a");
  EXPECT_EQ(Get("one").person_display_name(), "");
  EXPECT_EQ(CalendarOf("a").engagements_size(), 1);
  Registry({VillageDoctor("a")});  // a restored backup brings her again
  EXPECT_EQ(Get("one").person_display_name(), "赵示范");
}

TEST_F(FollowPersonsTest, AnotherNameLeavesTheOneThatTheSeatWasGivenTo) {
  Registry({VillageDoctor("a")});
  Seat("one", "a", "2021-10-01", "2021-10-05");
  Person renamed = VillageDoctor("a");
  renamed.set_display_name("赵改名");
  Registry({renamed});
  EXPECT_EQ(Get("one").person_display_name(), "赵示范");
}

}  // namespace
}  // namespace jiedui::scheduler
