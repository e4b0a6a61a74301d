// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/follow_persons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "scheduler_service/directory/step_writer.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/clashes.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::Person;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A scheduler's store that follows a registry of which the test says what it commits.
class FollowPersonsTest : public testing::Test {
 protected:
  FollowPersonsTest() {
    registry::v1::WatchChangesResponse end;
    end.set_incarnation("r1");
    end.mutable_marker()->set_kind(registry::v1::Marker::KIND_SNAPSHOT_END);
    auto steps = feed_.Read(end);
    for (DirectoryStep& step : *steps) Write(std::move(step));
    Write(feed_.EndSnapshot());
  }

  void Write(DirectoryStep step) {
    StepWriter writer(*store_, tables_, progress_);
    ASSERT_THAT(writer.Write(std::move(step)), IsOk());
    ASSERT_THAT(writer.Flush(), IsOk());
  }

  // One commit of the registry.
  void Registry(const std::vector<Person>& persons) {
    registry::v1::WatchChangesResponse message;
    message.set_incarnation("r1");
    message.set_revision(++registry_revision_);
    message.mutable_commit();
    for (const Person& person : persons)
      *message.mutable_commit()->add_changes()->mutable_after()->mutable_person() = person;
    auto steps = feed_.Read(std::move(message));
    ASSERT_THAT(steps, IsOk());
    for (DirectoryStep& step : *steps) Write(std::move(step));
  }
  void RegistryRemoves(const std::string& id) { Write(feed_.Removal({"persons/" + id})); }

  static Person Merged(const std::string& id, const std::string& into) {
    Person person = VillageDoctor(id);
    person.mutable_delete_time()->set_seconds(1);
    person.set_merged_into("persons/" + into);
    return person;
  }
  static Person Restricted(const std::string& id) {
    Person person = VillageDoctor(id);
    person.clear_display_name();
    person.mutable_restrict_time()->set_seconds(1);
    return person;
  }

  // Seats a person, whatever the rules say; a cancelled assignment has left the calendar.
  void Seat(const std::string& id, const std::string& person, const std::string& first, const std::string& last,
            v1::Assignment::State state = v1::Assignment::STATE_CONFIRMED) {
    AssignmentChange change{.changed = true};
    change.assignment.set_name("pairings/yh-cx/assignments/" + id);
    change.assignment.set_person("persons/" + person);
    change.assignment.set_item("pairings/yh-cx/courses/" + id);
    change.assignment.set_person_display_name("赵示范");
    change.assignment.set_start_date(first);
    change.assignment.set_end_date(last);
    change.assignment.set_state(state);
    v1::PersonCalendar calendar = CalendarOf(person);
    calendar.set_person("persons/" + person);
    v1::Engagement engagement;
    engagement.set_assignment(change.assignment.name());
    engagement.set_item(change.assignment.item());
    engagement.set_start_date(first);
    engagement.set_end_date(last);
    if (state != v1::Assignment::STATE_CANCELLED) {
      ASSERT_THAT(Insert(calendar, engagement), IsOk());
    }
    change.calendar = calendar;
    ASSERT_THAT(Commit(*store_, [&](auto& txn) { return Put(tables_, txn, change); }), IsOk());
  }

  v1::PersonCalendar CalendarOf(const std::string& person) {
    const auto record = tables_.calendars.Find(*store_->NewSnapshot(store::ReadTier::kDisk), person);
    EXPECT_THAT(record, IsOk());
    return record->has_value() ? (*record)->calendar() : v1::PersonCalendar();
  }
  v1::Assignment Get(const std::string& id) {
    const auto record = tables_.assignments.Find(*store_->NewSnapshot(store::ReadTier::kDisk), "yh-cx/" + id);
    EXPECT_THAT(record, IsOk());
    return record->has_value() ? (*record)->assignment() : v1::Assignment();
  }
  std::string PersonOf(const std::string& id) { return Get(id).person(); }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
  DirectoryProgress progress_;
  FeedReader feed_{Cursor()};
  uint64_t registry_revision_ = 0;
};

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
  EXPECT_THAT(both.engagements(0).clashes(), ElementsAre("pairings/yh-cx/assignments/short"));
  EXPECT_THAT(both.engagements(1).clashes(), ElementsAre("pairings/yh-cx/assignments/long"));
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

