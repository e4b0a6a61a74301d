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

// Loads each part of a pair once it is made; nothing more after the first row that is refused.
class LoadingSink final : public RowSink {
 public:
  explicit LoadingSink(Loader& loader) : loader_(loader) {}

  void Put(LoadStep step, const google::protobuf::Message& request) override {
    if (status_.ok()) part_.Put(step, request);
  }

  void EndPart() override {
    for (auto& [step, requests] : part_.requests()) {
      if (status_.ok()) status_ = LoadStepOfPart(step, std::move(requests));
    }
    part_.requests().clear();
  }

  absl::StatusOr<LoadCounts> counts() const {
    if (!status_.ok()) return status_;
    return all_;
  }

 private:
  absl::Status LoadStepOfPart(LoadStep step, MemorySink::Requests requests) {
    const absl::StatusOr<LoadCounts> counts = loader_.LoadRequests(FileNameOf(step), std::move(requests));
    if (!counts.ok()) return Named(FileNameOf(step), counts.status());
    Add(*counts, all_);
    return counts->refused > 0 ? Named(FileNameOf(step), counts->first_error()) : absl::OkStatus();
  }

  Loader& loader_;
  MemorySink part_;
  LoadCounts all_;
  absl::Status status_;
};

absl::StatusOr<LoadCounts> LoadMade(const TierMap& map, int pair, Loader& loader) {
  LoadingSink sink(loader);
  WritePair(map, pair, sink);
  return sink.counts();
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
    return counts->first_error();
  });
}

}  // namespace jiedui::demo
