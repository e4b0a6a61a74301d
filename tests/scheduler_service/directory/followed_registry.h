// SPDX-License-Identifier: Apache-2.0
// A scheduler's store that follows a registry of which the test says what it commits.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "scheduler_service/directory/settle.h"
#include "scheduler_service/directory/stale_rows.h"
#include "scheduler_service/directory/step_writer.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/store/keys.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {

using registry::v1::Person;

class FollowedRegistry : public testing::Test {
 protected:
  FollowedRegistry() {
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
  // The feed begins again with a snapshot of these, a message each, because what was missed is no longer kept.
  void Reload(const std::vector<Person>& persons) {
    const uint64_t revision = ++registry_revision_;
    FeedReader feed(*tables_.cursors.Find(*store_->NewSnapshot(store::ReadTier::kDisk), kDirectoryCursorKey).value());
    const auto read = [&](registry::v1::WatchChangesResponse message) {
      message.set_incarnation("r1");
      message.set_revision(revision);
      auto steps = feed.Read(std::move(message));
      ASSERT_THAT(steps, IsOk());
      for (DirectoryStep& step : *steps) Write(std::move(step));
    };
    for (const Person& person : persons) {
      registry::v1::WatchChangesResponse page;
      *page.mutable_snapshot()->add_resources()->mutable_person() = person;
      read(std::move(page));
    }
    registry::v1::WatchChangesResponse end;
    end.mutable_marker()->set_kind(registry::v1::Marker::KIND_SNAPSHOT_END);
    read(std::move(end));
    const auto stale =
        StaleResources(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), feed.cursor().generation(), 1000);
    ASSERT_THAT(stale, IsOk());
    Write(feed.Removal(*stale));
    ASSERT_THAT(SettlePeople(*store_, tables_), IsOk());
    Write(feed.EndSnapshot());
    feed_ = FeedReader(feed.cursor());
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

}  // namespace jiedui::scheduler
