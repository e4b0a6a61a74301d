// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/plan_text.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "scheduler_service/planning/verify.h"

namespace jiedui::scheduler {
namespace {

using planning::Infeasible;
using planning::Instance;
using planning::RuleRef;
using planning::Solution;

std::vector<std::pair<int32_t, int32_t>> PeopleAndItems(const Instance& instance, const std::vector<int32_t>& pairs) {
  std::vector<std::pair<int32_t, int32_t>> chosen;
  for (const int32_t pair : pairs) {
    const auto above = std::upper_bound(instance.pair_begin.begin(), instance.pair_begin.end(), pair);
    chosen.emplace_back(above - instance.pair_begin.begin() - 1, instance.pair_item[static_cast<size_t>(pair)]);
  }
  return chosen;
}

std::string Quoted(absl::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      absl::StrAppend(&quoted, "\\", std::string(1, c));
    else if (static_cast<unsigned char>(c) < ' ')
      absl::StrAppendFormat(&quoted, "\\u%04x", static_cast<unsigned>(c));
    else
      quoted += c;
  }
  return quoted + '"';
}

void AppendQuoted(std::string* out, const std::string& text) { absl::StrAppend(out, Quoted(text)); }

void AppendRule(std::string* out, const RuleRef& rule) { absl::StrAppend(out, Quoted(ToString(rule))); }

std::string PlanAsText(const Instance& instance, const Solution& solution) {
  const planning::Verdict verdict = Verify(instance, solution.plan, solution.certificate);
  std::string text;
  for (size_t l = 0; l < instance.levels.size(); ++l)
    absl::StrAppendFormat(&text, "%-20s %12d  at most %12d  gap %d\n", instance.levels[l].name, solution.plan.value[l],
                          solution.plan.bound[l], solution.plan.gap(l));
  absl::StrAppend(&text, solution.plan.optimal() ? "optimal" : "not proven optimal", ", ",
                  verdict.ok() ? "verified" : absl::StrJoin(verdict.findings, "; "), ", ", solution.plan.pairs.size(),
                  " chosen\n");
  for (const auto& [person, item] : PeopleAndItems(instance, solution.plan.pairs))
    absl::StrAppend(&text, person, " ", item, "\n");
  return text;
}

std::string ConflictAsText(const Instance& instance, const Infeasible& infeasible) {
  const std::vector<std::string> findings = VerifyInfeasible(instance, infeasible.proof);
  std::string text = absl::StrCat("no plan, ", findings.empty() ? "verified" : absl::StrJoin(findings, "; "),
                                  "; these rules cannot hold together:\n");
  for (const RuleRef& rule : infeasible.conflict) absl::StrAppend(&text, ToString(rule), "\n");
  return text;
}

std::string PlanAsJson(const Instance& instance, const Solution& solution) {
  const planning::Verdict verdict = Verify(instance, solution.plan, solution.certificate);
  std::vector<std::string> levels;
  for (size_t l = 0; l < instance.levels.size(); ++l)
    levels.push_back(absl::StrFormat(R"({"name":%s,"value":%d,"bound":%d,"gap":%d})", Quoted(instance.levels[l].name),
                                     solution.plan.value[l], solution.plan.bound[l], solution.plan.gap(l)));
  const auto append_pair = [](std::string* out, const auto& chosen) {
    absl::StrAppend(out, "[", chosen.first, ",", chosen.second, "]");
  };
  return absl::StrCat(R"({"optimal":)", solution.plan.optimal() ? "true" : "false", R"(,"levels":[)",
                      absl::StrJoin(levels, ","), R"(],"verified":)", verdict.ok() ? "true" : "false",
                      R"(,"findings":[)", absl::StrJoin(verdict.findings, ",", AppendQuoted), R"(],"chosen":[)",
                      absl::StrJoin(PeopleAndItems(instance, solution.plan.pairs), ",", append_pair), "]}\n");
}

std::string ConflictAsJson(const Instance& instance, const Infeasible& infeasible) {
  return absl::StrCat(R"({"infeasible":true,"verified":)",
                      VerifyInfeasible(instance, infeasible.proof).empty() ? "true" : "false", R"(,"conflict":[)",
                      absl::StrJoin(infeasible.conflict, ",", AppendRule), "]}\n");
}

}  // namespace

std::string AnswerAsText(const Instance& instance, const planning::Answer& answer) {
  const auto* solution = std::get_if<Solution>(&answer);
  return solution != nullptr ? PlanAsText(instance, *solution) : ConflictAsText(instance, std::get<Infeasible>(answer));
}

std::string AnswerAsJson(const Instance& instance, const planning::Answer& answer) {
  const auto* solution = std::get_if<Solution>(&answer);
  return solution != nullptr ? PlanAsJson(instance, *solution) : ConflictAsJson(instance, std::get<Infeasible>(answer));
}

}  // namespace jiedui::scheduler
