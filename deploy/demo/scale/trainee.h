// SPDX-License-Identifier: Apache-2.0
// Trainees of a pair at scale, each drawn alone from who they are. Those who change to the next pair in the middle of a
// year are known to both pairs, and the same in both.
#pragma once

#include <cstdint>
#include <string>

#include "deploy/demo/identity.h"
#include "deploy/demo/scale/course_plan.h"
#include "deploy/demo/scale/tier.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::demo {

struct TraineeRef {
  int pair = 0;
  int year = 0;
  Audience audience = Audience::kDoctor;
  bool moves = false;  // a clerk who is trained in the next pair too
  int ordinal = 0;     // from 0, among those of the pair, year, audience and kind

  auto operator<=>(const TraineeRef&) const = default;

  // Different for each.
  uint64_t Key() const {
    return static_cast<uint64_t>(pair) << 48 | static_cast<uint64_t>(year % 100) << 40 |
           static_cast<uint64_t>(audience) << 36 | static_cast<uint64_t>(moves) << 32 | static_cast<uint64_t>(ordinal);
  }
};

// "persons/pair-007-doctor-2021-00012"
std::string PersonName(const TierMap& map, const TraineeRef& ref);

// 0 to kScaleTownships - 1: where the person works, or lives.
int TownshipOf(const TierMap& map, const TraineeRef& ref);

// The whole person. `identities` is the book of the pair's western numbers; who moves takes none from it.
registry::v1::Person MakeTrainee(const TierMap& map, const TraineeRef& ref, IdentityBook& identities);

// The numbers of a pair that its book issues: all but the last sequence, which is for those who move.
NumberRange NumbersOfBook(const NumberRange& all);

}  // namespace jiedui::demo
