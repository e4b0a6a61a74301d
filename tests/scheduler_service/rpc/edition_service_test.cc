// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/edition_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/scheduler_service/reporting_server.h"
#include "tests/support/watch.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kCompleted[] = "TR.TALENT.COMPLETED";
constexpr char kPersons[] = "TR.TALENT.PERSONS";

class EditionService : public ReportingServer {
 protected:
  EditionService() {
    for (const char* id : {"zhao", "qian", "sun"}) CompleteClinical(id);
  }

  std::vector<std::string> Listed(const std::string& filter = "") {
    v1::ListEditionsRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_filter(filter);
    const auto page = Invoke(*editions_, &Editions::ListEditions, request);
    EXPECT_THAT(page, IsOk());
    std::vector<std::string> lines;
    if (!page.ok()) return lines;
    for (const v1::Edition& edition : page->editions())
      lines.push_back(absl::StrCat(edition.name().substr(edition.name().rfind('/') + 1), " ", edition.number(), " ",
                                   edition.report().figures_size()));
    return lines;
  }
};

// U10: the figure was handed in, then somebody finds people who never checked in.
TEST_F(EditionService, AClosedBookIsCorrectedByTwoPeopleAndKeepsWhatItPrinted) {
  const auto first = FreezeUntil("2021-12-31", "first", "reason: '报省协作办'");
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->number(), 1);
  EXPECT_EQ(first->reason(), "报省协作办");
  EXPECT_EQ(ValueOf(first->report(), kCompleted), 3);

  EXPECT_THAT(CheckIn("zhao", "2021-10-19"), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  const auto asked = AskFor("k1", NeverCame({"qian", "sun"}));
  ASSERT_THAT(asked, IsOk());
  EXPECT_EQ(asked->changes(0).person_display_name(), "赵示范");
  EXPECT_EQ(ValueOf(Live("2021-12-31"), kCompleted), 3);
  EXPECT_THAT(Approve("k1", " 协作办 李某"), FailsWith(StatusCode::kFailedPrecondition, "SELF_REVIEW"));
  const auto approved = Approve("k1");
  ASSERT_THAT(approved, IsOk());
  EXPECT_EQ(approved->state(), v1::Correction::STATE_APPROVED);

  EXPECT_EQ(StateOf("qian"), v1::Assignment::STATE_NO_SHOW);
  EXPECT_EQ(ValueOf(Live("2021-12-31"), kCompleted), 1);
  EXPECT_EQ(GetEdition("first")->SerializeAsString(), first->SerializeAsString());
  const auto second = FreezeUntil("2021-12-31", "second");
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->number(), 2);
  EXPECT_EQ(second->previous(), first->name());
  EXPECT_EQ(ValueOf(second->report(), kCompleted), 1);
  EXPECT_THAT(Listed(), ElementsAre("first 1 0", "second 2 0"));
  EXPECT_THAT(Listed("number = 2"), SizeIs(1));
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

TEST_F(EditionService, WhatIsFrozenIsNotChangedDirectly) {
  ASSERT_THAT(Assign("late", "li", "courses/maternal"), IsOk());
  ASSERT_THAT(FreezeUntil("2021-10-31", "october"), IsOk());
  const auto refused = CheckIn("late", "2021-10-25");
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(RulesIn(refused.status()),
              ElementsAre(AllOf(HasSubstr("pairings/yh-cx/editions/october"), HasSubstr("RequestCorrection"))));
  EXPECT_THAT(CheckIn("late", "2021-11-01"), IsOk());
  EXPECT_EQ(ValueOf(Live("2021-10-31"), kPersons), 3);
}

