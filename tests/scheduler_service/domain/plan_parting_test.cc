// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_parting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/domain/plan_names.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCourse[] = "pairings/yh-cx/courses/a";

// A course with six townships that may use its pool, "510824100" to "510824105".
struct Townships {
  int seats = 10;
  std::vector<int> own = {1, 1, 1, 1, 1, 1};
  std::vector<int> ceiling = {2, 2, 2, 2, 2, 2};
  int seats_min = 0;
  std::vector<int> seekers_of = {2, 2, 2, 2, 2, 2};  // nominated by turns

  static std::string Name(size_t township) { return absl::StrCat("51082410", township); }
  int pool() const { return seats - std::accumulate(own.begin(), own.end(), 0); }

  PlanFacts Facts() const {
    PlannedItem course = PlannedCourse("a", seats);
    course.item.seats_min = seats_min;
    SeatPlan plan{.seats = seats, .quotas = {}, .categories = {}};
    for (size_t k = 0; k < own.size(); ++k) {
      v1::Quota quota;
      quota.set_division(Name(k));
      quota.set_seats(own[k]);
      quota.set_ceiling(ceiling[k]);
      plan.quotas.push_back(quota);
    }
    course.ledger = NewLedger(course.item.name, plan);
    std::vector<PlanCandidate> seekers;
    for (int turn = 0; turn < 3; ++turn)
      for (size_t k = 0; k < own.size(); ++k) {
        if (seekers_of[k] <= turn) continue;
        seekers.push_back(Seeks(absl::StrCat("p", k, turn), 0));
        seekers.back().seating.division = Name(k);
      }
    return FactsOf({course}, seekers);
  }
};

void AddSeeker(PlanFacts& facts, const std::string& person, const std::string& division) {
  facts.seekers.push_back(Seeks(person, 0));
  facts.seekers.back().seating.division = division;
}

struct Parted {
  PlanModel model;
  planning::Solution solution;
  v1::Plan plan;
};

// As the planner does it; nullopt: no plan was found.
std::optional<Parted> PlanWithParting(const PlanFacts& facts, const std::string& text) {
  const auto question = Completed(FromText<v1::PlanQuestion>(text));
  const std::vector<int> parted = BuildModel(facts, question, {})->parted;
  EXPECT_THAT(parted, ElementsAre(0));
  const RelaxedQuestion relaxed = WithoutRulesOf(parted, facts, question);
  const PlanModel relaxation = *BuildModel(relaxed.facts, relaxed.question, {});
  EXPECT_THAT(relaxation.parted, IsEmpty());
  const auto relaxed_answer = planning::Solve(relaxation.instance);
  if (!std::holds_alternative<planning::Solution>(*relaxed_answer)) return std::nullopt;
  const auto best = std::get<planning::Solution>(*relaxed_answer);
  Parted answer;
  answer.model = *BuildModel(facts, question, {}, PartPools(parted, relaxed, relaxation, best, question));
  SetRelaxation(parted, relaxation, best, answer.model.basis);
  const auto solved = planning::Solve(answer.model.instance);
  if (!solved.ok() || !std::holds_alternative<planning::Solution>(*solved)) return std::nullopt;
  answer.solution = std::get<planning::Solution>(*solved);
  answer.plan = *PlanOf(answer.model, answer.solution);
  return answer;
}

std::string Floor(const std::string& division, int places) {
  return absl::StrCat(" floors { item: '", kCourse, "' division: '", division, "' places: ", places, " }");
}

// Whether the seats, the minimum and the floors have room for these, by the rules read one by one.
bool KeepsAll(const Townships& of, const std::vector<std::pair<std::string, int>>& floors,
              const std::vector<int>& placed) {
  int beyond = 0;
  int total = 0;
  for (size_t k = 0; k < placed.size(); ++k) {
    if (placed[k] > std::max(of.own[k], of.ceiling[k])) return false;
    beyond += std::max(0, placed[k] - of.own[k]);
    total += placed[k];
  }
  if (beyond > of.pool() || (total > 0 && total < of.seats_min)) return false;
  if (total == 0 && of.seats_min > 0) return true;
  return std::all_of(floors.begin(), floors.end(), [&](const auto& floor) {
    int inside = 0;
    for (size_t k = 0; k < placed.size(); ++k)
      if (LiesIn(Townships::Name(k), floor.first)) inside += placed[k];
    return inside >= floor.second;
  });
}

