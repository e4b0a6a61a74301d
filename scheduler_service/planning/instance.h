// SPDX-License-Identifier: Apache-2.0
// What is to be planned, as arrays of integers: people and items are indices, a pair is a person who may be given an
// item. Names, records and eligibility stay with the caller. Plain values: copy, move, share between readers.
// An Instance is checked once at the door (CheckInstance); everything else in planning/ takes a checked one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace jiedui::planning {

// From and to, both included; any epoch, the same everywhere in an instance.
struct DayRange {
  int32_t first = 0;
  int32_t last = 0;

  bool operator==(const DayRange&) const = default;
};

inline constexpr int32_t kDayMax = 10'000'000;  // |day|
inline constexpr DayRange kEveryDay = {-kDayMax, kDayMax};

// A course run, or the openings of a posting.
struct Item {
  DayRange days;
  int32_t seats = 0;
  int32_t seats_min = 0;  // > 0: may be closed: then nobody is in it and its floors do not hold; else at least so many
};

// Of the people of `group`, at least `floor` and at most `ceiling` get `item`. The groups of one item's quotas should
// be nested or disjoint (laminar); where they cross, plans are bounded, no longer exact, and say so.
struct Quota {
  int32_t item = 0;
  int32_t group = 0;
  int32_t floor = 0;
  int32_t ceiling = 0;
};

// A day range in which a person can be given nothing. `away`: counts for home coverage.
struct Busy {
  DayRange days;
  bool away = false;
};

// Who gets `item` also gets `before`, which ends before `item` begins, or has completed it already.
struct Prerequisite {
  int32_t item = 0;
  int32_t before = 0;
};

// On every one of these days that an item given by the plan covers, at most `away_max` people of the group (those of
// one specialty in one organisation) are away, people with busy days that count as away among them.
struct HomeCover {
  int32_t group = 0;
  int32_t away_max = 0;
  DayRange days = kEveryDay;
};

inline constexpr int32_t kNoPeriod = -1;

// Periods that places are to be spread over: item j's are in period of_item[j]. One entry an item; both empty: none.
struct Periods {
  std::vector<int32_t> of_item;
  std::vector<int32_t> taken;  // a period: places in it that are taken already, not by chosen pairs

  bool empty() const { return taken.empty(); }
};

// A goal: the sum of `value` over the chosen pairs, to be made as large as possible. One value a pair. With fair groups
// it is a level of fairness between them instead (fairness.h), and a person is in one of the groups at most; with
// periods one of spread over them (spread.h). There is one of each at most, no level is both, and its values are all 0.
struct Level {
  std::string name;
  std::vector<int64_t> value;
  std::vector<int32_t> fair_groups = {};  // ascending
  Periods periods = {};
};

inline constexpr int32_t kNoLimit = -1;

// Arrays named x_begin are offsets (CSR): what belongs to person i is x[x_begin[i]] .. x[x_begin[i + 1] - 1].
// An x_begin may be left empty when there is no x at all.
struct Instance {
  int32_t people = 0;
  std::vector<Item> items;

  std::vector<int32_t> pair_begin;  // people + 1
  std::vector<int32_t> pair_item;   // ascending and distinct within a person
  std::vector<Level> levels;        // the first matters most: later ones decide among plans equal before

  int32_t groups = 0;  // sets of people: divisions, categories, specialties of an organisation
  std::vector<int32_t> group_begin;
  std::vector<int32_t> group;  // the groups that a person is in: ascending and distinct
  std::vector<Quota> quotas;   // one at most for an item and group

  std::vector<int32_t> busy_begin;
  std::vector<Busy> busy;
  std::vector<int32_t> completed_begin;
  std::vector<int32_t> completed;  // items, for prerequisites: ascending and distinct within a person

  int32_t items_per_person_max = 1;
  int32_t travel_buffer_days = 0;        // free days between two engagements of a person
  std::vector<int32_t> days_per_person;  // empty, or a limit for each on the days of what is chosen; kNoLimit
  std::vector<Prerequisite> prerequisites;
  std::vector<std::vector<int32_t>> exclusions;  // sets of items, of each of which a person gets one at most
  std::vector<HomeCover> home_covers;

  std::vector<int32_t> pinned;     // pairs that every plan has; ascending
  std::vector<int32_t> forbidden;  // pairs that no plan has; ascending
  std::vector<int32_t> base;       // pairs of the plan that people were told; ascending; what keeping is worth: a level

  int32_t pairs() const { return static_cast<int32_t>(pair_item.size()); }
};

// Limits: an instance beyond them is refused.
inline constexpr int32_t kPeopleMax = 4'000'000;
inline constexpr int32_t kItemsMax = 200'000;
inline constexpr int32_t kPairsMax = 200'000'000;
inline constexpr int32_t kGroupsMax = 1'000'000;
inline constexpr int32_t kQuotasMax = 1'000'000;
inline constexpr int32_t kSeatsMax = kPeopleMax;
inline constexpr int32_t kLevelsMax = 8;
inline constexpr int64_t kValueMax = int64_t{1} << 40;       // |value| of a pair
inline constexpr int64_t kLevelTotalMax = int64_t{1} << 61;  // the largest |total| that a plan could reach at a level

// Shape, bounds, order and overflow; also what no plan could repair: a pin that is forbidden or clashes with busy days
// or with another pin, a floor above its ceiling or above the seats. INVALID_ARGUMENT names the array, the place and
// what is accepted ("quotas[3].floor: 5, at most ceiling 4"). Time: linear in the instance.
absl::Status CheckInstance(const Instance& instance);

}  // namespace jiedui::planning
