// SPDX-License-Identifier: Apache-2.0
// Chance that is the same on every machine: SplitMix64 over (seed, pair, kind, ordinal) and a counter. Integers only,
// because the distributions of <random> differ between standard libraries. Any entity can be drawn alone, in any order.
#pragma once

#include <cstdint>

namespace jiedui::demo {

// What is drawn. The numbers are part of every figure drawn so far: append, never renumber.
enum class EntityKind : uint64_t {
  kOrganization = 1,
  kExchangePerson = 2,
  kPrimaryCareDoctor = 3,
  kTalentTrainee = 4,
  kEcommerceTrainee = 5,
  kNextDoctor = 6,
  kPairSize = 7,
  kScaleCourse = 8,
  kScaleEnrolment = 9,
  kScaleTrainee = 10,
  kScaleMover = 11,
  kScalePosting = 12,
  kScaleOutcome = 13,
  kRosterRow = 14,
  kScaleAttendance = 15,
  kScaleLeave = 16,
};

struct DrawKey {
  uint64_t seed = 0;
  uint64_t pair_index = 0;
  EntityKind kind = EntityKind::kOrganization;
  uint64_t ordinal = 0;
};

// The finaliser of SplitMix64: every bit of the argument moves every bit of the result.
constexpr uint64_t SplitMix64(uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

// The draws of one entity, in the order they are asked for. A value, not shared between threads.
class Dice {
 public:
  explicit constexpr Dice(const DrawKey& key)
      : base_(
            SplitMix64(SplitMix64(SplitMix64(SplitMix64(key.seed) ^ key.pair_index) ^ static_cast<uint64_t>(key.kind)) ^
                       key.ordinal)) {}

  constexpr uint64_t Next() { return SplitMix64(base_ + counter_++); }

  // 0 to n - 1; n > 0.
  constexpr uint32_t Below(uint32_t n) { return static_cast<uint32_t>(((Next() >> 32) * n) >> 32); }

  // `low` to `high`, both included.
  constexpr int Between(int low, int high) {
    return low + static_cast<int>(Below(static_cast<uint32_t>(high - low + 1)));
  }

  constexpr bool PerCent(uint32_t share) { return Below(100) < share; }
  constexpr bool PerTenThousand(uint32_t share) { return Below(10'000) < share; }

 private:
  uint64_t base_;
  uint64_t counter_ = 0;
};

}  // namespace jiedui::demo
