// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// What the prices prove, or the first finding.
std::string Proven(const Instance& instance, const Prices& prices) {
  std::vector<std::string> list;
  Findings findings(list);
  const Reading reading(instance);
  const std::optional<absl::int128> worth = CheckProof(reading, EvenLevels(reading), prices, findings);
  return worth.has_value() ? std::to_string(static_cast<int64_t>(*worth)) : list.front();
}

Prices With(std::vector<absl::int128> seat, std::vector<absl::int128> person) {
  return {.level_weight = {1}, .seat = std::move(seat), .quota = {}, .person = std::move(person)};
}

// One person: days 1-5 worth 4, days 4-8 worth 6, days 7-9 worth 3.
Instance Overlapping(int32_t items_per_person_max) {
  Instance instance = OnDays(Wishes({{4, 6, 3}}, {1, 1, 1}), {{1, 5}, {4, 8}, {7, 9}});
  instance.items_per_person_max = items_per_person_max;
  return instance;
}

TEST(CheckProof, PersonIsPaidTheBestThatFitsTogether) {
  EXPECT_EQ(Proven(Overlapping(2), With({0, 0, 0}, {7})), "7");
  EXPECT_THAT(Proven(Overlapping(2), With({0, 0, 0}, {6})), HasSubstr("person[0] is below"));
  EXPECT_EQ(Proven(Overlapping(1), With({0, 0, 0}, {6})), "6");
}

TEST(CheckProof, SeatPricesArePaidForEverySeat) { EXPECT_EQ(Proven(Overlapping(2), With({4, 0, 3}, {6})), "13"); }

TEST(CheckProof, PinsAreCountedWhateverTheyBring) {
  Instance instance = Overlapping(2);
  instance.pinned = {0};
  EXPECT_EQ(Proven(instance, With({9, 0, 0}, {-2})), "7");
  EXPECT_THAT(Proven(instance, With({9, 0, 0}, {-3})), HasSubstr("person[0]"));
}

TEST(CheckProof, OnlyAMinimumMakesASeatCheaperThanNothing) {
  Instance instance = Wishes({{1}}, {3});
  EXPECT_THAT(Proven(instance, With({-1}, {2})), HasSubstr("seat[0] is below 0"));
  instance.items[0].seats_min = 1;
  EXPECT_EQ(Proven(instance, With({-1}, {2})), "2");
}

TEST(CheckProof, PersonWithoutPairsIsPaidNothing) {
  Instance instance;
  instance.people = 1;
  instance.levels.resize(1);
  EXPECT_EQ(Proven(instance, With({}, {0})), "0");
  EXPECT_THAT(Proven(instance, With({}, {-1})), HasSubstr("below 0"));
}

}  // namespace
}  // namespace jiedui::planning
