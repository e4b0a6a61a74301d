// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/expense.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::ExpenseRate Class3() {
  return FromText<v1::ExpenseRate>(R"pb(
    jurisdiction: "CENTRAL"
    rate_class: 3
    fen_per_person_day: 55000
    whole_rate_days: 30
    percent_beyond: 70
    staff_percent_max: 10
    staff_max: 10)pb");
}

v1::CourseExpense Money(const std::string& more = "") {
  auto expense = FromText<v1::CourseExpense>(
      "jurisdiction: 'CENTRAL' rate_class: 3 persons: 30 days: 26 staff: 3 claimed_fen: 42900000");
  expense.MergeFrom(FromText<v1::CourseExpense>(more));
  return expense;
}

// 30 primary-care doctors, 26 days.
ExpenseFacts Facts(const v1::ExpenseRate& rate, const std::string& more = "") {
  ExpenseFacts facts{.expense = Money(more), .rate = &rate, .checked_in = 30};
  facts.course = FromText<v1::Course>(
      "name: 'pairings/p/courses/doctors' curriculum: '基层医生' "
      "start_date: '2021-10-11' end_date: '2021-11-05'");
  return facts;
}

std::vector<std::string> FindingsIn(const v1::ExpenseReview& review) {
  std::vector<std::string> findings;
  for (const auto& finding : review.findings())
    findings.push_back(
        absl::StrCat(finding.code(), " ", finding.subject(), ": ", finding.found(), " / ", finding.allowed()));
  return findings;
}

