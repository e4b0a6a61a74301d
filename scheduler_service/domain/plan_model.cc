// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_model.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_courses.h"
#include "scheduler_service/domain/plan_cover.h"
#include "scheduler_service/domain/plan_days.h"
#include "scheduler_service/domain/plan_divisions.h"
#include "scheduler_service/domain/plan_exclusions.h"
#include "scheduler_service/domain/plan_floors.h"
#include "scheduler_service/domain/plan_goals.h"
#include "scheduler_service/domain/plan_matching.h"
#include "scheduler_service/domain/plan_periods.h"
#include "scheduler_service/domain/plan_pins.h"
#include "scheduler_service/domain/plan_raises.h"
#include "scheduler_service/domain/plan_ranks.h"

namespace jiedui::scheduler {
namespace {

using planning::Instance;

std::string IdOf(absl::string_view name) { return std::string(ResourceIds(name).back()); }

template <typename Size>
int32_t Number(Size size) {
  return static_cast<int32_t>(size);
}

class Builder {
 public:
  Builder(PlanFacts facts, const v1::PlanQuestion& question, const PoolParting& parting)
      : facts_(std::move(facts)), question_(question), parting_(parting) {}

  absl::StatusOr<PlanModel> Take(const std::set<std::string>& base) && {
    RETURN_IF_ERROR(CheckFloorItems(facts_, question_));
    SortCandidates({question_.priority().begin(), question_.priority().end()}, facts_.seekers);
    RefuseWhatIsCertain();
    AddItems();
    AddExclusions(facts_.items, model_);
    NumberPeople();
    for (auto* begin : {&model_.instance.pair_begin, &model_.instance.group_begin, &model_.instance.busy_begin})
      begin->push_back(0);
    for (size_t person = 0; person < seekers_of_.size(); ++person) AddPerson(person);
    NameRest();
    Instance& instance = model_.instance;
    instance.people = Number(seekers_of_.size());
    RETURN_IF_ERROR(AddFloors(facts_, question_, place_of_floor_, model_));
    AddHomeCovers(facts_, seekers_of_, model_);
    instance.items_per_person_max = question_.items_per_person_max() > 0 ? question_.items_per_person_max()
                                                                         : std::max(1, Number(facts_.items.size()));
    instance.travel_buffer_days = question_.travel_days();
    if (question_.days_per_person_max() > 0)
      instance.days_per_person.assign(static_cast<size_t>(instance.people), question_.days_per_person_max());
    RETURN_IF_ERROR(AddRanks(facts_.seekers, question_, model_));
    AddGoals(facts_.seekers, question_, base, model_);
    RETURN_IF_ERROR(AddPins(facts_, question_, base, model_));
    AddDivisions(facts_, seekers_of_, model_);
    AddPeriods(facts_, question_, model_);
    if (question_.has_matching()) RETURN_IF_ERROR(AddMatching(facts_, question_, model_));
    return std::move(model_);
  }

 private:
  // A leave is in the way of courses, not of postings: of somebody who may get either, it cannot be days of the
  // instance, which keep from both; nor where these are kept free to travel as well. And one candidacy at an item is
  // enough.
  void RefuseWhatIsCertain() {
    std::set<std::string> may_be_posted;
    for (const PlanCandidate& seeker : facts_.seekers)
      if (!facts_.items[At(seeker.item)].item.is_course) may_be_posted.insert(seeker.person);
    std::set<std::pair<std::string, int>> seen;
    for (PlanCandidate& seeker : facts_.seekers) {
      const bool on_leave = std::any_of(seeker.findings.begin(), seeker.findings.end(),
                                        [](const auto& finding) { return finding.rule() == "ON_LEAVE"; });
      const bool only_days = std::all_of(seeker.findings.begin(), seeker.findings.end(), IsAboutDays);
      const bool is_first = seen.emplace(seeker.person, seeker.item).second;
      if (!is_first) AddSecond(seeker);
      const bool leave_stays_outside =
          on_leave && (may_be_posted.count(seeker.person) > 0 || question_.travel_days() > 0);
      is_refused_.push_back(!only_days || leave_stays_outside || !is_first);
    }
  }

