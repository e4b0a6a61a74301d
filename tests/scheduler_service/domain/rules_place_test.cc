// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/rule.h"
#include "tests/scheduler_service/candidates.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// At most two of a hospital away at a time.
TEST(OrganizationCoverage, CountsTheBusiestDay) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements.set_away_per_organization_max(2);
  candidate.away = {{"2021-10-01", "2021-10-18"}, {"2021-10-19", "2021-11-30"}};
  EXPECT_THAT(Findings(candidate), IsEmpty());
  candidate.away.push_back({"2021-10-29", "2021-12-31"});
  EXPECT_THAT(FoundBy(candidate), ElementsAre("ORGANIZATION_COVERAGE: found 2 others away on 2021-10-29, required at "
                                              "most 2 away at a time, this one included"));
  candidate.item.intensity = v1::INTENSITY_PART_TIME;
  EXPECT_THAT(Findings(candidate), IsEmpty());
}

TEST(Division, SaysWhichWasFound) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements.add_divisions("510825");
  EXPECT_THAT(FoundBy(candidate),
              ElementsAre("DIVISION: found division 510824100 on 2021-10-18, required division 510825"));
}

}  // namespace
}  // namespace jiedui::scheduler
