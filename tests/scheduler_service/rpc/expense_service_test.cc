// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/expense_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/reporting_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ExpenseService : public ReportingServer {
 protected:
  static std::string CourseName(const std::string& id) { return "pairings/yh-cx/courses/" + id; }

  absl::StatusOr<v1::CourseExpense> Set(const std::string& course, const std::string& more) {
    v1::SetCourseExpenseRequest request;
    request.set_course(CourseName(course));
    *request.mutable_expense() =
        FromText<v1::CourseExpense>("jurisdiction: 'CENTRAL' rate_class: 3 persons: 30 days: 12");
    request.mutable_expense()->MergeFrom(FromText<v1::CourseExpense>(more));
    return Invoke(*expenses_, &Expenses::SetCourseExpense, request);
  }
  std::vector<std::string> Review(const std::string& course) {
    v1::ReviewCourseExpenseRequest request;
    request.set_course(CourseName(course));
    const auto review = Invoke(*expenses_, &Expenses::ReviewCourseExpense, request);
    EXPECT_THAT(review, IsOk());
    std::vector<std::string> findings;
    if (!review.ok()) return findings;
    for (const auto& finding : review->findings())
      findings.push_back(absl::StrCat(finding.code(), " ", finding.subject(), " ", finding.found()));
    return findings;
  }
  void CreateRun(const std::string& id, const std::string& first, const std::string& last) {
    v1::Course course = Clinical();
    course.set_name(CourseName(id));
    course.set_curriculum("临床技能");
    course.set_start_date(first);
    course.set_end_date(last);
    ASSERT_THAT(SchedulerServer::Create(course), IsOk());
  }
};

TEST_F(ExpenseService, IsStoredReadAndReviewed) {
  const auto set = Set("clinical", "staff: 4 claimed_fen: 19800001");
  ASSERT_THAT(set, IsOk());
  EXPECT_EQ(set->name(), CourseName("clinical") + "/expense");
  v1::GetCourseExpenseRequest get;
  get.set_course(CourseName("clinical"));
  EXPECT_EQ(Invoke(*expenses_, &Expenses::GetCourseExpense, get)->SerializeAsString(), set->SerializeAsString());
  v1::ReviewCourseExpenseRequest request;
  request.set_course(CourseName("clinical"));
  const auto review = Invoke(*expenses_, &Expenses::ReviewCourseExpense, request);
  ASSERT_THAT(review, IsOk());
  EXPECT_EQ(review->ceiling_fen(), 30 * 12 * 55000);
  EXPECT_EQ(review->over_fen(), 1);
  EXPECT_THAT(review->rate().source(), HasSubstr("财行〔2016〕540号"));
  EXPECT_THAT(Review("clinical"),
              ElementsAre(StartsWith("OVER_CEILING"), StartsWith("STAFF_OVER_LIMIT"), StartsWith("PERSONS_DIFFER")));
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

TEST_F(ExpenseService, CountsWhoCheckedIn) {
  ASSERT_THAT(Assign("zhao", "zhao", "courses/clinical"), IsOk());
  ASSERT_THAT(Assign("qian", "qian", "courses/clinical"), IsOk());
  ASSERT_THAT(CheckIn("zhao", "2021-10-18"), IsOk());
  ASSERT_THAT(Set("clinical", "persons: 1"), IsOk());
  EXPECT_THAT(Review("clinical"), IsEmpty());
}

TEST_F(ExpenseService, FindsWhoIsClaimedTwiceInAYear) {
  CreateRun("spring", "2021-06-01", "2021-06-12");
  CreateRun("autumn", "2021-09-01", "2021-09-12");
  CreateRun("next-year", "2022-06-01", "2022-06-12");
  const auto claim = [](const std::string& person) {
    return "claims { person: 'persons/" + person + "' amount_fen: 100 } ";
  };
  ASSERT_THAT(Set("spring", "claimed_fen: 200 " + claim("zhao") + claim("qian")), IsOk());
  ASSERT_THAT(Set("autumn", "claimed_fen: 200 " + claim("zhao") + claim("sun")), IsOk());
  ASSERT_THAT(Set("next-year", "claimed_fen: 200 " + claim("zhao") + claim("sun")), IsOk());
  EXPECT_THAT(Review("autumn"),
              ElementsAre(StartsWith("PERSONS_DIFFER"),
                          "CLAIMED_TWICE persons/zhao pairings/yh-cx/courses/autumn, pairings/yh-cx/courses/spring"));
  EXPECT_THAT(Review("next-year"), ElementsAre(StartsWith("PERSONS_DIFFER")));
  // Two records of one human being are one.
  auto merged = VillageDoctor("sun");
  merged.set_merged_into("persons/qian");
  const uint64_t revision = registry_.Put(merged);
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  EXPECT_THAT(Review("spring"), ElementsAre(StartsWith("PERSONS_DIFFER"), StartsWith("CLAIMED_TWICE persons/qian"),
                                            StartsWith("CLAIMED_TWICE persons/zhao")));
}

TEST_F(ExpenseService, RefusesWhatIsWrong) {
  EXPECT_THAT(Set("none", ""), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(FieldsIn(Set("clinical", "days: 401").status()), ElementsAre("expense.days"));
  v1::ReviewCourseExpenseRequest request;
  request.set_course(CourseName("clinical"));
  EXPECT_THAT(Invoke(*expenses_, &Expenses::ReviewCourseExpense, request),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(ExpenseService, ListsTheRates) {
  v1::ListExpenseRatesRequest request;
  EXPECT_EQ(Invoke(*expenses_, &Expenses::ListExpenseRates, request)->rates_size(), 3);
  request.set_jurisdiction("5108");
  EXPECT_EQ(Invoke(*expenses_, &Expenses::ListExpenseRates, request)->rates_size(), 0);
}

}  // namespace
}  // namespace jiedui::scheduler
