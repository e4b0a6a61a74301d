// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_pins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string Pin(const std::string& id) { return absl::StrCat(" pinned: 'pairings/yh-cx/assignments/", id, "'"); }

TEST(AddPins, PinnedForbiddenAndBaseArePairs) {
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1)}, {Seeks("a", 0), Seeks("b", 0), Seeks("c", 0)}),
                             Pin("b-0") + " forbidden: 'pairings/yh-cx/assignments/a-0'",
                             {"pairings/yh-cx/assignments/c-0", "pairings/yh-cx/assignments/gone"});
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(model->instance.pinned, ElementsAre(1));
  EXPECT_THAT(model->instance.forbidden, ElementsAre(0));
  EXPECT_THAT(model->instance.base, ElementsAre(2));
}

// The division's own seat first, then the pool's.
TEST(AddPins, TakeTheNarrowestSeatsThatAreLeft) {
  PlannedItem course = PlannedCourse("a", 3);
  course.ledger = NewLedger(
      course.item.name,
      {.seats = 3, .quotas = {FromText<v1::Quota>("division: '510824100' seats: 1 ceiling: 2")}, .categories = {}});
  const auto model = ModelOf(FactsOf({course}, {Seeks("a", 0), Seeks("b", 0)}), Pin("a-0") + Pin("b-0"));
  ASSERT_THAT(model, IsOk());
  ASSERT_EQ(model->instance.pinned.size(), 2U);
  EXPECT_EQ(model->instance.pair_item[static_cast<size_t>(model->instance.pinned[0])], 1);
  EXPECT_EQ(model->instance.pair_item[static_cast<size_t>(model->instance.pinned[1])], 0);
}

TEST(AddPins, WhatCannotBeSeatedIsRefusedWithEveryReason) {
  PlanCandidate refused = Seeks("b", 0);
  refused.findings.emplace_back().set_rule("AGE");
  refused.findings.back().set_severity(v1::RuleFinding::SEVERITY_REFUSE);
  const auto model =
      ModelOf(FactsOf({PlannedCourse("a", 2), PlannedCourse("b", 2)}, {Seeks("a", 0), Seeks("a", 1), refused}),
              Pin("a-0") + Pin("a-1") + Pin("b-0") + Pin("nobody"));
  EXPECT_THAT(model, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(model.status()),
              ElementsAre(HasSubstr("PINS_CLASH"), StartsWith("AGE"), StartsWith("NOT_A_CANDIDATE")));
}

TEST(AddPins, AreNotMoreThanAPersonMayHave) {
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 2), PlannedCourse("b", 2, "2021-12-01", "2021-12-02")},
                                     {Seeks("a", 0), Seeks("a", 1)}),
                             "items_per_person_max: 1" + Pin("a-0") + Pin("a-1"));
  EXPECT_THAT(RulesIn(model.status()), ElementsAre(StartsWith("ITEMS_PER_PERSON persons/a")));
}

}  // namespace
}  // namespace jiedui::scheduler
