// SPDX-License-Identifier: Apache-2.0
// How long a plan takes, beside LEMON on the same instance in the same run. Time is processor time of one thread. Ours
// is all of it: reading the instance, solving, plan and prices, proof checked; LEMON's is its algorithm alone, without
// building its graph. Usage:
//   bench_planning [--quick] [--json FILE] [--dir DIRECTORY]
// --quick leaves out the nation, 20,000 people and most of what has no goal, and takes a quarter of a minute; the
// directory is not needed.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/flow_solver.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/planning/verify.h"
#include "tests/bench/planning_world.h"
#include "tests/bench/results.h"
#include "tests/scheduler_service/planning/lemon_oracle.h"

namespace jiedui {
namespace {

constexpr uint64_t kSeed = 7;
constexpr int kRounds = 3;
const PlanningSize kRanked{"20,000 people", 20'000, 200, 3};  // as many as a plan of the scheduler takes

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Measured {
  double milliseconds = 0;
  int64_t placed = 0;
  int64_t wishes = 0;
};

[[noreturn]] void Fail(const std::string& why) {
  std::fputs(absl::StrCat("bench_planning: ", why, "\n").c_str(), stderr);
  std::exit(1);
}

Measured MeasureOurs(const planning::Instance& instance) {
  Measured measured;
  for (int round = 0; round < kRounds; ++round) {
    const double start = CpuSeconds();
    const absl::StatusOr<planning::Answer> answer = planning::Solve(instance);
    const double milliseconds = (CpuSeconds() - start) * 1e3;
    if (!answer.ok()) Fail(answer.status().ToString());
    const auto* solution = std::get_if<planning::Solution>(&*answer);
    if (solution == nullptr || !solution->plan.optimal()) Fail("no optimum");
    if (round > 0) measured.milliseconds = std::min(measured.milliseconds, milliseconds);
    if (round == 0) measured = {milliseconds, solution->plan.value[0], solution->plan.value[1]};
  }
  return measured;
}

// Placing one more outweighs all wishes together.
int64_t PlacedWeight(const planning::Instance& instance) { return int64_t{10} * instance.people + 1; }

std::vector<OracleArc> ArcsOf(const planning::Instance& instance) {
  const int32_t hub = instance.people + static_cast<int32_t>(instance.items.size());
  std::vector<OracleArc> arcs;
  for (int32_t person = 0; person < instance.people; ++person) {
    arcs.push_back({hub, person, 0, 1, 0});
    for (int32_t pair = instance.pair_begin[static_cast<size_t>(person)];
         pair < instance.pair_begin[static_cast<size_t>(person) + 1]; ++pair) {
      const auto k = static_cast<size_t>(pair);
      const int64_t weight = PlacedWeight(instance) * instance.levels[0].value[k] + instance.levels[1].value[k];
      arcs.push_back({person, instance.people + instance.pair_item[k], 0, 1, -weight});
    }
  }
  for (size_t j = 0; j < instance.items.size(); ++j)
    arcs.push_back({instance.people + static_cast<int32_t>(j), hub, 0, instance.items[j].seats, 0});
  return arcs;
}

// The better of LEMON's two on this instance; the cost must be the same as ours.
double MeasureLemon(const planning::Instance& instance, const Measured& ours, std::vector<Line>& lines,
                    const std::string& name) {
  const std::vector<OracleArc> arcs = ArcsOf(instance);
  const int32_t nodes = instance.people + static_cast<int32_t>(instance.items.size()) + 1;
  double best = 0;
  for (const OracleMethod method : {OracleMethod::kNetworkSimplex, OracleMethod::kCostScaling}) {
    const std::optional<OracleResult> result = CheapestCirculation(nodes, arcs, method);
    if (!result.has_value() || -result->cost != PlacedWeight(instance) * ours.placed + ours.wishes)
      Fail("LEMON finds another optimum");
    const double milliseconds = result->seconds * 1e3;
    const bool is_simplex = method == OracleMethod::kNetworkSimplex;
    lines.push_back(
        {absl::StrCat(name, ": LEMON ", is_simplex ? "network simplex" : "cost scaling", ", ms"), milliseconds});
    best = best == 0 ? milliseconds : std::min(best, milliseconds);
  }
  return best;
}

double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void MeasureBeside(const PlanningSize& size, double goal, std::vector<Line>& lines) {
  const planning::Instance instance = MakePlanningInstance(size, kSeed);
  const Measured ours = MeasureOurs(instance);
  const double lemon = MeasureLemon(instance, ours, lines, size.name);
  lines.push_back({absl::StrCat(size.name, ": optimum, certificate and its check, ms"), ours.milliseconds});
  lines.push_back({absl::StrCat(size.name, ": LEMON's better time by ours"), lemon, ours.milliseconds, goal});
}

void MeasureNation(double province_milliseconds, std::vector<Line>& lines) {
  const planning::Instance instance = MakePlanningInstance(kNation, kSeed);
  const Measured ours = MeasureOurs(instance);
  lines.push_back({"nation: optimum, certificate and its check, ms", ours.milliseconds});
  lines.push_back({"nation: time by ten times the province's", ours.milliseconds, 10 * province_milliseconds, 2, true});
  lines.push_back({"nation: peak memory, instance included, MiB", PeakMegabytes(), 2048, 1, true});
}

// People may have three items, whose dates overlap in any way: the proven gap after ten seconds at most. `seats`: for
// so many hundredths of the people; the more there are, the harder it is.
void MeasureOverlaps(const PlanningSize& size, int32_t seats, double goal, std::vector<Line>& lines) {
  constexpr double kSecondsMax = 10;
  planning::Instance instance = MakePlanningInstance(size, kSeed);
  instance.items_per_person_max = 3;
  for (planning::Item& item : instance.items)
    item.seats = static_cast<int32_t>(int64_t{size.people} * seats / 100 / size.items);
  const double start = CpuSeconds();
  const absl::StatusOr<planning::Answer> answer =
      planning::Solve(instance, {.stop = [start] { return CpuSeconds() - start > kSecondsMax; }});
  const double seconds = CpuSeconds() - start;
  if (!answer.ok()) Fail(answer.status().ToString());
  const auto* solution = std::get_if<planning::Solution>(&*answer);
  if (solution == nullptr) Fail("no plan");
  double gap = 0;  // the larger one of the levels
  for (size_t l = 0; l < instance.levels.size(); ++l)
    gap = std::max(gap, static_cast<double>(solution->plan.gap(l)) / static_cast<double>(solution->plan.bound[l]));
  const std::string name = absl::StrCat(size.name, " with overlaps, seats for ", seats, " %");
  lines.push_back({absl::StrCat(name, ": proven gap, per mille"), gap * 1000, 1, goal, true});
  lines.push_back({absl::StrCat(name, ": seconds"), seconds});
}

// Floors and ceilings for two divisions in every item, LEMON left out.
void MeasureQuotas(const PlanningSize& size, std::vector<Line>& lines) {
  const Measured ours = MeasureOurs(MakePlanningInstance(size, kSeed, true));
  lines.push_back({absl::StrCat(size.name, ": the same with quotas, ms"), ours.milliseconds});
}

// What MeasureOurs measures, by a flow that begins with nothing whatever the values are.
Measured MeasureFromNothing(const planning::Instance& instance) {
  const double start = CpuSeconds();
  const planning::Budget budget;
  planning::Meter meter(budget);
  const absl::StatusOr<planning::Answer> answer =
      planning::SolveFlow(instance, planning::BuildFlow(instance).network, meter);
  const auto* solution = answer.ok() ? std::get_if<planning::Solution>(&*answer) : nullptr;
  if (solution == nullptr || !Verify(instance, solution->plan, solution->certificate).ok()) Fail("no plan");
  return {(CpuSeconds() - start) * 1e3, solution->plan.value[0], solution->plan.value[1]};
}

// As the scheduler plans: everybody has a rank of their own. One in a thousand leaves, and one item in twenty gets a
// seat: a new plan from the old one beside one from nothing.
void MeasureWarmStart(const PlanningSize& size, std::vector<Line>& lines) {
  planning::Instance instance = MakePlanningInstance(size, kSeed);
  for (int32_t person = 0; person < size.people; ++person)
    std::fill(instance.levels[1].value.begin() + instance.pair_begin[static_cast<size_t>(person)],
              instance.levels[1].value.begin() + instance.pair_begin[static_cast<size_t>(person) + 1],
              size.people - person);
  const auto before = planning::Solve(instance);
  if (!before.ok() || !std::holds_alternative<planning::Solution>(*before)) Fail("no plan to start from");
  const std::vector<int32_t> told = std::get<planning::Solution>(*before).plan.pairs;
  for (int32_t person = 0; person < size.people; person += 1000)
    for (int32_t pair = instance.pair_begin[static_cast<size_t>(person)];
         pair < instance.pair_begin[static_cast<size_t>(person) + 1]; ++pair)
      instance.forbidden.push_back(pair);
  for (size_t j = 0; j < instance.items.size(); j += 20) ++instance.items[j].seats;
  planning::Level kept{.name = "kept", .value = std::vector<int64_t>(instance.pair_item.size())};
  for (const int32_t pair : told) kept.value[static_cast<size_t>(pair)] = 1;
  instance.levels.insert(instance.levels.begin() + 1, std::move(kept));
  const Measured cold = MeasureFromNothing(instance);
  const Measured filled = MeasureOurs(instance);
  instance.base = told;
  const Measured warm = MeasureOurs(instance);
  const auto is_other = [&cold](const Measured& other) {
    return other.placed != cold.placed || other.wishes != cold.wishes;
  };
  if (is_other(warm) || is_other(filled)) Fail("from the old plan comes another optimum");
  const std::string name = absl::StrCat(size.name, ", ranked, after a change: ");
  lines.push_back({name + "from nothing, ms", cold.milliseconds});
  lines.push_back({name + "from a filling, ms", filled.milliseconds});
  lines.push_back({name + "from the old plan, ms", warm.milliseconds});
  lines.push_back({name + "from nothing by from the old plan", cold.milliseconds, warm.milliseconds, 5});
}

constexpr int32_t kDivisions = 31;
constexpr int32_t kMonths = 12;

// A third of the divisions are ten times as large as the others.
planning::Level FairnessOf(const PlanningSize& size, planning::Instance& instance) {
  instance.groups = kDivisions;
  instance.group.clear();
  instance.group_begin = {0};
  PlanningDice dice(kSeed);
  for (int32_t person = 0; person < size.people; ++person) {
    const int32_t division = dice.Below(kDivisions * 4);
    instance.group.push_back(division < kDivisions ? division : division % (kDivisions / 3));
    instance.group_begin.push_back(person + 1);
  }
  planning::Level fair{.name = "fairness", .value = std::vector<int64_t>(instance.pair_item.size())};
  for (int32_t division = 0; division < kDivisions; ++division) fair.fair_groups.push_back(division);
  return fair;
}

// Some months have more courses than others.
planning::Level SpreadOf(const planning::Instance& instance) {
  planning::Level spread{.name = "spread", .value = std::vector<int64_t>(instance.pair_item.size())};
  spread.periods.taken.assign(kMonths, 0);
  for (int32_t item = 0; item < static_cast<int32_t>(instance.items.size()); ++item)
    spread.periods.of_item.push_back(item % (kMonths + 5) % kMonths);
  return spread;
}

void MeasureEvenness(const PlanningSize& size, std::vector<Line>& lines) {
  planning::Instance fair = MakePlanningInstance(size, kSeed);
  planning::Instance spread = fair;
  fair.levels.insert(fair.levels.begin() + 1, FairnessOf(size, fair));
  spread.levels.insert(spread.levels.begin() + 1, SpreadOf(spread));
  planning::Instance both = fair;
  both.levels.insert(both.levels.begin() + 2, SpreadOf(both));
  lines.push_back(
      {absl::StrCat(size.name, ": with fairness between 31 divisions, ms"), MeasureOurs(fair).milliseconds});
  lines.push_back({absl::StrCat(size.name, ": with spread over 12 months, ms"), MeasureOurs(spread).milliseconds});
  lines.push_back({absl::StrCat(size.name, ": with fairness, then spread, ms"), MeasureOurs(both).milliseconds});
}

// Also who has priority, who has a place already, and in which order they asked: more than one proof holds.
void MeasureEveryGoal(const PlanningSize& size, std::vector<Line>& lines) {
  planning::Instance instance = MakePlanningInstance(size, kSeed);
  PlanningDice dice(kSeed);
  planning::Level some = instance.levels[0];
  for (int64_t& value : some.value) value = dice.Below(5) == 0 ? 1 : 0;
  planning::Level order = some;
  for (size_t pair = 0; pair < order.value.size(); ++pair)
    order.value[pair] = static_cast<int64_t>(order.value.size() - pair);
  planning::Level priority = some;
  std::reverse(priority.value.begin(), priority.value.end());
  planning::Level fair = FairnessOf(size, instance);
  instance.levels = {priority,           instance.levels[0], some, std::move(fair), SpreadOf(instance),
                     instance.levels[1], std::move(order)};
  lines.push_back({absl::StrCat(size.name, ": with all seven goals, ms"), MeasureOurs(instance).milliseconds});
}

std::vector<Line> MeasureAll(bool quick) {
  std::vector<Line> lines;
  // First, so that the peak of memory is its own and not LEMON's.
  const Measured province = MeasureOurs(MakePlanningInstance(kProvince, kSeed));
  if (!quick) MeasureNation(province.milliseconds, lines);
  MeasureBeside(kCounty, 0, lines);
  MeasureBeside(kProvince, 4, lines);
  MeasureQuotas(kCounty, lines);
  MeasureQuotas(kProvince, lines);
  MeasureWarmStart(kCounty, lines);
  MeasureOverlaps(kProvince, 80, 1, lines);
  if (!quick) {
    MeasureWarmStart(kRanked, lines);
    MeasureEvenness(kCounty, lines);
    MeasureEvenness(kRanked, lines);
    MeasureEveryGoal(kCounty, lines);
    MeasureOverlaps(kProvince, 150, 0, lines);
    MeasureOverlaps(kProvince, 250, 0, lines);
  }
  return lines;
}

}  // namespace
}  // namespace jiedui

int main(int argc, char** argv) {
  bool quick = false;
  std::string json;
  for (int k = 1; k < argc; ++k) {
    const std::string argument = argv[k];
    if (argument == "--quick") {
      quick = true;
    } else if (k + 1 < argc && (argument == "--json" || argument == "--dir")) {
      if (const std::string value = argv[++k]; argument == "--json") json = value;
    } else {
      std::fputs("usage: bench_planning [--quick] [--json FILE] [--dir DIRECTORY]\n", stderr);
      return 2;
    }
  }
  const std::vector<jiedui::Line> lines = jiedui::MeasureAll(quick);
  jiedui::Print(lines);
  if (!json.empty()) std::ofstream(json) << jiedui::ToJson("bench_planning", lines);
}
