// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_floors.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/plan_groups.h"

namespace jiedui::scheduler {
namespace {

std::map<std::string, int> NumbersOf(const std::vector<PlannedItem>& items) {
  std::map<std::string, int> numbers;
  for (const PlannedItem& planned : items) numbers.emplace(planned.item.name, static_cast<int>(numbers.size()));
  return numbers;
}

std::optional<int> PartOf(const SeatModel& seats, const std::vector<Seating>& asking, const v1::PlanFloor& floor) {
  std::set<std::vector<int>> inside;  // parts that people of the division may have, the narrowest first
  std::set<int> outside;              // parts that others may have
  for (const Seating& one : asking) {
    const std::vector<int> parts = seats.ClaimsOf(one).places;
    if (LiesIn(one.division, floor.division()))
      inside.insert(parts);
    else
      outside.insert(parts.begin(), parts.end());
  }
  if (inside.empty()) return 0;
  if (inside.size() > 1) return std::nullopt;
  const int narrowest = inside.begin()->front();
  const bool is_only_one = inside.begin()->size() == 1;
  const bool is_theirs = outside.count(narrowest) == 0;
  const bool holds_all = floor.places() <= seats.places()[static_cast<size_t>(narrowest)].free;
  return is_only_one || (is_theirs && holds_all) ? std::optional<int>(narrowest) : std::nullopt;
}

class Adder {
 public:
  Adder(const PlanFacts& facts, PlanModel& model)
      : facts_(facts), number_of_(NumbersOf(facts.items)), model_(model), groups_(model.instance) {
    seekers_of_.resize(facts.items.size());
    for (const int32_t seeker : model.basis.pair_seekers())
      seekers_of_[static_cast<size_t>(model.basis.seekers(seeker).item())].insert(seeker);
  }

  // `place`: the item of the instance in which it is counted.
  void Add(const v1::PlanFloor& floor, int32_t place) {
    const auto item = static_cast<size_t>(number_of_.at(floor.item()));
    const int32_t group = model_.instance.groups++;
    std::vector<std::string> people;  // their divisions
    for (const int32_t seeker : seekers_of_[item]) {
      const std::string& division = facts_.seekers[static_cast<size_t>(seeker)].seating.division;
      if (!LiesIn(division, floor.division())) continue;
      groups_.Add(model_.basis.seekers(seeker).person(), group);
      people.push_back(division);
    }
    Judge(floor, facts_.items[item].ledger, people, model_.instance.items[static_cast<size_t>(place)]);
    // No more than all of them: so the ceiling binds nobody, however many seats there are.
    model_.instance.quotas.push_back({.item = place,
                                      .group = group,
                                      .floor = floor.places(),
                                      .ceiling = std::max(static_cast<int32_t>(people.size()), floor.places())});
    v1::PlanSeats& seats = *model_.basis.add_quota_seats();
    seats.set_item(floor.item());
    seats.set_division(floor.division());
  }

  absl::Status Finish(const v1::PlanQuestion& question) {
    groups_.Write(model_.instance);
    if (violations_.empty()) JudgeTogether(question);
    return violations_.empty() ? absl::OkStatus() : RulesFailed("PLAN_INFEASIBLE", violations_);
  }

 private:
  // What no plan can keep, and what is no instance for the planner.
  void Judge(const v1::PlanFloor& floor, const v1::SeatLedger& ledger, const std::vector<std::string>& people,
             const planning::Item& place) {
    const auto refuse = [&](absl::string_view found) {
      violations_.push_back(
          {"FLOOR", floor.item(),
           absl::StrCat("found ", found, ", required ", DescribeFloor(floor.places(), floor.division()))});
    };
    const int free = std::min(place.seats, std::max(0, ledger.seats() - ledger.taken()));
    const bool may_be_closed = place.seats_min > 0;
    if (floor.places() > free) return refuse(absl::StrCat(free, " free seats"));
    if (may_be_closed) return;
    if (floor.places() > static_cast<int>(people.size()))
      return refuse(absl::StrCat(people.size(), " of it who may come"));
    if (const int seats = SeatsFor(ledger, people); floor.places() > seats)
      refuse(absl::StrCat(seats, " seats that quotas and the pool leave its people"));
  }

