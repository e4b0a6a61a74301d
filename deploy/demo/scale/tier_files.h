// SPDX-License-Identifier: Apache-2.0
// A tier on disk: a folder for each pair with the files of its requests and its manifest, and one manifest of all. Rows
// go to disk as they are made.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "deploy/demo/scale/tier.h"

namespace jiedui::demo {

// Pairs from `first` to `last`, both included.
struct PairRange {
  int first = 0;
  int last = 0;
};

// "3..17", or "5"; "" = all of the tier. INVALID_ARGUMENT: not such words, or not pairs of the tier.
absl::StatusOr<PairRange> ParsePairRange(absl::string_view text, const Tier& tier);

// Calls `work` with each pair of the range, several at a time, and returns the first error.
absl::Status ForEachPair(const PairRange& range, int threads, const std::function<absl::Status(int pair)>& work);

// Writes `folder`/{pair}/NN-*.ndjson, `folder`/{pair}/manifest.json and `folder`/manifest.json. The same bytes with any
// number of threads, and of a pair whichever others are made. UNAVAILABLE names what cannot be written.
enum class TierFiles { kAll, kManifests };
absl::Status WriteTier(const TierMap& map, const PairRange& range, int threads, const std::string& folder,
                       TierFiles files = TierFiles::kAll);

}  // namespace jiedui::demo