int MostPlaced(const Townships& of, const std::vector<std::pair<std::string, int>>& floors) {
  int most = -1;
  std::vector<int> placed(of.own.size());
  for (int code = 0; code < 4096; ++code) {
    int total = 0;
    bool exist = true;
    for (size_t k = 0; k < placed.size(); ++k) {
      placed[k] = code >> (2 * k) & 3;
      exist = exist && placed[k] <= of.seekers_of[k];
      total += placed[k];
    }
    if (exist && KeepsAll(of, floors, placed)) most = std::max(most, total);
  }
  return most;
}

TEST(PlanParting, AMinimumCostsNothingOfThePool) {
  Townships of;
  of.seats_min = 9;
  const auto parted = PlanWithParting(of.Facts(), "");
  ASSERT_TRUE(parted.has_value());
  EXPECT_EQ(parted->plan.placements_size(), 10);
  EXPECT_TRUE(parted->plan.optimal());
  EXPECT_THAT(parted->plan.relaxed(), IsEmpty());
}

// In the relaxation everybody of a sharing township has two pairs for the course, with the parting one: steps of
// evenness must count alike in both.
TEST(PlanParting, EvennessCountsInTheSameUnits) {
  Townships of;
  of.seats_min = 9;
  PlanFacts facts = of.Facts();
  facts.items.push_back(PlannedCourse("b", 3, "2021-11-01", "2021-11-05"));
  for (const char* goal : {"FAIRNESS", "SPREAD"}) {
    SCOPED_TRACE(goal);
    const auto parted = PlanWithParting(facts, absl::StrCat("goals: [PLAN_GOAL_PLACED, PLAN_GOAL_", goal, "]"));
    ASSERT_TRUE(parted.has_value());
    ASSERT_EQ(parted->plan.levels_size(), 2);
    EXPECT_EQ(parted->plan.levels(0).value(), 10);
    EXPECT_EQ(parted->plan.levels(1).bound(), parted->plan.levels(1).value());
    EXPECT_TRUE(parted->plan.optimal());
    EXPECT_THAT(JudgeByRelaxation(parted->model.basis, parted->solution)->findings, IsEmpty());
  }
}

// Several courses on the same and on other days, evenness at any level: the plan is always one of the relaxation.
TEST(PlanParting, EvenPlansAreJudgedByTheRelaxation) {
  std::mt19937_64 random(5);
  int optimal = 0;
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    Townships of;
    of.seats_min = 6 + static_cast<int>(random() % 4);
    PlanFacts facts = of.Facts();
    facts.items.push_back(PlannedCourse("b", 3));
    facts.items.push_back(PlannedCourse("c", 2, "2021-11-01", "2021-11-05"));
    for (int k = 0; k < 8; ++k) {
      facts.seekers.push_back(Seeks(absl::StrCat("p", random() % 6, random() % 2), 1 + k % 2));
      facts.seekers.back().seating.division =
          Townships::Name(static_cast<size_t>(facts.seekers.back().person[9] - '0'));
    }
    const char* const kGoals[] = {"PLAN_GOAL_PLACED, PLAN_GOAL_FAIRNESS", "PLAN_GOAL_FAIRNESS, PLAN_GOAL_PREFERENCE",
                                  "PLAN_GOAL_PLACED, PLAN_GOAL_SPREAD, PLAN_GOAL_FAIRNESS"};
    const auto parted = PlanWithParting(facts, absl::StrCat("goals: [", kGoals[random() % 3], "]"));
    ASSERT_TRUE(parted.has_value());
    ASSERT_THAT(JudgeByRelaxation(parted->model.basis, parted->solution)->findings, IsEmpty());
    for (const v1::PlanLevel& level : parted->plan.levels()) ASSERT_GE(level.gap(), 0);
    optimal += parted->plan.optimal() ? 1 : 0;
  }
  EXPECT_GT(optimal, 5);
}

