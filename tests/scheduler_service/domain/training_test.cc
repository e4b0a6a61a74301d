// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/training.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

TEST(MonthsBefore, SameDayOrTheLastOfTheMonth) {
  EXPECT_EQ(MonthsBefore(absl::CivilDay(2021, 11, 15), 24), "2019-11-15");
  EXPECT_EQ(MonthsBefore(absl::CivilDay(2020, 2, 29), 24), "2018-02-28");
  EXPECT_EQ(MonthsBefore(absl::CivilDay(2021, 3, 31), 1), "2021-02-28");
  EXPECT_EQ(MonthsBefore(absl::CivilDay(2021, 1, 31), 2), "2020-11-30");
}

v1::ListUntrainedPersonsRequest VillageDoctors() {
  return FromText<v1::ListUntrainedPersonsRequest>(
      "as_of: '2021-11-15' category: PERSON_CATEGORY_PRIMARY_CARE_DOCTOR licence_kind: KIND_VILLAGE_DOCTOR");
}

TEST(IsAskedFor, CategoryLicenceAndStillThere) {
  EXPECT_TRUE(IsAskedFor(VillageDoctors(), VillageDoctor()));
  auto person = VillageDoctor();
  person.mutable_licences(0)->set_valid_to("2021-11-14");
  EXPECT_FALSE(IsAskedFor(VillageDoctors(), person));
  auto request = VillageDoctors();
  request.clear_licence_kind();
  EXPECT_TRUE(IsAskedFor(request, person));
  person = VillageDoctor();
  person.set_category(registry::v1::PERSON_CATEGORY_TEACHER);
  EXPECT_FALSE(IsAskedFor(VillageDoctors(), person));
  person = VillageDoctor();
  person.mutable_delete_time()->set_seconds(1);
  EXPECT_FALSE(IsAskedFor(VillageDoctors(), person));
  person = VillageDoctor();
  person.mutable_restrict_time()->set_seconds(1);
  EXPECT_FALSE(IsAskedFor(VillageDoctors(), person));
}

TEST(TrainingEnd, OnlyCoursesCompletedByTheDay) {
  auto assignment = FromText<v1::Assignment>(R"pb(
    item: "pairings/yh-cx/courses/clinical"
    state: STATE_COMPLETED
    end_date: "2021-10-29"
    close_date: "2021-11-01")pb");
  EXPECT_EQ(TrainingEnd(assignment, "2021-11-01"), "2021-10-29");
  EXPECT_EQ(TrainingEnd(assignment, "2021-10-31"), "");
  assignment.set_state(v1::Assignment::STATE_NOT_COMPLETED);
  EXPECT_EQ(TrainingEnd(assignment, "2021-11-15"), "");
  assignment.set_state(v1::Assignment::STATE_COMPLETED);
  assignment.set_item("pairings/yh-cx/postings/ortho");
  EXPECT_EQ(TrainingEnd(assignment, "2021-11-15"), "");
}

}  // namespace
}  // namespace jiedui::scheduler
