// SPDX-License-Identifier: Apache-2.0
// What is told is carried out on the seats of the course, and planned anew: it does what was told.
#include "scheduler_service/domain/plan_raises.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "scheduler_service/domain/plan_explanation.h"
#include "scheduler_service/domain/plan_overview.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::PERSON_CATEGORY_DOCTOR;
using registry::v1::PERSON_CATEGORY_NURSE;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr char kCourse[] = "pairings/yh-cx/courses/a";

SeatPlan PlanOfSeats(const std::string& text) {
  const auto course = FromText<v1::Course>(text);
  return {.seats = course.seats(),
          .quotas = {course.quotas().begin(), course.quotas().end()},
          .categories = {course.category_quotas().begin(), course.category_quotas().end()}};
}

// One course with its candidates, nominated in their order.
struct Setting {
  SeatPlan seats;
  int seats_min = 0;
  std::vector<Seating> taken;
  std::vector<Seating> seekers;  // p0, p1, ...

  PlanFacts Facts(const SeatPlan& plan) const {
    PlannedItem course = PlannedCourse("a", plan.seats);
    course.item.seats_min = seats_min;
    course.ledger = NewLedger(kCourse, seats);
    for (const Seating& one : taken)
      if (!WhyNoSeat(course.ledger, one).has_value())
        Take(course.ledger, CountFor(course.ledger, one.division).division(), one.category);
    course.ledger = Reshaped(course.ledger, plan);
    PlanFacts facts = FactsOf({course}, {});
    for (size_t k = 0; k < seekers.size(); ++k) {
      facts.seekers.push_back(Seeks(absl::StrCat("p", k), 0));
      facts.seekers.back().seating = seekers[k];
    }
    return facts;
  }
};

struct Made {
  PlanModel model;
  planning::Solution solution;
  storage::v1::PlanBasis basis;
};

// nullopt: there is no plan.
std::optional<Made> TryMake(const Setting& setting, const SeatPlan& seats, const std::string& question = "") {
  absl::StatusOr<PlanModel> model = ModelOf(setting.Facts(seats), question);
  EXPECT_THAT(model, IsOk());
  const absl::StatusOr<planning::Answer> answer = planning::Solve(model->instance);
  if (!answer.ok() || !std::holds_alternative<planning::Solution>(*answer)) return std::nullopt;
  Made made{.model = *std::move(model), .solution = std::get<planning::Solution>(*answer), .basis = {}};
  made.basis = WithSolution(made.model, made.solution);
  return made;
}
Made Make(const Setting& setting) { return *TryMake(setting, setting.seats); }

void CarryOutOfQuota(const v1::PlanSeats& more, int amount, v1::Quota& quota) {
  const bool grows = !more.pool();
  if (grows) quota.set_seats(quota.seats() + amount);
  if (!grows || more.under_ceiling()) quota.set_ceiling(quota.ceiling() + amount);
}

void CarryOutOfCategory(const v1::PlanSeats& more, int amount, v1::CategoryQuota& quota) {
  if (more.kept()) quota.set_floor(quota.floor() + amount);
  if (!more.kept() || more.under_ceiling()) quota.set_ceiling(quota.ceiling() + amount);
}

// As plan_explanation.proto says what more of the seats are.
void CarryOut(const v1::PlanSeats& more, int amount, SeatPlan& seats) {
  const bool is_ceiling = more.category() != 0 ? !more.kept() : more.pool() && !more.division().empty();
  if (!is_ceiling && more.not_kept_for().empty()) seats.seats += amount;
  for (v1::Quota& quota : seats.quotas)
    if (quota.division() == more.division()) CarryOutOfQuota(more, amount, quota);
  for (v1::CategoryQuota& quota : seats.categories) {
    if (more.category() != 0 && quota.category() == more.category()) CarryOutOfCategory(more, amount, quota);
    if (!more.not_kept_for().empty() && quota.category() == more.not_kept_for(0))
      quota.set_floor(quota.floor() - amount);
  }
}

// What is told is so, where both plans are the best there are.
void ExpectSo(const Made& before, const Made& after, const google::protobuf::RepeatedPtrField<v1::PlanAmount>& told) {
  if (!before.solution.plan.optimal() || !after.solution.plan.optimal()) return;
  ASSERT_EQ(told.size(), static_cast<int>(after.solution.plan.value.size()));
  for (int l = 0; l < told.size(); ++l) {
    const auto level = static_cast<size_t>(l);
    EXPECT_EQ(told[l].amount(), after.solution.plan.value[level] - before.solution.plan.value[level]);
  }
}

