// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_figures.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "scheduler_service/tools/html.h"
#include "scheduler_service/tools/page_rows.h"
#include "scheduler_service/tools/report_words.h"

namespace jiedui::scheduler {
namespace {

constexpr int kColumns = 5;
constexpr double kCompletionShownMax = 150;  // percent at the right end of the bar
constexpr size_t kUngroupedDigitsMax = 4;

const FigureRows* RowsOf(const ReportData& data, const std::string& code) {
  const auto found =
      std::find_if(data.rows.begin(), data.rows.end(), [&code](const FigureRows& rows) { return rows.figure == code; });
  return found == data.rows.end() ? nullptr : &*found;
}

// With the digits told as a machine reads them too: the page is checked against the API by them.
std::string ValueHtml(const v1::Figure& figure) {
  const std::string digits = FigureDigits(figure);
  v1::Figure grouped = figure;
  grouped.set_decimal(GroupedDigits(digits));
  return absl::StrCat("<td class=\"n v\"><data value=\"", Escaped(digits), "\">", Both(FigureWords(grouped)),
                      "</data> <span class=\"unit\">", Both(UnitWords(figure)), "</span></td>");
}

std::string HowHtml(const v1::Figure& figure) {
  Words words = BasisWords(figure.basis());
  const Words over = OperatorWords(figure.operator_());
  if (!over.zh.empty()) words = {absl::StrCat(words.zh, " · ", over.zh), absl::StrCat(words.en, " · ", over.en)};
  return absl::StrCat("<td class=\"how\">", Both(words), "</td>");
}

std::string TargetHtml(const v1::Figure& figure) {
  if (!figure.has_target()) return "<td class=\"n t none\"></td><td class=\"c none\"></td>";
  const std::string& percent = figure.target().completion_percent();
  double completion = 0;
  const bool is_number = absl::SimpleAtod(percent, &completion);
  std::string html = absl::StrCat("<td class=\"n t\"><span class=\"phone\">", Both({"目标 ", "Target "}), "</span>",
                                  GroupedDigits(absl::StrCat(figure.target().value())), "</td><td class=\"c\">");
  if (!is_number) return absl::StrCat(html, "<span class=\"pc\">", Escaped(percent), "</span></td>");
  return absl::StrCat(html, "<span class=\"pc\">", Escaped(percent), "%</span>",
                      Bar(completion * 100 / kCompletionShownMax, 100 * 100 / kCompletionShownMax), "</td>");
}

std::string BelowHtml(const ReportData& data, const v1::Figure& figure) {
  std::string html;
  if (!figure.note().empty()) {
    const Words note = {figure.note(), figure.note_en().empty() ? figure.note() : figure.note_en()};
    absl::StrAppend(&html, "<p class=\"note\">", Both({"注：", "Note: "}), Both(note), "</p>\n");
  }
  if (!figure.source().empty()) {
    absl::StrAppend(&html, "<p class=\"source\">", Both({"来源：", "Source: "}), Escaped(figure.source()), "</p>\n");
  }
  html += RowsHtml(data.answer.report, figure, RowsOf(data, figure.code()));
  if (html.empty()) return html;
  return absl::StrCat("<tr class=\"more\"><td colspan=\"", kColumns, "\">", html, "</td></tr>\n");
}

std::string FigureHtml(const ReportData& data, const v1::Figure& figure) {
  const absl::string_view part = figure.part_of().empty() ? "" : " part";
  return absl::StrCat("<tr class=\"figure", part, "\" data-code=\"", Escaped(figure.code()),
                      "\"><th scope=\"row\"><span class=\"title\">", Both(TitleWords(figure)), "</span> <code>",
                      Escaped(figure.code()), "</code></th>", ValueHtml(figure), HowHtml(figure), TargetHtml(figure),
                      "</tr>\n", BelowHtml(data, figure));
}

std::string Header() {
  return absl::StrCat("<thead><tr><th scope=\"col\">", Both({"指标", "Figure"}), "</th><th scope=\"col\" class=\"n\">",
                      Both({"数值", "Value"}), "</th><th scope=\"col\">", Both({"口径 · 时段", "Basis · period"}),
                      "</th><th scope=\"col\" class=\"n\">", Both({"年度目标", "Target"}), "</th><th scope=\"col\">",
                      Both({"完成率", "Completion"}), "</th></tr></thead>\n");
}

}  // namespace

std::string GroupedDigits(absl::string_view digits) {
  const size_t whole = std::min(digits.find('.'), digits.size());
  if (whole <= kUngroupedDigitsMax) return std::string(digits);
  std::string grouped;
  for (size_t i = 0; i < whole; ++i) {
    if (i > 0 && (whole - i) % 3 == 0) grouped.push_back(',');
    grouped.push_back(digits[i]);
  }
  return absl::StrCat(grouped, digits.substr(whole));
}

std::string FiguresHtml(const ReportData& data) {
  std::string counted;
  std::string entered;
  for (const v1::Figure& figure : data.answer.report.figures()) {
    (IsEntered(figure) ? entered : counted) += FigureHtml(data, figure);
  }
  std::string html = absl::StrCat("<section aria-labelledby=\"h-figures\">\n<h2 id=\"h-figures\">",
                                  Both({"一、主要指标", "1. Figures"}), "</h2>\n<table class=\"figures\">\n", Header(),
                                  "<tbody>\n", counted, "</tbody>\n");
  if (!entered.empty()) {
    absl::StrAppend(
        &html, "<tbody>\n<tr class=\"group\"><th colspan=\"", kColumns, "\" scope=\"rowgroup\">",
        Both({"手工填报（附来源，不由明细统计）", "Entered by hand, with their source (not counted from rows)"}),
        "</th></tr>\n", entered, "</tbody>\n");
  }
  return absl::StrCat(html, "</table>\n</section>\n");
}

}  // namespace jiedui::scheduler
