// SPDX-License-Identifier: Apache-2.0
// How a Residual begins, from a plan and its prices, and how it becomes a plan with prices again.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/residual.h"

namespace jiedui::planning {

absl::StatusOr<Residual> Residual::Make(const Instance& instance, const Solution& solution) {
  FlowCase flow = BuildFlow(instance);
  if (HasEvenness(instance)) flow.why_not.emplace_back("levels: evenness is no sum over pairs");
  if (!flow.why_not.empty())
    return absl::FailedPreconditionError(absl::StrCat("no exact case: ", absl::StrJoin(flow.why_not, "; ")));
  Residual residual;
  RETURN_IF_ERROR(residual.Begin(instance, std::move(flow.network)));
  RETURN_IF_ERROR(residual.LoadPrices(solution.certificate));
  RETURN_IF_ERROR(residual.LoadPlan(instance, solution.plan));
  if (!residual.IsProven()) return absl::FailedPreconditionError("the prices do not prove the plan optimal");
  return residual;
}

absl::StatusOr<Residual> Residual::Improve(const Instance& instance, FlowNetwork network,
                                           const std::vector<int32_t>& pairs, int64_t looks_max) {
  Residual residual;
  RETURN_IF_ERROR(residual.Begin(instance, std::move(network)));
  residual.price_.assign(residual.network_.nodes.size() + 1, 0);
  RETURN_IF_ERROR(residual.LoadPlan(instance, {.pairs = pairs}));
  if (!residual.IsFlowKept()) return absl::FailedPreconditionError("the plan leaves the limits of seats or quotas");
  if (!residual.Settle(looks_max)) return absl::ResourceExhaustedError("the plan is too far from the optimum");
  if (!residual.IsProven()) return absl::InternalError("no cycle is left, and the prices do not prove it");
  residual.ForgetHistory();
  return residual;
}

// Everything but plan and prices, and room for those.
absl::Status Residual::Begin(const Instance& instance, FlowNetwork network) {
  network_ = std::move(network);
  ASSIGN_OR_RETURN(level_weights_, LevelWeights(instance));
  AddPins(instance);
  const size_t nodes = network_.nodes.size();
  flow_.resize(nodes);
  holders_.resize(nodes);
  waiting_.resize(nodes);
  row_.resize(nodes);
  is_stale_.assign(nodes, true);
  edge_to_.assign(nodes + 1, kNone);
  closed_.resize(network_.arc_pair.size());
  held_.assign(network_.claim_person.size(), kNone);
  place_.resize(held_.size());
  return absl::OkStatus();
}

// Each pin as a claim of one arc, and the limits as the instance has them.
void Residual::AddPins(const Instance& instance) {
  pins_begin_ = Size(network_.claim_person.size());
  const std::vector<int32_t>& begin = instance.pair_begin;
  for (size_t k = 0; k < network_.pinned.size(); ++k) {
    const auto end = std::upper_bound(begin.begin(), begin.end(), network_.pinned[k]);
    network_.claim_person.push_back(static_cast<int32_t>(end - begin.begin()) - 1);
    network_.arc_node.push_back(network_.pinned_node[k]);
    network_.arc_pair.push_back(network_.pinned[k]);
    network_.arc_begin.push_back(Size(network_.arc_pair.size()));
  }
  for (FlowNode& node : network_.nodes) {
    const bool is_quota = node.quota != kNone;
    node.floor = is_quota ? instance.quotas[At(node.quota)].floor : 0;
    node.capacity = is_quota ? instance.quotas[At(node.quota)].ceiling : instance.items[At(node.item)].seats;
  }
}

// What the certificate says.
absl::Status Residual::LoadPrices(const Certificate& certificate) {
  if (certificate.proofs.size() != 1 || certificate.proofs[0].denominator != 1 ||
      certificate.proofs[0].level_weight != level_weights_)
    return absl::FailedPreconditionError("the certificate is not that of the exact case");
  const Prices& prices = certificate.proofs[0];
  for (const FlowNode& node : network_.nodes)
    price_.push_back(node.quota == kNone ? prices.seat[At(node.item)]
                                         : price_[At(node.parent)] + prices.quota[At(node.quota)]);
  price_.push_back(0);
  return absl::OkStatus();
}

absl::Status Residual::LoadPlan(const Instance& instance, const Plan& plan) {
  std::vector<bool> is_chosen(instance.pair_item.size());
  for (const int32_t pair : plan.pairs) is_chosen[At(pair)] = true;
  std::vector<std::vector<std::pair<Worth, int32_t>>> waiting(network_.nodes.size());
  size_t placed = 0;
  for (int32_t claim = 0; claim < Size(held_.size()); ++claim) {
    const int32_t begin = network_.arc_begin[At(claim)];
    const int32_t end = network_.arc_begin[At(claim) + 1];
    for (int32_t arc = begin; arc < end; ++arc) {
      weight_.push_back(WeightOf(instance, level_weights_, network_.arc_pair[At(arc)]));
      claim_of_.push_back(claim);
      if (!is_chosen[At(network_.arc_pair[At(arc)])]) continue;
      if (held_[At(claim)] != kNone) return absl::FailedPreconditionError("the plan has pairs that exclude each other");
      LoadSeat(claim, arc);
      ++placed;
    }
    for (int32_t arc = begin; arc < end && held_[At(claim)] == kNone; ++arc)
      waiting[At(network_.arc_node[At(arc)])].emplace_back(weight_[At(arc)], -arc);
  }
  for (size_t node = 0; node < waiting.size(); ++node) waiting_[node] = Waiting({}, std::move(waiting[node]));
  if (placed != plan.pairs.size()) return absl::FailedPreconditionError("the plan has a pair that cannot stand");
  return absl::OkStatus();
}

void Residual::LoadSeat(int32_t claim, int32_t arc) {
  Seat(claim, arc);
  for (int32_t node = network_.arc_node[At(arc)]; node != kNone; node = network_.nodes[At(node)].parent)
    ++flow_[At(node)];
}

// Whether nothing brings more than the prices say, so that there is no better plan.
bool Residual::IsProven() { return KeepsLimits() && HasBestChoices() && SettlePins(); }

bool Residual::IsFlowKept() const {
  for (int32_t node = 0; node < outside(); ++node) {
    const FlowNode& limits = network_.nodes[At(node)];
    if (flow_[At(node)] < limits.floor || flow_[At(node)] > limits.capacity) return false;
  }
  return true;
}

bool Residual::KeepsLimits() const {
  if (!IsFlowKept()) return false;
  for (int32_t node = 0; node < outside(); ++node) {
    if (!IsFull(node) && PriceOf(node) > PriceOf(Above(node))) return false;
  }
  return true;
}

bool Residual::HasBestChoices() const {
  for (int32_t claim = 0; claim < pins_begin_; ++claim) {
    const int32_t held = held_[At(claim)];
    const Worth gain = held == kNone ? Worth{0} : weight_[At(held)] - PriceOf(network_.arc_node[At(held)]);
    if (gain < 0) return false;
    for (int32_t arc = network_.arc_begin[At(claim)]; arc < network_.arc_begin[At(claim) + 1]; ++arc)
      if (weight_[At(arc)] - PriceOf(network_.arc_node[At(arc)]) > gain) return false;
  }
  return true;
}

// The solver takes pins out, so it may price a node below the one above it that only pins go through: that a pin there
// could leave has no meaning to it. False: somebody else goes through such a node.
bool Residual::SettlePins() {
  std::vector<int32_t> movable(network_.nodes.size());
  for (int32_t node = outside(); node-- > 0;) {
    movable[At(node)] += Size(holders_[At(node)].size());
    if (Above(node) != outside()) movable[At(Above(node))] += movable[At(node)];
  }
  for (int32_t node = 0; node < outside(); ++node) {
    if (!CanPassDown(node) || PriceOf(node) >= PriceOf(Above(node))) continue;
    if (movable[At(node)] > 0) return false;
    price_[At(node)] = PriceOf(Above(node));
  }
  return true;
}

Solution Residual::ToSolution(const Instance& instance) const {
  Solution solution;
  Prices prices{.level_weight = level_weights_};
  prices.seat.resize(instance.items.size());
  prices.quota.resize(instance.quotas.size());
  prices.person.resize(At(instance.people));
  for (size_t v = 0; v < network_.nodes.size(); ++v) {
    const FlowNode& node = network_.nodes[v];
    if (node.quota == kNone)
      prices.seat[At(node.item)] = price_[v];
    else
      prices.quota[At(node.quota)] = price_[v] - price_[At(node.parent)];
  }
  for (int32_t claim = 0; claim < Size(held_.size()); ++claim) {
    const int32_t arc = held_[At(claim)];
    if (arc == kNone) continue;
    solution.plan.pairs.push_back(network_.arc_pair[At(arc)]);
    prices.person[At(network_.claim_person[At(claim)])] += weight_[At(arc)] - PriceOf(network_.arc_node[At(arc)]);
  }
  std::sort(solution.plan.pairs.begin(), solution.plan.pairs.end());
  for (const Level& level : instance.levels) {
    int64_t total = 0;
    for (const int32_t pair : solution.plan.pairs) total += level.value[At(pair)];
    solution.plan.value.push_back(total);
  }
  solution.plan.bound = solution.plan.value;
  solution.plan.method = Method::kFlow;
  solution.certificate.proofs.push_back(std::move(prices));
  return solution;
}

}  // namespace jiedui::planning
