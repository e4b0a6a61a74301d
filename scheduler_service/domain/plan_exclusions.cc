// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_exclusions.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace jiedui::scheduler {

void AddExclusions(const std::vector<PlannedItem>& items, PlanModel& model) {
  std::map<std::string, std::set<std::string>> runs;  // of a curriculum
  for (const PlannedItem& planned : items)
    if (!planned.item.curriculum.empty()) runs[planned.item.curriculum].insert(planned.item.name);
  for (const auto& [curriculum, names] : runs) {
    if (names.size() < 2) continue;
    std::vector<int32_t> parts;
    for (int part = 0; part < model.basis.item_seats_size(); ++part)
      if (names.count(model.basis.item_seats(part).item()) > 0) parts.push_back(part);
    model.instance.exclusions.push_back(std::move(parts));
  }
}

}  // namespace jiedui::scheduler
