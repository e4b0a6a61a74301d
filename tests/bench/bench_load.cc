// SPDX-License-Identifier: Apache-2.0
// A province is made and loaded through the public API into both services as they are shipped, each a process with an
// empty directory: what an operator waits for.
//   bench_load [--quick] [--json FILE] [--dir DIRECTORY]
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "deploy/demo/dataset.h"
#include "deploy/demo/scale/pair_writer.h"
#include "deploy/demo/scale/tier_load.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"
#include "tests/bench/followed_registry.h"
#include "tests/bench/measure.h"

namespace jiedui::bench {
namespace {

constexpr double kRowsPerSecondGoal = 15'000;
constexpr int kPairsAtATime = 4;

// Counts what is made, and keeps nothing.
class Discard final : public demo::RowSink {
 public:
  void Put(demo::LoadStep step, const google::protobuf::Message& request) override {
    static_cast<void>(step);
    static_cast<void>(request);
    ++rows_;
  }
  int64_t rows() const { return rows_; }

 private:
  int64_t rows_ = 0;
};

std::vector<Line> BenchMaking(const demo::TierMap& map, const demo::PairRange& range) {
  Discard sink;
  const double milliseconds = Milliseconds([&] {
    for (int pair = std::max(1, range.first); pair <= range.last; ++pair) demo::WritePair(map, pair, sink);
  });
  return {
      {.measure = "rows a second made, on one thread", .value = 1e3 * static_cast<double>(sink.rows()) / milliseconds}};
}

// As jiedui-datagen connects: each pair by a connection of its own.
std::shared_ptr<grpc::Channel> Connect(const Server& server) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(server.port.address(), grpc::InsecureChannelCredentials(), arguments);
}

std::vector<Line> BenchLoading(const demo::TierMap& map, const demo::PairRange& range, const std::string& directory) {
  const Server registry = NewRegistry(directory + "/registry");
  const Server scheduler("jiedui-scheduler", directory + "/scheduler", "--registry=" + registry.port.address());
  registry.Connect();
  scheduler.Connect();
  const demo::LoadTarget target = {.registry = [&] { return Connect(registry); },
                                   .scheduler = [&] { return Connect(scheduler); }};
  demo::LoadCounts all;
  absl::Status status;
  const double milliseconds = Milliseconds([&] {
    status = demo::LoadTier(map, range, kPairsAtATime, target,
                            [&](const std::string&, const demo::LoadCounts& counts) { demo::Add(counts, all); });
  });
  Require(status.ok() && all.refused == 0, absl::StrCat("loading: ", status.ToString()));
  const auto rows = static_cast<double>(all.rows);
  return {
      {.measure = absl::StrFormat("rows a second made and loaded, %d pairs", range.last - range.first + 1),
       .value = 1e3 * rows / milliseconds,
       .reference = kRowsPerSecondGoal,
       .goal = 1},
      {.measure = "- rows", .value = rows},
      {.measure = "- seconds", .value = milliseconds / 1e3},
      {.measure = "- microseconds of the registry's processor time a row",
       .value = CpuMicroseconds(registry.process.pid()) / rows},
      {.measure = "- microseconds of the scheduler's processor time a row",
       .value = CpuMicroseconds(scheduler.process.pid()) / rows},
  };
}

void RunAll(const Options& options) {
  const ScratchDirectory directory(options.directory);
  const demo::TierMap map(*demo::FindTier("province"), demo::kGoldenSeed);
  const demo::PairRange range = {.first = 0, .last = options.quick ? 9 : map.tier().pairs - 1};
  std::vector<Line> lines = BenchMaking(map, range);
  for (Line& line : BenchLoading(map, range, directory.path())) lines.push_back(std::move(line));
  options.Report("bench_load", lines);
}

}  // namespace
}  // namespace jiedui::bench

int main(int argc, char** argv) { jiedui::bench::RunAll(jiedui::bench::Options("bench_load", argc, argv)); }
