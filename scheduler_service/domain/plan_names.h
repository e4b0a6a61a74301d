// SPDX-License-Identifier: Apache-2.0
// Names of what a plan's basis has numbers for. Pure, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "jiedui/scheduler/v1/plan_explanation.pb.h"

namespace jiedui::scheduler {

class PlanNames {
 public:
  explicit PlanNames(const storage::v1::PlanBasis& basis) : basis_(basis) {}  // must outlive this

  std::string Assignment(int32_t seeker) const {
    return absl::StrCat("pairings/", basis_.pairing(), "/assignments/", basis_.seekers(seeker).assignment());
  }
  std::string Person(int32_t person) const {
    return person < basis_.persons_size() ? absl::StrCat("persons/", basis_.persons(person)) : "";
  }
  const std::string& Item(int32_t seeker) const { return basis_.items(basis_.seekers(seeker).item()); }

  v1::PlanPlacement Placement(int32_t seeker) const {
    v1::PlanPlacement placement;
    placement.set_assignment(Assignment(seeker));
    placement.set_person(Person(basis_.seekers(seeker).person()));
    placement.set_item(Item(seeker));
    return placement;
  }

  // The candidacies of chosen pairs, in the plan's order.
  std::set<int32_t> Chosen(const std::vector<int32_t>& pairs) const {
    std::set<int32_t> seekers;
    for (const int32_t pair : pairs) seekers.insert(basis_.pair_seekers(pair));
    return seekers;
  }

  // The number of `name`, "persons/x"; nullopt if the plan knows nothing of the person.
  std::optional<int32_t> FindPerson(absl::string_view name) const {
    for (int32_t person = 0; person < basis_.persons_size(); ++person)
      if (Person(person) == name) return person;
    return std::nullopt;
  }
  // `amounts`: a goal.
  google::protobuf::RepeatedPtrField<v1::PlanAmount> Amounts(const std::vector<int64_t>& amounts) const {
    google::protobuf::RepeatedPtrField<v1::PlanAmount> named;
    for (size_t l = 0; l < amounts.size(); ++l) {
      v1::PlanAmount& amount = *named.Add();
      amount.set_goal(basis_.goals(static_cast<int>(l)));
      amount.set_amount(amounts[l]);
    }
    return named;
  }
  std::vector<int32_t> SeekersOf(int32_t person) const {
    std::vector<int32_t> seekers;
    for (int32_t seeker = 0; seeker < basis_.seekers_size(); ++seeker)
      if (basis_.seekers(seeker).person() == person) seekers.push_back(seeker);
    return seekers;
  }

 private:
  const storage::v1::PlanBasis& basis_;
};

}  // namespace jiedui::scheduler
