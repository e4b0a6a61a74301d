// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "scheduler_service/domain/limits.h"
#include "tests/scheduler_service/attendance_samples.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

storage::v1::CertificateCounterRecord Counter(int year = 2021, int64_t last = 0) {
  storage::v1::CertificateCounterRecord counter;
  counter.set_pairing("pairings/yh-cx");
  counter.set_year(year);
  counter.set_last(last);
  return counter;
}

// Six hours a day: three each half-day.
AttendanceFacts OfProject(int hours_per_credit) {
  AttendanceFacts facts = Completed();
  facts.course.mutable_credit_rule()->set_hours_per_half_day(3);
  facts.course.mutable_credit_rule()->set_hours_per_credit(hours_per_credit);
  return facts;
}

absl::StatusOr<AssignmentChange> Issued(const AttendanceFacts& facts, const std::string& date,
                                        storage::v1::CertificateCounterRecord& counter) {
  return Certify(facts, On("IssueCertificates", date), SomeStamp(), counter);
}

TEST(CertificateNumber, PairingYearAndCount) {
  EXPECT_EQ(CertificateNumber("pairings/yh-cx", 2021, 157), "yh-cx-2021-000157");
  EXPECT_EQ(CertificateNumber("pairings/yh-cx", 2021, 999999), "yh-cx-2021-999999");
  EXPECT_EQ(CertificateNumber("pairings/yh-cx", 2021, 1000000), "yh-cx-2021-1000000");
  EXPECT_EQ(YearOf("2021-11-15"), 2021);
}

// U26: 12 days of 6 hours are 72 hours; 12 credits of a provincial project, 24 of a national one.
TEST(EarnedBy, HoursAndCreditsOfClassI) {
  EXPECT_EQ(EarnedBy(OfProject(6)).hours, 72);
  EXPECT_EQ(EarnedBy(OfProject(6)).credit_tenths, 120);
  EXPECT_EQ(EarnedBy(OfProject(3)).credit_tenths, 240);
  EXPECT_EQ(EarnedBy(OfProject(0)).credit_tenths, 0);
}

TEST(EarnedBy, AtMost25CreditsOrWhatTheCourseSays) {
  AttendanceFacts facts = OfProject(3);
  facts.course.set_half_days(28);
  EXPECT_EQ(EarnedBy(facts).hours, 84);
  EXPECT_EQ(EarnedBy(facts).credit_tenths, 250);
  facts.course.mutable_credit_rule()->set_credits_max(10);
  EXPECT_EQ(EarnedBy(facts).credit_tenths, 100);
}

TEST(EarnedBy, WhatWasMissedEarnsNothingAndTenthsAreRoundedDown) {
  AttendanceFacts facts = OfProject(6);
  facts.sheet = Missed(Trainee(), 3).sheet;
  EXPECT_EQ(EarnedBy(facts).hours, 63);
  EXPECT_EQ(EarnedBy(facts).credit_tenths, 105);
  facts.course.mutable_credit_rule()->set_hours_per_credit(8);  // 7.875
  EXPECT_EQ(EarnedBy(facts).credit_tenths, 78);
}

TEST(EarnedBy, FourHoursEachHalfDayWhereNothingIsSaid) { EXPECT_EQ(EarnedBy(Completed()).hours, 96); }

TEST(EarnedBy, NothingWithoutSuccess) {
  AttendanceFacts facts = OfProject(6);
  for (const auto state : {v1::Assignment::STATE_NOT_COMPLETED, v1::Assignment::STATE_CHECKED_IN,
                           v1::Assignment::STATE_DISMISSED, v1::Assignment::STATE_ENDED_EARLY}) {
    facts.assignment.set_state(state);
    EXPECT_EQ(EarnedBy(facts).hours, 0);
    EXPECT_EQ(EarnedBy(facts).credit_tenths, 0);
  }
}

TEST(Certify, TheNextNumberAndWhatItSays) {
  auto counter = Counter(2021, 156);
  const auto change = Issued(OfProject(6), "2021-11-15", counter);
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_CERTIFIED);
  EXPECT_TRUE(IsCompleted(change->assignment.state()));
  const v1::Certificate& certificate = change->assignment.certificate();
  EXPECT_EQ(certificate.number(), "yh-cx-2021-000157");
  EXPECT_EQ(certificate.issue_date(), "2021-11-15");
  EXPECT_EQ(certificate.hours(), 72);
  EXPECT_EQ(certificate.credit_tenths(), 120);
  EXPECT_EQ(counter.last(), 157);
  EXPECT_EQ(change->assignment.events().rbegin()->verb(), "IssueCertificates");
  // The rule of the course may change; what was certified does not.
  AttendanceFacts later = OfProject(3);
  later.assignment = change->assignment;
  EXPECT_EQ(EarnedBy(later).credit_tenths, 120);
}

TEST(Certify, RefusedWhereTooMuchWasMissed) {
  auto counter = Counter();
  AttendanceFacts facts = Completed();
  facts.sheet = Missed(Trainee(), 4).sheet;
  const auto change = Issued(facts, "2021-11-15", counter);
  EXPECT_THAT(change, FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(change.status()), ElementsAre(HasSubstr("缺勤4/24 > 1/7")));
  EXPECT_EQ(counter.last(), 0);
}