// Two townships with one seat of their own, the pool with one, for at least two people.
Setting TwoTownships() {
  return {.seats = PlanOfSeats("seats: 3 quotas { division: '510824100' seats: 1 ceiling: 2 } "
                               "quotas { division: '510824112' seats: 1 ceiling: 2 }"),
          .seats_min = 2,
          .taken = {},
          .seekers = {{"330110"}, {"510824100"}, {"510824112"}, {"510824100"}}};
}

TEST(PlanRaises, ASeatOfThePoolIsOneThing) {
  const Made made = Make(TwoTownships());
  ASSERT_EQ(made.solution.plan.value[0], 3);
  const auto overview = OverviewOfPlan(made.basis, "x");
  ASSERT_THAT(overview, IsOk());
  std::vector<std::string> worthwhile;
  for (const v1::PlanSeatWorth& worth : overview->worthwhile()) {
    worthwhile.push_back(Describe(worth.seats()));
    EXPECT_EQ(worth.gains(0).amount(), 1);
    EXPECT_FALSE(worth.bounded());
  }
  EXPECT_THAT(worthwhile, UnorderedElementsAre(absl::StrCat("seats of the pool at ", kCourse),
                                               absl::StrCat("seats of division 510824100 at ", kCourse)));
  const auto why = ExplainInPlan(made.basis, "persons/p3");
  ASSERT_THAT(why, IsOk());
  std::vector<std::string> remedies;
  for (const v1::PlanRemedy& remedy : why->remedies()) {
    ASSERT_THAT(remedy.parts(), SizeIs(1));
    remedies.push_back(remedy.parts(0).description());
    EXPECT_EQ(remedy.effects(0).amount(), 1);
  }
  EXPECT_THAT(remedies,
              UnorderedElementsAre(absl::StrCat("1 more of the seats of the pool at ", kCourse),
                                   absl::StrCat("1 more of the seats of division 510824100 at ", kCourse,
                                                ", the course having as many more and the ceiling being as much "
                                                "higher")));
}

// Kept seats of a category are in the way of everybody else, whichever division's seat is free.
TEST(PlanRaises, KeptSeatsRiseWithEverySeat) {
  Setting setting{.seats = PlanOfSeats("seats: 2 quotas { division: '510824100' seats: 1 } "
                                       "category_quotas { category: PERSON_CATEGORY_NURSE floor: 1 }"),
                  .taken = {},
                  .seekers = {{"330110", PERSON_CATEGORY_DOCTOR}, {"330110", PERSON_CATEGORY_DOCTOR}}};
  const Made made = Make(setting);
  const auto why = ExplainInPlan(made.basis, "persons/p1");
  ASSERT_THAT(why, IsOk());
  ASSERT_FALSE(why->remedies().empty());
  EXPECT_EQ(why->remedies(0).parts_size(), 1);
  EXPECT_EQ(why->remedies(0).parts(0).description(), absl::StrCat("1 more of the seats of the pool at ", kCourse));
}

TEST(PlanRaises, WhereLimitsEachSayOneThingThereAreNone) {
  Setting setting = TwoTownships();
  setting.seats_min = 0;
  EXPECT_THAT(Make(setting).basis.raises(), IsEmpty());
  setting.seats = PlanOfSeats("seats: 3");
  setting.seats_min = 2;
  EXPECT_THAT(Make(setting).basis.raises(), IsEmpty());
}

TEST(PlanRaises, ABrokenBasisIsFound) {
  Made made = Make(TwoTownships());
  ASSERT_FALSE(made.basis.raises().empty());
  EXPECT_THAT(RaisesOf(made.basis, made.model.instance), IsOk());
  made.basis.mutable_raises(0)->add_quotas(99);
  EXPECT_THAT(RaisesOf(made.basis, made.model.instance), FailsWith(absl::StatusCode::kDataLoss, ""));
}

