// SPDX-License-Identifier: Apache-2.0
// What comes of a pair's e-commerce training at scale: entities of the county, and of those who had a seat in
// a course the entrepreneurs and their shops. Pure, any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "deploy/demo/scale/enrolment.h"
#include "deploy/demo/scale/tier.h"
#include "jiedui/scheduler/v1/outcome_service.pb.h"

namespace jiedui::demo {

struct OutcomeRow {
  scheduler::v1::RecordOutcomesRequest request;
  uint64_t person = 0;  // key of the trainee whose it is; 0 of an entity

  const scheduler::v1::Outcome& outcome() const { return request.record().outcome(); }
};
using OutcomeRows = std::vector<OutcomeRow>;

// As many as a pair of its size fosters in a year: 141 where the size is 10.
OutcomeRows FosteredEntities(const TierMap& map, int pair, int year);

// Of an e-commerce course that was held; empty for others. Whoever is new may open shops after it, before the year is
// over; so may those who had a seat and did not come.
OutcomeRows OpenedAfter(const TierMap& map, int pair, int year, const CoursePlan& course,
                        const std::vector<SeatPlan>& seats);

}  // namespace jiedui::demo
