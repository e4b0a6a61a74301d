// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/ops/flags.h"

namespace jiedui::ops {
namespace {

TEST(Version, IsMajorMinorPatch) { EXPECT_THAT(kVersion, testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+")); }

}  // namespace
}  // namespace jiedui::ops