  static void AddSecond(PlanCandidate& seeker) {
    v1::RuleFinding& finding = seeker.findings.emplace_back();
    finding.set_rule("SECOND_SEAT");
    finding.set_severity(v1::RuleFinding::SEVERITY_REFUSE);
    finding.set_subject(seeker.person);
    finding.set_found("another candidacy for the same item");
    finding.set_required("one seat of an item a person");
  }

  void AddItems() {
    place_of_floor_.resize(static_cast<size_t>(question_.floors_size()));
    for (size_t item = 0; item < facts_.items.size(); ++item) {
      const PlannedItem& planned = facts_.items[item];
      const int least = MinimumOf(planned);
      const SeatModel& seats = AddSeats(item, least > 0);
      first_place_.push_back(Number(model_.instance.items.size()));
      first_limit_.push_back(Number(model_.instance.quotas.size()));
      const planning::DayRange days = InstanceDays(planned.item, Number(item));
      for (const SeatModel::Place& place : seats.places()) {
        model_.instance.items.push_back({.days = days, .seats = place.free, .seats_min = least});
        *model_.basis.add_item_seats() = place.seats;
      }
      for (const SeatModel::Limit& limit : seats.limits()) {
        model_.instance.quotas.push_back({.item = first_place_.back() + limit.place,
                                          .group = model_.instance.groups++,
                                          .floor = 0,
                                          .ceiling = limit.most});
        *model_.basis.add_quota_seats() = limit.seats;
      }
      AddRaises(planned.ledger, seats, first_place_.back(), first_limit_.back(), model_.instance, model_.basis);
      for (const std::string& note : seats.stricter()) model_.basis.add_stricter(note);
      if (seats.is_parted()) NoteParting(item);
      model_.basis.add_items(planned.item.name);
      model_.basis.add_seats_min(planned.item.seats_min);
      model_.basis.add_taken(planned.ledger.taken());
    }
  }

  // A matching has no proof that could bound what a parting costs.
  void NoteParting(size_t item) {
    model_.parted.push_back(Number(item));
    const std::string& name = facts_.items[item].item.name;
    if (!question_.has_matching() || parting_.count(name) > 0) return;
    model_.basis.add_stricter(absl::StrCat(name,
                                           ": divisions get their own seats only, none of the pool, as more than ",
                                           kCrossingDivisionsMax, " of them may use it beside a minimum or floors"));
  }

  // Of an item, before its places are numbered: as parts, if its floors can be counted in them.
  const SeatModel& AddSeats(size_t item, bool is_one_place) {
    const PlannedItem& planned = facts_.items[item];
    const int32_t people = Number(facts_.seekers.size());
    const auto found = parting_.find(planned.item.name);
    const PoolShares shares = found == parting_.end() ? PoolShares() : found->second;
    seats_.emplace_back(planned.ledger, people, is_one_place, shares);
    std::vector<v1::PlanFloor> floors;
    std::copy_if(question_.floors().begin(), question_.floors().end(), std::back_inserter(floors),
                 [&](const v1::PlanFloor& floor) { return floor.item() == planned.item.name; });
    if (floors.empty()) return seats_.back();
    std::optional<std::vector<int>> parts = PartsOfFloors(seats_.back(), Asking(item), floors);
    if (!parts.has_value()) {
      parts = std::vector<int>(floors.size());
      seats_.pop_back();
      seats_.emplace_back(planned.ledger, people, true, shares);
    }
    size_t part = 0;
    for (int k = 0; k < question_.floors_size(); ++k)
      if (question_.floors(k).item() == planned.item.name)
        place_of_floor_[static_cast<size_t>(k)] = Number(model_.instance.items.size()) + (*parts)[part++];
    return seats_.back();
  }

  std::vector<Seating> Asking(size_t item) const {
    std::vector<Seating> asking;
    for (size_t k = 0; k < facts_.seekers.size(); ++k)
      if (facts_.seekers[k].item == Number(item) && !is_refused_[k]) asking.push_back(facts_.seekers[k].seating);
    return asking;
  }

  void NumberPeople() {
    for (size_t k = 0; k < facts_.seekers.size(); ++k) {
      if (is_refused_[k]) continue;
      const size_t person = PersonNumber(facts_.seekers[k].person);
      seekers_of_.resize(std::max(seekers_of_.size(), person + 1));
      seekers_of_[person].push_back(Number(k));
    }
  }

