// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_stays.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/counted.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;
using Assignment = v1::Assignment;

v1::Assignment Stay(const std::string& person, const std::string& item, const std::string& first,
                    const std::string& last) {
  v1::Assignment assignment = Came(person, item, first);
  assignment.set_end_date(last);
  return assignment;
}

TEST(CountStays, ByCategoryKindAndDirection) {
  Counted counted;
  counted.Add(PostingOf("cadre", v1::Posting::CATEGORY_CADRE, v1::Posting::KIND_TEMPORARY_POST));
  counted.Add(PostingOf("stationed", v1::Posting::CATEGORY_DOCTOR, v1::Posting::KIND_STATIONED));
  counted.Add(PostingOf("doctor", v1::Posting::CATEGORY_DOCTOR));
  counted.Add(PostingOf("teacher", v1::Posting::CATEGORY_TEACHER, v1::Posting::KIND_STATIONED));
  counted.Add(PostingOf("agronomist", v1::Posting::CATEGORY_AGRONOMIST));
  counted.Add(PostingOf("other", v1::Posting::CATEGORY_OTHER_PROFESSIONAL));
  for (const auto& [id, category] :
       {std::pair("west-cadre", v1::Posting::CATEGORY_CADRE), std::pair("west-doctor", v1::Posting::CATEGORY_DOCTOR)}) {
    v1::Posting back = PostingOf(id, category, v1::Posting::KIND_CLINICAL_STUDY);
    back.set_direction(v1::DIRECTION_WEST_TO_EAST);
    counted.Add(back);
  }
  for (const char* id : {"cadre", "stationed", "doctor", "teacher", "agronomist", "other", "west-cadre", "west-doctor"})
    counted.Add(Came(id, absl::StrCat("postings/", id), "2021-06-15"));
  EXPECT_THAT(counted.Values(),
              UnorderedElementsAre(Pair("EX.CADRE.E2W", 1), Pair("EX.CADRE.E2W.ON_POST", 1), Pair("EX.PRO.E2W", 5),
                                   Pair("EX.PRO.E2W.ON_POST", 5), Pair("EX.PRO.DOCTOR.STATIONED.E2W", 1),
                                   Pair("EX.CADRE.W2E", 1), Pair("EX.PRO.W2E", 1)));
}

struct EndCase {
  std::string about;
  std::string closed;
  std::string as_of;
  int days_min;
  int64_t professionals;
  int64_t cadres;
};

// U8: ended after 25 days it does not count, after 30 it does; and as long as it goes on nobody knows.
TEST(CountStays, AStayThatIsOverMustHaveLasted) {
  const std::vector<EndCase> cases = {{"25 days", "2021-09-25", "2021-11-15", 0, 0, 1},
                                      {"29 days", "2021-09-29", "2021-11-15", 0, 0, 1},
                                      {"30 days", "2021-09-30", "2021-11-15", 0, 1, 1},
                                      {"30 of 31 that the posting asks for", "2021-09-30", "2021-11-15", 31, 0, 0},
                                      {"31 of 31", "2021-10-01", "2021-11-15", 31, 1, 1},
                                      {"25 days, seen before the end", "2021-09-25", "2021-09-24", 0, 1, 1},
                                      {"25 days, seen on the last", "2021-09-25", "2021-09-25", 0, 0, 1}};
  for (const EndCase& c : cases) {
    Counted counted(AsOf(c.as_of));
    for (const auto& [id, category] :
         {std::pair("pro", v1::Posting::CATEGORY_TEACHER), std::pair("cadre", v1::Posting::CATEGORY_CADRE)}) {
      v1::Posting posting = PostingOf(id, category);
      posting.set_days_min(c.days_min);
      counted.Add(posting);
    }
    for (const char* id : {"pro", "cadre"})
      counted.Add(Closed(Stay(id, absl::StrCat("postings/", id), "2021-09-01", c.closed), Assignment::STATE_ENDED_EARLY,
                         c.closed));
    auto values = counted.Values();
    EXPECT_EQ(values["EX.PRO.E2W"], c.professionals) << c.about;
    EXPECT_EQ(values["EX.CADRE.E2W"], c.cadres) << c.about;
  }
}

