// SPDX-License-Identifier: Apache-2.0
// jiedui-datagen: writes the golden pair as files of requests, and loads such files through the public API.
#include <cstdio>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/clock.h"
#include "common/base/status_macros.h"
#include "common/ops/flags.h"
#include "deploy/demo/files.h"
#include "deploy/demo/loader.h"
#include "deploy/demo/manifest.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"

ABSL_FLAG(std::string, tier, "golden", "Which data set to make: golden");
ABSL_FLAG(std::string, out, "", "Folder to write the data set to; empty writes nothing");
ABSL_FLAG(std::string, from, "", "Folder to load *.ndjson from, instead of making a data set");
ABSL_FLAG(bool, load, false, "Load the data set through the public API");
ABSL_FLAG(std::string, registry, "127.0.0.1:50051", "host:port of the registry, for --load");
ABSL_FLAG(std::string, scheduler, "127.0.0.1:50052", "host:port of the scheduler, for --load");

namespace jiedui::demo {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitMisused = 2;

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

std::string LoadLine(absl::string_view file, const LoadCounts& counts, absl::Duration time) {
  return absl::StrFormat("%-55s %5d rows: created %d, updated %d, unchanged %d, refused %d (%d ms)\n", file,
                         counts.rows, counts.created, counts.updated, counts.unchanged, counts.refused,
                         absl::ToInt64Milliseconds(time));
}

absl::Status LoadFiles(const std::vector<RpcFile>& files) {
  Loader loader(grpc::CreateChannel(absl::GetFlag(FLAGS_registry), grpc::InsecureChannelCredentials()),
                grpc::CreateChannel(absl::GetFlag(FLAGS_scheduler), grpc::InsecureChannelCredentials()));
  const SystemClock clock;
  for (const RpcFile& file : files) {
    const absl::Time start = clock.Now();
    const absl::StatusOr<LoadCounts> counts = loader.Load(file);
    if (!counts.ok()) return absl::UnknownError(absl::StrCat(file.name, ": ", counts.status().ToString()));
    Say(LoadLine(file.name, *counts, clock.Now() - start));
    if (counts->refused > 0) {
      return absl::UnknownError(
          absl::StrCat(file.name, ": ", counts->refused, " refused; the first: ", counts->first_error.ToString()));
    }
  }
  return absl::OkStatus();
}

int Run() {
  if (absl::GetFlag(FLAGS_tier) != "golden") return Complain("--tier: there is only golden", kExitMisused);
  if (absl::GetFlag(FLAGS_out).empty() && !absl::GetFlag(FLAGS_load)) {
    return Complain("say --out FOLDER, or --load, or both", kExitMisused);
  }
  if (!absl::GetFlag(FLAGS_out).empty() && !absl::GetFlag(FLAGS_from).empty()) {
    return Complain("--out writes what is made, --from reads what was made: give one of them", kExitMisused);
  }
  const absl::StatusOr<std::vector<RpcFile>> files = MakeOrReadFiles();
  if (!files.ok()) return Complain(files.status().message(), kExitFailed);
  if (!absl::GetFlag(FLAGS_load)) return 0;
  const absl::Status loaded = LoadFiles(*files);
  return loaded.ok() ? 0 : Complain(loaded.message(), kExitFailed);
}

}  // namespace
}  // namespace jiedui::demo

int main(int argc, char** argv) {
  const jiedui::ops::ParsedFlags parsed = jiedui::ops::ParseFlags(
      argc, argv,
      {.name = "jiedui-datagen",
       .summary = "Makes the data of the Yuhang-Cangxi pairing and loads it through the public API.",
       .env_prefix = "",
       .flags = {"tier", "out", "from", "load", "registry", "scheduler"}});
  if (parsed.exit) return parsed.exit_code;
  if (!parsed.arguments.empty()) {
    return jiedui::demo::Complain(absl::StrCat("unexpected argument ", parsed.arguments.front()), 2);
  }
  return jiedui::demo::Run();
}
