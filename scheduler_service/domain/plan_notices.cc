// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_notices.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/domain/plan_obstacles.h"

namespace jiedui::scheduler {
namespace {

using v1::PlanNotice;

class Notifier {
 public:
  Notifier(const std::vector<ToldPlace>& told, const storage::v1::PlanBasis& basis, const planning::Instance& instance,
           v1::Plan& plan)
      : told_(told), basis_(basis), names_(basis), instance_(instance), plan_(plan) {
    for (int32_t seeker = 0; seeker < basis.seekers_size(); ++seeker)
      seeker_.emplace(names_.Assignment(seeker), seeker);
    for (int32_t pair = 0; pair < basis.pair_seekers_size(); ++pair) pair_.emplace(basis.pair_seekers(pair), pair);
  }

  void Notify() {
    Compare();
    std::vector<std::string> people;  // in the plan's order, then those whom it does not know
    people.reserve(static_cast<size_t>(basis_.persons_size()) + lost_.size());
    for (int32_t person = 0; person < basis_.persons_size(); ++person) people.push_back(names_.Person(person));
    for (const ToldPlace* place : lost_) people.push_back(place->placement.person());
    for (const std::string& person : people)
      if (const auto change = changes_.extract(person); !change.empty()) Tell(person, change.mapped());
  }

 private:
  struct Change {
    std::vector<const ToldPlace*> lost;
    std::vector<const v1::PlanPlacement*> got;
  };

  void Compare() {
    std::set<std::string> placed;
    std::set<std::string> known;
    for (const v1::PlanPlacement& placement : plan_.placements()) placed.insert(placement.assignment());
    for (const ToldPlace& place : told_) {
      known.insert(place.placement.assignment());
      if (HoldsSeat(place.state) || placed.count(place.placement.assignment()) > 0) continue;
      changes_[place.placement.person()].lost.push_back(&place);
      lost_.push_back(&place);
    }
    for (const v1::PlanPlacement& placement : plan_.placements())
      if (known.count(placement.assignment()) == 0) changes_[placement.person()].got.push_back(&placement);
  }

  void Tell(const std::string& person, const Change& change) {
    for (size_t k = 0; k < std::max(change.lost.size(), change.got.size()); ++k) {
      PlanNotice& notice = *plan_.add_notices();
      notice.set_person(person);
      notice.set_cause(PlanNotice::CAUSE_NEW_PLACE);
      if (k < change.got.size()) {
        notice.set_to_assignment(change.got[k]->assignment());
        notice.set_to_item(change.got[k]->item());
      }
      if (k >= change.lost.size()) continue;
      notice.set_from_assignment(change.lost[k]->placement.assignment());
      notice.set_from_item(change.lost[k]->placement.item());
      SetCause(*change.lost[k], notice);
    }
  }

  void SetCause(const ToldPlace& place, PlanNotice& notice) const {
    const auto seeker = seeker_.find(place.placement.assignment());
    if (seeker != seeker_.end()) return SetCause(seeker->second, notice);
    const bool is_planned =
        std::find(basis_.items().begin(), basis_.items().end(), place.placement.item()) != basis_.items().end();
    notice.set_cause(is_planned ? PlanNotice::CAUSE_ASSIGNMENT : PlanNotice::CAUSE_ITEM);
    notice.set_state(place.state);
  }

  // Of somebody who is a candidate for it again.
  void SetCause(int32_t seeker, PlanNotice& notice) const {
    const auto& forbidden = plan_.question().forbidden();
    const bool is_forbidden =
        std::find(forbidden.begin(), forbidden.end(), notice.from_assignment()) != forbidden.end();
    *notice.mutable_findings() = basis_.seekers(seeker).findings();
    if (notice.findings().empty() && !is_forbidden) AddObstacles(seeker, notice);
    notice.set_cause(!notice.findings().empty() ? PlanNotice::CAUSE_RULES
                     : is_forbidden             ? PlanNotice::CAUSE_FORBIDDEN
                                                : PlanNotice::CAUSE_OTHERS);
  }

  // Parts of the item's seats have the same days: what is in the way of one is in the way of all.
  void AddObstacles(int32_t seeker, PlanNotice& notice) const {
    const auto pair = pair_.find(seeker);
    if (pair == pair_.end()) return;
    for (const planning::Obstacle& obstacle :
         planning::ObstaclesOf(instance_, basis_.seekers(seeker).person(), pair->second))
      *notice.add_findings() = FindingOf(basis_, instance_, obstacle);
  }

  const std::vector<ToldPlace>& told_;
  const storage::v1::PlanBasis& basis_;
  const PlanNames names_;
  const planning::Instance& instance_;
  v1::Plan& plan_;
  std::map<std::string, int32_t> seeker_;  // by assignment
  std::map<int32_t, int32_t> pair_;        // the first of a seeker
  std::map<std::string, Change> changes_;  // by person
  std::vector<const ToldPlace*> lost_;
};

}  // namespace

void AddNotices(const std::vector<ToldPlace>& told, const storage::v1::PlanBasis& basis,
                const planning::Instance& instance, v1::Plan& plan) {
  Notifier(told, basis, instance, plan).Notify();
}

}  // namespace jiedui::scheduler
