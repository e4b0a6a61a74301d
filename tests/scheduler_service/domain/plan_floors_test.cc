// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_floors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>

#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/planning/solve.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kCourse[] = "pairings/yh-cx/courses/";

std::string Floor(const std::string& course, const std::string& division, int places) {
  return absl::StrCat("floors { item: '", kCourse, course, "' division: '", division, "' places: ", places, " } ");
}

PlanCandidate From(const std::string& division, PlanCandidate candidate) {
  candidate.seating.division = division;
  return candidate;
}

PlannedItem WithQuotas(PlannedItem course, int seats, const std::vector<std::string>& quotas) {
  SeatPlan rules{.seats = seats, .quotas = {}, .categories = {}};
  for (const std::string& quota : quotas) rules.quotas.push_back(FromText<v1::Quota>(quota));
  course.ledger = NewLedger(course.item.name, rules);
  return course;
}

planning::Solution SolutionFor(const PlanModel& model) {
  const auto answer = planning::Solve(model.instance);
  EXPECT_THAT(answer, IsOk());
  return std::get<planning::Solution>(*answer);
}

// Placements of people of `division` in `course`.
int PlacedFrom(const PlanFacts& facts, const v1::Plan& plan, const std::string& course, const std::string& division) {
  int placed = 0;
  for (const v1::PlanPlacement& placement : plan.placements())
    for (const PlanCandidate& seeker : facts.seekers)
      placed += seeker.assignment == placement.assignment() && placement.item() == kCourse + course &&
                        LiesIn(seeker.seating.division, division)
                    ? 1
                    : 0;
  return placed;
}

TEST(AddFloors, AreQuotasOfWhoeverComesFromTheDivision) {
  const PlanFacts facts = FactsOf({PlannedCourse("a", 2), PlannedCourse("b", 2, "2021-11-01", "2021-11-05")},
                                  {Seeks("zhao", 0), From("510824112", Seeks("qian", 0)), From("33", Seeks("sun", 0)),
                                   From("", Seeks("li", 0)), Seeks("sun", 1)});
  const auto model = ModelOf(facts, Floor("a", "510824", 1) + Floor("b", "51", 1) + Floor("a", "510824112", 1));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(CheckInstance(model->instance), IsOk());
  ASSERT_THAT(model->instance.quotas, SizeIs(3));
  ASSERT_EQ(model->basis.quota_seats_size(), 3);
  EXPECT_EQ(model->basis.quota_seats(2).item(), "pairings/yh-cx/courses/a");
  EXPECT_EQ(model->basis.quota_seats(2).division(), "510824112");
  EXPECT_EQ(model->instance.quotas[1].item, 1);
  EXPECT_EQ(model->instance.quotas[0].floor, 1);
  EXPECT_EQ(model->instance.quotas[0].ceiling, 2);  // zhao and qian
  EXPECT_THAT(model->instance.group_begin, ElementsAre(0, 1, 3, 4, 4));
  EXPECT_THAT(model->instance.group, ElementsAre(0, 0, 2, 1));  // sun is of Sichuan at the other course only
  EXPECT_THAT(planning::WhyNotExact(model->instance), IsEmpty());
}

TEST(AddFloors, APlanKeepsThemAndIsBestBesides) {
  const PlanFacts facts = FactsOf({PlannedCourse("a", 2)}, {From("33", Seeks("zhao", 0)), From("33", Seeks("qian", 0)),
                                                            Seeks("sun", 0), Seeks("li", 0)});
  const auto model = ModelOf(facts, Floor("a", "51", 1));
  ASSERT_THAT(model, IsOk());
  const v1::Plan plan = *PlanOf(*model, SolutionFor(*model));
  EXPECT_TRUE(plan.optimal());
  EXPECT_EQ(PlacedFrom(facts, plan, "a", "51"), 1);
  EXPECT_EQ(plan.levels(1).value(), 4 + 2);
}

