// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_csv.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scheduler_service/tools/csv.h"

namespace jiedui::scheduler {
namespace {

using Cells = std::vector<std::string>;

std::string In(Language language, Words words) {
  return language == Language::kEnglish ? std::move(words.en) : std::move(words.zh);
}

Words QualifierWords(v1::Qualifier qualifier) {
  switch (qualifier) {
    case v1::QUALIFIER_AT_LEAST:
      return {"以上", "at least"};
    case v1::QUALIFIER_ABOUT:
      return {"约", "about"};
    case v1::QUALIFIER_REACHED:
      return {"达", "reached"};
    default:
      return {};
  }
}

Cells FigureTitles(Language language) {
  if (language == Language::kEnglish) {
    return {"code",           "title (Chinese)", "title",   "value", "how exact", "unit",   "basis", "over", "target",
            "completion (%)", "not counted",     "part of", "since", "as of",     "source", "rule",  "note"};
  }
  return {"代码",      "指标",   "英文名称",   "数值",     "限定",     "单位",     "口径",     "时段", "目标",
          "完成率(%)", "未计入", "其中(属于)", "起始日期", "截至日期", "数据来源", "计数规则", "说明"};
}

Cells FigureCells(const v1::Report& report, const v1::Figure& figure, Language language) {
  const bool promised = figure.has_target();
  return {figure.code(),
          figure.title(),
          figure.title_en(),
          FigureDigits(figure),
          In(language, QualifierWords(figure.qualifier())),
          In(language, UnitWords(figure.unit())),
          In(language, BasisWords(figure.basis())),
          In(language, OperatorWords(figure.operator_())),
          promised ? absl::StrCat(figure.target().value()) : "",
          promised ? figure.target().completion_percent() : "",
          IsEntered(figure) ? "" : absl::StrCat(figure.not_counted()),
          figure.part_of(),
          report.since(),
          report.as_of(),
          figure.source(),
          figure.rule().code(),
          language == Language::kEnglish ? figure.note_en() : figure.note()};
}

Cells RowTitles(Language language) {
  if (language == Language::kEnglish) {
    return {"no.",  "counted", "reason", "name",     "organisation", "course or posting", "state",
            "date", "detail",  "also",   "evidence", "counted by",   "resource",          "pairing"};
  }
  return {"序号", "是否计入", "未计入原因", "姓名/名称", "单位",         "班次/岗位", "状态",
          "日期", "说明",     "同时计入",   "依据",      "由哪一行计入", "资源",      "结对"};
}

Cells RowCells(int64_t number, const v1::Contributor& row, Language language) {
  const bool counted = row.not_counted() == v1::NOT_COUNTED_REASON_UNSPECIFIED;
  return {absl::StrCat(number),
          In(language, counted ? Words{"是", "yes"} : Words{"否", "no"}),
          counted ? "" : In(language, ReasonWords(row.not_counted())),
          row.display_name(),
          row.organization_display_name(),
          row.item_display_name(),
          In(language, RowStateWords(row)),
          row.date(),
          row.detail(),
          absl::StrJoin(row.also(), " "),
          absl::StrJoin(row.evidence(), "; "),
          row.counted_by(),
          row.resource(),
          row.pairing()};
}

}  // namespace

std::string FiguresAsCsv(const v1::Report& report, Language language) {
  std::string csv = absl::StrCat(kByteOrderMark, CsvLine(FigureTitles(language)));
  for (const v1::Figure& figure : report.figures()) csv += CsvLine(FigureCells(report, figure, language));
  return csv;
}

std::string RowsAsCsv(const FigureRows& rows, Language language) {
  std::string csv = absl::StrCat(kByteOrderMark, CsvLine(RowTitles(language)));
  int64_t number = 0;
  for (const v1::Contributor& row : rows.rows) csv += CsvLine(RowCells(++number, row, language));
  return csv;
}

}  // namespace jiedui::scheduler
