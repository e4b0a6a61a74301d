// SPDX-License-Identifier: Apache-2.0
// jiedui-datagen: writes demo data as files of requests, and loads them through the public API: the golden pair, or
// many pairs (scale/).
#include <algorithm>
#include <cstdio>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/clock.h"
#include "common/base/status_macros.h"
#include "common/ops/flags.h"
#include "deploy/demo/file_load.h"
#include "deploy/demo/files.h"
#include "deploy/demo/loader.h"
#include "deploy/demo/manifest.h"
#include "deploy/demo/roster/rosters.h"
#include "deploy/demo/scale/tier_load.h"

ABSL_FLAG(std::string, tier, "golden", "Which data set to make: golden, province or nation");
ABSL_FLAG(std::string, pairs, "", "Pairs of the tier to make, e.g. 3..17; empty makes all");
ABSL_FLAG(uint64_t, seed, jiedui::demo::kGoldenSeed, "What the chance of province and nation begins with");
ABSL_FLAG(int32_t, threads, 2, "Pairs made, or loaded, at a time");
ABSL_FLAG(std::string, out, "", "Folder to write the data set to; empty writes nothing");
ABSL_FLAG(bool, rows, true, "With --out of province and nation: write the rows; false writes manifests alone");
ABSL_FLAG(bool, attendance, true, "Make marks of attendance: three of four rows of province and nation");
ABSL_FLAG(std::string, from, "", "Folder to load *.ndjson from, instead of making a data set");
ABSL_FLAG(std::string, rosters, "",
          "Folder to write rosters to, as townships send them, and what an import must find in them");
ABSL_FLAG(int32_t, roster_people, 40, "People on each roster");
ABSL_FLAG(uint32_t, defect_times, 1, "Multiplies the rates of what is wrong in rosters, e.g. 20 for a test");
ABSL_FLAG(bool, load, false, "Load the data set through the public API");
ABSL_FLAG(std::string, registry, "127.0.0.1:50051", "host:port of the registry, for --load");
ABSL_FLAG(std::string, scheduler, "127.0.0.1:50052", "host:port of the scheduler, for --load");

