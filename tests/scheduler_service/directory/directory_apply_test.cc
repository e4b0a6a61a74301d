// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/directory_apply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "scheduler_service/store/keys.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Message = registry::v1::WatchChangesResponse;

Message CommitOf(uint64_t revision, const std::vector<std::string>& person_ids) {
  Message message;
  message.set_incarnation("r1");
  message.set_revision(revision);
  message.mutable_commit();
  for (const std::string& id : person_ids) {
    auto& change = *message.mutable_commit()->add_changes();
    change.set_name("persons/" + id);
    *change.mutable_after()->mutable_person() = VillageDoctor(id);
  }
  return message;
}

Message PageOf(uint64_t revision, int first_person, int count) {
  Message message;
  message.set_incarnation("r1");
  message.set_revision(revision);
  for (int i = first_person; i < first_person + count; ++i)
    *message.mutable_snapshot()->add_resources()->mutable_person() = VillageDoctor(absl::StrCat("p", i));
  return message;
}

Message MarkerOf(uint64_t revision, registry::v1::Marker::Kind kind) {
  Message message;
  message.set_incarnation("r1");
  message.set_revision(revision);
  message.mutable_marker()->set_kind(kind);
  return message;
}

// A store and a reader of its feed.
class DirectoryApply : public testing::Test {
 protected:
  absl::Status Do(const DirectoryStep& step) {
    return Commit(*store_, [&](auto& txn) { return Apply(tables_, txn, step).status(); });
  }
  // Reads the message and applies all its steps; how many there were.
  size_t Take(FeedReader& feed, const Message& message) {
    const auto steps = feed.Read(message);
    EXPECT_THAT(steps, IsOk());
    for (const DirectoryStep& step : *steps) EXPECT_THAT(Do(step), IsOk());
    return steps->size();
  }
  Cursor Stored() {
    return tables_.cursors.Find(*store_->NewSnapshot(store::ReadTier::kDisk), kDirectoryCursorKey)->value_or(Cursor());
  }
  std::vector<std::string> Keys(absl::string_view prefix) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : store::RowsOf(*store_, store::Family::kRows))
      if (absl::StartsWith(key, prefix)) keys.push_back(key);
    return keys;
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

const auto kAtFive = [] { return FromText<Cursor>("incarnation: 'r1' revision: 5 generation: 1"); };

TEST_F(DirectoryApply, ACommitAndItsCursorAreOneRevision) {
  FeedReader feed({});
  EXPECT_EQ(Take(feed, MarkerOf(5, registry::v1::Marker::KIND_SNAPSHOT_END)), 1u);
  ASSERT_THAT(Do(feed.EndSnapshot()), IsOk());
  const uint64_t before = store_->Info().revision;
  EXPECT_EQ(Take(feed, CommitOf(6, {"a", "b"})), 1u);
  EXPECT_EQ(store_->Info().revision, before + 1);
  EXPECT_EQ(Stored().revision(), 6u);
  EXPECT_THAT(Keys("dperson/"), ElementsAre("dperson/a", "dperson/b"));
}

TEST_F(DirectoryApply, WhatWasAppliedIsSkipped) {
  FeedReader feed(kAtFive());
  EXPECT_THAT(*feed.Read(CommitOf(5, {"a"})), IsEmpty());
  EXPECT_THAT(*feed.Read(MarkerOf(4, registry::v1::Marker::KIND_HEARTBEAT)), IsEmpty());
}

TEST_F(DirectoryApply, AStepThatIsDoneAlreadyDoesNothing) {
  FeedReader feed({});
  const auto steps = feed.Read(PageOf(3, 0, 1));
  ASSERT_THAT(steps, IsOk());
  ASSERT_THAT(*steps, SizeIs(2));
  ASSERT_THAT(Do((*steps)[0]), IsOk());
  ASSERT_THAT(Do((*steps)[1]), IsOk());
  const uint64_t before = store_->Info().revision;
  EXPECT_THAT(Do((*steps)[1]), IsOk());
  EXPECT_EQ(store_->Info().revision, before);
}

