// SPDX-License-Identifier: Apache-2.0
#include "common/store/request_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/store/memory/memory_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::store {
namespace {

TEST(RequestKey, ActorsCannotReachEachOthersRequests) {
  EXPECT_NE(RequestKey("a", "bc"), RequestKey("ab", "c"));
  EXPECT_NE(RequestKey(std::string("a\0\1b", 4), "c"), RequestKey("a", std::string("b\0\1c", 4)));
  EXPECT_NE(RequestKey("", "a"), RequestKey("a", ""));
}

TEST(FindAnswer, ReplaysTheSameRequestAndRefusesAnother) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  Command command = PutCommand("k", "v");
  command.request_id = "r1";
  command.fingerprint = "f1";
  ASSERT_THAT(MutateAndWait(*store, std::move(command)), IsOk());
  const auto snapshot = store->NewSnapshot(ReadTier::kDisk);
  const auto found = FindAnswer(*snapshot, RequestKey("tester", "r1"), "f1");
  ASSERT_THAT(found, IsOk());
  ASSERT_TRUE(found->has_value());
  EXPECT_EQ((*found)->answer, "done");
  EXPECT_EQ((*found)->revision, 1u);
  EXPECT_TRUE((*found)->replayed);
  EXPECT_FALSE((*found)->changed);
  const absl::Status reused = FindAnswer(*snapshot, RequestKey("tester", "r1"), "f2").status();
  EXPECT_THAT(reused, FailsWith(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  ASSERT_EQ(FieldViolationsOf(reused).size(), 1u);
  EXPECT_EQ(FieldViolationsOf(reused)[0].field, "request_id");
  EXPECT_FALSE((*FindAnswer(*snapshot, RequestKey("someone else", "r1"), "f1")).has_value());
}

TEST(ExpiryKey, SortsByTimeAndHoldsTheRequestKey) {
  const absl::Time time = absl::FromUnixMicros(1636948800000000);
  const std::string key = ExpiryKey(time, RequestKey("a", "r"));
  EXPECT_EQ(RequestKeyOfExpiry(key), RequestKey("a", "r"));
  EXPECT_LT(ExpiryKey(time, "\xff\xff"), ExpiryKey(time + absl::Microseconds(1), ""));
  EXPECT_GE(key, ExpiredBefore(time).end);
  EXPECT_LT(key, ExpiredBefore(time + absl::Microseconds(1)).end);
  EXPECT_GE(key, ExpiredBefore(time).first);
  EXPECT_EQ(RequestKeyOfExpiry("short"), "");
}

}  // namespace
}  // namespace jiedui::store