namespace jiedui::demo {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitMisused = 2;
constexpr int kThreadsMax = 64;

int Complain(absl::string_view message, int exit_code) {
  std::fputs(absl::StrCat("jiedui-datagen: ", message, "\n").c_str(), stderr);
  return exit_code;
}

void Say(absl::string_view text) {
  std::fputs(std::string(text).c_str(), stdout);
  std::fflush(stdout);
}

absl::StatusOr<std::vector<RpcFile>> MakeOrReadFiles() {
  if (const std::string folder = absl::GetFlag(FLAGS_from); !folder.empty()) return ReadFiles(folder);
  const Dataset dataset = MakeGoldenDataset();
  std::vector<RpcFile> files = ToFiles(dataset);
  if (const std::string folder = absl::GetFlag(FLAGS_out); !folder.empty()) {
    RETURN_IF_ERROR(WriteFiles(files, MakeManifest(dataset), folder));
    Say(absl::StrCat("Wrote ", files.size(), " files and manifest.json to ", folder, "\n"));
  }
  return files;
}

absl::Status RunGolden() {
  ASSIGN_OR_RETURN(const std::vector<RpcFile> files, MakeOrReadFiles());
  if (!absl::GetFlag(FLAGS_load)) return absl::OkStatus();
  Loader loader(Connect(absl::GetFlag(FLAGS_registry)), Connect(absl::GetFlag(FLAGS_scheduler)));
  const SystemClock clock;
  return LoadFiles(files, loader, clock, &Say);
}

absl::Status LoadPairs(const TierMap& map, const PairRange& range) {
  const LoadTarget target = {.registry = [] { return Connect(absl::GetFlag(FLAGS_registry)); },
                             .scheduler = [] { return Connect(absl::GetFlag(FLAGS_scheduler)); }};
  const SystemClock clock;
  const absl::Time start = clock.Now();
  LoadCounts all;
  absl::Status status = LoadTier(map, range, absl::GetFlag(FLAGS_threads), target,
                                 [&](const std::string& pair, const LoadCounts& counts) {
                                   Add(counts, all);
                                   Say(LoadLine(pair, counts, clock.Now() - start));
                                 });
  const double seconds = absl::ToDoubleSeconds(clock.Now() - start);
  Say(absl::StrFormat("%d rows in %.1f s: %.0f rows a second\n", all.rows, seconds,
                      static_cast<double>(all.rows) / std::max(seconds, 1e-3)));
  return status;
}

absl::Status RunTier(Tier tier) {
  tier.attendance = absl::GetFlag(FLAGS_attendance);
  ASSIGN_OR_RETURN(const PairRange range, ParsePairRange(absl::GetFlag(FLAGS_pairs), tier));
  const TierMap map(tier, absl::GetFlag(FLAGS_seed));
  if (const std::string folder = absl::GetFlag(FLAGS_out); !folder.empty()) {
    const TierFiles files = absl::GetFlag(FLAGS_rows) ? TierFiles::kAll : TierFiles::kManifests;
    RETURN_IF_ERROR(WriteTier(map, range, absl::GetFlag(FLAGS_threads), folder, files));
    Say(absl::StrCat("Wrote pairs ", range.first, " to ", range.last, " and manifest.json to ", folder, "\n"));
  }
  return absl::GetFlag(FLAGS_load) ? LoadPairs(map, range) : absl::OkStatus();
}

absl::Status RunRosters(const std::string& folder) {
  RETURN_IF_ERROR(WriteRosters({.seed = absl::GetFlag(FLAGS_seed),
                                .people = absl::GetFlag(FLAGS_roster_people),
                                .defect_times = absl::GetFlag(FLAGS_defect_times)},
                               folder));
  Say(absl::StrCat("Wrote rosters and rosters.json to ", folder, "\n"));
  return absl::OkStatus();
}

// What is wrong with the flags.
absl::Status CheckFlags() {
  const std::string tier = absl::GetFlag(FLAGS_tier);
  const bool writes = !absl::GetFlag(FLAGS_out).empty();
  const bool makes_nothing = !writes && !absl::GetFlag(FLAGS_load) && absl::GetFlag(FLAGS_rosters).empty();
  const int threads = absl::GetFlag(FLAGS_threads);
  if (tier != "golden" && FindTier(tier) == nullptr)
    return absl::InvalidArgumentError("--tier: golden, province or nation");
  if (makes_nothing)
    return absl::InvalidArgumentError("say --out FOLDER, --rosters FOLDER, --load, or several of them");
  if (writes && !absl::GetFlag(FLAGS_from).empty())
    return absl::InvalidArgumentError("--out writes what is made, --from reads what was made: give one of them");
  if (threads < 1 || threads > kThreadsMax)
    return absl::InvalidArgumentError(absl::StrCat("--threads: 1 to ", kThreadsMax));
  if (absl::GetFlag(FLAGS_roster_people) < 1) return absl::InvalidArgumentError("--roster_people: at least 1");
  return absl::OkStatus();
}

absl::Status MakeAndLoad() {
  RETURN_IF_ERROR(CheckFlags());
  if (const std::string folder = absl::GetFlag(FLAGS_rosters); !folder.empty()) RETURN_IF_ERROR(RunRosters(folder));
  if (absl::GetFlag(FLAGS_out).empty() && !absl::GetFlag(FLAGS_load)) return absl::OkStatus();
  const Tier* const tier = FindTier(absl::GetFlag(FLAGS_tier));
  return tier == nullptr || !absl::GetFlag(FLAGS_from).empty() ? RunGolden() : RunTier(*tier);
}

int Run() {
  const absl::Status status = MakeAndLoad();
  if (status.ok()) return 0;
  return Complain(status.message(), absl::IsInvalidArgument(status) ? kExitMisused : kExitFailed);
}

}  // namespace
}  // namespace jiedui::demo

int main(int argc, char** argv) {
  const jiedui::ops::ParsedFlags parsed = jiedui::ops::ParseFlags(
      argc, argv,
      {.name = "jiedui-datagen",
       .summary =
           "Makes the data of the Yuhang-Cangxi pairing, or of hundreds like it, and loads it through the public "
           "API.",
       .env_prefix = "",
       .flags = {"tier", "pairs", "seed", "threads", "out", "rows", "attendance", "from", "rosters", "roster_people",
                 "defect_times", "load", "registry", "scheduler"}});
  if (parsed.exit) return parsed.exit_code;
  if (!parsed.arguments.empty()) {
    return jiedui::demo::Complain(absl::StrCat("unexpected argument ", parsed.arguments.front()), 2);
  }
  return jiedui::demo::Run();
}
