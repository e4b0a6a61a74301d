// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_training.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/counted.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;
using Assignment = v1::Assignment;

std::map<std::string, int64_t> ArticlesValues(const ReportQuestion& question) {
  Counted counted(question);
  AddArticlesClasses(counted);
  return counted.Values();
}

TEST(CountTraining, TheArticlesFourClassesOnItsDay) {
  EXPECT_THAT(
      ArticlesValues(AsOf("2021-11-15")),
      UnorderedElementsAre(Pair("TR.TALENT.COURSES", 4), Pair("TR.TALENT.PERSONS", 300),
                           Pair("TR.TALENT.PERSONS.CLINICAL", 90), Pair("TR.TALENT.PERSONS.MATERNAL_CHILD_HEALTH", 70),
                           Pair("TR.TALENT.PERSONS.TCM_REHABILITATION", 80), Pair("TR.TALENT.PERSONS.SECRETARIAL", 60),
                           Pair("TR.TALENT.PERSON_TIMES", 300), Pair("TR.TALENT.COMPLETED", 157)));
}

TEST(CountTraining, TheDayBeforeAndTheYearsEnd) {
  EXPECT_EQ(ArticlesValues(AsOf("2021-11-14")).at("TR.TALENT.PERSONS"), 240);
  EXPECT_EQ(ArticlesValues(AsOf("2021-11-14")).at("TR.TALENT.COURSES"), 3);
  EXPECT_EQ(ArticlesValues(AsOf("2021-12-31")).at("TR.TALENT.COMPLETED"), 294);
  EXPECT_EQ(ArticlesValues(AsOf("2021-12-31")).at("TR.TALENT.PERSONS"), 300);
}

TEST(CountTraining, ADraftHasNotOpenedWhateverItsFirstDay) {
  Counted counted;
  v1::Course draft = CourseOf("a", v1::PROGRAMME_TALENT, v1::TRACK_OTHER, "2021-10-18");
  draft.set_state(v1::Course::STATE_DRAFT);
  counted.Add(draft);
  draft.set_name("pairings/yh-cx/courses/b");
  draft.set_state(v1::Course::STATE_PUBLISHED);
  counted.Add(draft);
  EXPECT_THAT(ReasonsIn(counted.Finish(), FigureId::kTalentCourses),
              ElementsAre(v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED, v1::NOT_COUNTED_REASON_UNSPECIFIED));
}

// U2: another basis turns 300 into 157, and into 294 at the year's end.
TEST(CountTraining, OnAnotherBasis) {
  const auto persons = [](const std::string& as_of, v1::Basis basis) {
    return ArticlesValues(AsOf(as_of, "2021-05-01", basis))["TR.TALENT.PERSONS"];
  };
  EXPECT_EQ(persons("2021-11-15", v1::BASIS_COMPLETED), 157);
  EXPECT_EQ(persons("2021-12-31", v1::BASIS_COMPLETED), 294);
  EXPECT_EQ(persons("2021-11-15", v1::BASIS_CHECKED_IN), 300);
  EXPECT_EQ(persons("2021-11-15", v1::BASIS_CERTIFIED), 0);
}

TEST(CountTraining, NominatedAndCertifiedHaveTheirDays) {
  Assignment assignment = Came("zhao", "courses/a", "");
  assignment.add_events()->set_date("2021-09-01");
  assignment.mutable_certificate()->set_issue_date("2021-11-01");
  const auto value = [&](const std::string& as_of, v1::Basis basis) {
    Counted counted(AsOf(as_of, "2021-05-01", basis));
    counted.Add(CourseOf("a", v1::PROGRAMME_TALENT, v1::TRACK_OTHER, "2021-10-18"));
    counted.Add(assignment);
    return counted.Values()["TR.TALENT.PERSONS"];
  };
  EXPECT_EQ(value("2021-08-31", v1::BASIS_NOMINATED), 0);
  EXPECT_EQ(value("2021-09-01", v1::BASIS_NOMINATED), 1);
  EXPECT_EQ(value("2021-10-31", v1::BASIS_CERTIFIED), 0);
  EXPECT_EQ(value("2021-11-01", v1::BASIS_CERTIFIED), 1);
  EXPECT_EQ(value("2021-11-01", v1::BASIS_CHECKED_IN), 0);
}

// U6: who takes two classes is one person and two participations.
TEST(CountTraining, PersonsAreDistinctTimesAreNot) {
  Counted counted;
  counted.Add(CourseOf("a", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-18"));
  counted.Add(CourseOf("b", v1::PROGRAMME_TALENT, v1::TRACK_TCM_REHABILITATION, "2021-11-08"));
  counted.Add(Came("zhao", "courses/a", "2021-10-18"));
  counted.Add(Came("zhao", "courses/b", "2021-11-08"));
  const auto values = counted.Values();
  EXPECT_EQ(values.at("TR.TALENT.PERSONS"), 1);
  EXPECT_EQ(values.at("TR.TALENT.PERSON_TIMES"), 2);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS.CLINICAL"), 1);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS.TCM_REHABILITATION"), 1);
}

