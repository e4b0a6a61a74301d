// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"

namespace jiedui::registry {
namespace {

using testing::Eq;
using testing::Optional;

TEST(ProgressText, ShowsPartAndRate) {
  EXPECT_EQ(ProgressText(0, 1000, absl::ZeroDuration()), "[--------------------]   0%  0/1000  0/s");
  EXPECT_EQ(ProgressText(450, 1000, absl::Milliseconds(30)), "[#########-----------]  45%  450/1000  15000/s");
  EXPECT_EQ(ProgressText(1000, 1000, absl::Seconds(2)), "[####################] 100%  1000/1000  500/s");
  EXPECT_EQ(ProgressText(7, 5, absl::Seconds(1)), "[####################] 100%  7/5  7/s");
  EXPECT_EQ(ProgressText(0, 0, absl::Seconds(1)), "[--------------------]   0%  0/0  0/s");
}

TEST(Progress, IsShownFiveTimesASecondAndAtTheEnd) {
  FakeClock clock;
  Progress progress(10, clock);
  EXPECT_EQ(progress.Update(1), std::nullopt);
  clock.Advance(absl::Milliseconds(199));
  EXPECT_EQ(progress.Update(2), std::nullopt);
  clock.Advance(absl::Milliseconds(1));
  EXPECT_THAT(progress.Update(2), Optional(Eq(ProgressText(2, 10, absl::Milliseconds(200)))));
  EXPECT_EQ(progress.Update(3), std::nullopt);
  EXPECT_THAT(progress.Update(10), Optional(Eq(ProgressText(10, 10, absl::Milliseconds(200)))));
}

}  // namespace
}  // namespace jiedui::registry