TEST(AddFloors, WhoMaySitInSeveralPartsIsCountedInOne) {
  const PlanFacts facts =
      FactsOf({WithQuotas(PlannedCourse("a", 3), 3, {"division: '510824100' seats: 1 ceiling: 3"})},
              {From("33", Seeks("zhao", 0)), From("33", Seeks("qian", 0)), Seeks("sun", 0), Seeks("li", 0)});
  ASSERT_THAT(ModelOf(facts)->instance.items, SizeIs(2));
  const auto model = ModelOf(facts, Floor("a", "51", 2));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(model->instance.items, SizeIs(1));
  const v1::Plan plan = *PlanOf(*model, SolutionFor(*model));
  EXPECT_EQ(PlacedFrom(facts, plan, "a", "51"), 2);
  EXPECT_EQ(plan.placements_size(), 3);
}

// Up to the seats that are kept for them, a floor is counted there, and the pool stays open to everybody's.
TEST(AddFloors, OfTheirOwnSeatsLeaveThePoolAsItIs) {
  const auto facts = [] {
    return FactsOf(
        {WithQuotas(PlannedCourse("a", 12), 12,
                    {"division: '510824100' seats: 2 ceiling: 3", "division: '510824112' seats: 1 ceiling: 2",
                     "division: '510824113' seats: 1 ceiling: 2", "division: '510824114' seats: 1 ceiling: 2",
                     "division: '510824115' seats: 1 ceiling: 2"})},
        {Seeks("zhao", 0), Seeks("qian", 0), Seeks("wu", 0), From("510824112", Seeks("sun", 0)),
         From("33", Seeks("li", 0))});
  };
  const auto own = ModelOf(facts(), Floor("a", "510824100", 2) + Floor("a", "33", 1));
  ASSERT_THAT(own, IsOk());
  EXPECT_THAT(own->basis.stricter(), IsEmpty());
  EXPECT_GT(own->instance.items.size(), 1U);
  EXPECT_THAT(CheckInstance(own->instance), IsOk());
  const v1::Plan plan = *PlanOf(*own, SolutionFor(*own));
  EXPECT_TRUE(plan.optimal());
  EXPECT_EQ(plan.placements_size(), 5);
  // One more than are kept, or of two townships together: all of the seats are one place.
  for (const std::string& floor : {Floor("a", "510824100", 3), Floor("a", "5108", 2)}) {
    const auto together = ModelOf(facts(), floor);
    ASSERT_THAT(together, IsOk());
    EXPECT_THAT(together->instance.items, SizeIs(1));
  }
}

TEST(AddFloors, MoreThanThereIsIsNoPlan) {
  const PlanFacts facts = FactsOf({PlannedCourse("a", 2)}, {Seeks("zhao", 0), Seeks("qian", 0)});
  const absl::Status beyond = ModelOf(facts, Floor("a", "51", 3) + Floor("a", "33", 1)).status();
  EXPECT_THAT(beyond, FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(beyond),
              ElementsAre("FLOOR pairings/yh-cx/courses/a: found 2 free seats, required 3 places for division 51",
                          "FLOOR pairings/yh-cx/courses/a: found 0 of it who may come, required 1 places for division "
                          "33"));
}

TEST(AddFloors, TogetherTheyAreNoMoreThanTheSeats) {
  const auto facts = [] {
    return FactsOf({PlannedCourse("a", 3)}, {Seeks("p", 0), Seeks("q", 0), Seeks("r", 0), Seeks("s", 0)});
  };
  const auto floor = [](const std::string& division, int places) {
    return absl::StrCat("floors { item: 'pairings/yh-cx/courses/a' division: '", division, "' places: ", places, " } ");
  };
  // The township's are the county's too.
  EXPECT_THAT(ModelOf(facts(), floor("510824100", 2) + floor("510824", 3)), IsOk());
  PlanFacts two = facts();
  for (const size_t k : {size_t{2}, size_t{3}}) two.seekers[k].seating.division = "510824112";
  EXPECT_THAT(ModelOf(two, floor("510824100", 1) + floor("510824112", 2) + floor("510824", 1)), IsOk());
  const auto status = ModelOf(two, floor("510824", 1) + floor("510824100", 2) + floor("510824112", 2)).status();
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(status), ElementsAre(HasSubstr("found 3 free seats, required 4 places")));
}

