// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace jiedui::scheduler {
namespace {

TEST(Names, KeepEachWhereItIs) {
  Names names;
  const std::string longest(200'000, 'x');
  EXPECT_EQ(names.Add("a"), 0u);
  EXPECT_EQ(names.Add(longest), 1u);
  for (int i = 2; i < 50'000; ++i) names.Add(absl::StrCat("name", i));
  EXPECT_EQ(names.Add(""), 50'000u);
  EXPECT_EQ(names[0], "a");
  EXPECT_EQ(names[1], longest);
  for (uint32_t i = 2; i < 50'000; ++i) ASSERT_EQ(names[i], absl::StrCat("name", i));
  EXPECT_EQ(names[50'000], "");
}

TEST(Names, EqualOnesHaveOneNumberWhereTheyAreDistinct) {
  DistinctNames names;
  EXPECT_EQ(names.Add("a"), 0u);
  EXPECT_EQ(names.Add("b"), 1u);
  EXPECT_EQ(names.Add("a"), 0u);
  EXPECT_EQ(names.size(), 2u);
  EXPECT_EQ(names[1], "b");
}

}  // namespace
}  // namespace jiedui::scheduler
