// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier_load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "common/base/civil_date.h"
#include "deploy/demo/scale/pair_writer.h"
#include "deploy/demo/scale/tier_manifest.h"
#include "jiedui/scheduler/v1/report_service.pb.h"
#include "tests/deploy/demo/fake_services.h"
#include "tests/support/held_port.h"
#include "tests/support/process.h"
#include "tests/support/rounds.h"
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
  HeldPort registry_port_;
  std::string registry_address_ = registry_port_.address();
  Process registry_{{"jiedui-registry", "--listen=" + registry_address_, "--data_dir=" + folder_.File("registry"),
                     "--allow_synthetic_ids"}};
  HeldPort scheduler_port_;
  std::string scheduler_address_ = scheduler_port_.address();
  Process scheduler_{{"jiedui-scheduler", "--listen=" + scheduler_address_, "--data_dir=" + folder_.File("scheduler"),
                      "--registry=" + registry_address_}};
};

// What one report says beside what was expected of it.
void ExpectFigures(const std::map<std::string, int64_t>& reported, const Figures& expected, const std::string& which) {
  EXPECT_TRUE(reported.contains("TR.TALENT.PERSONS"));
  for (const auto& [code, value] : expected) {
    const auto figure = reported.find(code);
    ASSERT_NE(figure, reported.end()) << which << " has no " << code;
    EXPECT_EQ(figure->second, value) << which << " " << code;
  }
}

PairSummary MadeSummary(const TierMap& map, int pair) {
  MemorySink sink;
  return Summarize(map, pair, WritePair(map, pair, sink));
}

// The scheduler counts from its rows what the manifest counted from the plans.
TEST_F(Loaded, ReportsSayWhatTheManifestsSay) {
  const TierMap map(*FindTier("province"), 20211115);
  const auto pairs = static_cast<int>(Rounds(4));
  const LoadCounts counts = Load(map, {.first = 1, .last = pairs});
  EXPECT_GT(counts.rows, 5'000 * pairs);
  EXPECT_EQ(counts.refused, 0);
  for (int pair = 1; pair <= pairs; ++pair) {
    const PairSummary expected = MadeSummary(map, pair);
    for (size_t day = 0; day < TierDays(map.tier()).size(); ++day) {
      const absl::CivilDay as_of = TierDays(map.tier())[day];
      ExpectFigures(Report(expected.pairing, as_of), expected.figures[day], FormatDate(as_of));
    }
  }
}

// The two pairs of one county and both ends of the nation, five years of each, and all of them together: with the
// pairing that the golden one took over from.
TEST_F(Loaded, TwoPairsOfOneCountyAreToldApartAndAddUp) {
  const TierMap map(*FindTier("nation"), 20211115);
  std::vector<int> loaded = {51, 463, 0, 499};
  loaded.resize(std::max<size_t>(2, static_cast<size_t>(Rounds(4))));
  ASSERT_EQ(map.West(51).code, map.West(463).code);
  for (const int pair : loaded) EXPECT_EQ(Load(map, {.first = pair, .last = pair}).refused, 0);
  const absl::CivilDay last = TierDays(map.tier()).back();
  std::vector<PairSummary> summaries;
  for (const int pair : loaded) {
    summaries.push_back(pair == 0 ? SummarizeGolden(map) : MadeSummary(map, pair));
    ExpectFigures(Report(summaries.back().pairing, last), summaries.back().figures.back(), map.PairId(pair));
  }
  ExpectFigures(Report("pairings/-", last), FiguresOfAll(TierDays(map.tier()).size() - 1, summaries), "all");
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