  // At most so many of them can be seated, by the quotas and the pool alone.
  static int SeatsFor(const v1::SeatLedger& ledger, const std::vector<std::string>& people) {
    if (ledger.counts().empty()) return static_cast<int>(people.size());
    std::map<std::string, int> asking;  // by quota
    for (const std::string& division : people) ++asking[CountFor(ledger, division).division()];
    int own = 0;
    int beyond = 0;
    for (const v1::SeatCount& count : ledger.counts()) {
      const auto found = asking.find(count.division());
      if (found == asking.end() || (!count.division().empty() && !IsQuota(count))) continue;
      const bool is_pool = count.division().empty();
      const int inside = is_pool ? 0 : std::min(found->second, OwnSeats(count));
      own += inside;
      beyond += is_pool ? found->second : std::min(found->second - inside, PoolSeatsAtMost(count));
    }
    return own + std::min(beyond, OwnSeats(ledger.counts(ledger.counts_size() - 1)));
  }

  void JudgeTogether(const v1::PlanQuestion& question) {
    std::map<std::string, std::vector<v1::PlanFloor>> floors_of;
    for (const v1::PlanFloor& floor : question.floors()) floors_of[floor.item()].push_back(floor);
    for (auto& [item, floors] : floors_of) {
      const v1::SeatLedger& ledger = facts_.items[static_cast<size_t>(number_of_.at(item))].ledger;
      const int free = std::max(0, ledger.seats() - ledger.taken());
      if (const int64_t needed = NeededBy(std::move(floors)); needed > free)
        violations_.push_back(
            {"FLOOR", item,
             absl::StrCat("found ", free, " free seats, required ", needed, " places for its divisions together")});
    }
  }

  const PlanFacts& facts_;
  const std::map<std::string, int> number_of_;
  PlanModel& model_;
  PlanGroups groups_;
  std::vector<std::set<int32_t>> seekers_of_;  // an item: whom no rule refuses
  std::vector<RuleViolation> violations_;
};

}  // namespace

std::optional<std::vector<int>> PartsOfFloors(const SeatModel& seats, const std::vector<Seating>& asking,
                                              const std::vector<v1::PlanFloor>& floors) {
  std::vector<int> parts;
  for (const v1::PlanFloor& floor : floors) {
    const std::optional<int> part = PartOf(seats, asking, floor);
    if (!part.has_value()) return std::nullopt;
    parts.push_back(*part);
  }
  return parts;
}

absl::Status CheckFloorItems(const PlanFacts& facts, const v1::PlanQuestion& question) {
  const std::map<std::string, int> numbers = NumbersOf(facts.items);
  std::vector<FieldViolation> violations;
  for (int k = 0; k < question.floors_size(); ++k)
    if (numbers.count(question.floors(k).item()) == 0)
      violations.push_back({absl::StrCat("question.floors[", k, "].item"), "is none of the items that are planned"});
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::Status AddFloors(const PlanFacts& facts, const v1::PlanQuestion& question, const std::vector<int32_t>& place_of,
                       PlanModel& model) {
  if (question.floors().empty()) return absl::OkStatus();
  Adder adder(facts, model);
  for (int k = 0; k < question.floors_size(); ++k) adder.Add(question.floors(k), place_of[static_cast<size_t>(k)]);
  return adder.Finish(question);
}

int64_t NeededBy(std::vector<v1::PlanFloor> floors) {
  std::stable_sort(floors.begin(), floors.end(), [](const v1::PlanFloor& a, const v1::PlanFloor& b) {
    return a.division().size() > b.division().size();
  });
  std::vector<std::pair<std::string, int64_t>> outermost;
  int64_t needed = 0;
  for (const v1::PlanFloor& floor : floors) {
    int64_t within = 0;
    for (auto& [division, places] : outermost)
      if (LiesIn(division, floor.division())) within += std::exchange(places, 0);
    outermost.emplace_back(floor.division(), std::max<int64_t>(floor.places(), within));
    needed += outermost.back().second - within;
  }
  return needed;
}

std::string DescribeFloor(int places, absl::string_view division) {
  return absl::StrCat(places, " places for division ", division);
}

}  // namespace jiedui::scheduler
