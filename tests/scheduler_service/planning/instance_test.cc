// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/instance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

// Two people, two items, a group, a quota: well formed.
Instance Good() {
  Instance instance = InGroups(Wishes({{1, 2}, {3, 4}}, {1, 2}), 2, {{0}, {0, 1}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 0, .ceiling = 1}};
  return instance;
}

struct Case {
  std::string message;
  std::function<void(Instance&)> spoil;
};

TEST(CheckInstance, WellFormedIsTaken) {
  EXPECT_TRUE(CheckInstance(Good()).ok()) << CheckInstance(Good());
  Instance empty;
  empty.levels.resize(1);
  EXPECT_TRUE(CheckInstance(empty).ok());
}

// Each case spoils a good instance; the message names the place.
void ExpectNamed(const std::vector<Case>& cases) {
  for (const Case& wrong : cases) {
    Instance instance = Good();
    wrong.spoil(instance);
    const absl::Status status = CheckInstance(instance);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << wrong.message;
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr(wrong.message));
  }
}

TEST(CheckInstance, NamesWhatIsWrongWithPeopleItemsAndPairs) {
  const std::vector<Case> cases = {
      {"people: -1, must be 0", [](Instance& i) { i.people = -1; }},
      {"levels: 0, must be 1 to 8", [](Instance& i) { i.levels.clear(); }},
      {"items_per_person_max: 0", [](Instance& i) { i.items_per_person_max = 0; }},
      {"items[1].days.last: 0, must be 1", [](Instance& i) { i.items[1].days.last = 0; }},
      {"items[0].seats: -1", [](Instance& i) { i.items[0].seats = -1; }},
      {"items[0].seats_min: 2, must be 0 to 1", [](Instance& i) { i.items[0].seats_min = 2; }},
      {"pair_begin: 2 offsets, must be people + 1 = 3", [](Instance& i) { i.pair_begin.pop_back(); }},
      {"pair_begin[0]: 1, must be 0", [](Instance& i) { i.pair_begin[0] = 1; }},
      {"pair_begin: must not fall",
       [](Instance& i) {
         i.pair_begin = {0, 5, 4};
       }},
      {"pair_begin: ends with 3, must end with the size 4", [](Instance& i) { i.pair_begin[2] = 3; }},
      {"pair[2]: 2, must be 0 to 1", [](Instance& i) { i.pair_item[2] = 2; }},
      {"pair[1]: 0, must be above 0", [](Instance& i) { i.pair_item[1] = 0; }},
      {"levels[0].value: 3 values", [](Instance& i) { i.levels[0].value.pop_back(); }},
      {"levels[0].value[3]: 1099511627777", [](Instance& i) { i.levels[0].value[3] = kValueMax + 1; }},
      {"levels[0].value[0]: -9223372036854775808", [](Instance& i) { i.levels[0].value[0] = INT64_MIN; }},
      {"group[0]: 2, must be 0 to 1", [](Instance& i) { i.group[0] = 2; }},
  };
  ExpectNamed(cases);
}

TEST(CheckInstance, NamesWhatIsWrongWithRules) {
  const std::vector<Case> cases = {
      {"quotas[0].item: 2", [](Instance& i) { i.quotas[0].item = 2; }},
      {"quotas[0].group: 2", [](Instance& i) { i.quotas[0].group = 2; }},
      {"quotas[0].floor: 2, must be 0 to the ceiling 1", [](Instance& i) { i.quotas[0].floor = 2; }},
      {"quotas[0].floor: 2, but items[0] has 1 seats",
       [](Instance& i) { i.quotas[0] = {.item = 0, .group = 0, .floor = 2, .ceiling = 2}; }},
      {"quotas[1]: a second quota", [](Instance& i) { i.quotas.push_back(i.quotas[0]); }},
      {"busy_begin: 0 offsets", [](Instance& i) { i.busy.resize(1); }},
      {"days_per_person: 1 limits", [](Instance& i) { i.days_per_person = {5}; }},
      {"days_per_person[1]: -2",
       [](Instance& i) {
         i.days_per_person = {5, -2};
       }},
      {"prerequisites[0]: item 1 requires itself",
       [](Instance& i) {
         i.prerequisites = {{1, 1}};
       }},
      {"exclusions[0][1]: 0, must be above 1",
       [](Instance& i) {
         i.exclusions = {{1, 0}};
       }},
      {"home_covers[0].group: 2",
       [](Instance& i) {
         i.home_covers = {{2, 1}};
       }},
      {"home_covers[0].days.last: 2, must be 3",
       [](Instance& i) {
         i.home_covers = {{.group = 0, .away_max = 1, .days = {3, 2}}};
       }},
      {"pinned[0]: 4, must be 0 to 3", [](Instance& i) { i.pinned = {4}; }},
      {"forbidden[1]: 0, must be above 0",
       [](Instance& i) {
         i.forbidden = {0, 0};
       }},
      {"pinned[0]: pair 1 is forbidden too", [](Instance& i) { i.pinned = i.forbidden = {1}; }},
      {"pinned[0]: person 1 has 2 pins, at most",
       [](Instance& i) {
         i.pinned = {2, 3};
       }},
      {"pinned[1]: clashes with pinned[0]",
       [](Instance& i) {
         i.pinned = {2, 3};
         i.items_per_person_max = 2;
       }},
      {"pinned[0]: clashes with busy[0]",
       [](Instance& i) {
         i.pinned = {0};
         i.busy_begin = {0, 1, 1};
         i.busy = {{.days = {5, 6}}};
       }},
  };
  ExpectNamed(cases);
}

TEST(CheckInstance, TotalsThatCouldOverflowAreRefused) {
  Instance instance;
  instance.people = 3'000'000;
  instance.items.resize(1);
  instance.levels = {{.name = "a", .value = std::vector<int64_t>(3'000'000, kValueMax)}};
  instance.pair_item.assign(3'000'000, 0);
  for (int32_t k = 0; k <= 3'000'000; ++k) instance.pair_begin.push_back(k);
  EXPECT_THAT(std::string(CheckInstance(instance).message()), testing::HasSubstr("use smaller values"));
}

}  // namespace
}  // namespace jiedui::planning
