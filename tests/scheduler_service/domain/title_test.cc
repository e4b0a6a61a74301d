// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/title.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

TEST(HighestTitleOn, CountsWhatWasConferredByTheDay) {
  const auto person = FromText<registry::v1::Person>(R"pb(
    titles { level: TITLE_LEVEL_SENIOR title: "研究员" conferred_date: "2021-09-02" }
    titles { level: TITLE_LEVEL_INTERMEDIATE title: "农艺师" }
    titles { level: TITLE_LEVEL_ASSOCIATE_SENIOR title: "高级农艺师" conferred_date: "2021-09-01" })pb");
  EXPECT_EQ(HighestTitleOn(person, "2021-08-31"), registry::v1::TITLE_LEVEL_INTERMEDIATE);
  EXPECT_EQ(HighestTitleOn(person, "2021-09-01"), registry::v1::TITLE_LEVEL_ASSOCIATE_SENIOR);
  EXPECT_EQ(HighestTitleOn(person, "2021-09-02"), registry::v1::TITLE_LEVEL_SENIOR);
  EXPECT_EQ(HighestTitleOn(VillageDoctor(), "2021-09-02"), registry::v1::TITLE_LEVEL_UNSPECIFIED);
}

}  // namespace
}  // namespace jiedui::scheduler
