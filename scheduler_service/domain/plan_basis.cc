// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_basis.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/pieces.h"
#include "scheduler_service/planning/instance_text.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::PlanBasis;
using storage::v1::PlanPrices;

absl::Status Damaged() { return absl::DataLossError("the stored basis of a plan is damaged"); }

PlanPrices ToRecord(const planning::Prices& prices) {
  PlanPrices record;
  *record.mutable_level_weight() = ToWide(prices.level_weight);
  record.set_denominator(prices.denominator);
  *record.mutable_seat() = ToWide(prices.seat);
  *record.mutable_quota() = ToWide(prices.quota);
  *record.mutable_person() = ToWide(prices.person);
  *record.mutable_fair_group() = ToWide(prices.fair_group);
  *record.mutable_period() = ToWide(prices.period);
  return record;
}

planning::Prices FromRecord(const PlanPrices& record) {
  return {.level_weight = FromWide(record.level_weight()),
          .denominator = record.denominator(),
          .seat = FromWide(record.seat()),
          .quota = FromWide(record.quota()),
          .person = FromWide(record.person()),
          .fair_group = FromWide(record.fair_group()),
          .period = FromWide(record.period())};
}

}  // namespace

storage::v1::WideNumbers ToWide(const std::vector<absl::int128>& numbers) {
  storage::v1::WideNumbers wide;
  for (const absl::int128 number : numbers) {
    wide.add_high(absl::Int128High64(number));
    wide.add_low(absl::Int128Low64(number));
  }
  return wide;
}

std::vector<absl::int128> FromWide(const storage::v1::WideNumbers& wide) {
  std::vector<absl::int128> numbers;
  const int count = std::min(wide.high_size(), wide.low_size());
  numbers.reserve(static_cast<size_t>(count));
  for (int k = 0; k < count; ++k) numbers.push_back(absl::MakeInt128(wide.high(k), wide.low(k)));
  return numbers;
}

PlanBasis WithSolution(const PlanModel& model, const planning::Solution& solution) {
  PlanBasis basis = model.basis;
  basis.set_instance(planning::WriteInstance(model.instance));
  basis.mutable_chosen()->Add(solution.plan.pairs.begin(), solution.plan.pairs.end());
  basis.mutable_values()->Add(solution.plan.value.begin(), solution.plan.value.end());
  basis.mutable_bounds()->Add(solution.plan.bound.begin(), solution.plan.bound.end());
  basis.set_method(static_cast<int>(solution.plan.method));
  for (const planning::Prices& prices : solution.certificate.proofs) *basis.add_proofs() = ToRecord(prices);
  return basis;
}

absl::StatusOr<planning::Instance> InstanceOf(const PlanBasis& basis) {
  absl::StatusOr<planning::Instance> instance = planning::ParseInstance(basis.instance());
  if (!instance.ok() || instance->pairs() != basis.pair_seekers_size()) return Damaged();
  const auto is_seeker = [&basis](int32_t seeker) { return seeker >= 0 && seeker < basis.seekers_size(); };
  const bool is_relaxation = basis.seekers().empty();  // its seekers are those of the plan
  if (!is_relaxation && !std::all_of(basis.pair_seekers().begin(), basis.pair_seekers().end(), is_seeker))
    return Damaged();
  return instance;
}

absl::StatusOr<planning::Solution> SolutionOf(const PlanBasis& basis) {
  const auto method = static_cast<planning::Method>(basis.method());
  if (method < planning::Method::kFlow || method > planning::Method::kNeighbourhood) return Damaged();
  planning::Solution solution;
  solution.plan = {.pairs = {basis.chosen().begin(), basis.chosen().end()},
                   .value = {basis.values().begin(), basis.values().end()},
                   .bound = {basis.bounds().begin(), basis.bounds().end()},
                   .method = method};
  for (const PlanPrices& prices : basis.proofs()) solution.certificate.proofs.push_back(FromRecord(prices));
  return solution;
}

std::vector<std::string> ToPieces(const PlanBasis& basis) { return PiecesOf(basis); }

absl::StatusOr<PlanBasis> FromPieces(const std::vector<std::string>& pieces) {
  PlanBasis basis;
  if (!Assemble(pieces, basis) || basis.pairing().empty()) return Damaged();
  return basis;
}

uint64_t DigestOfRow(absl::string_view bytes) {
  const std::string sha = Sha256({bytes});
  uint64_t digest = 0;
  for (size_t k = 0; k < sizeof(digest); ++k) digest = digest << 8 | static_cast<unsigned char>(sha[k]);
  return std::max<uint64_t>(digest, 1);
}

}  // namespace jiedui::scheduler
