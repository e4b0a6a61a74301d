// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify.h"

#include <algorithm>
#include <optional>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/verify_evenness.h"
#include "scheduler_service/planning/verify_proof.h"
#include "scheduler_service/planning/verify_reading.h"
#include "scheduler_service/planning/verify_rules.h"

namespace jiedui::planning {
namespace {

using absl::int128;

// Between what a level's total lies, whatever is chosen.
struct Extremes {
  int64_t lowest = 0;
  int64_t highest = 0;
};

Extremes ExtremesOf(const Instance& instance, const std::vector<int64_t>& value) {
  Extremes sum;
  for (size_t i = 0; i + 1 < instance.pair_begin.size(); ++i) {
    const auto first = value.begin() + instance.pair_begin[i];
    const auto last = value.begin() + instance.pair_begin[i + 1];
    if (first == last) continue;
    const auto [low, high] = std::minmax_element(first, last);
    const int64_t items = std::min<int64_t>(instance.items_per_person_max, last - first);
    sum.lowest += items * std::min<int64_t>(*low, 0);
    sum.highest += items * std::max<int64_t>(*high, 0);
  }
  return sum;
}

bool IsListOfPairs(const Instance& instance, const std::vector<int32_t>& pairs, Findings& findings) {
  for (size_t k = 0; k < pairs.size(); ++k) {
    if (pairs[k] >= 0 && pairs[k] < instance.pairs() && (k == 0 || pairs[k] > pairs[k - 1])) continue;
    findings.Add(absl::StrCat("plan: pair ", pairs[k], " is out of range, doubled or not ascending"));
    return false;
  }
  return true;
}

// One inequality: sum of weight * total <= most.
struct Inequality {
  std::vector<int128> weight;
  int128 most = 0;
};

std::vector<Inequality> ReadCertificate(const Reading& reading, const EvenLevels& even, const Certificate& certificate,
                                        Findings& findings) {
  std::vector<Inequality> proven;
  for (const Prices& prices : certificate.proofs) {
    const std::optional<int128> worth = CheckProof(reading, even, prices, findings);
    if (!worth.has_value()) continue;
    int128 most = *worth / prices.denominator;
    if (most * prices.denominator > *worth) --most;
    proven.push_back({prices.level_weight, most});
  }
  return proven;
}

// The largest total at level l by this inequality, if the levels before have the plan's values.
int128 MostAt(size_t l, const Inequality& inequality, const std::vector<int64_t>& value,
              const std::vector<Extremes>& extremes) {
  int128 rest = inequality.most;
  for (size_t k = 0; k < inequality.weight.size(); ++k) {
    if (k < l) rest -= inequality.weight[k] * value[k];
    if (k > l) rest -= inequality.weight[k] * extremes[k].lowest;
  }
  int128 most = rest / inequality.weight[l];
  if (most * inequality.weight[l] > rest) --most;
  return most;
}

std::vector<int64_t> ProvenBounds(const Instance& instance, const EvenLevels& even,
                                  const std::vector<Inequality>& proven, const std::vector<int64_t>& value) {
  std::vector<Extremes> extremes;
  for (size_t l = 0; l < instance.levels.size(); ++l) {
    extremes.push_back(ExtremesOf(instance, instance.levels[l].value));
    extremes.back().highest += even.highest(l);
  }
  std::vector<int64_t> bounds;
  for (size_t l = 0; l < extremes.size(); ++l) {
    int128 bound = extremes[l].highest;
    for (const Inequality& inequality : proven)
      if (inequality.weight[l] > 0) bound = std::min(bound, MostAt(l, inequality, value, extremes));
    bounds.push_back(static_cast<int64_t>(std::max<int128>(bound, extremes[l].lowest)));
  }
  return bounds;
}

}  // namespace

Verdict Verify(const Instance& instance, const Plan& plan, const Certificate& certificate) {
  Verdict verdict;
  Findings findings(verdict.findings);
  if (!IsListOfPairs(instance, plan.pairs, findings)) return verdict;
  const Reading reading(instance);
  CheckRules(reading, plan.pairs, findings);
  const EvenLevels even(reading);
  for (size_t l = 0; l < instance.levels.size(); ++l) {
    int64_t total = even.TotalOf(reading, l, plan.pairs);
    for (const int32_t pair : plan.pairs) total += instance.levels[l].value[static_cast<size_t>(pair)];
    verdict.value.push_back(total);
  }
  if (plan.value != verdict.value) findings.Add("plan: a value is not the sum over the chosen pairs");
  verdict.bound = ProvenBounds(instance, even, ReadCertificate(reading, even, certificate, findings), verdict.value);
  if (plan.bound.size() != verdict.bound.size()) {
    findings.Add("plan: must have one bound a level");
    return verdict;
  }
  for (size_t l = 0; l < plan.bound.size(); ++l)
    if (plan.bound[l] < verdict.bound[l])
      findings.Add(absl::StrCat("plan: bound[", l, "] is ", plan.bound[l], ", the certificate proves ",
                                verdict.bound[l], " only"));
  return verdict;
}

std::vector<std::string> VerifyInfeasible(const Instance& instance, const Prices& proof) {
  std::vector<std::string> list;
  Findings findings(list);
  const Reading reading(instance);
  const std::optional<int128> worth = CheckProof(reading, EvenLevels(reading), proof, findings);
  if (!worth.has_value()) return list;
  if (std::any_of(proof.level_weight.begin(), proof.level_weight.end(), [](int128 weight) { return weight != 0; }))
    findings.Add("proof: a level_weight is not 0");
  if (*worth >= 0) findings.Add("proof: the prices add up to 0 or more, which proves nothing");
  return list;
}

}  // namespace jiedui::planning
