// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier.h"

#include <map>
#include <utility>

#include "absl/strings/str_format.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/hash.h"
#include "deploy/demo/scale/weighted.h"

namespace jiedui::demo {
namespace {

constexpr Tier kTiers[] = {
    {.name = "province",
     .pairs = 100,
     .first_year = 2021,
     .years = 1,
     .courses_per_cent = 112,
     .hot_pair = 0,
     .sellers_per_cent = 86},
    {.name = "nation",
     .pairs = 500,
     .first_year = 2021,
     .years = 5,
     .courses_per_cent = 170,
     .hot_pair = 1,
     .sellers_per_cent = 50},
};

constexpr int kGoldenSize = 10;
constexpr Weighted<int> kSizes[] = {{3, 10}, {6, 25}, {10, 30}, {15, 20}, {30, 12}, {80, 3}};

std::vector<int> DrawSizes(const Tier& tier, uint64_t seed) {
  std::vector<int> sizes = {kGoldenSize};
  int all = kGoldenSize;
  for (int pair = 1; pair < tier.pairs; ++pair) {
    Dice dice({seed, static_cast<uint64_t>(pair), EntityKind::kPairSize, 0});
    sizes.push_back(Draw(kSizes, dice));
    all += sizes.back();
  }
  if (tier.hot_pair > 0) {
    int& hot = sizes[static_cast<size_t>(tier.hot_pair)];
    hot = (all - hot) / 4;
  }
  return sizes;
}

}  // namespace

const Tier* FindTier(absl::string_view name) {
  for (const Tier& tier : kTiers)
    if (tier.name == name) return &tier;
  return nullptr;
}

// Two counties with the same last four digits issue the same numbers: each gets a part of the sequences of a day.
TierMap::TierMap(const Tier& tier, uint64_t seed) : tier_(tier), seed_(seed), sizes_(DrawSizes(tier, seed)) {
  std::vector<std::string> endings = {"", ""};
  for (int pair = 1; pair < tier.pairs; ++pair) {
    endings.push_back(East(pair).code.substr(2));
    endings.push_back(West(pair).code.substr(2));
  }
  std::map<std::string, uint32_t> issuers;
  for (const std::string& ending : endings) ++issuers[ending];
  std::map<std::string, uint32_t> rank;
  for (const std::string& ending : endings) {
    const uint32_t count = ending.empty() ? kNumbersOfDay : kNumbersOfDay / issuers[ending];
    const uint32_t issuer = ending.empty() ? 0 : rank[ending]++;
    numbers_.push_back({.first = count * issuer, .count = count});
    issuers_.push_back(static_cast<int>(issuer));
  }
}

std::string TierMap::PairId(int pair) { return pair == 0 ? "yuhang-cangxi" : absl::StrFormat("pair-%03d", pair); }

const County& TierMap::East(int pair) {
  return EasternCounties()[static_cast<size_t>(pair - 1) % EasternCounties().size()];
}

const County& TierMap::West(int pair) {
  return WesternCounties()[static_cast<size_t>(pair - 1) % WesternCounties().size()];
}

int TierMap::EastTurn(int pair) { return (pair - 1) / static_cast<int>(EasternCounties().size()); }
int TierMap::WestTurn(int pair) { return (pair - 1) / static_cast<int>(WesternCounties().size()); }

}  // namespace jiedui::demo