TEST(CountTraining, WhoDoesNotCountSaysWhy) {
  Counted counted;
  counted.Add(CourseOf("a", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-18"));
  v1::Course off = CourseOf("off", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-18");
  off.set_state(v1::Course::STATE_CANCELLED);
  counted.Add(off);
  Assignment never = Came("never", "courses/a", "");
  never.set_state(Assignment::STATE_CONFIRMED);
  counted.Add(Came("first", "courses/a", "2021-10-18"));
  counted.Add(never);
  counted.Add(Closed(never, Assignment::STATE_NO_SHOW, "2021-10-19"));
  counted.Add(Closed(never, Assignment::STATE_CANCELLED, "2021-10-13"));
  counted.Add(Came("early", "courses/a", "2021-04-30"));
  counted.Add(Came("late", "courses/a", "2021-11-16"));
  counted.Add(Came("first", "courses/a", "2021-10-19"));
  counted.Add(Came("there", "courses/off", "2021-10-18"));
  EXPECT_THAT(ReasonsIn(counted.Finish(), FigureId::kTalentPersons),
              ElementsAre(v1::NOT_COUNTED_REASON_UNSPECIFIED, v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED,
                          v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED, v1::NOT_COUNTED_REASON_CANCELLED,
                          v1::NOT_COUNTED_REASON_OUTSIDE_PERIOD, v1::NOT_COUNTED_REASON_OUTSIDE_PERIOD,
                          v1::NOT_COUNTED_REASON_DUPLICATE, v1::NOT_COUNTED_REASON_CANCELLED));
}

TEST(CountTraining, ProgrammesCountByThemselves) {
  Counted counted;
  v1::Course east = CourseOf("east", v1::PROGRAMME_PRIMARY_CARE, v1::TRACK_PRIMARY_CARE, "2021-10-11");
  east.set_location_division("330110110");
  counted.Add(east);
  counted.Add(CourseOf("west", v1::PROGRAMME_PRIMARY_CARE, v1::TRACK_PRIMARY_CARE, "2021-10-11"));
  counted.Add(CourseOf("shop", v1::PROGRAMME_ECOMMERCE, v1::TRACK_ECOMMERCE_OPERATION, "2021-10-11"));
  counted.Add(CourseOf("other", v1::PROGRAMME_OTHER, v1::TRACK_OTHER, "2021-10-11"));
  for (const char* id : {"east", "west", "shop", "other"})
    counted.Add(Came(id, absl::StrCat("courses/", id), "2021-10-11"));
  EXPECT_THAT(counted.Values(),
              UnorderedElementsAre(Pair("TR.PRIMARY_DOCTOR.W2E", 1), Pair("TR.ECOMMERCE.COURSES", 1),
                                   Pair("TR.ECOMMERCE.PERSONS", 1), Pair("TR.ECOMMERCE.PERSON_TIMES", 1)));
}

TEST(CountTraining, BothEndsOfThePeriodCount) {
  Counted counted(AsOf("2021-11-15", "2021-10-18"));
  counted.Add(CourseOf("a", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-18"));
  counted.Add(CourseOf("b", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-17"));
  counted.Add(Came("early", "courses/a", "2021-10-17"));
  counted.Add(Came("first", "courses/a", "2021-10-18"));
  counted.Add(Came("last", "courses/a", "2021-11-15"));
  counted.Add(Came("late", "courses/a", "2021-11-16"));
  EXPECT_EQ(counted.Values().at("TR.TALENT.PERSONS"), 2);
}

TEST(CountTraining, AssignmentsToUnknownItemsCountNowhere) {
  Counted counted;
  counted.Add(Came("zhao", "courses/none", "2021-10-18"));
  EXPECT_THAT(counted.Values(), IsEmpty());
}

// Rows that are behind no wanted figure take no room; who was trained is known where it is asked.
TEST(CountTraining, WhatIsNotWantedIsNotKept) {
  const auto rows = [](FigureMask figures) {
    Counted counted(AsOf("2021-11-15"), figures);
    AddArticlesClasses(counted);
    return counted.Finish().rows.size();
  };
  EXPECT_EQ(rows(MaskOf(FigureId::kTalentClinical)), 90u);
  EXPECT_EQ(rows(MaskOf(FigureId::kTalentPersons)), 300u);
  EXPECT_EQ(rows(MaskOf(FigureId::kCadres)), 0u);
}

}  // namespace
}  // namespace jiedui::scheduler
