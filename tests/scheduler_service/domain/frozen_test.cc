// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/frozen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const DateRange k2021{"2021-05-01", "2021-12-31"};

v1::Assignment AtCourse(const std::string& more) {
  auto assignment = FromText<v1::Assignment>(
      "name: 'pairings/p/assignments/a' item: 'pairings/p/courses/c' "
      "start_date: '2021-10-18' end_date: '2021-10-29'");
  assignment.MergeFrom(FromText<v1::Assignment>(more));
  return assignment;
}

v1::Assignment OnPost(const std::string& more) {
  auto assignment = AtCourse("start_date: '2021-06-15' end_date: '2022-03-14'");
  assignment.set_item("pairings/p/postings/s");
  assignment.MergeFrom(FromText<v1::Assignment>(more));
  return assignment;
}

storage::v1::FrozenPeriodsRecord Frozen(const std::string& first, const std::string& last) {
  storage::v1::FrozenPeriodsRecord frozen;
  frozen.set_pairing("pairings/p");
  EXPECT_THAT(Freeze(frozen, {first, last}), IsOk());
  return frozen;
}

TEST(FrozenWords, OfATraineeAreCheckInAndCompletion) {
  EXPECT_THAT(CountedIn(k2021, v1::Assignment()), IsEmpty());
  EXPECT_THAT(CountedIn(k2021, AtCourse("state: STATE_CONFIRMED")), IsEmpty());
  const auto came = AtCourse("state: STATE_CHECKED_IN check_in_date: '2021-10-18'");
  EXPECT_THAT(CountedIn(k2021, came), ElementsAre("check-in on 2021-10-18"));
  EXPECT_THAT(CountedIn({"2021-11-01", "2021-12-31"}, came), IsEmpty());
  EXPECT_THAT(CountedIn({"2021-05-01", "2021-10-17"}, came), IsEmpty());
  EXPECT_THAT(CountedIn({"2021-10-18", "2021-10-18"}, came), ElementsAre("check-in on 2021-10-18"));
  const auto completed = AtCourse("state: STATE_CERTIFIED check_in_date: '2021-10-18' close_date: '2021-10-29'");
  EXPECT_THAT(CountedIn(k2021, completed), ElementsAre("check-in on 2021-10-18", "completion on 2021-10-29"));
  const auto failed = AtCourse("state: STATE_NOT_COMPLETED check_in_date: '2021-10-18' close_date: '2021-10-29'");
  EXPECT_THAT(CountedIn(k2021, failed), ElementsAre("check-in on 2021-10-18"));
}

TEST(FrozenWords, OfAStayAreItsBeginningAndWhoIsThereOnTheLastDay) {
  const CountedBeside west{.counts_on_post = true};
  const auto on_post = OnPost("state: STATE_CHECKED_IN check_in_date: '2021-06-15'");
  EXPECT_THAT(CountedIn(k2021, on_post, west), ElementsAre("check-in on 2021-06-15", "on post on 2021-12-31"));
  EXPECT_THAT(CountedIn(k2021, on_post, CountedBeside()), ElementsAre("check-in on 2021-06-15"));
  EXPECT_THAT(CountedIn({"2022-01-01", "2022-12-31"}, on_post, west), IsEmpty());
  EXPECT_THAT(CountedIn({"2022-01-01", "2022-03-14"}, on_post, west), ElementsAre("on post on 2022-03-14"));
  const auto left =
      OnPost("state: STATE_ENDED_EARLY check_in_date: '2021-06-15' end_date: '2021-07-13' close_date: '2021-07-13'");
  EXPECT_THAT(CountedIn(k2021, left), ElementsAre("check-in on 2021-06-15"));
  EXPECT_THAT(CountedIn({"2021-05-01", "2021-07-12"}, left, west),
              ElementsAre("check-in on 2021-06-15", "on post on 2021-07-12"));
  const auto completed =
      OnPost("state: STATE_COMPLETED check_in_date: '2021-06-15' end_date: '2021-12-14' close_date: '2021-12-14'");
  EXPECT_THAT(CountedIn(k2021, completed), ElementsAre("check-in on 2021-06-15"));
}