// More than one command holds: the rows and the cursor come last.
TEST_F(FollowPersonsTest, ManyAssignmentsMoveInSeveralCommits) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  for (int i = 0; i < 200; ++i)
    Seat(absl::StrCat("s", i), "b", absl::StrCat(1901 + i, "-01-01"), absl::StrCat(1901 + i, "-01-02"));
  const uint64_t before = store_->Info().revision;
  Registry({VillageDoctor("a"), Merged("b", "a")});
  EXPECT_GT(store_->Info().revision, before + 5);
  EXPECT_EQ(CalendarOf("a").engagements_size(), 200);
  EXPECT_EQ(CalendarOf("b").engagements_size(), 0);
  for (int i = 0; i < 200; ++i) EXPECT_EQ(PersonOf(absl::StrCat("s", i)), "persons/a") << i;
  EXPECT_TRUE(progress_.HasReached("r1", registry_revision_));
}

// Steps behind one that takes several commands do not follow the cursor; none of them is lost or done twice.
TEST_F(FollowPersonsTest, AStepBehindALongOneIsRefusedUntilItsTurn) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  for (int i = 0; i < 60; ++i) Seat(absl::StrCat("s", i), "b", "2021-10-01", "2021-10-02");
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
  EXPECT_EQ(CalendarOf("a").engagements_size(), 60);
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

// Random merges, undone in any order that the registry allows, several in a commit: after each, every assignment lies
// where the merges lead from the person it was made for, and calendars and assignments agree.
TEST_F(FollowPersonsTest, AnyHistoryOfMergesLeavesEveryAssignmentWithItsPerson) {
  constexpr int kPeople = 7;
  std::mt19937 random(11);
  const auto pick = [&random](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  std::map<std::string, std::string> merged;  // who into whom
  std::vector<Person> everyone;
  for (int i = 0; i < kPeople; ++i) everyone.push_back(VillageDoctor(absl::StrCat("p", i)));
  Registry(everyone);
  std::map<std::string, std::string> made_for;
  const auto home = [&merged](std::string person) {
    while (merged.count(person) > 0) person = merged[person];
    return person;
  };
  for (int step = 0; step < 300; ++step) {
    std::set<std::string> touched;
    for (int change = pick(3); change >= 0; --change) {
      const std::string one = absl::StrCat("p", pick(kPeople));
      const std::string other = absl::StrCat("p", pick(kPeople));
      if (merged.count(one) > 0) {
        merged.erase(one);
      } else if (home(other) != one) {
        merged[one] = home(other);
      }
      touched.insert({one, other});
    }
    std::vector<Person> commit;
    for (const std::string& id : touched)
      commit.push_back(merged.count(id) > 0 ? Merged(id, merged[id]) : VillageDoctor(id));
    Registry(commit);
    if (made_for.size() < 40) {
      const std::string id = absl::StrCat("s", made_for.size());
      const std::string person = home(absl::StrCat("p", pick(kPeople)));
      Seat(id, person, absl::StrCat("2021-10-", 10 + pick(20)), "2021-10-30");
      made_for[id] = person;
    }
    std::map<std::string, std::set<std::string>> expected;
    for (const auto& [id, person] : made_for) {
      ASSERT_EQ(PersonOf(id), "persons/" + home(person)) << id << " after step " << step;
      expected[home(person)].insert("pairings/yh-cx/assignments/" + id);
    }
    for (int i = 0; i < kPeople; ++i) {
      const std::string person = absl::StrCat("p", i);
      std::set<std::string> engaged;
      v1::PersonCalendar calendar = CalendarOf(person);
      for (const auto& engagement : calendar.engagements()) engaged.insert(engagement.assignment());
      ASSERT_EQ(engaged, expected[person]) << person << " after step " << step;
      const std::string stored = calendar.SerializeAsString();
      MarkClashes(calendar);
      ASSERT_EQ(stored, calendar.SerializeAsString());
    }
  }
}

}  // namespace
}  // namespace jiedui::scheduler
