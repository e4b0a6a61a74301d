// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/scale_names.h"

#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "common/base/text.h"
#include "deploy/demo/names.h"

namespace jiedui::demo {
namespace {

constexpr int kNames = 50'000;

std::vector<NameAndGroup> Names(absl::string_view county) {
  Dice dice({3, 0, EntityKind::kScaleTrainee, 0});
  std::vector<NameAndGroup> names;
  for (int i = 0; i < kNames; ++i) names.push_back(DrawNameAndGroup(county, registry::v1::SEX_FEMALE, dice));
  return names;
}

TEST(DrawNameAndGroup, MostAreHanAndSomeAreNot) {
  int han = 0;
  int dotted = 0;
  int of_private_use = 0;
  size_t longest = 0;
  for (const NameAndGroup& named : Names("511381")) {
    EXPECT_FALSE(IsDenied(named.name));
    EXPECT_GE(CodePoints(named.name), 2u);
    han += named.ethnicity == "汉";
    dotted += absl::StrContains(named.name, "·");
    of_private_use += absl::StrContains(named.name, "\xEE");
    longest = std::max<size_t>(longest, static_cast<size_t>(CodePoints(named.name)));
  }
  EXPECT_NEAR(han, kNames * 92 / 100, 500);
  EXPECT_GT(of_private_use, 0);
  EXPECT_LT(of_private_use, 20);
  EXPECT_GT(dotted, 0);
  EXPECT_GE(longest, 15u);
  EXPECT_LE(longest, 24u);
}

TEST(DrawNameAndGroup, CountiesOfTheYiAndTibetansAreTheirs) {
  int yi = 0;
  int dotted = 0;
  for (const NameAndGroup& named : Names("513431")) {
    yi += named.ethnicity == "彝";
    dotted += absl::StrContains(named.name, "·");
  }
  EXPECT_NEAR(yi, kNames * 65 / 100, 1'500);
  EXPECT_NEAR(dotted, kNames * 65 / 200, 1'500);
  int tibetan = 0;
  for (const NameAndGroup& named : Names("513334")) tibetan += named.ethnicity == "藏";
  EXPECT_NEAR(tibetan, kNames * 65 / 100, 1'500);
}

}  // namespace
}  // namespace jiedui::demo
