// SPDX-License-Identifier: Apache-2.0
#include "common/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace jiedui::store {
namespace {

bool Holds(const KeyRange& range, absl::string_view key) {
  return key >= range.first && (range.end.empty() || key < range.end);
}

TEST(PrefixRange, HoldsExactlyTheKeysWithThePrefix) {
  const std::vector<std::string> bytes = {"", "a", "b", std::string("\0", 1), "\xff", "\xfe"};
  std::vector<std::string> keys;
  for (const auto& a : bytes)
    for (const auto& b : bytes)
      for (const auto& c : bytes) keys.push_back(absl::StrCat(a, b, c));
  for (const std::string& prefix : keys)
    for (const std::string& key : keys)
      ASSERT_EQ(Holds(PrefixRange(prefix), key), absl::StartsWith(key, prefix))
          << testing::PrintToString(prefix) << " " << testing::PrintToString(key);
}

TEST(NotInMemory, IsToldFromOtherUnavailability) {
  EXPECT_TRUE(IsNotInMemory(NotInMemory()));
  EXPECT_THAT(NotInMemory(), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_FALSE(IsNotInMemory(absl::UnavailableError("the data is not in memory")));
  EXPECT_FALSE(IsNotInMemory(absl::OkStatus()));
}

// Answers at once, with what it was asked.
class EchoStore final : public Store {
 public:
  void Mutate(Command command) override { command.done(Committed{.revision = 7, .answer = command.method}); }
  std::unique_ptr<Snapshot> NewSnapshot(ReadTier) const override { return nullptr; }
  StoreInfo Info() const override { return {}; }
  std::shared_ptr<void> AddCommitListener(std::function<void(uint64_t)>) override { return nullptr; }
  absl::StatusOr<bool> Trim(absl::Time) override { return false; }
  void Close() override {}
};

TEST(MutateAndWait, AnswersWhatTheStoreAnswers) {
  EchoStore store;
  const absl::StatusOr<Committed> committed = MutateAndWait(store, {.method = "/a/b"});
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->answer, "/a/b");
  EXPECT_EQ(committed->revision, 7u);
}

}  // namespace
}  // namespace jiedui::store
