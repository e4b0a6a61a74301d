// SPDX-License-Identifier: Apache-2.0
#include "common/store/staged_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::store {
namespace {

using testing::ElementsAre;
using testing::Pair;

class MapReader final : public Reader {
 public:
  explicit MapReader(Rows rows) : rows_(std::move(rows)) {}
  absl::StatusOr<std::optional<std::string>> Get(Family, absl::string_view) const override { return std::nullopt; }
  absl::Status Scan(Family, const KeyRange& range, KeyVisitor visit) const override {
    for (auto row = rows_.lower_bound(range.first); row != rows_.end(); ++row) {
      if (!range.end.empty() && row->first >= range.end) break;
      if (!visit(row->first, row->second)) break;
    }
    return status_;
  }
  void Fail(absl::Status status) { status_ = std::move(status); }

 private:
  const Rows rows_;
  absl::Status status_;
};

Rows Through(const StagedRows& staged, const Reader& base, const KeyRange& range, size_t visits_max = 1000) {
  Rows seen;
  std::string last;
  EXPECT_THAT(ScanThrough(staged, base, Family::kRows, range,
                          [&](absl::string_view key, absl::string_view value) {
                            EXPECT_TRUE(seen.empty() || last < key) << "not in order: " << last << ", " << key;
                            last = std::string(key);
                            seen.emplace(key, value);
                            return seen.size() < visits_max;
                          }),
              IsOk());
  return seen;
}

TEST(ScanThrough, StagedRowsReplaceAddAndHide) {
  const MapReader base({{"a", "1"}, {"c", "3"}, {"e", "5"}});
  const StagedRows staged = {{"0", "first"},      {"c", "new"},        {"d", "4"},
                             {"e", std::nullopt}, {"f", std::nullopt}, {"g", "7"}};
  EXPECT_THAT(Through(staged, base, {}),
              ElementsAre(Pair("0", "first"), Pair("a", "1"), Pair("c", "new"), Pair("d", "4"), Pair("g", "7")));
}

TEST(ScanThrough, RangeAndStopHoldForBothLayers) {
  const MapReader base({{"a", "1"}, {"c", "3"}, {"e", "5"}});
  const StagedRows staged = {{"b", "2"}, {"d", "4"}};
  EXPECT_THAT(Through(staged, base, {"b", "d"}), ElementsAre(Pair("b", "2"), Pair("c", "3")));
  EXPECT_THAT(Through(staged, base, {}, 2), ElementsAre(Pair("a", "1"), Pair("b", "2")));
  EXPECT_THAT(Through(staged, base, {}, 3), ElementsAre(Pair("a", "1"), Pair("b", "2"), Pair("c", "3")));
  EXPECT_THAT(Through(staged, base, {"d", "b"}), ElementsAre());
  EXPECT_THAT(Through(staged, base, {"b", "b"}), ElementsAre());
}

TEST(ScanThrough, ErrorOfTheBaseIsHandedOn) {
  MapReader base(Rows{{"a", "1"}});
  base.Fail(NotInMemory());
  const StagedRows staged = {{"b", "2"}};
  EXPECT_TRUE(IsNotInMemory(
      ScanThrough(staged, base, Family::kRows, {}, [](absl::string_view, absl::string_view) { return true; })));
}

TEST(ScanThrough, EqualsAMapWithTheChangesMade) {
  std::mt19937 random(20211115);
  for (int round = 0; round < 2000; ++round) {
    Rows base;
    StagedRows staged;
    for (int i = 0; i < 6; ++i) base[std::string(1, static_cast<char>('a' + random() % 8))] = "base";
    for (int i = 0; i < 4; ++i) {
      auto& value = staged[std::string(1, static_cast<char>('a' + random() % 8))];
      if (random() % 2 == 0)
        value = "staged";
      else
        value = std::nullopt;
    }
    Rows expected;
    const KeyRange range{std::string(1, static_cast<char>('a' + random() % 8)),
                         random() % 3 == 0 ? "" : std::string(1, static_cast<char>('a' + random() % 9))};
    Rows merged = base;
    for (const auto& [key, value] : staged)
      if (value.has_value())
        merged[key] = *value;
      else
        merged.erase(key);
    for (const auto& [key, value] : merged)
      if (key >= range.first && (range.end.empty() || key < range.end)) expected[key] = value;
    ASSERT_EQ(Through(staged, MapReader(base), range), expected) << range.first << ".." << range.end;
  }
}

}  // namespace
}  // namespace jiedui::store
