// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/report_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

class ReportService : public SchedulerServer {
 protected:
  ReportService() { request_.set_pairing("pairings/yh-cx"); }

  absl::StatusOr<v1::Report> Report(const std::string& as_of, const std::string& since = "") {
    request_.set_as_of(as_of);
    request_.set_since(since);
    return Invoke(*reports_, &v1::ReportService::Stub::GetReport, request_);
  }

  v1::GetReportRequest request_;
};

int64_t ValueOf(const v1::Report& report, const std::string& code) {
  for (const v1::Figure& figure : report.figures())
    if (figure.code() == code) return figure.value();
  return -1;
}

TEST_F(ReportService, CountsTheRowsOfItsRevision) {
  CreateSmallWorld();
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  EXPECT_EQ(ValueOf(*Report("2021-11-15"), "TR.TALENT.PERSONS"), 0);
  ASSERT_THAT(CheckIn("a", "2021-10-18"), IsOk());
  const auto report = Report("2021-11-15");
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(ValueOf(*report, "TR.TALENT.PERSONS"), 1);
  EXPECT_EQ(ValueOf(*report, "TR.TALENT.COURSES"), 2);
  EXPECT_EQ(report->pairing_display_name(), "余杭-苍溪");
  EXPECT_EQ(report->since(), "2021-05-01");
  EXPECT_EQ(report->revision(), Status().revision());
  EXPECT_EQ(report->directory().revision(), registry_.head());
  EXPECT_TRUE(report->directory().synced());
  EXPECT_EQ(ValueOf(*Report("2021-11-15", "2021-10-19"), "TR.TALENT.PERSONS"), 0);
}

TEST_F(ReportService, TheSameRowsGiveTheSameFigures) {
  CreateSmallWorld();
  auto first = Report("2021-11-15");
  auto second = Report("2021-11-15");
  ASSERT_THAT(first, IsOk());
  first->clear_directory();
  second->clear_directory();
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
}

TEST_F(ReportService, GoesOnWithoutTheRegistry) {
  CreateSmallWorld();
  registry_.Stop();
  ASSERT_TRUE(Eventually([this] { return !Report("2021-11-15")->directory().synced(); }));
  EXPECT_EQ(Report("2021-11-15")->directory().revision(), registry_.head());
}

TEST_F(ReportService, Refusals) {
  EXPECT_THAT(Report("2021-11-15"), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  CreateSmallWorld();
  EXPECT_THAT(FieldsIn(Report("2021-11-15", "2021-11-16").status()), ElementsAre("since"));
  EXPECT_THAT(FieldsIn(Report("2021-04-30").status()), ElementsAre("as_of"));
  EXPECT_THAT(FieldsIn(Report("").status()), ElementsAre("as_of"));
  request_.set_basis(v1::BASIS_ENTERED);
  EXPECT_THAT(FieldsIn(Report("2021-11-15").status()), ElementsAre("basis"));
}

TEST_F(ReportService, AllLinesWithTheirRules) {
  CreateSmallWorld();
  const auto report = Report("2021-11-15");
  ASSERT_THAT(report, IsOk());
  for (const v1::Figure& figure : report->figures()) {
    EXPECT_NE(figure.rule().code(), "") << figure.code();
    EXPECT_EQ(figure.basis(), figure.rule().basis());
    EXPECT_EQ(figure.decimal(), absl::StrCat(figure.value()));
  }
  request_.set_basis(v1::BASIS_COMPLETED);
  const auto completed = Report("2021-11-15");
  ASSERT_THAT(completed, IsOk());
  for (const v1::Figure& figure : completed->figures())
    EXPECT_EQ(figure.basis() == v1::BASIS_COMPLETED,
              figure.rule().code() == "TRAINING-1996" || figure.rule().code() == "COMPLETION-1996")
        << figure.code();
}

TEST_F(ReportService, AYear) {
  CreateSmallWorld();
  request_.set_year(2021);
  const auto report = Report("");
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->since(), "2021-01-01");
  EXPECT_EQ(report->as_of(), "2021-12-31");
  EXPECT_EQ(Report("2021-11-15")->as_of(), "2021-11-15");
}

TEST_F(ReportService, AllPairings) {
  request_.set_pairing("pairings/-");
  EXPECT_EQ(Report("2021-11-15")->pairings(), 0);
  CreateSmallWorld();
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  ASSERT_THAT(CheckIn("a", "2021-10-18"), IsOk());
  const auto report = Report("2021-11-15");
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->pairing(), "pairings/-");
  EXPECT_EQ(report->pairings(), 1);
  EXPECT_EQ(report->since(), "2021-05-01");
  EXPECT_EQ(ValueOf(*report, "TR.TALENT.PERSONS"), 1);
  EXPECT_EQ(report->directory().revision(), registry_.head());
}

TEST_F(ReportService, ListsTheRules) {
  v1::ListCountingRulesRequest request;
  const auto all = Invoke(*reports_, &v1::ReportService::Stub::ListCountingRules, request);
  ASSERT_THAT(all, IsOk());
  EXPECT_EQ(all->rules(0).figure(), "EX.CADRE.E2W");
  request.set_figure("EX.PRO.E2W");
  const auto professionals = Invoke(*reports_, &v1::ReportService::Stub::ListCountingRules, request);
  ASSERT_EQ(professionals->rules_size(), 2);
  EXPECT_EQ(professionals->rules(1).rule().days_min(), 30);
  request.set_figure("NO.SUCH");
  EXPECT_THAT(FieldsIn(Invoke(*reports_, &v1::ReportService::Stub::ListCountingRules, request).status()),
              ElementsAre("figure"));
}

}  // namespace
}  // namespace jiedui::scheduler
