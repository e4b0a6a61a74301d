// SPDX-License-Identifier: Apache-2.0
#include "common/store/trim.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/store/change_log.h"
#include "common/store/limits.h"
#include "common/store/memory/memory_store.h"
#include "common/store/request_log.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::store {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

void Write(Store& store, const std::string& request_id, bool change = true) {
  Command command = change ? PutCommand("k", request_id + "v") : MakeCommand([](Transaction&) { return "same"; });
  command.request_id = request_id;
  ASSERT_THAT(MutateAndWait(store, std::move(command)), IsOk());
}

TrimPlan MustPlan(const Store& store, absl::Time now) {
  absl::StatusOr<TrimPlan> plan = PlanTrim(*store.NewSnapshot(ReadTier::kDisk), now);
  EXPECT_THAT(plan, IsOk());
  return *std::move(plan);
}

TEST(PlanTrim, DropsOldEntriesWithTheirRequests) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  Write(*store, "r1");
  clock.Advance(absl::Hours(1));
  Write(*store, "r2");
  Write(*store, "r3");
  const TrimPlan plan = MustPlan(*store, clock.Now() + kChangeRetention - absl::Minutes(30));
  EXPECT_THAT(plan.deletes, testing::UnorderedElementsAre(Pair(Family::kChanges, RevisionKey(1)),
                                                          Pair(Family::kRequests, RequestKey("tester", "r1"))));
  ASSERT_TRUE(plan.trimmed.has_value());
  EXPECT_EQ(plan.trimmed->revision(), 1u);
}

TEST(PlanTrim, KeepsWhatIsYoungAndAlwaysTheHead) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  EXPECT_THAT(MustPlan(*store, clock.Now()).deletes, IsEmpty());
  Write(*store, "r1");
  Write(*store, "r2");
  EXPECT_THAT(MustPlan(*store, clock.Now() + kChangeRetention).deletes, IsEmpty());
  const TrimPlan late = MustPlan(*store, clock.Now() + kChangeRetention * 100);
  EXPECT_THAT(late.deletes, testing::Not(Contains(Pair(Family::kChanges, RevisionKey(2)))));
  EXPECT_THAT(late.deletes, SizeIs(2));
}

TEST(PlanTrim, RequestsThatChangedNothingGoAfterTheirRetention) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  Write(*store, "r1", /*change=*/false);
  EXPECT_THAT(MustPlan(*store, clock.Now() + kRequestRetention).deletes, IsEmpty());
  const TrimPlan plan = MustPlan(*store, clock.Now() + kRequestRetention + absl::Microseconds(1));
  EXPECT_THAT(plan.deletes,
              testing::UnorderedElementsAre(Pair(Family::kMeta, ExpiryKey(clock.Now(), RequestKey("tester", "r1"))),
                                            Pair(Family::kRequests, RequestKey("tester", "r1"))));
  EXPECT_FALSE(plan.trimmed.has_value());
}

TEST(PlanTrim, OneStepIsBounded) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  for (size_t i = 0; i < kTrimmedPerStepMax + 10; ++i)
    ASSERT_THAT(MutateAndWait(*store, PutCommand("k", absl::StrCat(i))), IsOk());
  const absl::Time late = clock.Now() + 2 * kChangeRetention;
  EXPECT_THAT(MustPlan(*store, late).deletes, SizeIs(kTrimmedPerStepMax));
  ASSERT_THAT(store->Trim(late), IsOk());
  EXPECT_EQ(store->Info().oldest_revision, kTrimmedPerStepMax + 1);
  EXPECT_THAT(MustPlan(*store, late).deletes, SizeIs(9));
}

}  // namespace
}  // namespace jiedui::store
