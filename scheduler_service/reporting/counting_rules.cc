// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/counting_rules.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <tuple>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"

namespace jiedui::scheduler {
namespace {

constexpr char kShipped[] =
#include "counting_rules_csv.inc"
    ;

constexpr absl::string_view kHead =
    "code,figures,valid_from,valid_to,basis,attribution,days_min,counts_part_time,source";
constexpr size_t kFields = 9;
constexpr int kDaysMinMax = 2000;

using Problem = std::optional<std::string>;
using v1::CountingRule;

Problem ReadDates(absl::string_view first, absl::string_view last, CountingRule& rule) {
  for (const absl::string_view day : {first, last})
    if (!day.empty() && !ParseDate(day).has_value()) return absl::StrCat("a date is YYYY-MM-DD, found '", day, "'");
  if (!last.empty() && last < first) return absl::StrCat("valid_to ", last, " is before valid_from ", first);
  rule.set_valid_from(std::string(first));
  rule.set_valid_to(std::string(last));
  return std::nullopt;
}

Problem ReadBasis(absl::string_view basis, absl::string_view attribution, CountingRule& rule) {
  v1::Basis found = v1::BASIS_UNSPECIFIED;
  if (!v1::Basis_Parse(absl::StrCat("BASIS_", basis), &found) || found == v1::BASIS_UNSPECIFIED)
    return absl::StrCat("no basis is '", basis, "'");
  rule.set_basis(found);
  if (attribution == "BASIS") return std::nullopt;
  CountingRule::Attribution day = CountingRule::ATTRIBUTION_UNSPECIFIED;
  if (!CountingRule::Attribution_Parse(absl::StrCat("ATTRIBUTION_", attribution), &day))
    return absl::StrCat("no attribution is '", attribution, "'");
  rule.set_attribution(day);
  return std::nullopt;
}

Problem ReadLimits(absl::string_view days_min, absl::string_view part_time, CountingRule& rule) {
  int32_t days = 0;
  if (!absl::SimpleAtoi(days_min, &days) || days < 0 || days > kDaysMinMax)
    return absl::StrCat("days_min is 0 to ", kDaysMinMax, ", found '", days_min, "'");
  if (part_time != "yes" && part_time != "no")
    return absl::StrCat("counts_part_time is yes or no, found '", part_time, "'");
  rule.set_days_min(days);
  rule.set_counts_part_time(part_time == "yes");
  return std::nullopt;
}

Problem ReadRule(const std::vector<absl::string_view>& fields, CountingRule& rule) {
  if (fields[0].empty()) return "the code is missing";
  if (fields[8].empty()) return "the source is missing";
  rule.set_code(std::string(fields[0]));
  rule.set_source(std::string(fields[8]));
  Problem problem = ReadDates(fields[2], fields[3], rule);
  if (!problem.has_value()) problem = ReadBasis(fields[4], fields[5], rule);
  if (!problem.has_value()) problem = ReadLimits(fields[6], fields[7], rule);
  return problem;
}

// The bases that the rows of a kind can reach: what no code looks at must not stand in the table.
bool CanCountOn(RowKind rows, v1::Basis basis) {
  switch (rows) {
    case RowKind::kTraining:
      return basis == v1::BASIS_NOMINATED || basis == v1::BASIS_CHECKED_IN || basis == v1::BASIS_COMPLETED ||
             basis == v1::BASIS_CERTIFIED;
    case RowKind::kStay:
      return basis == v1::BASIS_STARTED;
    case RowKind::kCourse:
      return basis == v1::BASIS_OPENED;
    case RowKind::kOrganizationPair:
      return basis == v1::BASIS_SIGNED;
    default:
      return basis == v1::BASIS_RECORDED;
  }
}

Problem ProblemFor(const FigureSpec& spec, const CountingRule& rule) {
  if (!CanCountOn(spec.rows, rule.basis()))
    return absl::StrCat(spec.code, " cannot count on the basis ", v1::Basis_Name(rule.basis()));
  const bool is_training = spec.rows == RowKind::kTraining;
  if (!is_training && rule.attribution() != CountingRule::ATTRIBUTION_UNSPECIFIED)
    return absl::StrCat(spec.code, " is no training: its attribution is BASIS");
  if (spec.rows != RowKind::kStay && rule.days_min() != 0)
    return absl::StrCat(spec.code, " counts no stays: days_min 0");
  return std::nullopt;
}

// What is wrong with the line; nullopt: its rules are added.
Problem ReadLine(absl::string_view line, std::vector<CountingRules::FigureRule>& rules) {
  const std::vector<absl::string_view> fields = absl::StrSplit(line, ',');
  if (fields.size() != kFields) return absl::StrCat("has ", fields.size(), " fields, must have ", kFields);
  CountingRule rule;
  Problem problem = ReadRule(fields, rule);
  if (problem.has_value()) return problem;
  for (const absl::string_view code : absl::StrSplit(fields[1], '|')) {
    const std::optional<FigureId> figure = FindFigure(code);
    if (!figure.has_value()) return absl::StrCat("no figure is '", code, "'");
    problem = ProblemFor(SpecOf(*figure), rule);
    if (problem.has_value()) return problem;
    rules.push_back({*figure, rule});
  }
  return std::nullopt;
}

bool IsEarlier(const CountingRules::FigureRule& a, const CountingRules::FigureRule& b) {
  return std::forward_as_tuple(a.figure, a.rule.valid_from()) < std::forward_as_tuple(b.figure, b.rule.valid_from());
}

std::string DayAfter(absl::string_view day) { return FormatDate(*ParseDate(day) + 1); }

// The figure's rules one after the other, each from the day after the one before.
Problem ProblemOfDays(const std::vector<const CountingRule*>& rules) {
  if (rules.empty()) return "has no rule";
  if (!rules.front()->valid_from().empty()) return absl::StrCat("has no rule before ", rules.front()->valid_from());
  for (size_t i = 1; i < rules.size(); ++i) {
    const std::string& last = rules[i - 1]->valid_to();
    if (last.empty() || DayAfter(last) != rules[i]->valid_from())
      return absl::StrCat("must have one rule on every day; ", rules[i]->code(), " does not begin on the day after ",
                          rules[i - 1]->code(), " ends");
  }
  if (!rules.back()->valid_to().empty()) return absl::StrCat("has no rule after ", rules.back()->valid_to());
  return std::nullopt;
}

void CheckDays(const std::vector<CountingRules::FigureRule>& rules, std::vector<FieldViolation>& wrong) {
  for (const FigureSpec& spec : FigureSpecs()) {
    std::vector<const CountingRule*> of_figure;
    for (const auto& rule : rules)
      if (rule.figure == spec.id) of_figure.push_back(&rule.rule);
    const Problem problem = ProblemOfDays(of_figure);
    if (problem.has_value()) wrong.push_back({.field = std::string(spec.code), .description = *problem});
  }
}

}  // namespace

CountingRules::CountingRules(std::vector<FigureRule> rules) : rules_(std::move(rules)) {
  std::stable_sort(rules_.begin(), rules_.end(), IsEarlier);
}

RulesOnDay CountingRules::On(absl::string_view day) const {
  RulesOnDay on_day(kFigureCount);
  for (const auto& [figure, rule] : rules_)
    if (Contains({rule.valid_from(), rule.valid_to()}, day)) on_day[static_cast<size_t>(figure)] = rule;
  return on_day;
}

absl::StatusOr<CountingRules> ParseCountingRules(absl::string_view text) {
  std::vector<FieldViolation> wrong;
  std::vector<CountingRules::FigureRule> rules;
  bool head_seen = false;
  int number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const Problem problem = head_seen       ? ReadLine(line, rules)
                            : line != kHead ? Problem(absl::StrCat("the first line must be ", kHead))
                                            : std::nullopt;
    head_seen = true;
    if (problem.has_value()) wrong.push_back({.field = absl::StrCat("line ", number), .description = *problem});
  }
  std::stable_sort(rules.begin(), rules.end(), IsEarlier);
  if (wrong.empty()) CheckDays(rules, wrong);
  if (!wrong.empty()) return InvalidFields(wrong);
  return CountingRules(std::move(rules));
}

absl::string_view ShippedCountingRulesText() { return {kShipped, sizeof(kShipped) - 1}; }

const CountingRules& ShippedCountingRules() {
  static const auto& rules = *new CountingRules([] {
    absl::StatusOr<CountingRules> parsed = ParseCountingRules(ShippedCountingRulesText());
    if (!parsed.ok()) {
      std::cerr << "counting_rules.csv: " << parsed.status() << "\n";
      std::abort();  // what is compiled in is tested
    }
    return *std::move(parsed);
  }());
  return rules;
}

v1::CountingRule WithBasis(const FigureSpec& spec, v1::CountingRule rule, v1::Basis basis) {
  const bool can_change = spec.rows == RowKind::kTraining && spec.id != FigureId::kTalentCompleted;
  if (can_change && basis != v1::BASIS_UNSPECIFIED) rule.set_basis(basis);
  return rule;
}

}  // namespace jiedui::scheduler