TEST(Expense, TheCeilingOfTheStory) {
  const v1::ExpenseRate rate = Class3();
  const v1::ExpenseReview sound = Review(Facts(rate));
  EXPECT_EQ(sound.per_person_fen(), 26 * 550 * 100);
  EXPECT_EQ(sound.ceiling_fen(), 429'000 * 100);
  EXPECT_EQ(sound.over_fen(), 0);
  EXPECT_THAT(FindingsIn(sound), IsEmpty());
  const v1::ExpenseReview over = Review(Facts(rate, "claimed_fen: 44100000"));
  EXPECT_EQ(over.over_fen(), 12'000 * 100);
  EXPECT_THAT(FindingsIn(over),
              ElementsAre("OVER_CEILING pairings/p/courses/doctors: 441000.00 yuan / 429000.00 yuan"));
}

TEST(Expense, DaysBeyondCostLess) {
  const v1::ExpenseRate rate = Class3();
  EXPECT_EQ(PerPersonFen(rate, 1), 55'000);
  EXPECT_EQ(PerPersonFen(rate, 30), 1'650'000);
  EXPECT_EQ(PerPersonFen(rate, 31), 1'688'500);
  EXPECT_EQ(PerPersonFen(rate, 40), 2'035'000);
  v1::ExpenseRate local = rate;
  local.set_whole_rate_days(0);
  EXPECT_EQ(PerPersonFen(local, 40), 40 * 55'000);
}

TEST(Expense, StaffIsATenthAndTenAtMost) {
  const v1::ExpenseRate rate = Class3();
  EXPECT_EQ(StaffMax(rate, 30), 3);
  EXPECT_EQ(StaffMax(rate, 39), 3);
  EXPECT_EQ(StaffMax(rate, 100), 10);
  EXPECT_EQ(StaffMax(rate, 300), 10);
  EXPECT_THAT(FindingsIn(Review(Facts(rate, "staff: 4"))),
              ElementsAre("STAFF_OVER_LIMIT pairings/p/courses/doctors: 4 staff / 3 for 30 trainees"));
}

TEST(Expense, IsComparedWithTheCourse) {
  const v1::ExpenseRate rate = Class3();
  ExpenseFacts facts = Facts(rate, "days: 25");
  facts.checked_in = 29;
  EXPECT_THAT(FindingsIn(Review(facts)),
              ElementsAre("OVER_CEILING pairings/p/courses/doctors: 429000.00 yuan / 412500.00 yuan",
                          "PERSONS_DIFFER pairings/p/courses/doctors: 30 trainees / 29 who checked in",
                          "DAYS_DIFFER pairings/p/courses/doctors: 25 days / 26 days of the course"));
}

TEST(Expense, ClaimsAddUp) {
  const v1::ExpenseRate rate = Class3();
  EXPECT_THAT(FindingsIn(Review(Facts(rate, "claims { person: 'persons/a' amount_fen: 42900000 }"))), IsEmpty());
  EXPECT_THAT(FindingsIn(Review(Facts(rate, "claims { person: 'persons/a' amount_fen: 1430001 }"))),
              ElementsAre("CLAIMS_DIFFER pairings/p/courses/doctors: 14300.01 yuan in 1 claims / 429000.00 yuan "
                          "claimed in all"));
}

TEST(Expense, WhoIsClaimedTwiceIsListed) {
  const v1::ExpenseRate rate = Class3();
  ExpenseFacts facts = Facts(rate);
  facts.claims = {{"persons/a", facts.course.name()},
                  {"persons/b", facts.course.name()},
                  {"persons/b", "pairings/p/courses/again"},
                  {"persons/c", "pairings/p/courses/again"},
                  {"persons/c", "pairings/p/courses/third"}};
  EXPECT_THAT(FindingsIn(Review(facts)),
              ElementsAre("CLAIMED_TWICE persons/b: pairings/p/courses/again, pairings/p/courses/doctors / once a year "
                          "for 基层医生"));
}

TEST(Expense, WithoutARateNothingIsCompared) {
  const v1::ExpenseRate rate = Class3();
  ExpenseFacts facts = Facts(rate);
  facts.rate = nullptr;
  const v1::ExpenseReview review = Review(facts);
  EXPECT_FALSE(review.has_rate());
  EXPECT_THAT(FindingsIn(review),
              ElementsAre("NO_RATE pairings/p/courses/doctors: CENTRAL class 3 on 2021-10-11 / a rate of "
                          "ListExpenseRates"));
}

TEST(Expense, TheSameTrainingIsOneCurriculumInOneYear) {
  const auto course = [](const std::string& text) { return FromText<v1::Course>(text); };
  const auto run = course("curriculum: 'x' start_date: '2021-03-01'");
  EXPECT_TRUE(IsSameTraining(run, course("curriculum: 'x' start_date: '2021-12-31'")));
  EXPECT_FALSE(IsSameTraining(run, course("curriculum: 'x' start_date: '2022-01-01'")));
  EXPECT_FALSE(IsSameTraining(run, course("curriculum: 'y' start_date: '2021-03-01'")));
  EXPECT_FALSE(IsSameTraining(course("start_date: '2021-03-01'"), course("start_date: '2021-03-01'")));
}

TEST(Expense, APersonIsClaimedOnce) {
  const auto twice = Money("claims { person: 'persons/a' amount_fen: 1 } claims { person: 'persons/a' amount_fen: 2 }");
  EXPECT_THAT(FieldsIn(CheckExpense(twice)), ElementsAre("expense.claims[1].person"));
  EXPECT_THAT(CheckExpense(Money("claims { person: 'persons/a' amount_fen: 1 }")), IsOk());
}

TEST(Expense, IsStoredInPlaceOfWhatWasThere) {
  const auto first = StoredExpense("pairings/p/courses/c", std::nullopt, Money(), SomeStamp());
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->name(), "pairings/p/courses/c/expense");
  EXPECT_EQ(first->recorded_by(), "office");
  Stamp later = SomeStamp();
  later.now += absl::Hours(1);
  later.revision = 9;
  later.actor = "audit";
  const auto same = StoredExpense("pairings/p/courses/c", *first, Money(), later);
  EXPECT_EQ(same->SerializeAsString(), first->SerializeAsString());
  const auto other = StoredExpense("pairings/p/courses/c", *first, Money("staff: 2 etag: '7'"), later);
  ASSERT_THAT(other, IsOk());
  EXPECT_EQ(other->create_time().seconds(), first->create_time().seconds());
  EXPECT_EQ(other->update_time().seconds(), first->update_time().seconds() + 3600);
  EXPECT_EQ(other->etag(), "9");
  EXPECT_EQ(other->recorded_by(), "audit");
  EXPECT_THAT(StoredExpense("pairings/p/courses/c", *first, Money("etag: '6'"), later),
              FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(StoredExpense("pairings/p/courses/c", std::nullopt, Money("etag: '6'"), later),
              FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
}

}  // namespace
}  // namespace jiedui::scheduler
