// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier_load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "common/base/civil_date.h"
#include "deploy/demo/scale/pair_writer.h"
#include "deploy/demo/scale/tier_manifest.h"
#include "jiedui/scheduler/v1/report_service.pb.h"
#include "tests/deploy/demo/fake_services.h"
#include "tests/support/process.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::demo {
namespace {

// A server without a registry's services: the first step of every pair fails, and says of which.
TEST(LoadTier, NamesThePairAndTheFileThatCannotBeLoaded) {
  FakeServer server;
  const LoadTarget target = {.registry = [&] { return server.channel(); },
                             .scheduler = [&] { return server.channel(); }};
  int loaded = 0;
  const absl::Status status = LoadTier(TierMap(*FindTier("province"), 1), {.first = 3, .last = 3}, 1, target,
                                       [&](const std::string&, const LoadCounts&) { ++loaded; });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnimplemented,
                               testing::HasSubstr("pair-003: 01-registry.OrganizationService.ImportOrganizations")));
  EXPECT_EQ(loaded, 0);
}

// Both services as they are shipped.
class Loaded : public testing::Test {
 protected:
  std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
    const auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
    EXPECT_TRUE(channel->WaitForConnected(DeadlineIn(absl::Seconds(20)))) << registry_.log() << scheduler_.log();
    return channel;
  }
  LoadCounts Load(const TierMap& map, const PairRange& range) {
    const LoadTarget target = {.registry = [this] { return Connect(registry_address_); },
                               .scheduler = [this] { return Connect(scheduler_address_); }};
    LoadCounts all;
    EXPECT_THAT(
        LoadTier(map, range, 2, target, [&](const std::string&, const LoadCounts& counts) { Add(counts, all); }),
        IsOk());
    return all;
  }
  std::map<std::string, int64_t> Report(const std::string& pairing, absl::CivilDay as_of) {
    auto request = std::make_unique<scheduler::v1::GetReportRequest>();
    request->set_pairing(pairing);
    request->set_as_of(FormatDate(as_of));
    std::vector<MessagePtr> requests;
    requests.push_back(std::move(request));
    RpcClient client(Connect(scheduler_address_), absl::Seconds(20));
    const auto answer = client.Call(**FindMethod("scheduler.ReportService.GetReport"), requests);
    EXPECT_THAT(answer, IsOk());
    scheduler::v1::Report report;
    if (answer.ok()) report.CopyFrom(**answer);
    std::map<std::string, int64_t> figures;
    for (const auto& figure : report.figures()) figures[figure.code()] = figure.value();
    return figures;
  }

  TempDir folder_;
  std::string registry_address_ = absl::StrCat("127.0.0.1:", FreePort());
  Process registry_{{"jiedui-registry", "--listen=" + registry_address_, "--data_dir=" + folder_.File("registry"),
                     "--allow_synthetic_ids"}};
  std::string scheduler_address_ = absl::StrCat("127.0.0.1:", FreePort());
  Process scheduler_{{"jiedui-scheduler", "--listen=" + scheduler_address_, "--data_dir=" + folder_.File("scheduler"),
                      "--registry=" + registry_address_}};
};

// The scheduler counts from its rows what the manifest counted from the plans.
TEST_F(Loaded, ReportsSayWhatTheManifestsSay) {
  const TierMap map(*FindTier("province"), 20211115);
  const LoadCounts counts = Load(map, {.first = 1, .last = 4});
  EXPECT_GT(counts.rows, 5'000);
  EXPECT_EQ(counts.refused, 0);
  for (int pair = 1; pair <= 4; ++pair) {
    MemorySink sink;
    const PairSummary expected = Summarize(map, pair, WritePair(map, pair, sink));
    for (size_t day = 0; day < TierDays(map.tier()).size(); ++day) {
      const auto reported = Report(expected.pairing, TierDays(map.tier())[day]);
      EXPECT_TRUE(reported.contains("TR.TALENT.PERSONS"));
      for (const auto& [code, value] : expected.figures[day]) {
        const auto figure = reported.find(code);
        if (figure != reported.end()) {
          EXPECT_EQ(figure->second, value) << expected.pairing << " " << day << " " << code;
        }
      }
    }
  }
}

TEST_F(Loaded, LoadingTwiceIsLoadingOnce) {
  const TierMap map(*FindTier("province"), 20211115);
  const LoadCounts first = Load(map, {.first = 3, .last = 3});
  const LoadCounts again = Load(map, {.first = 3, .last = 3});
  EXPECT_EQ(again.rows, first.rows);
  EXPECT_EQ(again.created, 0);
  EXPECT_EQ(again.refused, 0);
}

}  // namespace
}  // namespace jiedui::demo