// When the papers came decides nothing, nor whether they came.
TEST(CountStays, AStayIsOverAfterItsLastDay) {
  for (const char* closed : {"2021-09-25", "2021-10-08", ""}) {
    for (const auto& [as_of, count] :
         {std::pair("2021-09-24", 1), std::pair("2021-09-25", 0), std::pair("2021-11-15", 0)}) {
      Counted counted(AsOf(as_of));
      counted.Add(PostingOf("pro", v1::Posting::CATEGORY_TEACHER));
      Assignment stay = Stay("zhao", "postings/pro", "2021-09-01", "2021-09-25");
      counted.Add(*closed == '\0' ? stay : Closed(stay, Assignment::STATE_COMPLETED, closed));
      EXPECT_EQ(counted.Values()["EX.PRO.E2W"], count) << "closed " << closed << ", as of " << as_of;
    }
  }
}

TEST(CountStays, AShortStaySaysItsDays) {
  Counted counted;
  counted.Add(PostingOf("pro", v1::Posting::CATEGORY_TEACHER));
  counted.Add(
      Closed(Stay("zhao", "postings/pro", "2021-09-01", "2021-09-25"), Assignment::STATE_ENDED_EARLY, "2021-09-25"));
  const Contribution& stay = counted.Finish()[FigureId::kProfessionals][0];
  EXPECT_EQ(stay.reason, v1::NOT_COUNTED_REASON_SHORT_STAY);
  EXPECT_EQ(stay.number, 25);
}

// The rule of the report's day: before 2021 there was no minimum.
TEST(CountStays, TheRuleIsThatOfTheDay) {
  Counted counted(AsOf("2020-12-31", "2020-01-01"));
  counted.Add(PostingOf("pro", v1::Posting::CATEGORY_TEACHER));
  counted.Add(
      Closed(Stay("zhao", "postings/pro", "2020-09-01", "2020-09-25"), Assignment::STATE_ENDED_EARLY, "2020-09-25"));
  EXPECT_EQ(counted.Values().at("EX.PRO.E2W"), 1);
}

// Domain 0.4: sent in 2021 only, on post for as long as the stay lasts.
TEST(CountStays, SentOnceOnPostEveryYear) {
  const auto values = [](int year) {
    Counted counted(AsOf(absl::StrCat(year, "-12-31"), absl::StrCat(year, "-01-01")));
    counted.Add(PostingOf("cadre", v1::Posting::CATEGORY_CADRE));
    counted.Add(Stay("zhao", "postings/cadre", "2021-06-01", "2024-05-31"));
    return counted.Values();
  };
  EXPECT_THAT(values(2021), UnorderedElementsAre(Pair("EX.CADRE.E2W", 1), Pair("EX.CADRE.E2W.ON_POST", 1)));
  EXPECT_THAT(values(2023), UnorderedElementsAre(Pair("EX.CADRE.E2W.ON_POST", 1)));
  EXPECT_THAT(values(2024), testing::IsEmpty());
}

TEST(CountStays, OnPostFromTheFirstDayToTheLast) {
  const auto on_post = [](const std::string& day) {
    Counted counted(AsOf(day));
    counted.Add(PostingOf("pro", v1::Posting::CATEGORY_AGRONOMIST));
    counted.Add(
        Closed(Stay("zhao", "postings/pro", "2021-07-01", "2021-09-30"), Assignment::STATE_COMPLETED, "2021-10-08"));
    return counted.Values()["EX.PRO.E2W.ON_POST"];
  };
  EXPECT_EQ(on_post("2021-06-30"), 0);
  EXPECT_EQ(on_post("2021-07-01"), 1);
  EXPECT_EQ(on_post("2021-09-30"), 1);
  EXPECT_EQ(on_post("2021-10-01"), 0);
}

