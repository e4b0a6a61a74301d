// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/pins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Items on days 1 to 2, 4 to 5, 7 to 8; the last one is pinned for both people.
Instance Pinned() {
  Instance instance = OnDays(Wishes({{1, 1, 1}, {1, 1, 1}}, {2, 2, 2}), {{1, 2}, {4, 5}, {7, 8}});
  instance.items_per_person_max = 3;
  instance.pinned = {2, 5};
  return instance;
}

std::string Refused(const Instance& instance) {
  const auto pins = CompletePins(instance);
  EXPECT_EQ(pins.status().code(), absl::StatusCode::kFailedPrecondition);
  return std::string(pins.status().message());
}

TEST(CompletePins, AddsWhatIsRequiredAndWhatThatRequires) {
  Instance instance = Pinned();
  EXPECT_THAT(*CompletePins(instance), ElementsAre(2, 5));
  instance.prerequisites = {{.item = 2, .before = 1}, {.item = 1, .before = 0}};
  instance.completed_begin = {0, 1, 1};
  instance.completed = {0};
  EXPECT_THAT(*CompletePins(instance), ElementsAre(1, 2, 3, 4, 5));
}

TEST(CompletePins, RefusesWhatCannotCome) {
  Instance instance = Pinned();
  instance.prerequisites = {{.item = 2, .before = 1}};
  instance.items_per_person_max = 1;
  EXPECT_THAT(Refused(instance), HasSubstr("too many items"));
  instance.items_per_person_max = 2;
  instance.forbidden = {1};
  EXPECT_THAT(Refused(instance), HasSubstr("pairs[1] is required but forbidden"));
  instance.forbidden.clear();
  instance.exclusions = {{1, 2}};
  EXPECT_THAT(Refused(instance), HasSubstr("exclude each other"));
  instance.exclusions.clear();
  instance.busy_begin = {0, 1, 1};
  instance.busy = {{.days = {5, 5}}};
  EXPECT_THAT(Refused(instance), HasSubstr("busy days of people[0]"));
  instance.busy_begin.clear();
  instance.days_per_person = {3, kNoLimit};
  EXPECT_THAT(Refused(instance), HasSubstr("days_per_person"));
  instance.days_per_person.clear();
  instance.items[1].days = {9, 9};
  EXPECT_THAT(Refused(instance), HasSubstr("people[0] cannot get items[1] before items[2]"));
}

TEST(CompletePins, RefusesWhatIsTooMuchForAll) {
  Instance instance = InGroups(Pinned(), 1, {{0}, {0}});
  instance.quotas = {{.item = 2, .group = 0, .floor = 0, .ceiling = 1}};
  EXPECT_THAT(Refused(instance), HasSubstr("quotas[0]"));
  instance.quotas.clear();
  instance.home_covers = {{.group = 0, .away_max = 1}};
  EXPECT_THAT(Refused(instance), HasSubstr("home coverage of people[1] in items["));
  instance.home_covers.clear();
  instance.items[2].seats = 1;
  EXPECT_THAT(Refused(instance), HasSubstr("items[2] has too few seats"));
}

}  // namespace
}  // namespace jiedui::planning
