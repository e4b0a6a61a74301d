// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/row_cache.h"

#include <gmock/gmock.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace jiedui::store {
namespace {

// Counts how often it is asked.
class CountingReader final : public Reader {
 public:
  absl::StatusOr<std::optional<std::string>> Get(Family /*family*/, absl::string_view key) const override {
    ++asked;
    if (fails) return absl::DataLossError("damaged");
    const auto row = rows.find(std::string(key));
    if (row == rows.end()) return std::nullopt;
    return row->second;
  }
  absl::Status Scan(Family /*family*/, const KeyRange& /*range*/, KeyVisitor /*visit*/) const override {
    return absl::UnimplementedError("not asked");
  }

  std::map<std::string, std::string> rows;
  bool fails = false;
  mutable int asked = 0;
};

class RowCacheTest : public testing::Test {
 protected:
  // As the committer does: into the database, then into the cache.
  void Write(const std::string& key, std::optional<std::string> value) {
    if (value.has_value())
      base_.rows[key] = *value;
    else
      base_.rows.erase(key);
    StagedRows written;
    written.emplace(key, std::move(value));
    cache_.Update(written);
  }
  std::optional<std::string> Read(const std::string& key) { return *cache_.Get(Family::kRows, key); }

  CountingReader base_;
  RowCache cache_{base_};
};

TEST_F(RowCacheTest, ARowIsSearchedForOnce) {
  Write("a", "1");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Read("a"), "1");
  EXPECT_EQ(base_.asked, 1);
}

TEST_F(RowCacheTest, ShowsWhatWasWritten) {
  Write("a", "1");
  Read("a");
  Write("a", "2");
  EXPECT_EQ(Read("a"), "2");
  Write("a", std::nullopt);
  EXPECT_EQ(Read("a"), std::nullopt);
  Write("a", "3");
  EXPECT_EQ(Read("a"), "3");
}

TEST_F(RowCacheTest, WhatIsNotThereIsAskedForAgain) {
  EXPECT_EQ(Read("a"), std::nullopt);
  Write("a", "1");
  EXPECT_EQ(Read("a"), "1");
}

TEST_F(RowCacheTest, KeepsNoErrorAndNoOtherFamily) {
  base_.fails = true;
  EXPECT_THAT(cache_.Get(Family::kRows, "a"), StatusIs(absl::StatusCode::kDataLoss));
  base_.fails = false;
  Write("a", "1");
  EXPECT_EQ(Read("a"), "1");
  for (int i = 0; i < 2; ++i)
    EXPECT_THAT(cache_.Get(Family::kMeta, "a"), IsOkAndHolds(std::optional<std::string>("1")));
  EXPECT_EQ(base_.asked, 4);
}

TEST_F(RowCacheTest, StaysSmall) {
  for (int i = 0; i < 1000; ++i) {
    Write(absl::StrCat("row ", i), std::string(20'000, 'v'));
    Read(absl::StrCat("row ", i));
    EXPECT_LE(cache_.bytes(), kRowCacheBytesMax);
  }
  EXPECT_GT(cache_.bytes(), kRowCacheBytesMax / 2);
  Write("large", std::string(kRowCachedBytesMax, 'v'));
  const size_t bytes = cache_.bytes();
  EXPECT_EQ(Read("large")->size(), kRowCachedBytesMax);
  EXPECT_EQ(cache_.bytes(), bytes);
}

}  // namespace
}  // namespace jiedui::store
