// SPDX-License-Identifier: Apache-2.0
// Makes pairs and loads them through the public API at once, several at a time: nothing is written to disk, and
// of a pair only the part is in memory that is being loaded.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "deploy/demo/loader.h"
#include "deploy/demo/scale/tier.h"
#include "deploy/demo/scale/tier_files.h"

namespace jiedui::demo {

struct LoadTarget {
  // Connect once a pair, so that pairs do not wait for each other.
  std::function<std::shared_ptr<grpc::Channel>()> registry;
  std::function<std::shared_ptr<grpc::Channel>()> scheduler;
};

// Called when a pair is loaded, by any thread, one at a time.
using PairLoaded = std::function<void(const std::string& pair, const LoadCounts& counts)>;

// An error: the first row that was refused, or why a pair could not be tried. The others are loaded all the same.
absl::Status LoadTier(const TierMap& map, const PairRange& range, int threads, const LoadTarget& target,
                      const PairLoaded& loaded);

}  // namespace jiedui::demo
