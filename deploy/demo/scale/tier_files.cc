// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier_files.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/blocking_counter.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/base/status_macros.h"
#include "common/rpc/worker_pool.h"
#include "deploy/demo/files.h"
#include "deploy/demo/manifest.h"
#include "deploy/demo/scale/pair_writer.h"
#include "deploy/demo/scale/tier_manifest.h"

namespace jiedui::demo {
namespace {

// One file for each step that has a row.
class FileSink final : public RowSink {
 public:
  explicit FileSink(std::string folder) : folder_(std::move(folder)) {}

  void Put(LoadStep step, const google::protobuf::Message& request) override {
    std::unique_ptr<std::ofstream>& file = files_[static_cast<size_t>(step)];
    if (file == nullptr) {
      file = std::make_unique<std::ofstream>(absl::StrCat(folder_, "/", FileNameOf(step), ".ndjson"),
                                             std::ios::binary | std::ios::trunc);
    }
    *file << ToJson(request) << '\n';
  }

  absl::Status Close() {
    for (const std::unique_ptr<std::ofstream>& file : files_) {
      if (file == nullptr) continue;
      file->close();
      if (!*file) return absl::UnavailableError(absl::StrCat("cannot write all files of ", folder_));
    }
    return absl::OkStatus();
  }

 private:
  std::string folder_;
  std::array<std::unique_ptr<std::ofstream>, kLoadSteps> files_;
};

// Where only the manifests are wanted.
class NoFiles final : public RowSink {
 public:
  void Put(LoadStep /*step*/, const google::protobuf::Message& /*request*/) override {}
};

absl::StatusOr<PairSummary> WriteGolden(const TierMap& map, const std::string& folder, TierFiles files) {
  const Dataset dataset = MakeGoldenDataset();
  const std::vector<RpcFile> rows = files == TierFiles::kAll ? ToFiles(dataset) : std::vector<RpcFile>();
  RETURN_IF_ERROR(WriteFiles(rows, MakeManifest(dataset), folder));
  return SummarizeGolden(map);
}

absl::StatusOr<PairSummary> WriteOne(const TierMap& map, int pair, const std::string& folder, TierFiles files) {
  if (pair == 0) return WriteGolden(map, folder, files);
  RETURN_IF_ERROR(MakeFolder(folder));
  FileSink rows(folder);
  NoFiles none;
  RowSink& sink = files == TierFiles::kAll ? static_cast<RowSink&>(rows) : none;
  PairSummary summary = Summarize(map, pair, WritePair(map, pair, sink));
  RETURN_IF_ERROR(rows.Close());
  RETURN_IF_ERROR(WriteTextFile(absl::StrCat(folder, "/manifest.json"), PairManifest(map, summary)));
  return summary;
}

// Of many threads.
class FirstError {
 public:
  void Update(const absl::Status& status) {
    const MutexLock lock(mutex_);
    status_.Update(status);
  }
  absl::Status status() {
    const MutexLock lock(mutex_);
    return status_;
  }

 private:
  Mutex mutex_;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

absl::StatusOr<PairRange> ParsePairRange(absl::string_view text, const Tier& tier) {
  if (text.empty()) return PairRange{0, tier.pairs - 1};
  const std::vector<absl::string_view> ends = absl::StrSplit(text, absl::MaxSplits("..", 1));
  PairRange range;
  if (!absl::SimpleAtoi(ends.front(), &range.first) || !absl::SimpleAtoi(ends.back(), &range.last) || range.first < 0 ||
      range.first > range.last || range.last >= tier.pairs) {
    return absl::InvalidArgumentError(
        absl::StrCat("--pairs: \"", text, "\" must be like 3..17, from 0 to ", tier.pairs - 1));
  }
  return range;
}

absl::Status ForEachPair(const PairRange& range, int threads, const std::function<absl::Status(int pair)>& work) {
  const SystemClock clock;
  const int count = range.last - range.first + 1;
  FirstError error;
  absl::BlockingCounter left(count);
  rpc::WorkerPool pool(threads, static_cast<size_t>(count), clock);
  for (int pair = range.first; pair <= range.last; ++pair) {
    pool.Submit({.run = [&work, &error, &left, pair](bool expired) {
      static_cast<void>(expired);
      error.Update(work(pair));
      left.DecrementCount();
    }});
  }
  left.Wait();
  return error.status();
}

absl::Status WriteTier(const TierMap& map, const PairRange& range, int threads, const std::string& folder,
                       TierFiles files) {
  RETURN_IF_ERROR(MakeFolder(folder));
  std::vector<PairSummary> summaries(static_cast<size_t>(range.last - range.first + 1));
  RETURN_IF_ERROR(ForEachPair(range, threads, [&](int pair) -> absl::Status {
    ASSIGN_OR_RETURN(summaries[static_cast<size_t>(pair - range.first)],
                     WriteOne(map, pair, absl::StrCat(folder, "/", map.PairId(pair)), files));
    return absl::OkStatus();
  }));
  return WriteTextFile(absl::StrCat(folder, "/manifest.json"), TierManifest(map, summaries));
}

}  // namespace jiedui::demo
