// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/even_repair.h"

#include <algorithm>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/chains.h"
#include "scheduler_service/planning/even_moves.h"
#include "scheduler_service/planning/level_weights.h"

namespace jiedui::planning {
namespace {

using absl::int128;

constexpr int32_t kRoundsMax = 12;
// Moves one by one matter where little is left to choose from; in large plans the chains find as much, and sooner.
constexpr int64_t kTriesAnEntry = 20;
constexpr int64_t kTriesAtLeast = 2000;
constexpr int64_t kTriesMax = 500'000;

}  // namespace

EvenRepair::EvenRepair(const Instance& instance, const std::vector<int128>& level_weights, int128 floor_worth,
                       Meter& meter)
    : instance_(instance),
      level_weights_(level_weights),
      floor_worth_(floor_worth),
      meter_(meter),
      choices_(LayOut(instance)),
      rules_(instance, choices_),
      guide_(At(choices_.entries())) {
  worth_.reserve(choices_.pair.size());
  for (const int32_t pair : choices_.pair) worth_.push_back(WeightOf(instance, level_weights, pair));
}

std::vector<int32_t> EvenRepair::Improve(const std::vector<int32_t>& pairs) {
  EvenLedger ledger(instance_, level_weights_);
  Roster roster(instance_, choices_, rules_, worth_, floor_worth_);
  roster.CountEvenness(ledger);
  for (int32_t entry = 0; entry < choices_.entries(); ++entry)
    if (std::binary_search(pairs.begin(), pairs.end(), choices_.pair[At(entry)])) roster.Add(entry);
  roster.Forget();
  RunChains(roster, ledger);
  const int64_t tries = std::min(kTriesAtLeast + kTriesAnEntry * choices_.entries(), kTriesMax);
  EvenMoves(choices_, rules_, roster, meter_).Improve(tries);
  std::vector<int32_t> improved = instance_.pinned;
  for (int32_t entry = 0; entry < choices_.entries(); ++entry)
    if (roster.holds(entry)) improved.push_back(choices_.pair[At(entry)]);
  std::sort(improved.begin(), improved.end());
  return improved;
}

// A chain counts each class once, as of before it: seen as the last, what it gives up is worth a step more than what it
// takes of the same class; seen as one more, a step that is lost between classes is not seen. The roster judges.
void EvenRepair::RunChains(Roster& roster, const EvenLedger& ledger) {
  Chains chains(choices_, rules_, guide_, floor_worth_, roster, meter_);
  View view = View::kAsTheLast;
  int32_t in_vain = 0;
  for (int32_t round = 0; round < kRoundsMax && in_vain < 2 && !meter_.exhausted(); ++round) {
    const int128 before = roster.total();
    Guide(roster, ledger, view);
    chains.Improve(1);
    if (roster.total() > before) {
      in_vain = 0;
      continue;
    }
    ++in_vain;
    view = view == View::kAsTheLast ? View::kAsOneMore : View::kAsTheLast;
  }
}

void EvenRepair::Guide(const Roster& roster, const EvenLedger& ledger, View view) {
  for (int32_t entry = 0; entry < choices_.entries(); ++entry) {
    const int32_t person = rules_.PersonOf(entry);
    const int32_t item = rules_.ItemOf(entry);
    const bool is_last = view == View::kAsTheLast && roster.holds(entry);
    guide_[At(entry)] = worth_[At(entry)] + (is_last ? ledger.Last(person, item) : ledger.Next(person, item));
  }
}

}  // namespace jiedui::planning
