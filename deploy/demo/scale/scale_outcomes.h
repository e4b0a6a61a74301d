// SPDX-License-Identifier: Apache-2.0
// What comes of a pair's e-commerce training at scale: entities of the county, and of those who came to a course the
// entrepreneurs and their shops. Pure, any thread.
#pragma once

#include <vector>

#include "deploy/demo/scale/enrolment.h"
#include "deploy/demo/scale/tier.h"
#include "jiedui/scheduler/v1/outcome_service.pb.h"

namespace jiedui::demo {

using OutcomeRows = std::vector<scheduler::v1::RecordOutcomesRequest>;

// As many as a pair of its size fosters in a year: 141 where the size is 10.
OutcomeRows FosteredEntities(const TierMap& map, int pair, int year);

// Of an e-commerce course that was held; empty for others. Whoever comes for the first time may open shops after it,
// before the year is over.
OutcomeRows OpenedAfter(const TierMap& map, int pair, int year, const CoursePlan& course,
                        const std::vector<SeatPlan>& seats);

}  // namespace jiedui::demo
