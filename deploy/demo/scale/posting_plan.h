// SPDX-License-Identifier: Apache-2.0
// The postings that begin in a pair in a year, both ways, and the one person sent to each. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "deploy/demo/identity.h"
#include "deploy/demo/scale/pair_places.h"
#include "deploy/demo/scale/tier.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"

namespace jiedui::demo {

struct StayPlan {
  int ordinal = 0;  // in the year
  scheduler::v1::Direction direction = scheduler::v1::DIRECTION_EAST_TO_WEST;
  scheduler::v1::Posting::Category category = scheduler::v1::Posting::CATEGORY_CADRE;
  scheduler::v1::Posting::Kind kind = scheduler::v1::Posting::KIND_TEMPORARY_POST;
  absl::CivilDay first;
  absl::CivilDay last;                       // as it was planned
  std::optional<absl::CivilDay> extended;    // to this day
  std::optional<absl::CivilDay> left_early;  // on this day

  absl::CivilDay Last() const { return left_early.value_or(extended.value_or(last)); }
};

std::vector<StayPlan> PlanStays(const TierMap& map, int pair, int year);

// "e-2021-007": of the posting, its assignment and, with the pair's id before it, the person.
std::string StayId(int year, const StayPlan& plan);

// `identities`: the book of the side that sends.
registry::v1::Person MakeSent(const TierMap& map, int pair, int year, const StayPlan& plan, IdentityBook& identities);

// The posting without what only the API gives it.
scheduler::v1::Posting MakeStayPosting(const PairPlaces& places, const StayPlan& plan);

}  // namespace jiedui::demo
