// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/step_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "scheduler_service/store/keys.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

registry::v1::WatchChangesResponse CommitOf(uint64_t revision) {
  registry::v1::WatchChangesResponse message;
  message.set_incarnation("r1");
  message.set_revision(revision);
  auto& change = *message.mutable_commit()->add_changes();
  *change.mutable_after()->mutable_person() = VillageDoctor(absl::StrCat("p", revision));
  return message;
}

void WriteAll(absl::StatusOr<std::vector<DirectoryStep>> steps, StepWriter& writer) {
  ASSERT_THAT(steps, IsOk());
  for (DirectoryStep& step : *steps) ASSERT_THAT(writer.Write(std::move(step)), IsOk());
}

class Writer : public testing::Test {
 protected:
  Cursor Stored() {
    return tables_.cursors.Find(*store_->NewSnapshot(store::ReadTier::kDisk), kDirectoryCursorKey)->value_or(Cursor());
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
  DirectoryProgress progress_;
};

// A reader at revision 0 of a store that has not got further either.
FeedReader AtZero() { return FeedReader(Cursor()); }

TEST_F(Writer, ManyStepsArriveInOrderAndAreTold) {
  FeedReader feed = AtZero();
  registry::v1::WatchChangesResponse end;
  end.set_incarnation("r1");
  end.mutable_marker()->set_kind(registry::v1::Marker::KIND_SNAPSHOT_END);
  StepWriter writer(*store_, tables_, progress_);
  WriteAll(feed.Read(end), writer);
  ASSERT_THAT(writer.Write(feed.EndSnapshot()), IsOk());
  for (uint64_t revision = 1; revision <= 500; ++revision) WriteAll(feed.Read(CommitOf(revision)), writer);
  ASSERT_THAT(writer.Flush(), IsOk());
  EXPECT_EQ(Stored().revision(), 500u);
  EXPECT_TRUE(progress_.HasReached("r1", 500));
}

TEST_F(Writer, AfterAFailureNothingMoreIsTaken) {
  FeedReader feed(FromText<Cursor>("incarnation: 'r1' revision: 5"));  // the store is not there
  StepWriter writer(*store_, tables_, progress_);
  (void)writer.Write((*feed.Read(CommitOf(6)))[0]);
  EXPECT_THAT(writer.Flush(), StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(writer.Write((*feed.Read(CommitOf(7)))[0]), StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(Stored().revision(), 0u);
  EXPECT_FALSE(progress_.HasReached("r1", 0));
}

TEST_F(Writer, AClosedStoreIsAnError) {
  store_->Close();
  FeedReader feed = AtZero();
  StepWriter writer(*store_, tables_, progress_);
  (void)writer.Write(feed.EndSnapshot());
  EXPECT_THAT(writer.Flush(), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace jiedui::scheduler