TEST_F(EditionService, CoursesOutcomesAndEnteredFiguresAreFrozenToo) {
  v1::Course published = Maternal();
  published.set_name("pairings/yh-cx/courses/published");
  ASSERT_THAT(Create(published, v1::Course::STATE_PUBLISHED), IsOk());
  ASSERT_THAT(FreezeUntil("2021-12-31", "year"), IsOk());
  v1::CancelCourseRequest cancel;
  cancel.set_name("pairings/yh-cx/courses/maternal");
  cancel.set_date("2021-10-20");
  cancel.set_reason("疫情防控");
  EXPECT_THAT(Invoke(*courses_, &Courses::CancelCourse, cancel),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  v1::PostponeCourseRequest postpone;
  postpone.set_name("pairings/yh-cx/courses/published");
  postpone.set_start_date("2022-03-01");
  postpone.set_end_date("2022-03-10");
  postpone.set_reason("疫情防控");
  EXPECT_THAT(Invoke(*courses_, &Courses::PostponeCourse, postpone),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  v1::Course course = Clinical();
  course.set_name("pairings/yh-cx/courses/forgotten");
  EXPECT_THAT(Create(course), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  v1::UpdateCourseRequest update;
  update.mutable_course()->set_name("pairings/yh-cx/courses/clinical");
  update.mutable_course()->set_track(v1::TRACK_SECRETARIAL);
  EXPECT_THAT(Invoke(*courses_, &Courses::UpdateCourse, update),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  update.mutable_course()->clear_track();
  update.mutable_course()->set_display_name("临床医生培训班(第一期)");
  EXPECT_THAT(Invoke(*courses_, &Courses::UpdateCourse, update), IsOk());

  v1::RecordOutcomeRequest record;
  record.set_parent("pairings/yh-cx");
  *record.mutable_outcome() = FromText<v1::Outcome>(
      "kind: KIND_SHOP display_name: '小铺' division: '510824100' open_date: '2021-07-01' "
      "platform: PLATFORM_TAOBAO platform_shop_id: 'tb-1'");
  EXPECT_THAT(Invoke(*outcomes_, &Outcomes::RecordOutcome, record),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  record.mutable_outcome()->set_open_date("2022-01-01");
  EXPECT_THAT(Invoke(*outcomes_, &Outcomes::RecordOutcome, record), IsOk());
  v1::CreateManualFigureRequest enter;
  enter.set_parent("pairings/yh-cx");
  *enter.mutable_manual_figure() = FromText<v1::ManualFigure>(
      "code: 'OUT.ONLINE_SALES' title: '销售额' unit: UNIT_YUAN value: '1' as_of: '2021-12-31' source: '商务局'");
  EXPECT_THAT(Invoke(*manual_figures_, &ManualFigures::CreateManualFigure, enter),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
}

TEST_F(EditionService, NominationsAndSeatsGoOnInAFrozenPeriod) {
  v1::Course open = Maternal();
  open.set_name("pairings/yh-cx/courses/open");
  ASSERT_THAT(Create(open, v1::Course::STATE_PUBLISHED), IsOk());
  ASSERT_THAT(FreezeUntil("2021-12-31", "year"), IsOk());
  EXPECT_THAT(Confirmed("n1", "li", "courses/open"), IsOk());
  EXPECT_THAT(Withdraw("n1"), IsOk());
}

TEST_F(EditionService, CumulativeReportsNestAndOthersDoNotOverlap) {
  ASSERT_THAT(FreezeUntil("2021-12-31", "a"), IsOk());
  const auto later = FreezeUntil("2022-06-30", "b");
  ASSERT_THAT(later, IsOk());
  EXPECT_EQ(later->number(), 1);
  EXPECT_THAT(FreezeUntil("2022-12-31", "c", "since: '2022-01-01'"),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_OVERLAPS"));
  EXPECT_THAT(FreezeUntil("2022-12-31", "d", "since: '2022-07-01'"), IsOk());
  // The year 2021 has the days of the pairing since it began in May.
  v1::FreezeEditionRequest year;
  year.set_parent("pairings/yh-cx");
  year.set_edition_id("e");
  year.set_year(2021);
  const auto same = Invoke(*editions_, &Editions::FreezeEdition, year);
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->number(), 2);
  EXPECT_EQ(same->report().since(), "2021-01-01");
}

TEST_F(EditionService, ARetryIsAnsweredAsTheFirstTime) {
  const auto first = FreezeUntil("2021-12-31", "", "request_id: 'r-1'");
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(AskFor("k1", NeverCame({"qian"})), IsOk());
  ASSERT_THAT(Approve("k1"), IsOk());
  const auto again = FreezeUntil("2021-12-31", "", "request_id: 'r-1'");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_THAT(FreezeUntil("2021-11-30", "", "request_id: 'r-1'"),
              FailsWith(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_THAT(Listed(), SizeIs(1));
  // The period of the request that was refused is not frozen.
  EXPECT_EQ(FreezeUntil("2021-11-30", "later")->number(), 1);
}

TEST_F(EditionService, ATakenIdFreezesNothing) {
  ASSERT_THAT(FreezeUntil("2021-06-30", "a"), IsOk());
  EXPECT_THAT(FreezeUntil("2021-12-31", "a"), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
  ASSERT_THAT(Assign("late", "li", "courses/maternal"), IsOk());
  EXPECT_THAT(CheckIn("late", "2021-10-30"), IsOk());
}

TEST_F(EditionService, ValidateOnlyFreezesNothing) {
  const auto preview = FreezeUntil("2021-12-31", "a", "validate_only: true");
  ASSERT_THAT(preview, IsOk());
  EXPECT_EQ(preview->number(), 1);
  EXPECT_EQ(ValueOf(preview->report(), kCompleted), 3);
  EXPECT_THAT(GetEdition("a"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  ASSERT_THAT(Assign("late", "li", "courses/maternal"), IsOk());
  EXPECT_THAT(CheckIn("late", "2021-10-30"), IsOk());
}

TEST_F(EditionService, RefusesDaysThatAreNoPeriod) {
  EXPECT_THAT(FieldsIn(FreezeUntil("2199-12-31").status()), ElementsAre("as_of"));
  EXPECT_THAT(FieldsIn(FreezeUntil("2021-04-30").status()), ElementsAre("as_of"));
  EXPECT_THAT(FieldsIn(FreezeUntil("2021-12-31", "", "since: '2022-01-01'").status()), ElementsAre("since"));
  v1::FreezeEditionRequest request;
  request.set_parent("pairings/none");
  request.set_as_of("2021-12-31");
  EXPECT_THAT(Invoke(*editions_, &Editions::FreezeEdition, request),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(EditionService, OfTwoApprovalsAtOnceOneIsMade) {
  ASSERT_THAT(FreezeUntil("2021-12-31", "year"), IsOk());
  ASSERT_THAT(AskFor("k1", NeverCame({"qian"})), IsOk());
  ASSERT_THAT(AskFor("k2", NeverCame({"qian", "sun"})), IsOk());
  std::atomic<int> made = 0;
  std::vector<std::thread> approvers;
  for (int i = 0; i < 8; ++i)
    approvers.emplace_back([this, &made, i] {
      const auto approved = Approve(i % 2 == 0 ? "k1" : "k2");
      if (approved.ok()) ++made;
    });
  for (std::thread& approver : approvers) approver.join();
  EXPECT_EQ(made, 1);
  EXPECT_EQ(StateOf("qian"), v1::Assignment::STATE_NO_SHOW);
  EXPECT_EQ(Get("qian").events().rbegin()->verb(), "ApproveCorrection");
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

TEST_F(EditionService, ACorrectionIsMadeWholeOrNotAtAll) {
  ASSERT_THAT(FreezeUntil("2021-12-31", "year"), IsOk());
  const std::string change =
      "changes { assignment: '" + NameOf("sun") + "' kind: KIND_ENDED_EARLY date: '2021-10-17' }";
  ASSERT_THAT(AskFor("k1", NeverCame({"qian"}) + change), IsOk());
  EXPECT_THAT(Approve("k1"), FailsWith(StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_EQ(StateOf("qian"), v1::Assignment::STATE_COMPLETED);
  v1::GetCorrectionRequest request;
  request.set_name("pairings/yh-cx/corrections/k1");
  EXPECT_EQ(Invoke(*editions_, &Editions::GetCorrection, request)->state(), v1::Correction::STATE_REQUESTED);
}

TEST_F(EditionService, ARefusedCorrectionChangesNothing) {
  ASSERT_THAT(AskFor("k1", NeverCame({"qian"})), IsOk());
  v1::RejectCorrectionRequest reject;
  reject.set_name("pairings/yh-cx/corrections/k1");
  reject.set_approver("组织部 王某");
  EXPECT_THAT(FieldsIn(Invoke(*editions_, &Editions::RejectCorrection, reject).status()), ElementsAre("reason"));
  reject.set_reason("有签到表");
  ASSERT_THAT(Invoke(*editions_, &Editions::RejectCorrection, reject), IsOk());
  EXPECT_THAT(Approve("k1"), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_EQ(StateOf("qian"), v1::Assignment::STATE_COMPLETED);
  v1::ListCorrectionsRequest list;
  list.set_parent("pairings/yh-cx");
  list.set_filter("state = STATE_REJECTED");
  const auto page = Invoke(*editions_, &Editions::ListCorrections, list);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->corrections_size(), 1);
  EXPECT_EQ(page->corrections(0).decision_reason(), "有签到表");
  EXPECT_EQ(page->corrections(0).changes(0).person_display_name(), "");
}

TEST_F(EditionService, TheFeedTellsWithoutFiguresAndNames) {
  WatchedFeed<v1::WatchChangesResponse, v1::Marker> watch(
      *changes_, FromText<v1::WatchChangesRequest>(
                     "types: [RESOURCE_TYPE_EDITION, RESOURCE_TYPE_CORRECTION, RESOURCE_TYPE_ASSIGNMENT]"));
  watch.Until(v1::Marker::KIND_SYNCED);
  ASSERT_THAT(FreezeUntil("2021-12-31", "year"), IsOk());
  ASSERT_THAT(AskFor("k1", NeverCame({"qian"})), IsOk());
  ASSERT_THAT(Approve("k1"), IsOk());
  EXPECT_EQ(watch.Next().commit().changes_size(), 0);  // the period is named
  const v1::WatchChangesResponse frozen = watch.Next();
  ASSERT_EQ(frozen.commit().changes_size(), 1);
  const v1::Edition& edition = frozen.commit().changes(0).after().edition();
  EXPECT_EQ(edition.name(), "pairings/yh-cx/editions/year");
  EXPECT_EQ(edition.report().as_of(), "2021-12-31");
  EXPECT_EQ(edition.report().figures_size(), 0);
  const v1::WatchChangesResponse asked = watch.Next();
  ASSERT_EQ(asked.commit().changes_size(), 1);
  EXPECT_EQ(asked.commit().changes(0).after().correction().changes(0).person_display_name(), "");
  const v1::WatchChangesResponse approved = watch.Next();
  std::vector<std::string> names;
  for (const auto& change : approved.commit().changes()) names.push_back(change.name());
  EXPECT_THAT(names, testing::UnorderedElementsAre("pairings/yh-cx/corrections/k1", NameOf("qian")));
}

TEST_F(EditionService, TheFeedTellsOfWhatReportsAreMadeOf) {
  WatchedFeed<v1::WatchChangesResponse, v1::Marker> watch(
      *changes_, FromText<v1::WatchChangesRequest>("types: [RESOURCE_TYPE_AGREEMENT, RESOURCE_TYPE_OUTCOME, "
                                                   "RESOURCE_TYPE_MANUAL_FIGURE, RESOURCE_TYPE_COURSE_EXPENSE]"));
  watch.Until(v1::Marker::KIND_SYNCED);
  v1::CreateAgreementRequest agree;
  agree.set_parent("pairings/yh-cx");
  *agree.mutable_agreement() = FromText<v1::Agreement>(
      "year: 2021 display_name: '协议' sign_date: '2021-06-01' targets { figure: 'EX.CADRE.E2W' value: 2 }");
  ASSERT_THAT(Invoke(*agreements_, &Agreements::CreateAgreement, agree), IsOk());
  EXPECT_EQ(watch.Next().commit().changes(0).after().agreement().year(), 2021);
  v1::RecordOutcomeRequest record;
  record.set_parent("pairings/yh-cx");
  *record.mutable_outcome() = FromText<v1::Outcome>(
      "kind: KIND_SHOP display_name: '小铺' division: '510824100' open_date: '2021-07-01' "
      "platform: PLATFORM_TAOBAO platform_shop_id: 'tb-1'");
  ASSERT_THAT(Invoke(*outcomes_, &Outcomes::RecordOutcome, record), IsOk());
  EXPECT_EQ(watch.Next().commit().changes(0).after().outcome().display_name(), "小铺");
  v1::CreateManualFigureRequest enter;
  enter.set_parent("pairings/yh-cx");
  *enter.mutable_manual_figure() = FromText<v1::ManualFigure>(
      "code: 'OUT.ONLINE_SALES' title: '销售额' unit: UNIT_YUAN value: '1' as_of: '2021-12-31' source: '商务局'");
  ASSERT_THAT(Invoke(*manual_figures_, &ManualFigures::CreateManualFigure, enter), IsOk());
  EXPECT_EQ(watch.Next().commit().changes(0).after().manual_figure().code(), "OUT.ONLINE_SALES");
  v1::SetCourseExpenseRequest set;
  set.set_course("pairings/yh-cx/courses/clinical");
  *set.mutable_expense() = FromText<v1::CourseExpense>("jurisdiction: 'CENTRAL' rate_class: 3 persons: 3 days: 12");
  ASSERT_THAT(Invoke(*expenses_, &Expenses::SetCourseExpense, set), IsOk());
  EXPECT_EQ(watch.Next().commit().changes(0).name(), "pairings/yh-cx/courses/clinical/expense");
}

}  // namespace
}  // namespace jiedui::scheduler
