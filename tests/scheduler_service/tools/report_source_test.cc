// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "scheduler_service/tools/call_all.h"
#include "tests/scheduler_service/tools/fake_report_server.h"

namespace jiedui::scheduler {
namespace {

using testing::AllOf;
using testing::HasSubstr;

ReportQuestion Asked() { return {.pairing = "pairings/p", .as_of = "2021-11-15"}; }

std::vector<std::string> Codes(int count) {
  std::vector<std::string> codes;
  for (int i = 0; i < count; ++i) codes.push_back(absl::StrCat("F", i));
  return codes;
}

TEST(FetchReport, AsksWhatItWasAsked) {
  FakeReportServer server;
  const auto answer = FetchReport(ServiceAt(server.address), {.pairing = "pairings/p",
                                                              .as_of = "2021-11-15",
                                                              .since = "2021-06-01",
                                                              .year = 2021,
                                                              .basis = v1::BASIS_COMPLETED});
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->report.figures_size(), 3);
  EXPECT_FALSE(answer->edition.has_value());
  const v1::GetReportRequest& request = server.reports.report_request;
  EXPECT_EQ(request.pairing() + request.as_of() + request.since(), "pairings/p2021-11-152021-06-01");
  EXPECT_EQ(request.year(), 2021);
  EXPECT_EQ(request.basis(), v1::BASIS_COMPLETED);
}

TEST(FetchReport, ReadsAnEdition) {
  FakeReportServer server;
  const auto answer = FetchReport(ServiceAt(server.address), {.edition = "pairings/p/editions/e"});
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->report.as_of(), "2021-12-31");
  ASSERT_TRUE(answer->edition.has_value());
  EXPECT_EQ(answer->edition->number(), 2);
  EXPECT_FALSE(answer->edition->has_report());
}

TEST(FetchReport, SaysWhatToDoWhereNobodyAnswers) {
  std::string address;
  {
    const FakeReportServer server;
    address = server.address;
  }
  const auto answer = FetchReport(ServiceAt(address), Asked());
  EXPECT_EQ(answer.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(answer.status().message()),
              AllOf(HasSubstr("the report of pairings/p: "), HasSubstr("Nobody answers at " + address),
                    HasSubstr("--scheduler")));
}

TEST(ServiceAt, AsksNoProxy) {
  FakeReportServer server;
  // gRPC's own name for it, which comes before http_proxy.
  ASSERT_EQ(setenv("grpc_proxy", "http://127.0.0.1:1", 1), 0);
  const auto answer = FetchReport(ServiceAt(server.address), Asked());
  EXPECT_TRUE(answer.ok()) << answer.status();
  unsetenv("grpc_proxy");
}

TEST(FetchReport, SaysWhereToLookForTheRightName) {
  FakeReportServer server;
  server.reports.refusal = {grpc::StatusCode::NOT_FOUND, "pairings/p"};
  EXPECT_THAT(std::string(FetchReport(ServiceAt(server.address), Asked()).status().message()),
              HasSubstr("ListPairings"));
  EXPECT_THAT(
      std::string(FetchReport(ServiceAt(server.address), {.edition = "pairings/p/editions/no"}).status().message()),
      AllOf(HasSubstr("pairings/p/editions/no"), HasSubstr("ListEditions")));
}

TEST(Advised, LeavesWhatNeedsNoAdvice) {
  EXPECT_TRUE(Advised(absl::OkStatus(), "x", "y").ok());
  EXPECT_EQ(Advised(absl::InvalidArgumentError("since: is after as_of"), "the report", "y").message(),
            "the report: since: is after as_of");
}

TEST(FetchRows, ReadsAllPagesOfEveryFigureInOrder) {
  FakeReportServer server;
  const auto rows = FetchRows(ServiceAt(server.address), Asked(), Codes(20), 0);
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 20);
  for (int i = 0; i < 20; ++i) {
    const FigureRows& of_figure = (*rows)[static_cast<size_t>(i)];
    EXPECT_EQ(of_figure.figure, absl::StrCat("F", i));
    ASSERT_EQ(of_figure.rows.size(), 25);
    EXPECT_EQ(of_figure.rows.back().resource(), absl::StrCat("pairings/p/assignments/F", i, "-24"));
    EXPECT_EQ(of_figure.counted, 24);
    EXPECT_EQ(of_figure.not_counted, 1);
    EXPECT_TRUE(of_figure.Complete());
  }
  EXPECT_EQ(server.reports.calls, 60);
}

TEST(FetchRows, AsksAtOnceNoMoreThanItsShare) {
  FakeReportServer server;
  ASSERT_TRUE(FetchRows(ServiceAt(server.address), Asked(), Codes(40), 0).ok());
  EXPECT_GT(server.reports.most_at_once, 1);
  EXPECT_LE(server.reports.most_at_once, kCallsAtOnceMax);
}

TEST(FetchRows, ReadsNoMoreThanIsWanted) {
  FakeReportServer server;
  const auto rows = FetchRows(ServiceAt(server.address), Asked(), Codes(1), 12);
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_EQ(rows->front().rows.size(), 12);
  EXPECT_EQ(rows->front().counted, 24);
  EXPECT_FALSE(rows->front().Complete());
  EXPECT_EQ(server.reports.calls, 2);
}

TEST(FetchRows, RememberWhatWasAskedForAndWhere) {
  FakeReportServer server;
  ReportQuestion question = Asked();
  question.basis = v1::BASIS_CERTIFIED;
  const auto rows = FetchRows(ServiceAt(server.address), question, Codes(1), 0);
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_EQ(rows->front().scheduler, server.address);
  EXPECT_EQ(rows->front().basis, v1::BASIS_CERTIFIED);
}

TEST(FetchRows, ReadsTheRowsThatAnEditionKeeps) {
  FakeReportServer server;
  const ReportQuestion question = {.edition = "pairings/p/editions/e"};
  const auto rows = FetchRows(ServiceAt(server.address), question, Codes(2), 0);
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 2u);
  const FigureRows& second = rows->back();
  EXPECT_EQ(second.edition, "pairings/p/editions/e");
  ASSERT_EQ(second.rows.size(), 3u);
  EXPECT_EQ(second.rows[2].resource(), absl::StrCat("pairings/p/assignments/", Codes(2)[1], "-2"));
  EXPECT_EQ(second.counted, 3);
  EXPECT_EQ(second.not_counted, 0);
  EXPECT_EQ(server.reports.calls, 0) << "nothing of now is read";
  const auto two = FetchRows(ServiceAt(server.address), question, Codes(1), 2);
  EXPECT_EQ(two->front().rows.size(), 2u);
  EXPECT_FALSE(two->front().Complete());
}

TEST(FetchRows, StopsAtTheFirstError) {
  FakeReportServer server;
  std::vector<std::string> codes = Codes(60);
  codes[0] = "BROKEN";
  const auto rows = FetchRows(ServiceAt(server.address), Asked(), codes, 0);
  EXPECT_EQ(rows.status().code(), absl::StatusCode::kInternal);
  EXPECT_THAT(std::string(rows.status().message()), HasSubstr("the rows behind the figures: broken"));
  EXPECT_LT(server.reports.calls, 60);
}

}  // namespace
}  // namespace jiedui::scheduler
