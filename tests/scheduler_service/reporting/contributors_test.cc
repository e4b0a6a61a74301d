// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/contributors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/report_world.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

class Contributors : public testing::Test {
 protected:
  ContributorList List(FigureId figure, const std::vector<v1::Pairing>& pairings = {YuhangCangxi()}) {
    auto list = ContributorList::Count(world_.tables(), *world_.Snapshot(),
                                       {.pairings = pairings, .question = AsOf("2021-11-15", ""), .figure = figure},
                                       [] { return absl::OkStatus(); });
    EXPECT_THAT(list.status(), IsOk());
    return *std::move(list);
  }

  static std::vector<std::string> Names(const ContributorList& list) {
    std::vector<std::string> names;
    for (int64_t i = 0; i < list.size(); ++i) {
      const absl::string_view name = list.RowName(list[i]);
      names.emplace_back(name.substr(name.rfind('/') + 1));
    }
    return names;
  }

  ReportWorld world_;
};

TEST_F(Contributors, ThoseThatCountFirstByDayThenByName) {
  world_.Put(Clinical());
  world_.Put(Named(Came("zhao", "courses/clinical", "2021-10-19"), "a"));
  world_.Put(Named(Came("qian", "courses/clinical", "2021-10-18"), "c"));
  world_.Put(Named(Came("sun", "courses/clinical", "2021-10-18"), "b"));
  world_.Put(Named(Came("li", "courses/clinical", ""), "never"));
  world_.Put(Named(Came("zhou", "courses/clinical", "2021-11-16"), "later"));
  world_.Put(Named(Came("sun", "courses/clinical", "2021-10-20"), "again"));
  const ContributorList list = List(FigureId::kTalentPersons);
  EXPECT_THAT(Names(list), ElementsAre("b", "c", "a", "never", "again", "later"));
  EXPECT_EQ(list.counted(), 3);
  EXPECT_EQ(list.not_counted(), 3);
  EXPECT_EQ(list.CountedBy(list[4]), "pairings/yh-cx/assignments/b");
  EXPECT_EQ(list.PartName(list[0]), "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(list.Part(list[0]).display_name, "临床医生培训班");
}

// U2: the twelve professionals, with the four stationed physicians marked among them.
TEST_F(Contributors, SayForWhichFiguresInsideTheyCountToo) {
  world_.Put(PostingOf("doctor", v1::Posting::CATEGORY_DOCTOR, v1::Posting::KIND_STATIONED));
  world_.Put(PostingOf("teacher", v1::Posting::CATEGORY_TEACHER));
  for (int i = 0; i < 12; ++i)
    world_.Put(Named(Came(absl::StrCat("p", i), i < 4 ? "postings/doctor" : "postings/teacher", "2021-06-15"),
                     absl::StrCat("a", absl::Dec(i, absl::kZeroPad2))));
  const ContributorList list = List(FigureId::kProfessionals);
  ASSERT_EQ(list.counted(), 12);
  for (int64_t i = 0; i < 12; ++i)
    EXPECT_EQ(list.AlsoOf(list[i]), i < 4 ? MaskOf(FigureId::kStationedDoctors) : FigureMask{0}) << i;
  EXPECT_EQ(List(FigureId::kStationedDoctors).counted(), 4);
}

TEST_F(Contributors, ACursorFindsTheNextOneAlsoWhereRowsHaveGoneOrCome) {
  world_.Put(Clinical());
  for (const char* id : {"a", "c", "e"}) world_.Put(Named(Came(id, "courses/clinical", "2021-10-18"), id));
  const ContributorList before = List(FigureId::kTalentPersons);
  const std::string cursor = before.CursorAt(1);  // at "c"
  EXPECT_EQ(before.After(cursor), 2);
  EXPECT_EQ(before.After(before.CursorAt(2)), 3);
  world_.Put(Named(Came("b", "courses/clinical", "2021-10-18"), "b"));
  world_.Put(Named(Came("c", "courses/clinical", "2021-10-30"), "c"));
  const ContributorList after = List(FigureId::kTalentPersons);
  EXPECT_THAT(Names(after), ElementsAre("a", "b", "e", "c"));
  EXPECT_EQ(after.After(cursor), 2);
  EXPECT_EQ(after.After("nonsense"), std::nullopt);
}

TEST_F(Contributors, PlacesOfOneDemandAreRowsOfTheirOwn) {
  world_.Put(
      FromText<v1::Demand>("name: 'pairings/yh-cx/demands/d' state: STATE_OPEN headcount: 3 start_date: '2021-06-01'"));
  const ContributorList list = List(FigureId::kUnmetDemand);
  ASSERT_EQ(list.counted(), 3);
  EXPECT_EQ(list[1].number, 2);
  EXPECT_EQ(list.After(list.CursorAt(1)), 2);
}

TEST_F(Contributors, OfAllPairingsAPersonCountsOnce) {
  const v1::Pairing other = PairingOf("sm-cx");
  world_.Put(other);
  v1::Course course = Clinical();
  world_.Put(course);
  course.set_name("pairings/sm-cx/courses/clinical");
  world_.Put(course);
  world_.Put(Named(Came("zhao", "courses/clinical", "2021-10-18"), "a"));
  v1::Assignment there = Named(Came("zhao", "", "2021-10-17"), "a", "pairings/sm-cx");
  there.set_item("pairings/sm-cx/courses/clinical");
  world_.Put(there);
  const ContributorList list = List(FigureId::kTalentPersons, {other, YuhangCangxi()});
  EXPECT_EQ(list.counted(), 1);
  EXPECT_EQ(list.CountedBy(list[1]), "pairings/sm-cx/assignments/a");
  EXPECT_EQ(List(FigureId::kTalentPersonTimes, {other, YuhangCangxi()}).counted(), 2);
}

}  // namespace
}  // namespace jiedui::scheduler
