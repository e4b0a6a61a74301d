// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/question.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

TEST(Question, WithoutSinceThePairingsFirstDayIsTheFirst) {
  EXPECT_EQ(PeriodOf({.since = "", .as_of = "2021-11-15"}, YuhangCangxi()).first, "2021-05-01");
  EXPECT_EQ(PeriodOf({.since = "2021-01-01", .as_of = "2021-11-15"}, YuhangCangxi()).first, "2021-01-01");
  EXPECT_EQ(PeriodOf({.since = "", .as_of = "2021-11-15"}, YuhangCangxi()).last, "2021-11-15");
}

}  // namespace
}  // namespace jiedui::scheduler
