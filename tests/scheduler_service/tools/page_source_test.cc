// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/tools/fake_report_server.h"

namespace jiedui::scheduler {
namespace {

using testing::HasSubstr;

absl::StatusOr<ReportData> FetchFrom(FakeReportServer& server, const std::string& registry,
                                     const std::string& pairing) {
  const ReportQuestion question = {.pairing = pairing, .as_of = "2021-11-15"};
  ReportAnswer answer{.report = SampleReport()};
  answer.report.set_pairing(pairing);
  return FetchPage(ServiceAt(server.address), ServiceAt(registry), question, answer, 20);
}

TEST(FetchPage, ReadsEverythingOfThePairing) {
  FakeReportServer server;
  const auto data = FetchFrom(server, server.address, "pairings/p");
  ASSERT_TRUE(data.ok()) << data.status();
  ASSERT_EQ(data->rows.size(), 2) << "nobody asks for rows of a figure that was entered";
  EXPECT_EQ(data->rows[0].rows.size(), 20);
  ASSERT_EQ(data->pairings.size(), 1);
  EXPECT_EQ(data->pairings[0].name(), "pairings/p");
  EXPECT_EQ(data->courses.size(), 2);
  EXPECT_EQ(data->postings.size(), 1);
  ASSERT_EQ(data->ledgers.size(), 1) << "a cancelled course has no seats to show";
  EXPECT_EQ(data->ledgers[0].item(), "pairings/p/courses/c");
  EXPECT_EQ(data->division_names.at("510824100"), "陵江镇");
  EXPECT_EQ(data->warning, "");
}

TEST(FetchPage, OfAnEditionReadsItsRowsAndNothingOfNow) {
  FakeReportServer server;
  const ReportQuestion question = {.edition = "pairings/p/editions/e"};
  const auto answer = FetchReport(ServiceAt(server.address), question);
  ASSERT_TRUE(answer.ok()) << answer.status();
  const auto data = FetchPage(ServiceAt(server.address), ServiceAt("127.0.0.1:1"), question, *answer, 20);
  ASSERT_TRUE(data.ok()) << data.status();
  ASSERT_EQ(data->rows.size(), 2u);
  EXPECT_EQ(data->rows[0].rows.size(), 3u);
  EXPECT_TRUE(data->courses.empty());
  EXPECT_TRUE(data->postings.empty());
  EXPECT_TRUE(data->ledgers.empty());
  EXPECT_EQ(data->warning, "");
}

TEST(FetchPage, ReadsCoursesOfAllPairings) {
  FakeReportServer server;
  const auto data = FetchFrom(server, server.address, "pairings/-");
  ASSERT_TRUE(data.ok()) << data.status();
  ASSERT_EQ(data->pairings.size(), 2);
  ASSERT_EQ(data->courses.size(), 4);
  EXPECT_EQ(data->courses[2].name(), "pairings/q/courses/c");
  EXPECT_EQ(data->ledgers.size(), 2);
}

TEST(FetchPage, GoesOnWithoutTheRegistry) {
  std::string nobody;
  {
    const FakeReportServer gone;
    nobody = gone.address;
  }
  FakeReportServer server;
  const auto data = FetchFrom(server, nobody, "pairings/p");
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_TRUE(data->division_names.empty());
  EXPECT_THAT(data->warning, HasSubstr("--registry"));
}

}  // namespace
}  // namespace jiedui::scheduler