// U27: who goes on without a gap is not sent again; with one, they are.
TEST(CountStays, WhoGoesOnIsNotSentAgain) {
  const auto second = [](const std::string& first_day) {
    Counted counted(AsOf("2022-12-31", "2022-01-01"));
    counted.Add(PostingOf("a", v1::Posting::CATEGORY_CADRE));
    counted.Add(PostingOf("b", v1::Posting::CATEGORY_CADRE));
    counted.Add(
        Closed(Stay("zhao", "postings/a", "2021-06-01", "2022-05-31"), Assignment::STATE_COMPLETED, "2022-05-31"));
    counted.Add(Stay("zhao", "postings/b", first_day, "2023-05-31"));
    return ReasonsIn(counted.Finish(), FigureId::kCadres)[1];
  };
  EXPECT_EQ(second("2022-06-01"), v1::NOT_COUNTED_REASON_CONTINUED);
  EXPECT_EQ(second("2022-05-20"), v1::NOT_COUNTED_REASON_CONTINUED);
  EXPECT_EQ(second("2022-06-02"), v1::NOT_COUNTED_REASON_UNSPECIFIED);
}

TEST(CountStays, OfTwoStaysInThePeriodTheFirstCounts) {
  Counted counted;
  counted.Add(PostingOf("a", v1::Posting::CATEGORY_TEACHER));
  counted.Add(PostingOf("b", v1::Posting::CATEGORY_TEACHER));
  counted.Add(Stay("zhao", "postings/b", "2021-10-01", "2021-12-31"));
  counted.Add(
      Closed(Stay("zhao", "postings/a", "2021-06-01", "2021-07-31"), Assignment::STATE_COMPLETED, "2021-07-31"));
  const Ledger& ledger = counted.Finish();
  EXPECT_THAT(ReasonsIn(ledger, FigureId::kProfessionals),
              ElementsAre(v1::NOT_COUNTED_REASON_DUPLICATE, v1::NOT_COUNTED_REASON_UNSPECIFIED));
  EXPECT_THAT(ReasonsIn(ledger, FigureId::kProfessionalsOnPost),
              ElementsAre(v1::NOT_COUNTED_REASON_UNSPECIFIED, v1::NOT_COUNTED_REASON_OUTSIDE_PERIOD));
}

TEST(CountStays, WhoNeverCameAndWhatWasCancelled) {
  Counted counted;
  counted.Add(PostingOf("a", v1::Posting::CATEGORY_TEACHER));
  v1::Posting off = PostingOf("off", v1::Posting::CATEGORY_TEACHER);
  off.set_state(v1::Posting::STATE_CANCELLED);
  counted.Add(off);
  Assignment never = Came("zhao", "postings/a", "");
  never.set_state(Assignment::STATE_CONFIRMED);
  counted.Add(never);
  counted.Add(Closed(never, Assignment::STATE_CANCELLED, "2021-06-01"));
  counted.Add(Came("qian", "postings/off", "2021-06-15"));
  const Ledger& ledger = counted.Finish();
  for (const FigureId figure : {FigureId::kProfessionals, FigureId::kProfessionalsOnPost})
    EXPECT_THAT(ReasonsIn(ledger, figure),
                ElementsAre(v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED, v1::NOT_COUNTED_REASON_CANCELLED,
                            v1::NOT_COUNTED_REASON_CANCELLED));
}

// Alone, the stationed physicians are those that they are among the professionals.
TEST(CountStays, AlsoAloneStationedPhysiciansGoOnFromOtherStays) {
  Counted counted(AsOf("2022-12-31", "2022-01-01"), MaskOf(FigureId::kStationedDoctors));
  counted.Add(PostingOf("support", v1::Posting::CATEGORY_DOCTOR));
  counted.Add(PostingOf("stationed", v1::Posting::CATEGORY_DOCTOR, v1::Posting::KIND_STATIONED));
  counted.Add(PostingOf("cadre", v1::Posting::CATEGORY_CADRE));
  counted.Add(
      Closed(Stay("zhao", "postings/support", "2021-06-01", "2022-01-31"), Assignment::STATE_COMPLETED, "2022-01-31"));
  counted.Add(Stay("zhao", "postings/stationed", "2022-02-01", "2022-12-31"));
  counted.Add(Stay("qian", "postings/cadre", "2022-02-01", "2022-12-31"));
  const Ledger& ledger = counted.Finish();
  EXPECT_EQ(ledger.rows.size(), 2u);
  EXPECT_THAT(ReasonsIn(ledger, FigureId::kStationedDoctors), ElementsAre(v1::NOT_COUNTED_REASON_CONTINUED));
}

}  // namespace
}  // namespace jiedui::scheduler