class Dice {
 public:
  explicit Dice(uint32_t seed) : random_(seed) {}
  int UpTo(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

  Seating Anybody() {
    static const char* const kDivisions[] = {"510824100", "510824112", "330110"};
    return {kDivisions[UpTo(2)], UpTo(1) == 0 ? PERSON_CATEGORY_DOCTOR : PERSON_CATEGORY_NURSE};
  }

  Setting Any() {
    Setting setting;
    setting.seats.seats = 2 + UpTo(3);
    int left = setting.seats.seats;
    for (const char* division : {"510824100", "510824112"}) {
      if (UpTo(3) == 0) continue;
      v1::Quota& quota = setting.seats.quotas.emplace_back();
      quota.set_division(division);
      quota.set_seats(UpTo(std::min(left, 2)));
      left -= quota.seats();
      if (UpTo(3) > 0) quota.set_ceiling(std::max(1, quota.seats() + UpTo(2)));
    }
    for (const auto category : {PERSON_CATEGORY_DOCTOR, PERSON_CATEGORY_NURSE}) {
      if (UpTo(2) != 0) continue;
      v1::CategoryQuota& quota = setting.seats.categories.emplace_back();
      quota.set_category(category);
      quota.set_floor(UpTo(1));
      if (UpTo(1) == 1) quota.set_ceiling(1 + UpTo(2));
    }
    setting.seats_min = UpTo(1) == 0 ? 0 : 1 + UpTo(1);
    for (int k = UpTo(2); k > 0; --k) setting.taken.push_back(Anybody());
    for (int k = 0; k < 6; ++k) setting.seekers.push_back(Anybody());
    return setting;
  }

 private:
  std::mt19937 random_;
};

int CheckRemedies(const Setting& setting, const Made& made, const std::string& person) {
  const auto why = ExplainInPlan(made.basis, absl::StrCat("persons/", person));
  EXPECT_THAT(why, IsOk());
  int checked = 0;
  for (const v1::PlanRemedy& remedy : why->remedies()) {
    SCOPED_TRACE(remedy.ShortDebugString());
    SeatPlan seats = setting.seats;
    for (const v1::PlanRemedyPart& part : remedy.parts())
      if (part.kind() == v1::PlanRemedyPart::KIND_MORE_SEATS) CarryOut(part.seats(), part.amount(), seats);
    if (remedy.parts(0).kind() != v1::PlanRemedyPart::KIND_MORE_SEATS) continue;
    const std::optional<Made> after = TryMake(setting, seats);
    const std::optional<Made> with = TryMake(setting, seats, absl::StrCat("pinned: '", remedy.assignment(), "'"));
    EXPECT_TRUE(after.has_value() && with.has_value()) << "it does not admit";
    if (!after.has_value() || !with.has_value()) continue;
    if (after->solution.plan.optimal()) {
      EXPECT_EQ(with->solution.plan.value, after->solution.plan.value);
    }
    ExpectSo(made, *after, remedy.effects());
    ++checked;
  }
  return checked;
}

int CheckOverview(const Setting& setting, const Made& made) {
  const auto overview = OverviewOfPlan(made.basis, "x");
  EXPECT_THAT(overview, IsOk());
  for (const v1::PlanSeatWorth& worth : overview->worthwhile()) {
    SCOPED_TRACE(worth.ShortDebugString());
    SeatPlan seats = setting.seats;
    CarryOut(worth.seats(), 1, seats);
    const std::optional<Made> after = TryMake(setting, seats);
    EXPECT_TRUE(after.has_value());
    if (after.has_value()) ExpectSo(made, *after, worth.gains());
  }
  return overview->worthwhile_size();
}

// One more seat of the course, in the pool where there are quotas: whatever it brings is told.
void ExpectWhole(const Setting& setting, const Made& made) {
  SeatPlan seats = setting.seats;
  ++seats.seats;
  const std::optional<Made> after = TryMake(setting, seats);
  if (!after.has_value() || !after->solution.plan.optimal() || !made.solution.plan.optimal()) return;
  const auto overview = OverviewOfPlan(made.basis, "x");
  const bool is_told =
      std::any_of(overview->worthwhile().begin(), overview->worthwhile().end(), [](const v1::PlanSeatWorth& worth) {
        return worth.seats().division().empty() && worth.seats().category() == 0 &&
               worth.seats().not_kept_for().empty();
      });
  EXPECT_EQ(is_told, after->solution.plan.value > made.solution.plan.value);
}

TEST(PlanRaisesProperty, WhatIsToldIsWhatHappens) {
  int remedies = 0;
  int worthwhile = 0;
  for (uint32_t seed = 0; seed < 250; ++seed) {
    Dice dice(seed);
    const Setting setting = dice.Any();
    SCOPED_TRACE(absl::StrCat("seed ", seed, ": ", setting.Facts(setting.seats).items[0].ledger.ShortDebugString()));
    const PlanFacts facts = setting.Facts(setting.seats);
    if (!BelowTaken(facts.items[0].ledger).empty()) continue;
    const std::optional<Made> made = TryMake(setting, setting.seats);
    if (!made.has_value()) continue;
    for (size_t k = 0; k < setting.seekers.size(); ++k) remedies += CheckRemedies(setting, *made, absl::StrCat("p", k));
    worthwhile += CheckOverview(setting, *made);
    ExpectWhole(setting, *made);
  }
  EXPECT_GT(remedies, 200);
  EXPECT_GT(worthwhile, 200);
}

}  // namespace
}  // namespace jiedui::scheduler
