// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/remedy.h"

#include <algorithm>
#include <tuple>

#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {
namespace {

// Forbidden from then on.
void GiveUp(Instance& instance, int32_t pin) {
  std::erase(instance.pinned, pin);
  instance.forbidden.insert(std::lower_bound(instance.forbidden.begin(), instance.forbidden.end(), pin), pin);
}

void EraseBusy(Instance& instance, int32_t person, int32_t busy) {
  instance.busy.erase(instance.busy.begin() + busy);
  for (size_t i = At(person) + 1; i < instance.busy_begin.size(); ++i) --instance.busy_begin[i];
}

void Complete(Instance& instance, int32_t person, int32_t item) {
  if (instance.completed_begin.empty()) instance.completed_begin.assign(At(instance.people) + 1, 0);
  const auto begin = instance.completed.begin() + instance.completed_begin[At(person)];
  const auto end = instance.completed.begin() + instance.completed_begin[At(person) + 1];
  instance.completed.insert(std::lower_bound(begin, end, item), item);
  for (size_t i = At(person) + 1; i < instance.completed_begin.size(); ++i) ++instance.completed_begin[i];
}

void Do(const ChangePart& part, int32_t person, const std::vector<SeatRaise>& raises, Instance& instance) {
  switch (part.kind) {
    case ChangePart::Kind::kMoreSeats:
      instance.items[At(part.index)].seats += part.amount;
      return;
    case ChangePart::Kind::kMoreInQuota:
      instance.quotas[At(part.index)].ceiling += part.amount;
      return;
    case ChangePart::Kind::kGiveUpPinned:
      return GiveUp(instance, part.index);
    case ChangePart::Kind::kGiveUpBusy:
      return EraseBusy(instance, person, part.index);
    case ChangePart::Kind::kComplete:
      return Complete(instance, person, part.index);
    case ChangePart::Kind::kLowerMinimum:
      instance.items[At(part.index)].seats_min -= part.amount;
      return;
    case ChangePart::Kind::kRaise:
      return Raise(raises[At(part.index)], part.amount, instance);
  }
}

}  // namespace

bool IsWithin(const Remedy& fewer, const Remedy& more) {
  return fewer.pair == more.pair && std::all_of(fewer.parts.begin(), fewer.parts.end(), [&](const ChangePart& part) {
           return std::any_of(more.parts.begin(), more.parts.end(), [&](const ChangePart& other) {
             return part.kind == other.kind && part.index == other.index && part.amount <= other.amount;
           });
         });
}

std::vector<Remedy> Ranked(const std::vector<Remedy>& remedies) {
  std::vector<Remedy> ranked;
  for (const Remedy& remedy : remedies)
    if (std::none_of(remedies.begin(), remedies.end(),
                     [&](const Remedy& other) { return &other != &remedy && IsWithin(other, remedy); }))
      ranked.push_back(remedy);
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Remedy& a, const Remedy& b) { return std::tie(b.effect) < std::tie(a.effect); });
  std::stable_sort(ranked.begin(), ranked.end(), [](const Remedy& a, const Remedy& b) { return a.size() < b.size(); });
  return ranked;
}

Instance Changed(Instance instance, int32_t person, const std::vector<ChangePart>& parts,
                 const std::vector<SeatRaise>& raises) {
  for (const ChangePart& part : parts) Do(part, person, raises, instance);
  return instance;
}

}  // namespace jiedui::planning
