// SPDX-License-Identifier: Apache-2.0
// Changes that would let a person in, and what they do to an instance. Plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/seat_raise.h"

namespace jiedui::planning {

// One part of a change.
struct ChangePart {
  enum class Kind {
    kMoreSeats,     // index: an item
    kMoreInQuota,   // index: a quota, whose ceiling rises
    kGiveUpPinned,  // index: a pinned pair of the person, which is forbidden from then on
    kGiveUpBusy,    // index: of instance.busy
    kComplete,      // index: an item; before the wanted one begins
    kLowerMinimum,  // index: an item, whose seats_min falls
    kRaise,         // index: of the raises
  };
  Kind kind = Kind::kMoreSeats;
  int32_t index = 0;
  int32_t amount = 1;

  bool operator==(const ChangePart&) const = default;
};

// Admits the person to the pair; neither a part less nor (of seats, ceilings and minima) one less of these parts does.
struct Remedy {
  int32_t pair = 0;
  std::vector<ChangePart> parts;  // all together; seats and ceilings each by the same amount
  std::vector<int64_t> effect;    // a level: the best plan with the change, less the one without
  // False: those are the best plans that were found, not proven best. At the first level, the best there are differ by
  // `effect_least` to `effect_most`.
  bool is_exact = true;
  int64_t effect_least = 0;
  int64_t effect_most = 0;

  int32_t size() const {
    int32_t sum = 0;
    for (const ChangePart& part : parts) sum += part.amount;
    return sum;
  }
};

// All of `fewer` is in `more`, by no larger amount, for the same pair.
bool IsWithin(const Remedy& fewer, const Remedy& more);

// Remedies within which there is no other: the smallest first; of equal size, what is best for the goals.
std::vector<Remedy> Ranked(const std::vector<Remedy>& remedies);

// The instance once the parts are done. Parts are those of the instance and its raises, and of the person.
Instance Changed(Instance instance, int32_t person, const std::vector<ChangePart>& parts,
                 const std::vector<SeatRaise>& raises = {});

}  // namespace jiedui::planning
