// SPDX-License-Identifier: Apache-2.0
// How each figure is counted, as data with the days on which it holds (口径): data/counting_rules.csv, compiled in,
// explained in docs/counting-rules.md. What officials count differently from year to year is a line there, and no code.
// Pure, any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "scheduler_service/reporting/figures.h"

namespace jiedui::scheduler {

// The rules that hold on one day, by figure.
using RulesOnDay = std::vector<v1::CountingRule>;

class CountingRules {
 public:
  struct FigureRule {
    FigureId figure;
    v1::CountingRule rule;
  };

  // Every figure has exactly one rule on every day: ParseCountingRules sees to that.
  explicit CountingRules(std::vector<FigureRule> rules);

  // `day` is an ISO day. Indexed by FigureId.
  RulesOnDay On(absl::string_view day) const;
  // In the order of the report, then by first day.
  const std::vector<FigureRule>& all() const { return rules_; }

 private:
  std::vector<FigureRule> rules_;
};

// INVALID_ARGUMENT: which lines are wrong and why, or which figure has no rule, or two, on which day.
absl::StatusOr<CountingRules> ParseCountingRules(absl::string_view text);

// The table that is compiled in, as text and parsed.
absl::string_view ShippedCountingRulesText();
const CountingRules& ShippedCountingRules();

// The rule as it is told where the request wants training counted on another basis: `basis` in place of its own, if the
// line is one of training and does not say by its name when it counts.
v1::CountingRule WithBasis(const FigureSpec& spec, v1::CountingRule rule, v1::Basis basis);

}  // namespace jiedui::scheduler