TEST(PlanParting, FloorsAreKeptAsFarAsThePoolGoes) {
  Townships of;
  of.seats = 7;
  const auto parted = PlanWithParting(of.Facts(), Floor("510824103", 2) + Floor("510824", 7));
  ASSERT_TRUE(parted.has_value());
  EXPECT_EQ(parted->plan.placements_size(), 7);
  EXPECT_EQ(std::count_if(parted->plan.placements().begin(), parted->plan.placements().end(),
                          [](const auto& one) { return one.person().substr(0, 10) == "persons/p3"; }),
            2);
}

TEST(PlanParting, FloorsWithinOneQuotaShareItsSeats) {
  Townships of;
  of.seats = 10;
  of.ceiling = {5, 2, 2, 2, 2, 2};
  PlanFacts facts = of.Facts();
  for (int i = 0; i < 6; ++i) AddSeeker(facts, absl::StrCat("village", i), absl::StrCat(Townships::Name(0), i % 2));
  const auto parted = PlanWithParting(facts, Floor("5108241000", 2) + Floor("5108241001", 2));
  ASSERT_TRUE(parted.has_value());
  EXPECT_EQ(parted->plan.placements_size(), 10);
}

TEST(PlanParting, PeopleOfThePoolMayNeedItsSeats) {
  Townships of;
  of.seats = 10;
  PlanFacts facts = of.Facts();
  for (int i = 0; i < 2; ++i) AddSeeker(facts, absl::StrCat("other", i), "330110");
  const auto parted = PlanWithParting(facts, Floor("330110", 2) + Floor("510824", 8));
  ASSERT_TRUE(parted.has_value());
  EXPECT_EQ(parted->plan.placements_size(), 10);
}

// Whoever is pinned keeps the seat that the pool has for them.
TEST(PlanParting, SharesOfThePinnedAreNotTaken) {
  Townships of;
  of.seats = 8;
  const std::string pins = " pinned: 'pairings/yh-cx/assignments/p00-0' pinned: 'pairings/yh-cx/assignments/p01-0'";
  const auto parted = PlanWithParting(of.Facts(), Floor("510824105", 2) + Floor("510824", 8) + pins);
  ASSERT_TRUE(parted.has_value());
  EXPECT_EQ(parted->plan.placements_size(), 8);
  EXPECT_THAT(JudgeByRelaxation(parted->model.basis, parted->solution)->findings, IsEmpty());
}

// Against every plan of small courses: rules are kept, bounds hold, and what is called optimal is.
TEST(PlanParting, NoPlanIsBetterThanTheBounds) {
  int found = 0;
  int optimal = 0;
  int as_many = 0;
  int unfound = 0;
  int impossible = 0;
  std::mt19937_64 random(7);
  const auto between = [&random](int least, int most) {
    return least + static_cast<int>(random() % static_cast<uint64_t>(most - least + 1));
  };
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    Townships of;
    for (size_t k = 0; k < of.own.size(); ++k) {
      of.own[k] = between(0, 1);
      of.ceiling[k] = of.own[k] + between(1, 2);
      of.seekers_of[k] = between(0, 3);
    }
    of.seats = std::accumulate(of.own.begin(), of.own.end(), 0) + between(1, 4);
    of.seats_min = between(0, 1) * between(2, 8);
    std::vector<std::pair<std::string, int>> floors;
    if (of.seats_min == 0 || between(0, 1) == 1) floors.emplace_back(Townships::Name(2), between(1, 2));
    if (between(0, 1) == 1) floors.emplace_back("510824", between(1, 6));
    std::string text;
    for (const auto& [division, places] : floors) text += Floor(division, places);
    const int most = MostPlaced(of, floors);
    const auto question = Completed(FromText<v1::PlanQuestion>(text));
    const auto model = BuildModel(of.Facts(), question, {});
    if (!model.ok()) {
      ASSERT_LE(most, 0) << "a floor asks for more than there is, whether the course runs or not";
      ++impossible;
      continue;
    }
    if (model->parted.empty()) continue;  // a floor that can be counted in the seats of its own
    const auto parted = PlanWithParting(of.Facts(), text);
    if (!parted.has_value()) {
      unfound += most > 0 ? 1 : 0;
      continue;
    }
    ++found;
    std::vector<int> placed(of.own.size());
    for (const auto& one : parted->plan.placements()) ++placed[static_cast<size_t>(one.person()[9] - '0')];
    ASSERT_TRUE(KeepsAll(of, floors, placed));
    ASSERT_THAT(JudgeByRelaxation(parted->model.basis, parted->solution)->findings, IsEmpty());
    ASSERT_GE(parted->plan.levels(0).bound(), most);
    ASSERT_LE(parted->plan.placements_size(), most);
    as_many += parted->plan.placements_size() == most ? 1 : 0;
    if (!parted->plan.optimal()) continue;
    ASSERT_EQ(parted->plan.placements_size(), most);
    ++optimal;
  }
  EXPECT_GT(found, 150);
  EXPECT_GT(optimal, found / 3);
  EXPECT_GT(as_many, found * 9 / 10);
  EXPECT_LE(unfound, found / 20);
  EXPECT_GT(impossible, 5);
}

