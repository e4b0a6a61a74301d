// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier_load.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/mutex.h"
#include "common/base/status_macros.h"
#include "deploy/demo/dataset.h"
#include "deploy/demo/scale/pair_writer.h"

namespace jiedui::demo {
namespace {

absl::Status Named(absl::string_view file, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat(file, ": ", status.message()));
}

absl::StatusOr<LoadCounts> LoadGolden(Loader& loader) {
  LoadCounts all;
  for (const RpcFile& file : ToFiles(MakeGoldenDataset())) {
    const absl::StatusOr<LoadCounts> counts = loader.Load(file);
    if (!counts.ok()) return Named(file.name, counts.status());
    Add(*counts, all);
  }
  return all;
}

absl::StatusOr<LoadCounts> LoadMade(const TierMap& map, int pair, Loader& loader) {
  MemorySink sink;
  WritePair(map, pair, sink);
  LoadCounts all;
  for (auto& [step, requests] : sink.requests()) {
    const absl::StatusOr<LoadCounts> counts = loader.LoadRequests(FileNameOf(step), std::move(requests));
    if (!counts.ok()) return Named(FileNameOf(step), counts.status());
    Add(*counts, all);
    if (counts->refused > 0) return Named(FileNameOf(step), counts->first_error);
  }
  return all;
}

}  // namespace

absl::Status LoadTier(const TierMap& map, const PairRange& range, int threads, const LoadTarget& target,
                      const PairLoaded& loaded) {
  Mutex mutex;
  return ForEachPair(range, threads, [&](int pair) -> absl::Status {
    Loader loader(target.registry(), target.scheduler());
    const absl::StatusOr<LoadCounts> counts = pair == 0 ? LoadGolden(loader) : LoadMade(map, pair, loader);
    if (!counts.ok()) return Named(map.PairId(pair), counts.status());
    const MutexLock lock(mutex);
    loaded(map.PairId(pair), *counts);
    return counts->first_error;
  });
}

}  // namespace jiedui::demo
