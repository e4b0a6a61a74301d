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
  absl::StatusOr<v1::Report> Report(const std::string& as_of, const std::string& since = "") {
    v1::GetReportRequest request;
    request.set_pairing("pairings/yh-cx");
    request.set_as_of(as_of);
    request.set_since(since);
    return Invoke(*reports_, &v1::ReportService::Stub::GetReport, request);
  }
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
}

}  // namespace
}  // namespace jiedui::scheduler
