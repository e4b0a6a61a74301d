// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/progress.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

using Cursor = storage::v1::DirectoryCursorRecord;

TEST(HasReached, IsOfOneIncarnationAndAWholeCopy) {
  DirectoryProgress progress;
  EXPECT_FALSE(progress.HasReached("r1", 0));
  progress.Advance(FromText<Cursor>("incarnation: 'r1' revision: 5"));
  EXPECT_TRUE(progress.HasReached("r1", 5));
  EXPECT_FALSE(progress.HasReached("r1", 6));
  EXPECT_FALSE(progress.HasReached("r2", 5));
  progress.Advance(FromText<Cursor>("incarnation: 'r1' revision: 5 loading: true"));
  EXPECT_FALSE(progress.HasReached("r1", 5));
}

TEST(DirectoryProgress, TellsItsListener) {
  DirectoryProgress progress;
  int calls = 0;
  progress.SetListener([&calls] { ++calls; });
  progress.Advance({});
  progress.HeardAt(absl::UnixEpoch());
  EXPECT_EQ(calls, 1);
}

TEST(StateOf, SaysWhatTheCursorAndTheContactSay) {
  const auto cursor = FromText<Cursor>("incarnation: 'r1' revision: 5");
  EXPECT_FALSE(StateOf(cursor, {}).has_contact_time());
  DirectoryProgress progress;
  progress.HeardAt(absl::FromUnixSeconds(9));
  progress.SetSynced(true);
  const v1::DirectoryState state = StateOf(cursor, progress.contact());
  EXPECT_EQ(state.incarnation(), "r1");
  EXPECT_EQ(state.revision(), 5u);
  EXPECT_EQ(state.contact_time().seconds(), 9);
  EXPECT_TRUE(state.synced());
}

}  // namespace
}  // namespace jiedui::scheduler
