// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

using State = v1::Assignment;

ReportCounter Counter(const std::string& as_of = "2021-11-15", const std::string& since = "2021-05-01") {
  return ReportCounter(YuhangCangxi(), {since, as_of});
}

std::map<std::string, int64_t> Values(const ReportCounter& counter) {
  std::map<std::string, int64_t> values;
  for (const v1::Figure& figure : counter.Figures()) values[figure.code()] = figure.value();
  return values;
}

v1::Course CourseOf(const std::string& id, v1::Programme programme, v1::Track track, const std::string& first) {
  v1::Course course = Clinical();
  course.set_name("pairings/yh-cx/courses/" + id);
  course.set_programme(programme);
  course.set_track(track);
  course.set_start_date(first);
  return course;
}

v1::Posting PostingOf(const std::string& id, v1::Posting::Category category,
                      v1::Posting::Kind kind = v1::Posting::KIND_SUPPORT) {
  v1::Posting posting = Stationed();
  posting.set_name("pairings/yh-cx/postings/" + id);
  posting.set_category(category);
  posting.set_kind(kind);
  return posting;
}

v1::Assignment Came(const std::string& person, const std::string& item, const std::string& date) {
  v1::Assignment assignment;
  assignment.set_person("persons/" + person);
  assignment.set_item(item);
  assignment.set_state(State::STATE_CHECKED_IN);
  assignment.set_check_in_date(date);
  return assignment;
}

v1::Assignment Closed(v1::Assignment assignment, State::State state, const std::string& date) {
  assignment.set_state(state);
  assignment.set_close_date(date);
  return assignment;
}

TEST(Report, AllLinesAreThereAlsoWhenNothingHappened) {
  const auto figures = Counter().Figures();
  ASSERT_EQ(figures.size(), 13u);
  for (const v1::Figure& figure : figures) EXPECT_EQ(figure.value(), 0) << figure.code();
}

// The four classes of the article: 90 + 70 + 80 + 60 = 300 at 2021-11-15, the last of them opening on that day.
ReportCounter GoldenTalents(const std::string& as_of) {
  struct Class {
    std::string id;
    v1::Track track;
    std::string first;
    std::string last;
    int people;
    int completed;
  };
  const std::vector<Class> classes = {{"clinical", v1::TRACK_CLINICAL, "2021-10-18", "2021-10-29", 90, 88},
                                      {"maternal", v1::TRACK_MATERNAL_CHILD_HEALTH, "2021-10-25", "2021-11-05", 70, 69},
                                      {"rehab", v1::TRACK_TCM_REHABILITATION, "2021-11-08", "2021-11-26", 80, 78},
                                      {"clerks", v1::TRACK_SECRETARIAL, "2021-11-15", "2021-11-19", 60, 59}};
  ReportCounter counter = Counter(as_of);
  for (const Class& c : classes) counter.Add(CourseOf(c.id, v1::PROGRAMME_TALENT, c.track, c.first));
  for (const Class& c : classes) {
    for (int i = 0; i < c.people; ++i) {
      const auto state = i < c.completed ? State::STATE_COMPLETED : State::STATE_NOT_COMPLETED;
      counter.Add(Closed(Came(absl::StrCat(c.id, i), "pairings/yh-cx/courses/" + c.id, c.first), state, c.last));
    }
  }
  return counter;
}

TEST(Report, TheArticlesFourClassesOnItsDay) {
  const auto values = Values(GoldenTalents("2021-11-15"));
  EXPECT_EQ(values.at("TR.TALENT.COURSES"), 4);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS"), 300);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS.CLINICAL"), 90);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS.MATERNAL_CHILD_HEALTH"), 70);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS.TCM_REHABILITATION"), 80);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS.SECRETARIAL"), 60);
  EXPECT_EQ(values.at("TR.TALENT.PERSON_TIMES"), 300);
  EXPECT_EQ(values.at("TR.TALENT.COMPLETED"), 157);
}

TEST(Report, TheDayBeforeAndTheYearsEnd) {
  EXPECT_EQ(Values(GoldenTalents("2021-11-14")).at("TR.TALENT.PERSONS"), 240);
  EXPECT_EQ(Values(GoldenTalents("2021-11-14")).at("TR.TALENT.COURSES"), 3);
  EXPECT_EQ(Values(GoldenTalents("2021-12-31")).at("TR.TALENT.COMPLETED"), 294);
  EXPECT_EQ(Values(GoldenTalents("2021-12-31")).at("TR.TALENT.PERSONS"), 300);
}

