// SPDX-License-Identifier: Apache-2.0
// Stories of a report that was handed in, over real calls.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "scheduler_service/domain/frozen.h"
#include "tests/scheduler_service/reporting_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::Contains;
using ::testing::IsEmpty;

constexpr char kCompleted[] = "TR.TALENT.COMPLETED";

class ClosedBooks : public ReportingServer {
 protected:
  // `count` people, p0 and on, at a course of their own, who all checked in; the first `completed` of them completed.
  void FillCourse(int count, int completed) {
    v1::Course course = Clinical();
    course.set_name("pairings/yh-cx/courses/talent");
    course.set_seats(count);
    ASSERT_THAT(SchedulerServer::Create(course), IsOk());
    std::vector<registry::v1::Person> persons;
    for (int i = 0; i < count; ++i) persons.push_back(VillageDoctor(absl::StrCat("p", i)));
    const uint64_t revision = registry_.PutAll(persons);
    ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
    std::vector<v1::ApplyAssignmentCommandsRequest> rows;
    for (int i = 0; i < count; ++i) {
      const std::string id = absl::StrCat("p", i);
      *rows.emplace_back().mutable_create() = ToAssign(id, id, "courses/talent");
      *rows.emplace_back().mutable_check_in() = StepOf<v1::CheckInAssignmentRequest>(id, "2021-10-18");
      auto& complete = *rows.emplace_back().mutable_complete();
      complete = StepOf<v1::CompleteAssignmentRequest>(id, "2021-10-29");
      complete.set_unsuccessful(i >= completed);
      if (i >= completed) complete.set_reason("考核不合格");
    }
    const auto summary = Apply(rows);
    ASSERT_THAT(summary, IsOk());
    ASSERT_EQ(summary->refused(), 0);
  }
  static std::vector<std::string> Figures(const v1::CompareEditionsResponse& difference) {
    std::vector<std::string> figures;
    for (const v1::FigureChange& change : difference.figures())
      figures.push_back(absl::StrCat(change.figure(), " ", change.before(), ">", change.after()));
    return figures;
  }
};

// U10: "数已经报到省里了, 又发现3个人没签到。"
TEST_F(ClosedBooks, TwoHundredAndNinetyFourOfWhomThreeNeverCame) {
  FillCourse(300, 294);
  const auto first = FreezeUntil("2021-12-31", "first", "reason: '报省协作办'");
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(ValueOf(first->report(), kCompleted), 294);
  EXPECT_EQ(ValueOf(first->report(), "TR.TALENT.PERSONS"), 300);

  auto complete = StepOf<v1::CompleteAssignmentRequest>("p299", "2021-11-20");
  EXPECT_THAT(Invoke(*assignments_, &Assignments::CompleteAssignment, complete),
              FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  ASSERT_THAT(Assign("late", "li", "courses/talent"), testing::Not(IsOk()));
  ASSERT_THAT(Assign("late", "li", "courses/maternal"), IsOk());
  EXPECT_THAT(CheckIn("late", "2021-10-25"), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));

  ASSERT_THAT(AskFor("three", NeverCame({"p7", "p77", "p177"})), IsOk());
  const auto approved = Approve("three");
  ASSERT_THAT(approved, IsOk());
  EXPECT_EQ(ValueOf(GetEdition("first")->report(), kCompleted), 294);
  EXPECT_EQ(ValueOf(Live("2021-12-31"), kCompleted), 291);
  const auto second = FreezeUntil("2021-12-31", "second");
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->number(), 2);
  EXPECT_EQ(ValueOf(second->report(), kCompleted), 291);

  const auto difference = Compare("first", "second");
  ASSERT_THAT(difference, IsOk());
  EXPECT_THAT(Figures(*difference), Contains("TR.TALENT.COMPLETED 294>291"));
  std::vector<std::string> rows;
  for (const v1::EditionDifference& row : difference->rows()) {
    if (row.figure() != kCompleted) continue;
    rows.push_back(row.row().resource());
    EXPECT_EQ(row.row().display_name(), "赵示范");
    EXPECT_EQ(row.requester(), "协作办 李某");
    EXPECT_EQ(row.approver(), "组织部 王某");
    EXPECT_EQ(row.reason(), "查出未签到");
    EXPECT_EQ(row.approve_time().seconds(), approved->decide_time().seconds());
  }
  EXPECT_THAT(rows, testing::UnorderedElementsAre(NameOf("p7"), NameOf("p77"), NameOf("p177")));
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

