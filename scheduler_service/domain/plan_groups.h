// SPDX-License-Identifier: Apache-2.0
// The groups that everybody of an instance is in, while more are added. One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/instance.h"

namespace jiedui::scheduler {

class PlanGroups {
 public:
  explicit PlanGroups(const planning::Instance& instance) : of_(static_cast<size_t>(instance.people)) {
    for (size_t person = 0; person < of_.size(); ++person)
      of_[person].assign(instance.group.begin() + instance.group_begin[person],
                         instance.group.begin() + instance.group_begin[person + 1]);
  }

  // `group`: a new one, above all that the person is in.
  void Add(int32_t person, int32_t group) { of_[static_cast<size_t>(person)].push_back(group); }
  // One more person, who is in this group only.
  void AddPerson(int32_t group) { of_.push_back({group}); }

  void Write(planning::Instance& instance) const {
    instance.group.clear();
    instance.group_begin.assign(1, 0);
    for (const std::vector<int32_t>& groups : of_) {
      instance.group.insert(instance.group.end(), groups.begin(), groups.end());
      instance.group_begin.push_back(static_cast<int32_t>(instance.group.size()));
    }
  }

 private:
  std::vector<std::vector<int32_t>> of_;  // ascending, as new groups come last
};

}  // namespace jiedui::scheduler
