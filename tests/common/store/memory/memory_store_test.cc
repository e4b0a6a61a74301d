// SPDX-License-Identifier: Apache-2.0
// What the model has beyond the conformance suite (tests/common/store/conformance_test.cc).
#include "common/store/memory/memory_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::store {
namespace {

TEST(MemoryStore, AnswersBeforeMutateReturns) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  Outcomes outcomes;
  outcomes.Send(*store, PutCommand("a", "1"));
  EXPECT_EQ(outcomes.size(), 1u);
}

TEST(MemoryStore, AnswerMaySendTheNextCommand) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  Command first = PutCommand("a", "1");
  first.done = [&](const absl::StatusOr<Committed>&) {
    EXPECT_THAT(MutateAndWait(*store, PutCommand("a", "2")), IsOk());
  };
  store->Mutate(std::move(first));
  EXPECT_EQ(ValueOf(*store, "a"), "2");
}

TEST(MemoryStore, SnapshotOutlivesTheStore) {
  FakeClock clock;
  auto store = NewMemoryStore(clock);
  ASSERT_THAT(MutateAndWait(*store, PutCommand("a", "1")), IsOk());
  const auto snapshot = store->NewSnapshot(ReadTier::kMemory);
  store.reset();
  EXPECT_THAT(snapshot->Get(Family::kRows, "a"), IsOkAndHolds(testing::Optional(std::string("1"))));
}

}  // namespace
}  // namespace jiedui::store