// With some of them pinned: wherever the relaxation pins them, the plan is one of its plans.
TEST(PlanParting, PlansWithPinsAreJudgedByTheRelaxation) {
  int seen = 0;
  std::mt19937_64 random(11);
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(round);
    Townships of;
    for (size_t k = 0; k < of.own.size(); ++k) {
      of.own[k] = static_cast<int>(random() % 2);
      of.ceiling[k] = of.own[k] + 1 + static_cast<int>(random() % 2);
    }
    of.seats = std::accumulate(of.own.begin(), of.own.end(), 0) + 4;
    of.seats_min = 3;
    std::string pins;
    for (int pin = 0; pin < 3; ++pin)
      absl::StrAppend(&pins, " pinned: 'pairings/yh-cx/assignments/p", random() % 3, pin % 2, "-0'");
    const PlanFacts facts = of.Facts();
    const auto question = Completed(FromText<v1::PlanQuestion>(pins));
    if (!BuildModel(facts, question, {}).ok()) continue;
    const auto parted = PlanWithParting(facts, pins);
    if (!parted.has_value()) continue;  // more pins of a division than its ceiling
    ASSERT_THAT(JudgeByRelaxation(parted->model.basis, parted->solution)->findings, IsEmpty());
    ASSERT_TRUE(planning::Verify(parted->model.instance, parted->solution.plan, parted->solution.certificate).ok());
    ++seen;
  }
  EXPECT_GT(seen, 50);
}

TEST(PlanParting, ThatNoPlanWasFoundProvesNothing) {
  Townships of;
  of.seats_min = 9;
  auto parted = PlanWithParting(of.Facts(), "");
  ASSERT_TRUE(parted.has_value());
  const absl::Status status = NoPlan(parted->model, planning::Infeasible{});
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  EXPECT_THAT(status.message(), HasSubstr("parted among them beforehand"));
}

TEST(PlanParting, ABrokenRelaxationIsFound) {
  Townships of;
  of.seats_min = 9;
  auto parted = PlanWithParting(of.Facts(), "");
  ASSERT_TRUE(parted.has_value());
  EXPECT_THAT(JudgeByRelaxation(parted->model.basis, parted->solution)->findings, IsEmpty());
  storage::v1::PlanBasis tampered = parted->model.basis;
  auto& price = *tampered.mutable_relaxation()->mutable_proofs(0)->mutable_person();
  for (uint64_t& low : *price.mutable_low()) low = 0;
  EXPECT_THAT(JudgeByRelaxation(tampered, parted->solution)->findings, ::testing::Not(IsEmpty()));
  parted->model.basis = tampered;
  EXPECT_THAT(PlanOf(parted->model, parted->solution), StatusIs(absl::StatusCode::kInternal, HasSubstr("relaxation")));
  tampered.mutable_relaxation()->set_instance("nonsense");
  EXPECT_THAT(JudgeByRelaxation(tampered, parted->solution), FailsWith(absl::StatusCode::kDataLoss, ""));
}

}  // namespace
}  // namespace jiedui::scheduler
