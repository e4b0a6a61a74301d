// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/edits.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"

namespace jiedui::planning {
namespace {

using Kind = Edit::Kind;

int32_t LimitOf(const Instance& instance, Kind kind) {
  switch (kind) {
    case Kind::kSeats:
    case Kind::kDays:
    case Kind::kCancel:
      return Size(instance.items.size());
    case Kind::kFloor:
    case Kind::kCeiling:
      return Size(instance.quotas.size());
    case Kind::kForbid:
      return instance.pairs();
    case Kind::kLeave:
    case Kind::kBusy:
      return instance.people;
  }
  return 0;
}

void Forbid(Instance& instance, int32_t pair) {
  const auto pin = std::lower_bound(instance.pinned.begin(), instance.pinned.end(), pair);
  if (pin != instance.pinned.end() && *pin == pair) instance.pinned.erase(pin);
  const auto place = std::lower_bound(instance.forbidden.begin(), instance.forbidden.end(), pair);
  if (place == instance.forbidden.end() || *place != pair) instance.forbidden.insert(place, pair);
}

void Cancel(Instance& instance, int32_t item) {
  instance.items[At(item)].seats = 0;
  instance.items[At(item)].seats_min = 0;
  for (Quota& quota : instance.quotas)
    if (quota.item == item) quota.floor = 0;
  for (int32_t pair = 0; pair < instance.pairs(); ++pair)
    if (instance.pair_item[At(pair)] == item) Forbid(instance, pair);
}

void AddBusy(Instance& instance, int32_t person, const DayRange& days) {
  if (instance.busy_begin.empty()) instance.busy_begin.assign(At(instance.people) + 1, 0);
  instance.busy.insert(instance.busy.begin() + instance.busy_begin[At(person) + 1], {.days = days});
  for (size_t i = At(person) + 1; i < instance.busy_begin.size(); ++i) ++instance.busy_begin[i];
}

// Of the person's pins, those that clash with busy days or with an earlier pin.
void DropPins(Instance& instance, int32_t person) {
  std::vector<DayRange> taken;
  for (const Busy& busy : Of(person, instance.busy_begin, instance.busy)) taken.push_back(busy.days);
  for (int32_t pair = instance.pair_begin[At(person)]; pair < instance.pair_begin[At(person) + 1]; ++pair) {
    const auto pin = std::lower_bound(instance.pinned.begin(), instance.pinned.end(), pair);
    if (pin == instance.pinned.end() || *pin != pair) continue;
    const DayRange& days = DaysOfPair(instance, pair);
    const bool clashes = std::any_of(taken.begin(), taken.end(), [&](const DayRange& other) {
      return Clash(days, other, instance.travel_buffer_days);
    });
    if (clashes)
      instance.pinned.erase(pin);
    else
      taken.push_back(days);
  }
}

void Apply(Instance& instance, const Edit& edit) {
  switch (edit.kind) {
    case Kind::kSeats:
      instance.items[At(edit.index)].seats = edit.amount;
      return;
    case Kind::kDays:
      instance.items[At(edit.index)].days = edit.days;
      for (int32_t person = 0; person < PeopleWithPairs(instance); ++person) DropPins(instance, person);
      return;
    case Kind::kCancel:
      return Cancel(instance, edit.index);
    case Kind::kFloor:
      instance.quotas[At(edit.index)].floor = edit.amount;
      return;
    case Kind::kCeiling:
      instance.quotas[At(edit.index)].ceiling = edit.amount;
      return;
    case Kind::kForbid:
      return Forbid(instance, edit.index);
    case Kind::kLeave:
      for (int32_t pair = instance.pair_begin[At(edit.index)]; pair < instance.pair_begin[At(edit.index) + 1]; ++pair)
        Forbid(instance, pair);
      return;
    case Kind::kBusy:
      AddBusy(instance, edit.index, edit.days);
      return DropPins(instance, edit.index);
  }
}

}  // namespace

absl::StatusOr<Instance> Edited(Instance instance, const std::vector<Edit>& edits) {
  for (size_t k = 0; k < edits.size(); ++k) {
    const int32_t limit = LimitOf(instance, edits[k].kind);
    if (edits[k].index < 0 || edits[k].index >= limit)
      return absl::InvalidArgumentError(
          absl::StrCat("edits[", k, "].index: ", edits[k].index, ", must be 0 to ", limit - 1));
    if (edits[k].kind == Kind::kLeave && instance.pair_begin.empty()) continue;
    Apply(instance, edits[k]);
  }
  RETURN_IF_ERROR(CheckInstance(instance));
  return instance;
}

}  // namespace jiedui::planning
