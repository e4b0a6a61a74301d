// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/lines.h"

#include <numeric>

#include "absl/strings/str_cat.h"

namespace jiedui::scheduler {
namespace {

void SetNoteOnDifference(int64_t sum, PartKind kind, v1::Figure& figure) {
  const int64_t twice = sum - figure.value();
  const bool are_pairings = kind == PartKind::kPairing;
  figure.set_note(absl::StrCat(are_pairings ? "各结对合计 " : "各期(岗)合计 ", sum, ",本行 ", figure.value(), ":同一",
                               figure.unit() == v1::UNIT_PERSON ? "人" : "单位", "出现在多个",
                               are_pairings ? "结对" : "期(岗)", "时只计一次,重复 ", twice, "。"));
  figure.set_note_en(absl::StrCat("The parts add up to ", sum, ", the line to ", figure.value(), ": whoever stands in ",
                                  are_pairings ? "several pairings" : "several courses or postings",
                                  " counts once; counted again there: ", twice, "."));
}

void SetNoteOnMissingParts(int64_t parts, v1::Figure& figure) {
  figure.set_note(absl::StrCat("分项 ", parts, " 个,超过 ", kPartsMax, " 个,此处不列;请查花名册。"));
  figure.set_note_en(absl::StrCat("There are ", parts, " parts, more than the ", kPartsMax,
                                  " that are told here; list the rows behind the line."));
}

void SetParts(const FigureTally& tally, PartKind kind, v1::Figure& figure) {
  if (tally.parts_left_out > 0) return SetNoteOnMissingParts(tally.parts_left_out, figure);
  figure.mutable_parts()->Assign(tally.parts.begin(), tally.parts.end());
  if (tally.parts.empty()) return;
  const int64_t sum = std::accumulate(tally.parts.begin(), tally.parts.end(), int64_t{0},
                                      [](int64_t total, const v1::FigurePart& part) { return total + part.value(); });
  if (sum != tally.value) SetNoteOnDifference(sum, kind, figure);
}

}  // namespace

std::vector<v1::Figure> CountedLines(const std::vector<FigureTally>& tallies, const RulesOnDay& rules, PartKind kind) {
  std::vector<v1::Figure> figures = FigureTable();
  for (size_t i = 0; i < figures.size(); ++i) {
    v1::Figure& figure = figures[i];
    figure.set_basis(rules[i].basis());
    *figure.mutable_rule() = rules[i];
    figure.set_value(tallies[i].value);
    figure.set_decimal(absl::StrCat(tallies[i].value));
    figure.set_not_counted(tallies[i].not_counted);
    SetParts(tallies[i], kind, figure);
  }
  return figures;
}

}  // namespace jiedui::scheduler
