// SPDX-License-Identifier: Apache-2.0
// What is said of pairs when they are made: how many rows, what reports must say on several days, what adds up. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "deploy/demo/figures.h"
#include "deploy/demo/scale/tally.h"
#include "deploy/demo/scale/tier.h"

namespace jiedui::demo {

// What is kept of a pair once its rows are gone.
struct PairSummary {
  std::string pairing;
  std::map<std::string, int64_t> rows;
  std::vector<Figures> figures;         // for each of TierDays
  std::vector<Figures> figures_beside;  // likewise, of another pairing that comes with the rows; empty = none does
  std::map<std::string, std::pair<int64_t, int64_t>> cross_foot;
  // Those who are trained in two pairs: all, and for each of TierDays those who had come to talent courses by then, and
  // those who had completed one.
  std::set<uint64_t> movers;
  std::vector<std::set<uint64_t>> movers_trained;
  std::vector<std::set<uint64_t>> movers_completed;
};

// Of a tier of one year its half, the day of the article, the day on which counties report, and its end; of more years
// the end of each.
std::vector<absl::CivilDay> TierDays(const Tier& tier);

PairSummary Summarize(const TierMap& map, int pair, const PairTally& tally);
// The golden pair, whose own manifest says the rest.
PairSummary SummarizeGolden(const TierMap& map);

// What the report on all of the pairs must say on the `day`th of TierDays: people who are in two of them count once.
Figures FiguresOfAll(size_t day, const std::vector<PairSummary>& pairs);

// manifest.json of one pair: {"tier", "seed", "pairing", "counts", "cross_foot", "reports"}.
std::string PairManifest(const TierMap& map, const PairSummary& summary);
// manifest.json of all: the pairs' counts and figures added up, people who are in two pairs counted once.
std::string TierManifest(const TierMap& map, const std::vector<PairSummary>& pairs);

}  // namespace jiedui::demo
