// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

v1::PlanEdit Edit(const std::string& text) {
  auto edit = FromText<v1::PlanEdit>(text);
  edit.set_item("pairings/yh-cx/courses/a");
  return edit;
}

absl::Status Apply(const std::vector<v1::PlanEdit>& edits, PlannedItem& item) {
  return ApplyEdits(edits, {.seats = 10, .quotas = {}, .categories = {}}, item);
}

TEST(ApplyEdits, ChangesSeatsQuotasAndDays) {
  PlannedItem item = PlannedCourse("a", 10);
  ASSERT_THAT(Apply({Edit("seats: 12"), Edit("quota { division: '510824100' seats: 3 }"),
                     Edit("days { start_date: '2021-12-01' end_date: '2021-12-03' }")},
                    item),
              IsOk());
  EXPECT_EQ(item.ledger.seats(), 12);
  EXPECT_EQ(item.ledger.counts(0).seats(), 3);
  EXPECT_EQ(item.ledger.counts(1).seats(), 9);
  EXPECT_EQ(item.item.dates.first, "2021-12-01");
}

TEST(ApplyEdits, LeavesOtherItemsAlone) {
  PlannedItem item = PlannedCourse("b", 10);
  ASSERT_THAT(Apply({Edit("seats: 12")}, item), IsOk());
  EXPECT_EQ(item.ledger.seats(), 10);
}

TEST(ApplyEdits, RefusesWhatCouldNotBe) {
  PlannedItem item = PlannedCourse("a", 10);
  EXPECT_THAT(FieldsIn(Apply({Edit("seats: 12"), Edit("")}, item)), ElementsAre("edits[1]"));
  EXPECT_THAT(FieldsIn(Apply({Edit("quota { division: '51' seats: 3 ceiling: 2 }")}, item)),
              ElementsAre("edits[0].quota.ceiling"));
  EXPECT_THAT(FieldsIn(Apply({Edit("quota { division: '51' seats: 11 }")}, item)), ElementsAre("edits[0]"));
  EXPECT_THAT(FieldsIn(Apply({Edit("days { start_date: '2021-12-03' end_date: '2021-12-01' }")}, item)),
              ElementsAre("edits[0].days.end_date"));
  item.item.is_course = false;
  EXPECT_THAT(FieldsIn(Apply({Edit("quota { division: '51' seats: 1 }")}, item)), ElementsAre("edits[0].quota"));
}

TEST(ApplyEdits, ChangesHowManyACourseAsksFor) {
  PlannedItem item = PlannedCourse("a", 10);
  ASSERT_THAT(Apply({Edit("seats_min: 7")}, item), IsOk());
  EXPECT_EQ(item.item.seats_min, 7);
  ASSERT_THAT(Apply({Edit("seats: 12"), Edit("seats_min: 12")}, item), IsOk());
  EXPECT_THAT(FieldsIn(Apply({Edit("seats_min: 11")}, item)), ElementsAre("edits[0].seats_min"));
  EXPECT_THAT(FieldsIn(Apply({Edit("seats_min: 8"), Edit("seats: 7")}, item)), ElementsAre("edits[1].seats_min"));
  item.item.is_course = false;
  EXPECT_THAT(FieldsIn(Apply({Edit("seats_min: 1")}, item)), ElementsAre("edits[0].seats_min"));
}

TEST(ApplyEdits, TakesNobodysSeat) {
  PlannedItem item = PlannedCourse("a", 10);
  Take(item.ledger, "");
  Take(item.ledger, "");
  EXPECT_THAT(RulesIn(Apply({Edit("seats: 1")}, item)), ElementsAre(HasSubstr("BELOW_TAKEN")));
}

}  // namespace
}  // namespace jiedui::scheduler
