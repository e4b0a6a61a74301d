// SPDX-License-Identifier: Apache-2.0
#include "common/store/request_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "common/store/change_log.h"
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

// A request row alone, and perhaps a change entry's.
class FewRows final : public Reader {
 public:
  explicit FewRows(std::string request) : request_(std::move(request)) {}
  FewRows(std::string request, std::string change) : request_(std::move(request)), change_(std::move(change)) {}

  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override {
    if (family == Family::kChanges) return key == RevisionKey(7) ? change_ : std::nullopt;
    return request_;
  }
  absl::Status Scan(Family, const KeyRange&, KeyVisitor) const override { return absl::OkStatus(); }

 private:
  const std::string request_;
  const std::optional<std::string> change_;
};

TEST(FindAnswer, IsReadFromTheChangeEntryAndFailsWhereThatIsNotWhole) {
  const std::string answer(40, 'a');
  const std::string change = "before" + answer + "behind";
  const Committed committed{.revision = 7, .changed = true, .answer = answer};
  const std::string row = EncodeRequestRow("f", committed, change);
  EXPECT_LT(row.size(), answer.size());
  const auto found = FindAnswer(FewRows(row, change), "r", "f");
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ((*found)->answer, answer);
  EXPECT_EQ((*found)->revision, 7u);
  EXPECT_THAT(FindAnswer(FewRows(row), "r", "f"), FailsWith(absl::StatusCode::kDataLoss, "DATA_DAMAGED"));
  EXPECT_THAT(FindAnswer(FewRows(row, change.substr(0, 45)), "r", "f"),
              FailsWith(absl::StatusCode::kDataLoss, "DATA_DAMAGED"));
  EXPECT_EQ((*FindAnswer(FewRows(EncodeRequestRow("f", committed, "")), "r", "f"))->answer, answer);
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