  size_t PersonNumber(const std::string& person) {
    const auto [found, is_new] = number_of_.emplace(person, Number(number_of_.size()));
    if (is_new) {
      model_.basis.add_persons(IdOf(person));
      model_.basis.add_calendar_digests(facts_.calendar_digests[person]);
    }
    return At(found->second);
  }

  void AddPerson(size_t person) {
    Instance& instance = model_.instance;
    std::vector<std::pair<int32_t, int32_t>> pairs;  // item of the instance, seeker
    std::set<int32_t> groups;
    for (const int32_t k : seekers_of_[person]) {
      const PlanCandidate& seeker = facts_.seekers[At(k)];
      const SeatModel::Claims claims = seats_[At(seeker.item)].ClaimsOf(seeker.seating);
      for (const int place : claims.places) pairs.emplace_back(first_place_[At(seeker.item)] + place, k);
      for (const int limit : claims.limits)
        groups.insert(instance.quotas[At(first_limit_[At(seeker.item)] + limit)].group);
    }
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [item, seeker] : pairs) {
      instance.pair_item.push_back(item);
      model_.basis.add_pair_seekers(seeker);
    }
    instance.pair_begin.push_back(Number(instance.pair_item.size()));
    instance.group.insert(instance.group.end(), groups.begin(), groups.end());
    instance.group_begin.push_back(Number(instance.group.size()));
    AddBusyDays(seekers_of_[person]);
  }

  void AddBusyDays(const std::vector<int32_t>& seekers) {
    std::map<std::pair<std::string, std::string>, DateRange> busy;  // by subject and first day
    for (const int32_t k : seekers)
      for (const BusyDays& days : facts_.seekers[At(k)].busy)
        if (!days.is_leave || question_.travel_days() == 0)
          busy.emplace(std::pair(days.subject, days.dates.first), days.dates);
    for (const auto& [key, dates] : busy) {
      model_.instance.busy.push_back({.days = ToDays(dates), .away = false});
      model_.basis.add_busy_subjects(key.first);
    }
    model_.instance.busy_begin.push_back(Number(model_.instance.busy.size()));
  }

  // Those whom a rule refuses in all that they seek, and everybody's candidacies.
  void NameRest() {
    storage::v1::PlanBasis& basis = model_.basis;
    basis.set_pairing(IdOf(facts_.pairing));
    for (size_t k = 0; k < facts_.seekers.size(); ++k) {
      PlanCandidate& seeker = facts_.seekers[k];
      storage::v1::PlanSeeker& named = *basis.add_seekers();
      named.set_assignment(IdOf(seeker.assignment));
      named.set_person(Number(PersonNumber(seeker.person)));
      named.set_item(seeker.item);
      named.set_digest(seeker.digest);
      if (!is_refused_[k]) continue;
      for (const v1::RuleFinding& finding : seeker.findings) *named.add_findings() = finding;
    }
    for (storage::v1::PlanRow& row : facts_.rows) *basis.add_rows() = std::move(row);
    basis.mutable_goals()->CopyFrom(question_.goals());
  }

  static size_t At(int32_t index) { return static_cast<size_t>(index); }

  PlanFacts facts_;
  const v1::PlanQuestion& question_;
  const PoolParting& parting_;
  PlanModel model_;
  std::vector<bool> is_refused_;                         // a seeker
  std::vector<SeatModel> seats_;                         // an item
  std::vector<int32_t> first_place_;                     // an item
  std::vector<int32_t> first_limit_;                     // an item
  std::vector<int32_t> place_of_floor_;                  // a floor
  absl::flat_hash_map<std::string, int32_t> number_of_;  // a person
  std::vector<std::vector<int32_t>> seekers_of_;         // a person of the instance
};

}  // namespace

absl::StatusOr<PlanModel> BuildModel(PlanFacts facts, const v1::PlanQuestion& question,
                                     const std::set<std::string>& base, const PoolParting& parting) {
  return Builder(std::move(facts), question, parting).Take(base);
}

}  // namespace jiedui::scheduler