TEST(Certify, OnlyTheCompletedAndNotBefore) {
  auto counter = Counter();
  EXPECT_THAT(Issued(Trainee(), "2021-11-15", counter), FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(RulesIn(Issued(Completed(), "2021-10-28", counter).status()),
              ElementsAre(HasSubstr("found 2021-10-28, required 2021-10-29 or after")));
  AttendanceFacts certified = Completed();
  certified.assignment.set_state(v1::Assignment::STATE_CERTIFIED);
  EXPECT_THAT(Issued(certified, "2021-11-15", counter), FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
  AttendanceFacts full = Completed();
  while (full.assignment.events_size() < kEventsMax) full.assignment.add_events();
  EXPECT_THAT(RulesIn(Issued(full, "2021-11-15", counter).status()), ElementsAre(StartsWith("STEPS_FULL")));
  EXPECT_EQ(counter.last(), 0);
}

TEST(CheckIssueDate, NotInTheFuture) {
  EXPECT_THAT(CheckIssueDate("x", "2021-11-15", SomeStamp()), IsOk());
  EXPECT_THAT(RulesIn(CheckIssueDate("x", "2021-11-16", SomeStamp())), ElementsAre(StartsWith("DATE_IN_FUTURE x")));
}

TEST(Reissue, KeepsTheNumber) {
  auto counter = Counter();
  const auto issued = Issued(Completed(), "2021-11-01", counter);
  ASSERT_THAT(issued, IsOk());
  const auto again = Reissue(issued->assignment, On("ReissueCertificate", "2021-11-15", "遗失"), SomeStamp());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->assignment.certificate().number(), issued->assignment.certificate().number());
  EXPECT_EQ(again->assignment.certificate().issue_date(), "2021-11-01");
  EXPECT_EQ(again->assignment.certificate().reissues(), 1);
  EXPECT_EQ(again->assignment.state(), v1::Assignment::STATE_CERTIFIED);
  EXPECT_EQ(again->assignment.events().rbegin()->reason(), "遗失");
  EXPECT_EQ(Reissue(again->assignment, On("ReissueCertificate", "2021-11-15", "又遗失"), SomeStamp())
                ->assignment.certificate()
                .reissues(),
            2);
}

TEST(Reissue, NeedsACertificateAnEtagThatHoldsAndADay) {
  EXPECT_THAT(Reissue(Completed().assignment, On("ReissueCertificate", "2021-11-15"), SomeStamp()),
              FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
  auto counter = Counter();
  const v1::Assignment issued = Issued(Completed(), "2021-11-01", counter)->assignment;
  Step step = On("ReissueCertificate", "2021-11-15");
  step.etag = "old";
  EXPECT_THAT(Reissue(issued, step, SomeStamp()), FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(RulesIn(Reissue(issued, On("ReissueCertificate", "2021-10-31"), SomeStamp()).status()),
              ElementsAre(StartsWith("DATE_OUTSIDE")));
  EXPECT_THAT(RulesIn(Reissue(issued, On("ReissueCertificate", "2021-11-16"), SomeStamp()).status()),
              ElementsAre(StartsWith("DATE_IN_FUTURE")));
}

// Whatever is asked for, in which order, and however much of it is refused: no number is given twice, and none is left
// out.
TEST(Certify, NumbersAreUniqueAndWithoutGaps) {
  std::mt19937 random(11);
  for (int round = 0; round < 30; ++round) {
    std::map<int, storage::v1::CertificateCounterRecord> counters{{2021, Counter(2021)}, {2022, Counter(2022)}};
    std::map<int, std::set<std::string>> numbers;
    std::vector<AttendanceFacts> people(40, Completed());
    for (AttendanceFacts& person : people) {
      if (random() % 4 == 0) person.sheet = Missed(Trainee(), 4).sheet;
      if (random() % 5 == 0) person.assignment.set_state(v1::Assignment::STATE_NOT_COMPLETED);
    }
    for (int i = 0; i < 200; ++i) {
      AttendanceFacts& person = people[random() % people.size()];
      const int year = random() % 2 == 0 ? 2021 : 2022;
      const bool again = person.assignment.has_certificate() && random() % 2 == 0;
      const auto change = again ? Reissue(person.assignment, On("ReissueCertificate", "2021-11-15"), SomeStamp())
                                : Issued(person, absl::StrCat(year, "-11-01"), counters[year]);
      if (!change.ok()) continue;
      person.assignment = change->assignment;
      if (again) continue;
      EXPECT_TRUE(numbers[year].insert(person.assignment.certificate().number()).second);
    }
    for (const auto& [year, given] : numbers) {
      ASSERT_EQ(counters[year].last(), static_cast<int64_t>(given.size()));
      EXPECT_EQ(*given.begin(), CertificateNumber("pairings/yh-cx", year, 1));
      EXPECT_EQ(*given.rbegin(), CertificateNumber("pairings/yh-cx", year, static_cast<int64_t>(given.size())));
    }
  }
}

}  // namespace
}  // namespace jiedui::scheduler
