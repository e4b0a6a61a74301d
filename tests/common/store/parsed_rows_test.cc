// SPDX-License-Identifier: Apache-2.0
#include "common/store/parsed_rows.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace jiedui::store {
namespace {

TEST(ParsedRows, HandOnARecordForItsBytesOnly) {
  ParsedRows<int> rows;
  EXPECT_EQ(rows.Find("a", "1"), nullptr);
  rows.Keep("a", "1", std::make_shared<const int>(1));
  EXPECT_EQ(*rows.Find("a", "1"), 1);
  EXPECT_EQ(rows.Find("a", "2"), nullptr);
  rows.Keep("a", "2", std::make_shared<const int>(2));
  EXPECT_EQ(*rows.Find("a", "2"), 2);
  EXPECT_EQ(rows.Find("a", "1"), nullptr);
}

TEST(ParsedRows, AreBounded) {
  ParsedRows<int> rows;
  const auto one = std::make_shared<const int>(1);
  for (size_t i = 0; i <= ParsedRows<int>::kRowsMax; ++i) rows.Keep(absl::StrCat(i), "", one);
  EXPECT_EQ(rows.Find("0", ""), nullptr);
  EXPECT_LE(one.use_count(), 3);
}

}  // namespace
}  // namespace jiedui::store
