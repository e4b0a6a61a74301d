// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/dataset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::demo {
namespace {

TEST(MakeGoldenDataset, HasEveryPart) {
  const Dataset dataset = MakeGoldenDataset();
  EXPECT_EQ(dataset.seed, kGoldenSeed);
  EXPECT_EQ(dataset.organizations.size(), 119U);
  EXPECT_EQ(dataset.people.size(), 839U);
  EXPECT_EQ(dataset.organization_pairs.size(), 1U);
  EXPECT_EQ(dataset.pairings.size(), 2U);
  EXPECT_EQ(dataset.courses.size(), 13U);
  EXPECT_EQ(dataset.postings.size(), 16U);
  EXPECT_EQ(dataset.course_updates.size(), 1U);
}

}  // namespace
}  // namespace jiedui::demo