TEST(FrozenWords, OfACourseAreItsKindAndItsFirstDay) {
  v1::Course course = Clinical();
  EXPECT_THAT(CountedIn(k2021, course),
              ElementsAre(HasSubstr("a course PROGRAMME_TALENT TRACK_CLINICAL"), "its first day 2021-10-18"));
  EXPECT_THAT(CountedIn({"2021-10-19", "2021-12-31"}, course), ElementsAre(HasSubstr("TRACK_CLINICAL")));
  EXPECT_THAT(CountedIn({"2021-05-01", "2021-10-17"}, course), IsEmpty());
  course.set_state(v1::Course::STATE_CANCELLED);
  EXPECT_THAT(CountedIn(k2021, course), IsEmpty());
}

TEST(FrozenWords, ANewCourseCountsFromItsFirstDayOn) {
  const auto frozen = Frozen("2021-10-18", "2021-10-31");
  v1::Course course = Clinical();
  EXPECT_THAT(CheckNotFrozen(frozen, v1::Course(), course),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  course.set_start_date("2021-10-17");
  EXPECT_THAT(CheckNotFrozen(frozen, v1::Course(), course), IsOk());
  v1::Course cancelled = course;
  cancelled.set_state(v1::Course::STATE_CANCELLED);
  EXPECT_THAT(CheckNotFrozen(frozen, course, cancelled), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
}

// Nobody has published it: it opens when that is done.
TEST(FrozenWords, ADraftHasNotOpened) {
  const auto frozen = Frozen("2021-05-01", "2021-12-31");
  v1::Course draft = Clinical();
  draft.set_state(v1::Course::STATE_DRAFT);
  v1::Course published = draft;
  published.set_state(v1::Course::STATE_PUBLISHED);
  EXPECT_THAT(CountedIn(k2021, draft), IsEmpty());
  EXPECT_THAT(CheckNotFrozen(frozen, v1::Course(), draft), IsOk());
  EXPECT_TRUE(MayBeCounted(draft, published));
  EXPECT_THAT(CheckNotFrozen(frozen, draft, published), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  // It opens in no period that is frozen, or no figure counts that it does.
  EXPECT_THAT(CheckNotFrozen(Frozen("2021-12-01", "2021-12-31"), draft, published), IsOk());
  published.set_programme(v1::PROGRAMME_OTHER);
  EXPECT_THAT(CheckNotFrozen(frozen, draft, published), IsOk());
}

TEST(FrozenWords, OfAPostingAreWhatItsPeopleCountFor) {
  v1::Posting posting = Stationed();
  v1::Posting other = posting;
  other.set_category(v1::Posting::CATEGORY_TEACHER);
  EXPECT_TRUE(MayBeCounted(posting, other));
  EXPECT_NE(CountedIn(k2021, posting), CountedIn(k2021, other));
  EXPECT_EQ(CountedIn({"2020-01-01", "2020-12-31"}, posting), CountedIn({"2020-01-01", "2020-12-31"}, other));
  other = posting;
  other.set_headcount(9);
  EXPECT_FALSE(MayBeCounted(posting, other));
  EXPECT_THAT(CheckNotFrozen(Frozen("2021-05-01", "2021-12-31"), v1::Posting(), posting), IsOk());
  other = posting;
  other.set_days_min(90);
  EXPECT_THAT(CheckNotFrozen(Frozen("2021-05-01", "2021-12-31"), posting, other),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
}

TEST(FrozenWords, OfAnEntityReachBackToTheBeginning) {
  const auto entity =
      FromText<v1::Outcome>("kind: KIND_ENTITY entity_form: ENTITY_FORM_HOUSEHOLD open_date: '2021-06-01'");
  EXPECT_THAT(CountedIn({"2021-10-01", "2021-12-31"}, entity),
              ElementsAre("KIND_ENTITY opened on 2021-06-01", "ENTITY_FORM_HOUSEHOLD"));
  EXPECT_THAT(CountedIn({"2021-01-01", "2021-05-31"}, entity), IsEmpty());
  const auto shop = FromText<v1::Outcome>("kind: KIND_SHOP open_date: '2021-06-01' close_date: '2021-09-30'");
  EXPECT_THAT(CountedIn({"2021-10-01", "2021-12-31"}, shop), IsEmpty());
  EXPECT_THAT(CountedIn(k2021, shop), ElementsAre("KIND_SHOP opened on 2021-06-01", "closed on 2021-09-30"));
  EXPECT_THAT(CountedIn({"2021-05-01", "2021-06-30"}, shop), ElementsAre("KIND_SHOP opened on 2021-06-01"));
}

TEST(Frozen, StepsBeforeTheCheckInAreOfNoInterest) {
  const auto approved = AtCourse("state: STATE_APPROVED");
  const auto confirmed = AtCourse("state: STATE_CONFIRMED");
  EXPECT_FALSE(MayBeCounted(v1::Assignment(), approved));
  EXPECT_FALSE(MayBeCounted(approved, confirmed));
  EXPECT_FALSE(MayBeCounted(confirmed, AtCourse("state: STATE_NO_SHOW close_date: '2021-10-19'")));
  EXPECT_TRUE(MayBeCounted(confirmed, AtCourse("state: STATE_CHECKED_IN check_in_date: '2021-10-18'")));
}

TEST(Frozen, AMergeOfPersonsIsNotRefused) {
  const auto before = AtCourse("state: STATE_CHECKED_IN check_in_date: '2021-10-18' person: 'persons/a'");
  auto after = before;
  after.set_person("persons/b");
  after.set_original_person("persons/a");
  EXPECT_FALSE(MayBeCounted(before, after));
  EXPECT_THAT(CheckNotFrozen(Frozen("2021-05-01", "2021-12-31"), before, after), IsOk());
}

TEST(Frozen, WhatWasCountedIsRefusedWithTheEditionAndTheWayOut) {
  auto frozen = Frozen("2021-05-01", "2021-12-31");
  frozen.mutable_periods(0)->set_last_edition("pairings/p/editions/year");
  const auto before = AtCourse("state: STATE_COMPLETED check_in_date: '2021-10-18' close_date: '2021-10-29'");
  auto after = before;
  after.set_close_date("2021-10-30");
  const absl::Status refused = CheckNotFrozen(frozen, before, after);
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(RulesIn(refused),
              ElementsAre(AllOf(HasSubstr("PERIOD_FROZEN pairings/p/assignments/a"),
                                HasSubstr("pairings/p/editions/year counts from 2021-05-01 to 2021-12-31"),
                                HasSubstr("completion on 2021-10-29"), HasSubstr("RequestCorrection"))));
}

TEST(Frozen, TheLastDayIsFrozenAndTheNextIsNot) {
  const auto frozen = Frozen("2021-05-01", "2021-10-18");
  const auto confirmed = AtCourse("state: STATE_CONFIRMED");
  EXPECT_THAT(CheckNotFrozen(frozen, confirmed, AtCourse("state: STATE_CHECKED_IN check_in_date: '2021-10-18'")),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(CheckNotFrozen(frozen, confirmed, AtCourse("state: STATE_CHECKED_IN check_in_date: '2021-10-19'")),
              IsOk());
}

TEST(Frozen, WhatHappensAfterTheLastDayIsOpen) {
  const auto frozen = Frozen("2021-05-01", "2021-12-31");
  const auto ended = [&](const std::string& came, const std::string& day) {
    const auto before = OnPost("state: STATE_CHECKED_IN check_in_date: '" + came + "'");
    const auto after = OnPost(absl::StrCat("state: STATE_ENDED_EARLY short_stay: true check_in_date: '", came,
                                           "' end_date: '", day, "' close_date: '", day, "'"));
    return CheckNotFrozen(frozen, before, after, {.counts_on_post = true, .days_min = {0, 30}});
  };
  EXPECT_THAT(ended("2021-06-15", "2022-01-31"), IsOk());
  EXPECT_THAT(ended("2021-12-20", "2022-01-05"), IsOk());
  EXPECT_THAT(ended("2021-12-20", "2021-12-31"), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(ended("2021-06-15", "2021-12-30"), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(ended("2022-01-10", "2022-01-15"), IsOk());
}

TEST(FrozenBeside, HowLongAStayMustLastIsThePostingsAndTheRules) {
  v1::Posting posting = Stationed();
  posting.set_days_min(0);
  EXPECT_THAT(DaysAskedFor(posting), ElementsAre(0, 30));
  posting.set_days_min(10);
  EXPECT_THAT(DaysAskedFor(posting), ElementsAre(10, 30));
  posting.set_days_min(60);
  EXPECT_THAT(DaysAskedFor(posting), ElementsAre(60));
  posting.set_category(v1::Posting::CATEGORY_CADRE);
  posting.set_days_min(0);
  EXPECT_THAT(DaysAskedFor(posting), ElementsAre(0));
}

// A stay is over after its last day, whenever its papers came.
TEST(FrozenBeside, OfAStayItCountsWhetherItWasTooShort) {
  const auto words = [](const std::string& last, const std::string& closed, const std::string& as_of) {
    const auto stay = OnPost(absl::StrCat("check_in_date: '2021-06-15' end_date: '", last, "' close_date: '", closed,
                                          "' state: ", closed.empty() ? "STATE_CHECKED_IN" : "STATE_COMPLETED"));
    return CountedIn({"2021-05-01", as_of}, stay, {.counts_on_post = true, .days_min = {0, 30}});
  };
  const auto is_short = ElementsAre("check-in on 2021-06-15", "a stay of fewer than 30 days");
  EXPECT_THAT(words("2021-07-13", "2021-07-13", "2021-12-31"), is_short);
  EXPECT_THAT(words("2021-07-13", "2021-08-20", "2021-12-31"), is_short);
  EXPECT_THAT(words("2021-07-13", "", "2021-12-31"), is_short);
  EXPECT_THAT(words("2021-07-14", "2021-07-14", "2021-12-31"), ElementsAre("check-in on 2021-06-15"));
  EXPECT_THAT(words("2021-07-13", "2021-07-13", "2021-07-12"),
              ElementsAre("check-in on 2021-06-15", "on post on 2021-07-12"));
}

// Of three days on which other stays of the person began, the stay lasts until the first and the second.
TEST(FrozenBeside, AStayCountsForThoseThatGoOnFromIt) {
  const DateRange autumn{"2021-09-01", "2021-12-31"};
  const CountedBeside beside{.days_min = {0},
                             .other_stays = {"2021-08-31", "2021-10-01", "2021-10-11", "2021-10-12", "2022-01-01"}};
  const auto stay = [](const std::string& last) {
    return OnPost(absl::StrCat(
        "state: STATE_COMPLETED check_in_date: '2021-06-15' end_date: '2021-10-31' close_date: '", last, "'"));
  };
  EXPECT_THAT(CountedIn(autumn, stay("2021-10-10"), beside),
              ElementsAre("a stay that goes on on 2021-10-01", "a stay that goes on on 2021-10-11"));
  EXPECT_THAT(CountedIn(autumn, stay("2021-09-29"), beside), IsEmpty());
  EXPECT_THAT(CountedIn(autumn, stay("2021-10-10"), CountedBeside()), IsEmpty());
  auto short_stay = stay("2021-10-10");
  short_stay.set_short_stay(true);
  EXPECT_THAT(CountedIn(autumn, short_stay, beside), IsEmpty());
  EXPECT_THAT(CountedIn(autumn, OnPost("state: STATE_CONFIRMED"), beside), IsEmpty());
}

TEST(FrozenBeside, ACheckInCountsForWhoBeganToSellInThePeriod) {
  const DateRange autumn{"2021-11-01", "2021-12-31"};
  const auto came = AtCourse("state: STATE_CHECKED_IN check_in_date: '2021-10-18'");
  CountedBeside beside{.sells = true, .began_to_sell = {"2021-11-20"}};
  EXPECT_THAT(CountedIn(autumn, came, beside), ElementsAre("training of who began to sell on 2021-11-20"));
  EXPECT_THAT(CountedIn({"2021-05-01", "2021-10-17"}, came, beside), IsEmpty());
  beside.trained_since = "2021-12-31";
  EXPECT_THAT(CountedIn(autumn, came, beside), IsEmpty());
  beside.trained_since = "2022-01-01";
  EXPECT_THAT(CountedIn(autumn, came, beside), ElementsAre(HasSubstr("training")));
  beside.began_to_sell = {"2022-01-01"};
  EXPECT_THAT(CountedIn(autumn, came, beside), IsEmpty());
  beside = {.sells = false, .began_to_sell = {"2021-11-20"}};
  EXPECT_THAT(CountedIn(autumn, came, beside), IsEmpty());
}

TEST(FrozenBeside, OnlyWhatMakesADifferenceIsRefused) {
  const auto frozen = Frozen("2021-11-01", "2021-12-31");
  const auto before = AtCourse("state: STATE_CONFIRMED");
  const auto after = AtCourse("state: STATE_CHECKED_IN check_in_date: '2021-10-18'");
  EXPECT_THAT(CheckNotFrozen(frozen, before, after, CountedBeside()), IsOk());
  EXPECT_THAT(CheckNotFrozen(frozen, before, after, {.sells = true, .began_to_sell = {"2021-11-20"}}),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
}

TEST(Freeze, EachPeriodOnceInOrder) {
  auto frozen = Frozen("2021-05-01", "2021-12-31");
  EXPECT_THAT(Freeze(frozen, {"2021-05-01", "2021-12-31"}), IsOk());
  EXPECT_THAT(Freeze(frozen, {"2021-05-01", "2021-11-15"}), IsOk());
  EXPECT_THAT(Freeze(frozen, {"2021-05-01", "2022-06-30"}), IsOk());
  EXPECT_THAT(Freeze(frozen, {"2020-01-01", "2021-06-30"}), IsOk());
  std::vector<std::string> days;
  for (const auto& period : frozen.periods()) days.push_back(period.first_day() + ".." + period.last_day());
  EXPECT_THAT(days, ElementsAre("2020-01-01..2021-06-30", "2021-05-01..2021-11-15", "2021-05-01..2021-12-31",
                                "2021-05-01..2022-06-30"));
  EXPECT_NE(FindPeriod(frozen, {"2021-05-01", "2021-11-15"}), nullptr);
  EXPECT_EQ(FindPeriod(frozen, {"2021-05-01", "2021-11-16"}), nullptr);
}

TEST(Freeze, NoneBeginsInsideAnother) {
  auto frozen = Frozen("2021-05-01", "2021-12-31");
  const absl::Status inside = Freeze(frozen, {"2021-12-31", "2022-12-31"});
  EXPECT_THAT(inside, FailsWith(StatusCode::kFailedPrecondition, "PERIOD_OVERLAPS"));
  EXPECT_THAT(RulesIn(inside), ElementsAre(HasSubstr("2021-05-01..2021-12-31")));
  EXPECT_EQ(frozen.periods_size(), 1);
  EXPECT_THAT(Freeze(frozen, {"2022-01-01", "2022-12-31"}), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
