// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/untrained_persons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class UntrainedPersons : public SchedulerServer {
 protected:
  UntrainedPersons() {
    CreateSmallWorld();
    auto old_course = Clinical();
    old_course.set_name("pairings/yh-cx/courses/old");
    old_course.set_start_date("2021-05-10");
    old_course.set_end_date("2021-05-20");
    EXPECT_THAT(Create(old_course), IsOk());
  }

  absl::StatusOr<v1::ListUntrainedPersonsResponse> List(const std::string& more = "") {
    return Invoke(*assignments_, &Assignments::ListUntrainedPersons,
                  FromText<v1::ListUntrainedPersonsRequest>(
                      "category: PERSON_CATEGORY_PRIMARY_CARE_DOCTOR licence_kind: KIND_VILLAGE_DOCTOR " + more));
  }
  std::vector<std::string> Names(const std::string& more) {
    std::vector<std::string> names;
    const auto page = List(more);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return names;
    for (const auto& person : page->persons()) names.push_back(person.person() + " " + person.last_training_date());
    return names;
  }
  void Train(const std::string& id, const std::string& person, const std::string& course, const std::string& first,
             const std::string& last) {
    ASSERT_THAT(Assign(id, person, "courses/" + course), IsOk());
    ASSERT_THAT(CheckIn(id, first), IsOk());
    ASSERT_THAT(
        Invoke(*assignments_, &Assignments::CompleteAssignment, StepOf<v1::CompleteAssignmentRequest>(id, last)),
        IsOk());
  }
};

TEST_F(UntrainedPersons, WhoCompletesACourseLeavesTheList) {
  EXPECT_THAT(Names("as_of: '2021-11-15'"), ElementsAre("persons/qian ", "persons/sun ", "persons/zhao "));
  Train("z1", "zhao", "clinical", "2021-10-18", "2021-10-29");
  ASSERT_THAT(Assign("q1", "qian", "courses/clinical"), IsOk());  // a seat alone is no training
  EXPECT_THAT(Names("as_of: '2021-11-15'"), ElementsAre("persons/qian ", "persons/sun "));
  // Asked for a day before it ended, zhao is still on the list.
  EXPECT_THAT(Names("as_of: '2021-10-20'"), ElementsAre("persons/qian ", "persons/sun ", "persons/zhao "));
}

TEST_F(UntrainedPersons, TheLimitIsTheSameDayMonthsBefore) {
  Train("z1", "zhao", "old", "2021-05-10", "2021-05-20");
  const auto on_the_day = List("as_of: '2021-11-20' months: 6");
  EXPECT_EQ(on_the_day->trained_since_date(), "2021-05-20");
  EXPECT_THAT(Names("as_of: '2021-11-20' months: 6"), ElementsAre("persons/qian ", "persons/sun "));
  EXPECT_THAT(Names("as_of: '2021-11-21' months: 6"),
              ElementsAre("persons/qian ", "persons/sun ", "persons/zhao 2021-05-20"));
  EXPECT_EQ(List("as_of: '2021-11-15'")->trained_since_date(), "2019-11-15");
}

TEST_F(UntrainedPersons, ByDivisionWithEmployerAndTownship) {
  const auto page = List("as_of: '2021-11-15' division: '510824'");
  ASSERT_EQ(page->persons_size(), 3);
  EXPECT_EQ(page->persons(0).person_display_name(), "赵示范");
  EXPECT_EQ(page->persons(0).organization(), "organizations/lingjiang");
  EXPECT_EQ(page->persons(0).organization_display_name(), "陵江镇卫生院");
  EXPECT_EQ(page->persons(0).division(), "510824100");
  EXPECT_THAT(Names("as_of: '2021-11-15' division: '510824112'"), IsEmpty());
  EXPECT_THAT(Names("as_of: '2026-01-01'"), IsEmpty());  // no licence is valid any more
}

// A township hospital that was merged is the old one before the day, and the new one from then on.
TEST_F(UntrainedPersons, AMergedEmployerIsTheOneOfTheDay) {
  auto successor = Lingjiang();
  successor.set_name("organizations/yunfeng");
  successor.set_display_name("云峰镇卫生院");
  successor.mutable_divisions(0)->set_division("510824102");
  registry_.Put(successor);
  auto merged = Lingjiang();
  merged.set_merged_into("organizations/yunfeng");
  merged.set_merge_date("2022-01-01");
  registry_.Put(merged);
  ASSERT_TRUE(
      Eventually([this] { return List("as_of: '2022-01-01'")->persons(0).organization() == "organizations/yunfeng"; }));
  EXPECT_EQ(List("as_of: '2022-01-01'")->persons(0).division(), "510824102");
  EXPECT_EQ(List("as_of: '2021-12-31'")->persons(0).organization(), "organizations/lingjiang");
}

TEST_F(UntrainedPersons, PagesGoOnWhereTheyEnded) {
  std::vector<std::string> names;
  auto request = FromText<v1::ListUntrainedPersonsRequest>(
      "as_of: '2021-11-15' category: PERSON_CATEGORY_PRIMARY_CARE_DOCTOR page_size: 1");
  do {
    const auto page = Invoke(*assignments_, &Assignments::ListUntrainedPersons, request);
    ASSERT_THAT(page, IsOk());
    for (const auto& person : page->persons()) names.push_back(person.person());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("persons/qian", "persons/sun", "persons/zhao"));
}

TEST_F(UntrainedPersons, Refusals) {
  EXPECT_THAT(FieldsIn(List().status()), ElementsAre("as_of"));
  EXPECT_THAT(FieldsIn(List("as_of: '2021-11-15' months: 601").status()), ElementsAre("months"));
  EXPECT_THAT(FieldsIn(List("as_of: '2021-11-15' division: '51082'").status()), ElementsAre("division"));
}

}  // namespace
}  // namespace jiedui::scheduler
