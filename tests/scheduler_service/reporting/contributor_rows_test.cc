// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/contributor_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/report_world.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

class ContributorRows : public testing::Test {
 protected:
  v1::Contributor At(FigureId figure, int64_t place = 0) {
    const auto snapshot = world_.Snapshot();
    const auto list =
        ContributorList::Count(world_.tables(), *snapshot,
                               {.pairings = {YuhangCangxi()}, .question = AsOf("2021-11-15", ""), .figure = figure},
                               [] { return absl::OkStatus(); });
    EXPECT_THAT(list.status(), IsOk());
    if (!list.ok() || place >= list->size()) return {};
    auto row = ContributorAt(world_.tables(), *snapshot, *list, place, "pairings/yh-cx");
    EXPECT_THAT(row.status(), IsOk());
    return *std::move(row);
  }

  ReportWorld world_;
};

TEST_F(ContributorRows, ATraineeWithCourseEmployerAndProof) {
  v1::Course course = Clinical();
  course.set_document_number("协作办〔2021〕12号");
  world_.Put(course);
  world_.Put(Lingjiang());
  v1::Assignment assignment = Named(Came("zhao", "courses/clinical", "2021-10-18"), "a");
  assignment.set_person_display_name("赵示范");
  assignment.set_organization("organizations/lingjiang");
  world_.Put(assignment);
  const v1::Contributor row = At(FigureId::kTalentPersons);
  EXPECT_EQ(row.resource(), "pairings/yh-cx/assignments/a");
  EXPECT_EQ(row.pairing(), "pairings/yh-cx");
  EXPECT_EQ(row.person(), "persons/zhao");
  EXPECT_EQ(row.display_name(), "赵示范");
  EXPECT_EQ(row.item(), "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(row.item_display_name(), "临床医生培训班");
  EXPECT_EQ(row.organization_display_name(), "陵江镇卫生院");
  EXPECT_EQ(row.state(), "STATE_CHECKED_IN");
  EXPECT_EQ(row.date(), "2021-10-18");
  EXPECT_THAT(row.evidence(), ElementsAre("协作办〔2021〕12号"));
  EXPECT_EQ(row.not_counted(), v1::NOT_COUNTED_REASON_UNSPECIFIED);
  EXPECT_THAT(row.also(), ElementsAre("TR.TALENT.PERSONS.CLINICAL"));
}

TEST_F(ContributorRows, AShortStaySaysHowShort) {
  world_.Put(Stationed());
  world_.Put(Named(
      Closed(Came("zhao", "postings/ortho", "2021-09-01"), v1::Assignment::STATE_ENDED_EARLY, "2021-09-25"), "a"));
  const v1::Contributor row = At(FigureId::kProfessionals);
  EXPECT_EQ(row.not_counted(), v1::NOT_COUNTED_REASON_SHORT_STAY);
  EXPECT_EQ(row.detail(), "在岗 25 天,不足规定天数");
  EXPECT_EQ(row.state(), "STATE_ENDED_EARLY");
}

TEST_F(ContributorRows, CoursesAndDemands) {
  v1::Course course = Clinical();
  course.set_state(v1::Course::STATE_RUNNING);
  course.set_document_number("1号");
  world_.Put(course);
  EXPECT_EQ(At(FigureId::kTalentCourses).display_name(), "临床医生培训班");
  EXPECT_EQ(At(FigureId::kTalentCourses).state(), "STATE_RUNNING");
  EXPECT_THAT(At(FigureId::kTalentCourses).evidence(), ElementsAre("1号"));
  world_.Put(Lingjiang());
  world_.Put(FromText<v1::Demand>(R"pb(
    name: "pairings/yh-cx/demands/d"
    display_name: "猕猴桃专家"
    state: STATE_OPEN
    headcount: 2
    start_date: "2021-06-01"
    host_organization: "organizations/lingjiang")pb"));
  const v1::Contributor place = At(FigureId::kUnmetDemand, 1);
  EXPECT_EQ(place.display_name(), "猕猴桃专家");
  EXPECT_EQ(place.detail(), "第 2 个未满足岗位");
  EXPECT_EQ(place.organization_display_name(), "陵江镇卫生院");
}

TEST_F(ContributorRows, OrganisationsAndTheirPairs) {
  PutHospitalPair(world_);
  world_.Put(TrainingBase());
  const v1::Contributor pair = At(FigureId::kHospitalPairs);
  EXPECT_EQ(pair.resource(), "organizationPairs/h");
  EXPECT_EQ(pair.display_name(), "east hospital — west hospital");
  EXPECT_EQ(pair.date(), "2021-06-10");
  EXPECT_EQ(pair.pairing(), "pairings/yh-cx");
  EXPECT_EQ(At(FigureId::kTrainingBases).display_name(), "民宿农家乐培训基地");
}

TEST_F(ContributorRows, OutcomesWithTheirProof) {
  world_.Put(FromText<v1::Outcome>(R"pb(
    name: "pairings/yh-cx/outcomes/s"
    kind: KIND_SHOP
    display_name: "苍溪土特产"
    open_date: "2021-06-01"
    close_date: "2021-09-30"
    course: "pairings/yh-cx/courses/shop"
    evidence: "截图1")pb"));
  EXPECT_EQ(At(FigureId::kShops).display_name(), "苍溪土特产");
  EXPECT_EQ(At(FigureId::kShops).item(), "pairings/yh-cx/courses/shop");
  EXPECT_THAT(At(FigureId::kShops).evidence(), ElementsAre("截图1"));
  EXPECT_EQ(At(FigureId::kShopsOpenSixMonths).detail(), "已于 2021-09-30 关闭");
}

v1::Outcome EntrepreneurOf(const std::string& person) {
  auto outcome = FromText<v1::Outcome>(R"pb(
    name: "pairings/yh-cx/outcomes/e"
    kind: KIND_ENTREPRENEUR
    display_name: "赵老板"
    open_date: "2021-06-01")pb");
  outcome.set_person(person);
  return outcome;
}

// A restricted person is named nowhere.
TEST_F(ContributorRows, ARestrictedEntrepreneurHasNoName) {
  world_.Put(EntrepreneurOf("persons/zhao"));
  world_.Put(VillageDoctor());
  EXPECT_EQ(At(FigureId::kEntrepreneurs).display_name(), "赵老板");
  registry::v1::Person restricted = VillageDoctor();
  restricted.mutable_restrict_time()->set_seconds(1);
  world_.Put(restricted);
  EXPECT_EQ(At(FigureId::kEntrepreneurs).display_name(), "");
  EXPECT_EQ(At(FigureId::kEntrepreneurs).person(), "persons/zhao");
}

// Whom the registry has removed for good least of all.
TEST_F(ContributorRows, ARemovedEntrepreneurHasNoName) {
  world_.Put(EntrepreneurOf("persons/gone"));
  EXPECT_EQ(At(FigureId::kEntrepreneurs).display_name(), "");
}

}  // namespace
}  // namespace jiedui::scheduler