// A merge of two records of one human being is not refused, and is shown.
TEST_F(ClosedBooks, AMergeChangesTheLiveFigureAndNotTheEdition) {
  for (const char* id : {"zhao", "qian"}) CompleteClinical(id);
  ASSERT_THAT(FreezeUntil("2021-12-31", "first"), IsOk());
  auto merged = VillageDoctor("qian");
  merged.set_merged_into("persons/zhao");
  const uint64_t revision = registry_.Put(merged);
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  EXPECT_EQ(ValueOf(Live("2021-12-31"), kCompleted), 1);
  EXPECT_EQ(ValueOf(GetEdition("first")->report(), kCompleted), 2);
  EXPECT_THAT(Figures(*Compare("first")), Contains("TR.TALENT.COMPLETED 2>1"));
}

// What frozen periods know of the counting rules (domain/frozen.h); whoever changes the data is told here.
TEST_F(ClosedBooks, TheRulesAreThoseThatFrozenPeriodsKnow) {
  const auto rules = Invoke(*reports_, &v1::ReportService::Stub::ListCountingRules, v1::ListCountingRulesRequest());
  ASSERT_THAT(rules, IsOk());
  ASSERT_GT(rules->rules_size(), 5);
  for (const auto& line : rules->rules()) {
    EXPECT_LE(line.rule().days_min(), kCountedStayDays) << line.ShortDebugString();
    EXPECT_EQ(line.rule().attribution(), v1::CountingRule::ATTRIBUTION_UNSPECIFIED) << line.ShortDebugString();
  }
}

class RandomCalls : public ClosedBooks {
 protected:
  size_t Pick(size_t count) { return random_() % count; }
  template <typename T>
  const T& OneOf(const std::vector<T>& values) {
    return values[Pick(values.size())];
  }

  absl::Status Record(const std::string& day) {
    v1::RecordOutcomeRequest record;
    record.set_parent("pairings/yh-cx");
    *record.mutable_outcome() =
        FromText<v1::Outcome>("kind: KIND_SHOP display_name: '小铺' division: '510824100' platform: PLATFORM_TAOBAO");
    record.mutable_outcome()->set_platform_shop_id(absl::StrCat("tb-", ++recorded_));
    record.mutable_outcome()->set_open_date(day);
    return Invoke(*outcomes_, &Outcomes::RecordOutcome, record).status();
  }
  absl::Status Cancel(const std::string& item, const std::string& day) {
    v1::CancelCourseRequest cancel;
    cancel.set_name("pairings/yh-cx/" + item);
    cancel.set_date(day);
    cancel.set_reason("疫情防控");
    return Invoke(*courses_, &Courses::CancelCourse, cancel).status();
  }
  absl::Status Try() {
    const std::string id = absl::StrCat("a", Pick(8));
    const std::string& day = OneOf(days_);
    switch (Pick(9)) {
      case 0:
      case 1:
        return Assign(id, OneOf(people_), OneOf(items_)).status();
      case 2:
      case 3:
        return CheckIn(id, day).status();
      case 4:
        return Finish(id, day).status();
      case 5:
        return Invoke(*assignments_, &Assignments::EndAssignmentEarly,
                      StepOf<v1::EndAssignmentEarlyRequest>(id, day, "返岗"))
            .status();
      case 6:
        return NoShow(id, day).status();
      case 7:
        return Record(day);
      default:
        return Pick(20) == 0 ? Cancel(items_[Pick(2)], day) : absl::CancelledError("nothing is tried");
    }
  }

  const std::vector<std::string> items_ = {"courses/clinical", "courses/maternal", "postings/ortho"};
  const std::vector<std::string> people_ = {"zhao", "qian", "sun", "li"};
  const std::vector<std::string> days_ = {"2021-06-15", "2021-10-18", "2021-10-20", "2021-10-25", "2021-10-29",
                                          "2021-11-05", "2021-11-15", "2021-12-14", "2022-01-10"};
  std::mt19937 random_{1115};
  int recorded_ = 0;
};

// Whatever is tried with whatever day: the figures of the frozen days, and the rows behind them, stay what the edition
// says.
TEST_F(RandomCalls, PropertyNoCommandChangesWhatAnEditionCounted) {
  int refused = 0;
  int done = 0;
  for (int round = 0; round < 60; ++round) Try().IgnoreError();
  ASSERT_THAT(FreezeUntil("2021-11-15", "first"), IsOk());
  for (int round = 60; round < 900; ++round) {
    const absl::Status status = Try();
    refused += ReasonOf(status) == "PERIOD_FROZEN" ? 1 : 0;
    done += status.ok() ? 1 : 0;
    if (round % 10 != 0) continue;
    const auto difference = Compare("first");
    ASSERT_THAT(difference, IsOk());
    ASSERT_THAT(Figures(*difference), IsEmpty()) << round;
    ASSERT_EQ(difference->rows_total(), 0) << round;
  }
  EXPECT_GT(refused, 20);
  EXPECT_GT(done, 30);
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