// U6: who takes two classes is one person and two participations.
TEST(Report, PersonsAreDistinctTimesAreNot) {
  ReportCounter counter = Counter();
  counter.Add(CourseOf("a", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-18"));
  counter.Add(CourseOf("b", v1::PROGRAMME_TALENT, v1::TRACK_TCM_REHABILITATION, "2021-11-08"));
  counter.Add(Came("zhao", "pairings/yh-cx/courses/a", "2021-10-18"));
  counter.Add(Came("zhao", "pairings/yh-cx/courses/b", "2021-11-08"));
  const auto values = Values(counter);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS"), 1);
  EXPECT_EQ(values.at("TR.TALENT.PERSON_TIMES"), 2);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS.CLINICAL"), 1);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS.TCM_REHABILITATION"), 1);
}

TEST(Report, EndingEarlyLaterDoesNotUncountTheArrival) {
  ReportCounter counter = Counter();
  counter.Add(PostingOf("p", v1::Posting::CATEGORY_DOCTOR, v1::Posting::KIND_STATIONED));
  counter.Add(Closed(Came("zhao", "pairings/yh-cx/postings/p", "2021-06-15"), State::STATE_ENDED_EARLY, "2021-07-01"));
  EXPECT_EQ(Values(counter).at("EX.PRO.DOCTOR.STATIONED.E2W"), 1);
}

