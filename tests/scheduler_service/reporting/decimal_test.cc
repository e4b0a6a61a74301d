// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/decimal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::scheduler {
namespace {

TEST(Decimal, ReadsAndWritesExactly) {
  EXPECT_EQ(ParseDecimal("8000"), 80'000'000);
  EXPECT_EQ(ParseDecimal("79.7"), 797'000);
  EXPECT_EQ(ParseDecimal("0.0001"), 1);
  EXPECT_EQ(ParseDecimal("999999999999.9999"), 9'999'999'999'999'999);
  for (const char* text : {"0", "8000", "79.7", "0.0001", "12.34", "999999999999.9999"})
    EXPECT_EQ(FormatDecimal(*ParseDecimal(text)), text);
  EXPECT_EQ(FormatDecimal(*ParseDecimal("79.7000")), "79.7");
  EXPECT_EQ(FormatDecimal(*ParseDecimal("10.0")), "10");
}

TEST(Decimal, OtherTextIsNone) {
  for (const char* text : {"", ".", "1.", ".5", "-1", "+1", "1e3", "1.00000", "1000000000000", "1,000", "1.2.3", " 1"})
    EXPECT_EQ(ParseDecimal(text), std::nullopt) << text;
}

// U22: 2 of 2, 12 of 10, 300 of 280; half up; nothing of nothing.
TEST(Decimal, CompletionHasOneDecimalHalfUp) {
  const auto percent = [](int64_t value, int64_t target) { return CompletionPercent(value * kDecimalScale, target); };
  EXPECT_EQ(percent(2, 2), "100.0");
  EXPECT_EQ(percent(12, 10), "120.0");
  EXPECT_EQ(percent(300, 280), "107.1");
  EXPECT_EQ(percent(0, 7), "0.0");
  EXPECT_EQ(percent(1, 2000), "0.1");  // 0.05
  EXPECT_EQ(percent(1, 2001), "0.0");
  EXPECT_EQ(percent(2, 3), "66.7");
  EXPECT_EQ(percent(5, 0), "—");
  EXPECT_EQ(percent(999'999'999'999, 1), "99999999999900.0");
}

}  // namespace
}  // namespace jiedui::scheduler
