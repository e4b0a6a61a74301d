// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/explain.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/level_values.h"

namespace jiedui::planning {
namespace {

std::vector<int64_t> ValuesOfPair(const Instance& instance, int32_t pair) {
  std::vector<int64_t> values;
  for (const Level& level : instance.levels) values.push_back(level.value[At(pair)]);
  return values;
}

std::vector<ChangePart> PartsOf(const FlowNetwork& network, const std::vector<int32_t>& nodes, int32_t amount) {
  std::vector<ChangePart> parts;
  for (const int32_t node : nodes) {
    const FlowNode& limits = network.nodes[At(node)];
    if (limits.quota == kNone)
      parts.push_back({ChangePart::Kind::kMoreSeats, limits.item, amount});
    else
      parts.push_back({ChangePart::Kind::kMoreInQuota, limits.quota, amount});
  }
  return parts;
}

// Whether a person may have one of the pairs at most.
bool ExcludeEachOther(const Instance& instance, const std::vector<int32_t>& pairs) {
  for (size_t k = 0; k < pairs.size(); ++k)
    for (size_t other = 0; other < k; ++other)
      if (CanHaveBoth(instance, pairs[k], pairs[other])) return false;
  return true;
}

}  // namespace

Explainer::Explainer(const Instance& instance, const Solution& solution, Residual residual)
    : instance_(&instance),
      residual_(std::move(residual)),
      scale_(instance, residual_.level_weights(), solution.plan.value),
      ladders_(residual_),
      entries_(instance, residual_.network()),
      price_(residual_.network().nodes.size()),
      claim_begin_(At(instance.people) + 1),
      is_chosen_(instance.pair_item.size()) {
  for (const int32_t pair : solution.plan.pairs) is_chosen_[At(pair)] = true;
  const FlowNetwork& network = residual_.network();
  const size_t claims = network.claim_person.size() - network.pinned.size();  // pins are the last
  for (size_t claim = 0; claim < claims; ++claim) ++claim_begin_[At(network.claim_person[claim]) + 1];
  for (size_t person = 1; person < claim_begin_.size(); ++person) claim_begin_[person] += claim_begin_[person - 1];
}

bool PricesSayAll(const Instance& instance, const Solution& solution) {
  const bool has_minima =
      std::any_of(instance.items.begin(), instance.items.end(), [](const Item& item) { return item.seats_min > 0; });
  const std::vector<Prices>& proofs = solution.certificate.proofs;
  if (solution.plan.method != Method::kFlow || !solution.plan.optimal() || proofs.size() != 1) return false;
  if (has_minima || HasEvenness(instance)) return false;
  const auto level_weights = LevelWeights(instance);
  return level_weights.ok() && proofs.front().level_weight == *level_weights;
}

absl::StatusOr<Explainer> Explainer::Make(const Instance& instance, const Solution& solution) {
  ASSIGN_OR_RETURN(Residual residual, Residual::Make(instance, solution));
  return Explainer(instance, solution, std::move(residual));
}

std::vector<Explanation> Explainer::ExplainLeftOut() {
  std::vector<Explanation> explanations;
  for (int32_t person = 0; person < PeopleWithPairs(*instance_); ++person) {
    const auto begin = is_chosen_.begin() + instance_->pair_begin[At(person)];
    const auto end = is_chosen_.begin() + instance_->pair_begin[At(person) + 1];
    if (begin != end && std::find(begin, end, true) == end) explanations.push_back(Explain(person));
  }
  return explanations;
}

Explanation Explainer::Explain(int32_t person) {
  Explanation explanation{.person = person};
  std::vector<Remedy> remedies;
  JudgeClaims(person, explanation.refusals, remedies);
  for (int32_t pair = instance_->pair_begin[At(person)]; pair < instance_->pair_begin[At(person) + 1]; ++pair) {
    if (is_chosen_[At(pair)]) continue;
    std::vector<Obstacle> obstacles = ObstaclesOf(*instance_, person, pair);
    if (!obstacles.empty()) explanation.refusals.push_back({.pair = pair, .obstacles = std::move(obstacles)});
  }
  std::sort(explanation.refusals.begin(), explanation.refusals.end(),
            [](const Refusal& a, const Refusal& b) { return a.pair < b.pair; });
  if (HasNothingMovable(person)) AddSurrenders(person, remedies);
  explanation.remedies = Ranked(remedies);
  return explanation;
}

void Explainer::JudgeClaims(int32_t person, std::vector<Refusal>& refusals, std::vector<Remedy>& remedies) {
  const FlowNetwork& network = residual_.network();
  for (int32_t claim = claim_begin_[At(person)]; claim < claim_begin_[At(person) + 1]; ++claim) {
    const int32_t held = residual_.held(claim);
    for (int32_t arc = network.arc_begin[At(claim)]; arc < network.arc_begin[At(claim) + 1]; ++arc) {
      if (arc == held) continue;
      const int32_t node = network.arc_node[At(arc)];
      refusals.push_back(Judge(arc, held == kNone ? PriceOf(node) : PriceOfSwap(node, held)));
      if (held == kNone && refusals.back().why != Refusal::Why::kTied) AddLadders(claim, arc, remedies);
    }
  }
}

const Explainer::Price& Explainer::PriceOf(int32_t node) {
  std::optional<Price>& price = price_[At(node)];
  if (price.has_value()) return *price;
  price.emplace();
  std::vector<ClaimMove> chain;
  price->cost = residual_.CostOfEntry(node, &chain);
  price->chain = InPairs(chain);
  return *price;
}

// Of a place for whoever gives up the arc that they hold: that is lost, and its place may be filled.
Explainer::Price Explainer::PriceOfSwap(int32_t node, int32_t held) {
  std::vector<ClaimMove> chain;
  const std::optional<Worth> gain = residual_.GainBetween(node, residual_.network().arc_node[At(held)], &chain);
  if (!gain.has_value()) return {};
  return {.cost = residual_.weight(held) - *gain, .chain = InPairs(chain)};
}

std::vector<PersonMove> Explainer::InPairs(const std::vector<ClaimMove>& chain) const {
  const FlowNetwork& network = residual_.network();
  const auto pair = [&](int32_t arc) { return arc == kNone ? kNone : network.arc_pair[At(arc)]; };
  std::vector<PersonMove> moves;
  moves.reserve(chain.size());
  for (const ClaimMove& move : chain)
    moves.push_back({network.claim_person[At(move.claim)], pair(move.from), pair(move.to)});
  return moves;
}

Worth Explainer::WeightOf(int32_t pair) const {
  return planning::WeightOf(*instance_, residual_.level_weights(), pair);
}

Refusal Explainer::Judge(int32_t arc, const Price& price) {
  const FlowNetwork& network = residual_.network();
  Refusal refusal{.pair = network.arc_pair[At(arc)], .why = Refusal::Why::kNoPlace};
  refusal.brings = ValuesOfPair(*instance_, refusal.pair);
  if (!price.cost.has_value()) return refusal;
  refusal.why = *price.cost == residual_.weight(arc) ? Refusal::Why::kTied : Refusal::Why::kOutranked;
  refusal.chain = price.chain;
  const std::vector<int64_t> effect = scale_.Effect(residual_.weight(arc) - *price.cost);
  for (size_t l = 0; l < effect.size(); ++l) {
    refusal.costs.push_back(refusal.brings[l] - effect[l]);
    if (effect[l] != 0 && refusal.level == kNone) refusal.level = Size(l);
  }
  return refusal;
}

void Explainer::AddLadders(int32_t claim, int32_t arc, std::vector<Remedy>& remedies) {
  const FlowNetwork& network = residual_.network();
  const int32_t node = network.arc_node[At(arc)];
  for (const Ladder& ladder : ladders_.Of(network.nodes[At(node)].item, residual_)) {
    if (!std::binary_search(ladder.entries.begin(), ladder.entries.end(), node)) continue;
    const auto rung = std::find_if(ladder.rungs.begin(), ladder.rungs.end(), [&](const Ladder::Rung& candidate) {
      return ladder.Admits(candidate, claim, node, residual_.weight(arc));
    });
    if (rung == ladder.rungs.end()) continue;
    const auto amount = static_cast<int32_t>(rung - ladder.rungs.begin()) + 1;
    remedies.push_back({network.arc_pair[At(arc)], PartsOf(network, ladder.nodes, amount), scale_.Effect(rung->gain)});
  }
}

bool Explainer::HasNothingMovable(int32_t person) const {
  for (int32_t claim = claim_begin_[At(person)]; claim < claim_begin_[At(person) + 1]; ++claim)
    if (residual_.held(claim) != kNone) return false;
  return true;
}

void Explainer::AddSurrenders(int32_t person, std::vector<Remedy>& remedies) {
  std::vector<Obstacle> seen;
  for (int32_t pair = instance_->pair_begin[At(person)]; pair < instance_->pair_begin[At(person) + 1]; ++pair)
    for (const Obstacle& obstacle : ObstaclesOf(*instance_, person, pair)) {
      const bool is_new = std::none_of(seen.begin(), seen.end(), [&](const Obstacle& other) {
        return other.kind == obstacle.kind && other.index == obstacle.index;
      });
      seen.push_back(obstacle);
      if (!is_new) continue;
      if (obstacle.kind == Obstacle::Kind::kBusy)
        AddSurrender(person, {.busy = obstacle.index}, {ChangePart::Kind::kGiveUpBusy, obstacle.index}, remedies);
      if (obstacle.kind == Obstacle::Kind::kPrerequisite)
        AddSurrender(person, {.completed = obstacle.index}, {ChangePart::Kind::kComplete, obstacle.index}, remedies);
    }
  const bool waits_too = claim_begin_[At(person)] != claim_begin_[At(person) + 1];
  const std::vector<int32_t>& pinned = instance_->pinned;
  auto pin = std::lower_bound(pinned.begin(), pinned.end(), instance_->pair_begin[At(person)]);
  for (; pin != pinned.end() && *pin < instance_->pair_begin[At(person) + 1] && !waits_too; ++pin)
    AddSurrender(person, {.pin = *pin}, {ChangePart::Kind::kGiveUpPinned, *pin}, remedies);
}

// The person, who has nothing, may then choose among the pairs that come to stand: one chain each, to outside or to the
// place given up.
void Explainer::AddSurrender(int32_t person, const Supposing& supposing, const ChangePart& part,
                             std::vector<Remedy>& remedies) {
  int32_t goal = residual_.outside();
  Worth before = 0;
  if (supposing.pin != kNone) {
    goal = entries_.Find(*instance_, person, instance_->pair_item[At(supposing.pin)]);
    before = WeightOf(supposing.pin);
    if (goal == kNone) return;
  }
  const std::vector<int32_t> opened = PairsOpened(person, supposing);
  if (!ExcludeEachOther(*instance_, opened)) return;
  std::optional<Worth> best = goal == residual_.outside() ? Worth{0} : residual_.GainBetween(residual_.outside(), goal);
  std::vector<std::optional<Worth>> gains;
  for (const int32_t pair : opened) {
    const int32_t entry = entries_.Find(*instance_, person, instance_->pair_item[At(pair)]);
    if (entry == kNone) return;
    gains.push_back(residual_.GainBetween(entry, goal));
    if (gains.back().has_value()) *gains.back() += WeightOf(pair);
    best = std::max(best, gains.back());
  }
  for (size_t k = 0; k < opened.size(); ++k)
    if (gains[k].has_value() && gains[k] == best)
      remedies.push_back({opened[k], {part}, scale_.Effect(*gains[k] - before)});
}

// Pairs of the person that stand when it is supposed, and do not as it is.
std::vector<int32_t> Explainer::PairsOpened(int32_t person, const Supposing& supposing) const {
  std::vector<int32_t> opened;
  for (int32_t pair = instance_->pair_begin[At(person)]; pair < instance_->pair_begin[At(person) + 1]; ++pair) {
    const bool opens = !is_chosen_[At(pair)] && ObstaclesOf(*instance_, person, pair, supposing).empty() &&
                       !ObstaclesOf(*instance_, person, pair).empty();
    if (opens) opened.push_back(pair);
  }
  return opened;
}

}  // namespace jiedui::planning
