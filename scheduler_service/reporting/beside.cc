// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/beside.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "absl/strings/numbers.h"
#include "scheduler_service/reporting/decimal.h"

namespace jiedui::scheduler {
namespace {

constexpr size_t kYearDigits = 4;

int YearOf(const std::string& day) {
  int year = 0;
  return absl::SimpleAtoi(day.substr(0, kYearDigits), &year) ? year : 0;
}

v1::Figure ToFigure(const v1::ManualFigure& manual) {
  v1::Figure figure;
  figure.set_code(manual.code());
  figure.set_title(manual.title());
  figure.set_title_en(manual.title_en());
  figure.set_unit(manual.unit());
  figure.set_basis(v1::BASIS_ENTERED);
  figure.set_operator_(v1::OPERATOR_CUMULATIVE);
  figure.set_qualifier(manual.qualifier());
  figure.set_source(manual.source());
  const int64_t scaled = ParseDecimal(manual.value()).value_or(0);
  figure.set_value(scaled / kDecimalScale);
  figure.set_decimal(FormatDecimal(scaled));
  return figure;
}

}  // namespace

std::map<std::string, v1::FigureTarget> TargetsOn(const std::vector<v1::Agreement>& agreements,
                                                  const std::string& as_of) {
  std::vector<const v1::Agreement*> in_force;
  for (const v1::Agreement& agreement : agreements)
    if (agreement.year() == YearOf(as_of) && agreement.sign_date() <= as_of) in_force.push_back(&agreement);
  // Of two signed on one day a supplement comes after what it supplements.
  std::sort(in_force.begin(), in_force.end(), [](const v1::Agreement* a, const v1::Agreement* b) {
    return std::tuple(a->sign_date(), !a->supplements().empty(), a->name()) <
           std::tuple(b->sign_date(), !b->supplements().empty(), b->name());
  });
  std::map<std::string, v1::FigureTarget> targets;
  for (const v1::Agreement* agreement : in_force) {
    for (const v1::Target& target : agreement->targets()) {
      v1::FigureTarget& promised = targets[target.figure()];
      promised.set_value(target.value());
      promised.set_agreement(agreement->name());
    }
  }
  return targets;
}

void SetTarget(const std::map<std::string, v1::FigureTarget>& targets, v1::Figure& figure) {
  const auto promised = targets.find(figure.code());
  if (promised == targets.end()) return;
  *figure.mutable_target() = promised->second;
  const int64_t scaled = ParseDecimal(figure.decimal()).value_or(figure.value() * kDecimalScale);
  figure.mutable_target()->set_completion_percent(CompletionPercent(scaled, promised->second.value()));
}

std::vector<v1::Figure> EnteredFigures(const std::vector<v1::ManualFigure>& manual_figures, const std::string& as_of) {
  std::map<std::string, const v1::ManualFigure*> latest;
  for (const v1::ManualFigure& manual : manual_figures) {
    if (manual.as_of() > as_of) continue;
    const v1::ManualFigure*& best = latest[manual.code()];
    if (best == nullptr || best->as_of() <= manual.as_of()) best = &manual;
  }
  std::vector<v1::Figure> figures;
  for (const auto& [code, manual] : latest) figures.push_back(ToFigure(*manual));
  return figures;
}

}  // namespace jiedui::scheduler
