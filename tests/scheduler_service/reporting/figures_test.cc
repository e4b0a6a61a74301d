// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace jiedui::scheduler {
namespace {

TEST(FigureTable, CodesAreDistinctAndPartsComeAfterTheirWhole) {
  std::set<std::string> seen = {""};
  for (const v1::Figure& figure : FigureTable()) {
    EXPECT_TRUE(seen.contains(figure.part_of())) << figure.code();
    EXPECT_TRUE(seen.insert(figure.code()).second) << figure.code();
  }
}

TEST(FigureTable, EveryLineSaysWhatItIs) {
  for (const v1::Figure& figure : FigureTable()) {
    EXPECT_FALSE(figure.title().empty()) << figure.code();
    EXPECT_FALSE(figure.title_en().empty()) << figure.code();
    EXPECT_NE(figure.unit(), v1::UNIT_UNSPECIFIED) << figure.code();
    EXPECT_NE(figure.basis(), v1::BASIS_UNSPECIFIED) << figure.code();
    EXPECT_EQ(figure.value(), 0) << figure.code();
  }
}

}  // namespace
}  // namespace jiedui::scheduler