TEST(Report, OnlyWhoCameCounts) {
  ReportCounter counter = Counter();
  counter.Add(CourseOf("a", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-18"));
  v1::Assignment confirmed = Came("zhao", "pairings/yh-cx/courses/a", "");
  confirmed.set_state(State::STATE_CONFIRMED);
  counter.Add(confirmed);
  counter.Add(Closed(confirmed, State::STATE_CANCELLED, "2021-10-13"));
  EXPECT_EQ(Values(counter).at("TR.TALENT.PERSONS"), 0);
  EXPECT_EQ(Values(counter).at("TR.TALENT.PERSON_TIMES"), 0);
}

TEST(Report, ExchangeByCategoryKindAndDirection) {
  ReportCounter counter = Counter();
  counter.Add(PostingOf("cadre", v1::Posting::CATEGORY_CADRE, v1::Posting::KIND_TEMPORARY_POST));
  counter.Add(PostingOf("stationed", v1::Posting::CATEGORY_DOCTOR, v1::Posting::KIND_STATIONED));
  counter.Add(PostingOf("doctor", v1::Posting::CATEGORY_DOCTOR));
  counter.Add(PostingOf("teacher", v1::Posting::CATEGORY_TEACHER, v1::Posting::KIND_STATIONED));
  counter.Add(PostingOf("agronomist", v1::Posting::CATEGORY_AGRONOMIST));
  counter.Add(PostingOf("other", v1::Posting::CATEGORY_OTHER_PROFESSIONAL));
  v1::Posting back = PostingOf("west", v1::Posting::CATEGORY_CADRE);
  back.set_direction(v1::DIRECTION_WEST_TO_EAST);
  counter.Add(back);
  for (const char* id : {"cadre", "stationed", "doctor", "teacher", "agronomist", "other", "west"})
    counter.Add(Came(id, absl::StrCat("pairings/yh-cx/postings/", id), "2021-06-15"));
  const auto values = Values(counter);
  EXPECT_EQ(values.at("EX.CADRE.E2W"), 1);
  EXPECT_EQ(values.at("EX.PRO.E2W"), 5);
  EXPECT_EQ(values.at("EX.PRO.DOCTOR.STATIONED.E2W"), 1);
}

TEST(Report, PrimaryCareCountsInTheEastAndNotAsTalent) {
  ReportCounter counter = Counter();
  v1::Course east = CourseOf("east", v1::PROGRAMME_PRIMARY_CARE, v1::TRACK_PRIMARY_CARE, "2021-10-11");
  east.set_location_division("330110110");
  counter.Add(east);
  counter.Add(CourseOf("west", v1::PROGRAMME_PRIMARY_CARE, v1::TRACK_PRIMARY_CARE, "2021-10-11"));
  counter.Add(CourseOf("shop", v1::PROGRAMME_ECOMMERCE, v1::TRACK_ECOMMERCE_OPERATION, "2021-10-11"));
  for (const char* id : {"east", "west", "shop"})
    counter.Add(Came(id, absl::StrCat("pairings/yh-cx/courses/", id), "2021-10-11"));
  const auto values = Values(counter);
  EXPECT_EQ(values.at("TR.PRIMARY_DOCTOR.W2E"), 1);
  EXPECT_EQ(values.at("TR.TALENT.PERSONS"), 0);
  EXPECT_EQ(values.at("TR.TALENT.COURSES"), 0);
}

TEST(Report, BothEndsOfThePeriodCount) {
  ReportCounter counter = Counter("2021-11-15", "2021-10-18");
  counter.Add(CourseOf("a", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-18"));
  counter.Add(CourseOf("b", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-17"));
  const std::string item = "pairings/yh-cx/courses/a";
  counter.Add(Came("early", item, "2021-10-17"));
  counter.Add(Came("first", item, "2021-10-18"));
  counter.Add(Came("last", item, "2021-11-15"));
  counter.Add(Came("late", item, "2021-11-16"));
  EXPECT_EQ(Values(counter).at("TR.TALENT.PERSONS"), 2);
  EXPECT_EQ(Values(counter).at("TR.TALENT.COURSES"), 1);
}

struct PairCase {
  std::string about;
  std::string pair;
  std::string east_division;
  std::string west_division;
  int64_t counted;
};

TEST(Report, HospitalPairsOfThisPairing) {
  const std::string hospitals = "kind: KIND_HOSPITAL sign_date: '2021-06-10'";
  const std::vector<PairCase> cases = {
      {"the article's", hospitals, "330110", "510824", 1},
      {"in a town", hospitals, "330110110", "510824100", 1},
      {"schools", "kind: KIND_SCHOOL sign_date: '2021-06-10'", "330110", "510824", 0},
      {"signed after the day", "kind: KIND_HOSPITAL sign_date: '2021-11-16'", "330110", "510824", 0},
      {"signed under the old pairing", "kind: KIND_HOSPITAL sign_date: '2021-04-30'", "330110", "510824", 0},
      {"of the old partner", hospitals, "331022", "510824", 0},
      {"of another county", hospitals, "330110", "510821", 0},
      {"the wrong way round", hospitals, "510824", "330110", 0},
      {"not known here", hospitals, "", "510824", 0}};
  for (const PairCase& c : cases) {
    registry::v1::Organization east;
    registry::v1::Organization west;
    if (!c.east_division.empty()) east.add_divisions()->set_division(c.east_division);
    west.add_divisions()->set_division(c.west_division);
    ReportCounter counter = Counter();
    counter.Add(FromText<registry::v1::OrganizationPair>(c.pair), east, west);
    EXPECT_EQ(Values(counter).at("EX.ORGPAIR.HOSPITAL"), c.counted) << c.about;
  }
}

TEST(Report, APairBelongsWhereItsHospitalsLayWhenItWasSigned) {
  const auto moved = FromText<registry::v1::Organization>(R"pb(
    divisions { division: "330110" end_date: "2021-04-08" }
    divisions { division: "330113" start_date: "2021-04-09" })pb");
  registry::v1::Organization west;
  west.add_divisions()->set_division("510824");
  ReportCounter counter = Counter("2021-11-15", "2021-01-01");
  auto pair = FromText<registry::v1::OrganizationPair>("name: 'organizationPairs/a' kind: KIND_HOSPITAL");
  pair.set_sign_date("2021-04-09");
  counter.Add(pair, moved, west);
  EXPECT_EQ(Values(counter).at("EX.ORGPAIR.HOSPITAL"), 0);
  pair.set_sign_date("2021-04-08");
  counter.Add(pair, moved, west);
  EXPECT_EQ(Values(counter).at("EX.ORGPAIR.HOSPITAL"), 1);
}

TEST(Report, AssignmentsToUnknownItemsCountNowhere) {
  ReportCounter counter = Counter();
  counter.Add(Came("zhao", "pairings/yh-cx/courses/none", "2021-10-18"));
  for (const auto& [code, value] : Values(counter)) EXPECT_EQ(value, 0) << code;
}

}  // namespace
}  // namespace jiedui::scheduler