TEST(AddFloors, OfACourseThatMayNotRunItNeedNotHold) {
  PlannedItem course = PlannedCourse("a", 5);
  course.item.seats_min = 2;
  const auto model = ModelOf(FactsOf({course}, {Seeks("zhao", 0), Seeks("qian", 0)}), Floor("a", "33", 1));
  ASSERT_THAT(model, IsOk());
  const v1::Plan plan = *PlanOf(*model, SolutionFor(*model));
  EXPECT_EQ(plan.placements_size(), 0);
  ASSERT_EQ(plan.course_sizes_size(), 1);
  EXPECT_EQ(plan.course_sizes(0).outcome(), v1::PlanCourseSize::OUTCOME_NOT_WORTH_RUNNING);
}

TEST(AddFloors, AnItemThatIsNotPlannedIsNamed) {
  const absl::Status status =
      ModelOf(FactsOf({PlannedCourse("a", 2)}, {Seeks("zhao", 0)}), Floor("a", "51", 1) + Floor("b", "51", 1)).status();
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(FieldsIn(status), ElementsAre("question.floors[1].item"));
}

// The group of the floor crosses the people without a quota, who share the pool.
TEST(AddFloors, WhereTheyCrossQuotasItIsSaidInNames) {
  const PlanFacts facts = FactsOf({WithQuotas(PlannedCourse("a", 3), 3, {"division: '510824100' seats: 1 ceiling: 1"})},
                                  {Seeks("zhao", 0), From("510824112", Seeks("qian", 0)), From("33", Seeks("sun", 0))});
  const auto model = ModelOf(facts, Floor("a", "51", 1));
  ASSERT_THAT(model, IsOk());
  const v1::Plan plan = *PlanOf(*model, SolutionFor(*model));
  EXPECT_GE(PlacedFrom(facts, plan, "a", "51"), 1);
  for (const std::string& rule : plan.relaxed()) EXPECT_EQ(rule.find("quotas["), std::string::npos) << rule;
  for (const std::string& why : planning::WhyNotExact(model->instance))
    EXPECT_EQ(InNames(model->basis, why),
              "seats of division 51 at pairings/yh-cx/courses/a: its group crosses that of another quota of seats of "
              "pairings/yh-cx/courses/a");
}

// Two courses at once, some with quotas; every floor is kept, and no choice of people that keeps them places more.
class Small {
 public:
  explicit Small(unsigned seed) : random_(seed) {
    std::vector<PlanCandidate> seekers;
    const std::vector<std::string> divisions = {"510824100", "510824112", "330110", ""};
    for (int person = 0; person < 6; ++person)
      for (int item = 0; item < 2; ++item)
        if (Dice(3) > 0)
          seekers.push_back(From(divisions[static_cast<size_t>(person) % 4], Seeks(absl::StrCat("p", person), item)));
    for (const char* id : {"a", "b"}) {
      PlannedItem course = PlannedCourse(id, 1 + Dice(3));
      if (Dice(3) == 0) course = WithQuotas(course, 3, {"division: '510824100' seats: 1 ceiling: 1"});
      facts_.items.push_back(course);
      for (const char* division : {"51", "510824112", "33"})
        if (Dice(3) == 0) floors_.push_back({id, division, 1 + Dice(2)});
    }
    facts_ = FactsOf(facts_.items, seekers);
  }