TEST_F(DirectoryApply, AStepThatLeavesAGapIsRefused) {
  FeedReader feed(kAtFive());
  ASSERT_THAT(feed.Read(CommitOf(6, {"a"})), IsOk());
  const auto second = feed.Read(CommitOf(7, {"b"}));
  EXPECT_THAT(Do((*second)[0]), StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(Keys("dperson/"), IsEmpty());
}

TEST_F(DirectoryApply, AMarkerMovesTheCursor) {
  FeedReader feed(kAtFive());
  const auto steps = feed.Read(MarkerOf(9, registry::v1::Marker::KIND_SYNCED));
  ASSERT_THAT(*steps, SizeIs(1));
  EXPECT_EQ((*steps)[0].after.revision(), 9u);
  EXPECT_EQ(ResumeRevision(feed.cursor()), 10u);
}

TEST_F(DirectoryApply, AnEmptyCommitMovesTheCursor) {
  FeedReader feed(kAtFive());
  EXPECT_THAT(*feed.Read(CommitOf(6, {})), SizeIs(1));
  EXPECT_EQ(feed.cursor().revision(), 6u);
}

TEST_F(DirectoryApply, AnotherStoreIsRefused) {
  FeedReader feed(kAtFive());
  Message message = CommitOf(6, {"a"});
  message.set_incarnation("r2");
  EXPECT_THAT(feed.Read(message), FailsWith(absl::StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH"));
}

TEST_F(DirectoryApply, ACommitInsideASnapshotIsRefused) {
  FeedReader feed({});
  ASSERT_THAT(feed.Read(PageOf(3, 0, 1)), IsOk());
  EXPECT_THAT(feed.Read(CommitOf(4, {"a"})), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(DirectoryApply, ABigSnapshotComesInBoundedSteps) {
  FeedReader feed({});
  const auto steps = feed.Read(PageOf(3, 0, 1000));
  ASSERT_THAT(steps, IsOk());
  EXPECT_EQ(steps->size(), 1u + (1000 + kRowsPerStepMax - 1) / kRowsPerStepMax);
  for (const DirectoryStep& step : *steps) {
    EXPECT_LE(step.put.size(), static_cast<size_t>(kRowsPerStepMax));
    EXPECT_LE(step.bytes, kBytesPerStepMax);
    ASSERT_THAT(Do(step), IsOk());
  }
  EXPECT_THAT(Keys("dperson/"), SizeIs(1000));
  EXPECT_TRUE(Stored().loading());
}

TEST_F(DirectoryApply, BigRowsComeInSmallSteps) {
  FeedReader feed(kAtFive());
  Message message = CommitOf(6, {});
  for (int i = 0; i < 8; ++i) {
    auto& person = *message.mutable_commit()->add_changes()->mutable_after()->mutable_person();
    person.set_name(absl::StrCat("persons/p", i));
    person.set_display_name(std::string(100 * 1024, 'x'));
  }
  const auto steps = feed.Read(message);
  EXPECT_THAT(*steps, SizeIs(8));
  // Only the last one says that the commit is in.
  EXPECT_EQ((*steps)[6].after.revision(), 5u);
  EXPECT_EQ((*steps)[7].after.revision(), 6u);
}

// Between the steps of one commit the process stops; the feed begins again with the same commit.
TEST_F(DirectoryApply, ACommitThatWasCutIsAppliedWhole) {
  FeedReader first({});
  Take(first, MarkerOf(5, registry::v1::Marker::KIND_SNAPSHOT_END));
  ASSERT_THAT(Do(first.EndSnapshot()), IsOk());
  std::vector<std::string> ids;
  for (int i = 0; i < 200; ++i) ids.push_back(absl::StrCat("p", i));
  const auto steps = first.Read(CommitOf(6, ids));
  ASSERT_THAT(Do((*steps)[0]), IsOk());
  ASSERT_THAT(Do((*steps)[1]), IsOk());
  EXPECT_EQ(ResumeRevision(Stored()), 6u);

  FeedReader second(Stored());
  Take(second, CommitOf(6, ids));
  EXPECT_THAT(Keys("dperson/"), SizeIs(200));
  EXPECT_EQ(Stored().revision(), 6u);
  EXPECT_EQ(Stored().partial_rows(), 0u);
}

TEST_F(DirectoryApply, ASnapshotThatWasCutBeginsAgain) {
  FeedReader first({});
  Take(first, PageOf(3, 0, 10));
  EXPECT_EQ(ResumeRevision(Stored()), 0u);
  EXPECT_EQ(Stored().generation(), 1u);
  FeedReader second(Stored());
  Take(second, PageOf(4, 0, 10));
  EXPECT_EQ(Stored().generation(), 2u);
  EXPECT_EQ(Stored().snapshot_revision(), 4u);
  Take(second, MarkerOf(4, registry::v1::Marker::KIND_SNAPSHOT_END));
  ASSERT_THAT(Do(second.EndSnapshot()), IsOk());
  EXPECT_EQ(ResumeRevision(Stored()), 5u);
}

TEST_F(DirectoryApply, ANewSnapshotOfTheSameStoreIsNoStepBack) {
  FeedReader same(kAtFive());
  ASSERT_THAT(same.Read(PageOf(9, 0, 1)), IsOk());
  EXPECT_EQ(same.cursor().revision(), 5u);
  EXPECT_EQ(ResumeRevision(same.cursor()), 0u);
  EXPECT_EQ(same.EndSnapshot().after.revision(), 9u);
  FeedReader another(FromText<Cursor>("incarnation: 'r0' revision: 5 generation: 1"));
  ASSERT_THAT(another.Read(PageOf(9, 0, 1)), IsOk());
  EXPECT_EQ(another.cursor().revision(), 0u);
}

TEST_F(DirectoryApply, PrivateFieldsNeverReachTheStore) {
  FeedReader feed({});
  Message page = PageOf(3, 0, 1);
  auto& fields = *page.mutable_snapshot()->mutable_resources(0)->mutable_person()->mutable_private_fields();
  fields.mutable_id_document()->set_number("990824198808088886");
  fields.set_mobile("15400000000");
  Take(feed, page);
  Message commit = CommitOf(4, {"a"});
  *commit.mutable_commit()->mutable_changes(0)->mutable_after()->mutable_person()->mutable_private_fields() = fields;
  Take(feed, MarkerOf(3, registry::v1::Marker::KIND_SNAPSHOT_END));
  ASSERT_THAT(Do(feed.EndSnapshot()), IsOk());
  Take(feed, commit);
  for (int family = 0; family < store::kFamilyCount; ++family) {
    for (const auto& [key, value] : store::RowsOf(*store_, static_cast<store::Family>(family))) {
      EXPECT_FALSE(absl::StrContains(value, "990824198808088886")) << key;
      EXPECT_FALSE(absl::StrContains(value, "15400000000")) << key;
    }
  }
}

TEST_F(DirectoryApply, AResourceWithoutAfterIsRemoved) {
  FeedReader feed({});
  Take(feed, PageOf(3, 0, 2));
  Take(feed, MarkerOf(3, registry::v1::Marker::KIND_SNAPSHOT_END));
  ASSERT_THAT(Do(feed.EndSnapshot()), IsOk());
  Message message = CommitOf(4, {});
  message.mutable_commit()->add_changes()->set_name("persons/p0");
  message.mutable_commit()->add_changes()->set_name("organizations/none");
  message.mutable_commit()->add_changes()->set_name("organizationPairs/none");
  Take(feed, message);
  EXPECT_THAT(Keys("dperson/"), ElementsAre("dperson/p1"));
}

TEST_F(DirectoryApply, EveryTypeHasItsRow) {
  FeedReader feed({});
  Message page = PageOf(3, 0, 1);
  *page.mutable_snapshot()->add_resources()->mutable_organization() = Lingjiang();
  page.mutable_snapshot()->add_resources()->mutable_organization_pair()->set_name("organizationPairs/h");
  page.mutable_snapshot()->add_resources();  // of a newer registry
  Take(feed, page);
  EXPECT_THAT(Keys("d"), ElementsAre("dcursor/registry", "dorg/lingjiang", "dorgpair/h", "dperson/p0"));
}

}  // namespace
}  // namespace jiedui::scheduler