  const PlanFacts& facts() const { return facts_; }
  std::string Question() const {
    std::string text;
    for (const auto& [course, division, places] : floors_) text += Floor(course, division, places);
    return text;
  }
  bool has_floors() const { return !floors_.empty(); }

  // The most that can be placed; -1: the floors cannot be kept.
  int Most() const {
    int most = -1;
    for (unsigned set = 0; set < 1U << facts_.seekers.size(); ++set)
      if (Keeps(set)) most = std::max(most, std::popcount(set));
    return most;
  }

  bool Keeps(unsigned set) const {
    std::set<std::string> people;
    std::vector<v1::SeatLedger> ledgers = {facts_.items[0].ledger, facts_.items[1].ledger};
    for (size_t k = 0; k < facts_.seekers.size(); ++k) {
      if ((set >> k & 1U) == 0) continue;
      const PlanCandidate& seeker = facts_.seekers[k];
      v1::SeatLedger& ledger = ledgers[static_cast<size_t>(seeker.item)];
      if (!people.insert(seeker.person).second || WhyNoSeat(ledger, seeker.seating).has_value()) return false;
      Take(ledger, CountFor(ledger, seeker.seating.division).division(), seeker.seating.category);
    }
    return std::all_of(floors_.begin(), floors_.end(), [&](const OneFloor& floor) {
      int placed = 0;
      for (size_t k = 0; k < facts_.seekers.size(); ++k)
        placed += (set >> k & 1U) != 0 && (facts_.seekers[k].item == 1) == (floor.course == "b") &&
                          LiesIn(facts_.seekers[k].seating.division, floor.division)
                      ? 1
                      : 0;
      return placed >= floor.places;
    });
  }

  unsigned SetOf(const v1::Plan& plan) const {
    unsigned set = 0;
    for (const v1::PlanPlacement& placement : plan.placements())
      for (size_t k = 0; k < facts_.seekers.size(); ++k)
        if (facts_.seekers[k].assignment == placement.assignment()) set |= 1U << k;
    return set;
  }

 private:
  struct OneFloor {
    std::string course;
    std::string division;
    int places = 0;
  };

  int Dice(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }

  std::mt19937 random_;
  PlanFacts facts_;
  std::vector<OneFloor> floors_;
};

TEST(AddFloorsProperty, HoldInEveryPlanAndLeaveTheBest) {
  int plans = 0;
  int bounded = 0;
  int none = 0;
  for (unsigned seed = 1; plans < 150; ++seed) {
    const Small small(seed);
    if (!small.has_floors() || small.facts().seekers.empty()) continue;
    SCOPED_TRACE(seed);
    const int most = small.Most();
    const auto model = ModelOf(small.facts(), small.Question());
    if (!model.ok()) {
      EXPECT_THAT(model.status(), FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
      EXPECT_EQ(most, -1);
      ++none;
      continue;
    }
    ASSERT_THAT(CheckInstance(model->instance), IsOk());
    const auto answer = planning::Solve(model->instance);
    if (!answer.ok() || std::holds_alternative<planning::Infeasible>(*answer)) {
      EXPECT_TRUE(answer.ok() || absl::IsResourceExhausted(answer.status())) << answer.status();
      if (answer.ok()) {
        EXPECT_EQ(most, -1);
      }
      ++none;
      continue;
    }
    ++plans;
    const v1::Plan plan = *PlanOf(*model, std::get<planning::Solution>(*answer));
    EXPECT_TRUE(small.Keeps(small.SetOf(plan)));
    EXPECT_GE(plan.levels(0).bound(), most);
    EXPECT_LE(plan.placements_size(), most);
    if (plan.optimal()) {
      EXPECT_EQ(plan.placements_size(), most);
    }
    bounded += plan.optimal() ? 0 : 1;
  }
  EXPECT_GT(none, 20);
  EXPECT_LT(bounded, plans / 4);
}

}  // namespace
}  // namespace jiedui::scheduler
