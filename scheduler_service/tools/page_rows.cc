// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_rows.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "scheduler_service/tools/html.h"
#include "scheduler_service/tools/report_words.h"

namespace jiedui::scheduler {
namespace {

bool Counts(const v1::Contributor& row) { return row.not_counted() == v1::NOT_COUNTED_REASON_UNSPECIFIED; }

std::string HeaderCell(const Words& words) { return absl::StrCat("<th scope=\"col\">", Both(words), "</th>"); }

std::string Cell(absl::string_view html) { return absl::StrCat("<td>", html, "</td>"); }

// Names of the columns that rows of this report have; those that do not count have one more.
std::string RowHeader(const v1::Report& report, const FigureRows& rows, bool counted) {
  if (!rows.edition.empty())
    return absl::StrCat("<thead><tr><th scope=\"col\">#</th>", HeaderCell({"登记号", "Row"}), "</tr></thead>");
  std::string html = absl::StrCat("<thead><tr><th scope=\"col\">#</th>", HeaderCell({"姓名／名称", "Name"}),
                                  HeaderCell({"单位", "Organisation"}), HeaderCell({"班次／岗位", "Course or posting"}),
                                  HeaderCell({"状态", "State"}), HeaderCell({"日期", "Date"}));
  if (IsOfAllPairings(report)) html += HeaderCell({"结对", "Pairing"});
  if (!counted) html += HeaderCell({"未计入原因", "Why not counted"});
  return absl::StrCat(html, HeaderCell({"说明", "Remarks"}), "</tr></thead>");
}

std::string NameHtml(const v1::Contributor& row) {
  if (!row.display_name().empty()) return Escaped(row.display_name());
  if (row.person().empty()) return absl::StrCat("<code>", Escaped(row.resource()), "</code>");
  return absl::StrCat("<em>", Both({"（已限制显示）", "(restricted)"}), "</em>");
}

// What the row is counted for as well: by title, since nobody knows codes by heart.
std::string AlsoHtml(const v1::Report& report, const v1::Contributor& row) {
  std::string html;
  for (const std::string& code : row.also()) {
    const auto figure = std::find_if(report.figures().begin(), report.figures().end(),
                                     [&code](const v1::Figure& other) { return other.code() == code; });
    const Words title = figure == report.figures().end() ? Words{code, code} : TitleWords(*figure);
    absl::StrAppend(&html, "<span class=\"tag\">", Both(title), "</span>");
  }
  return html;
}

std::string Remarks(const v1::Report& report, const v1::Contributor& row) {
  std::vector<std::string> parts;
  if (!row.detail().empty()) parts.push_back(Escaped(row.detail()));
  if (!row.counted_by().empty()) {
    parts.push_back(
        absl::StrCat(Both({"由此行计入：", "counted by "}), "<code>", Escaped(row.counted_by()), "</code>"));
  }
  if (!row.evidence().empty()) parts.push_back(Escaped(absl::StrJoin(row.evidence(), "；")));
  return absl::StrCat(AlsoHtml(report, row), absl::StrJoin(parts, "；"));
}

// An edition keeps the names of its rows, so that it prints for ever what it printed.
std::string FrozenRowHtml(const v1::Contributor& row, int64_t number) {
  return absl::StrCat("<tr><td class=\"n\">", number, "</td>",
                      Cell(absl::StrCat("<code>", Escaped(row.resource()), "</code>")), "</tr>\n");
}

std::string RowHtml(const v1::Report& report, const v1::Contributor& row, int64_t number) {
  std::string html =
      absl::StrCat("<tr><td class=\"n\">", number, "</td>", Cell(NameHtml(row)),
                   Cell(Escaped(row.organization_display_name())), Cell(Escaped(row.item_display_name())),
                   Cell(Both(RowStateWords(row))), "<td class=\"d\">", Escaped(row.date()), "</td>");
  if (IsOfAllPairings(report)) html += Cell(Escaped(row.pairing()));
  if (!Counts(row)) html += Cell(absl::StrCat("<b>", Both(ReasonWords(row.not_counted())), "</b>"));
  return absl::StrCat(html, Cell(Remarks(report, row)), "</tr>\n");
}

// What prints all rows, as they were asked for here.
std::string CommandForAll(const v1::Report& report, const FigureRows& rows) {
  std::string command = "jiedui-report";
  if (rows.scheduler != kDefaultScheduler) absl::StrAppend(&command, " --scheduler ", rows.scheduler);
  if (rows.edition.empty()) {
    absl::StrAppend(&command, " --pairing ", report.pairing(), " --since ", report.since(), " --as_of ",
                    report.as_of());
  } else {
    absl::StrAppend(&command, " --edition ", rows.edition);
  }
  if (rows.basis != v1::BASIS_UNSPECIFIED) {
    const absl::string_view basis = absl::StripPrefix(v1::Basis_Name(rows.basis), "BASIS_");
    absl::StrAppend(&command, " --basis ", absl::AsciiStrToLower(basis));
  }
  return absl::StrCat(command, " --format csv --contributors ", rows.figure);
}

// One of the two tables; `total` rows there are, of which those in `rows` are shown.
std::string RowTable(const v1::Report& report, const FigureRows& rows, bool counted) {
  std::string body;
  int64_t shown = 0;
  for (const v1::Contributor& row : rows.rows) {
    if (Counts(row) != counted) continue;
    ++shown;
    body += rows.edition.empty() ? RowHtml(report, row, shown) : FrozenRowHtml(row, shown);
  }
  const int64_t total = counted ? rows.counted : rows.not_counted;
  if (total == 0) return "";
  std::string html = absl::StrCat("<h4>", counted ? Both({"计入", "Counted"}) : Both({"未计入", "Not counted"}), " <b>",
                                  total, "</b></h4>\n");
  if (shown < total) {
    absl::StrAppend(&html, "<p class=\"hint\">",
                    Both({absl::StrCat("本页只列前 ", shown, " 行；全部 ", total, " 行请用命令："),
                          absl::StrCat("Only the first ", shown, " of ", total, " rows are on this page; for all: ")}),
                    "<code>", Escaped(CommandForAll(report, rows)), "</code></p>\n");
  }
  if (shown == 0) return html;
  return absl::StrCat(html, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"", Escaped(rows.figure),
                      "\"><table class=\"rows\" data-figure=\"", Escaped(rows.figure), "\" data-counted=\"",
                      counted ? "yes" : "no", "\">", RowHeader(report, rows, counted), "<tbody>\n", body,
                      "</tbody></table></div>\n");
}

// Nothing where no part has more than one: then the rows say all of it.
std::string PartsHtml(const v1::Figure& figure) {
  int64_t greatest = 0;
  for (const v1::FigurePart& part : figure.parts()) greatest = std::max(greatest, part.value());
  if (greatest <= 1) return "";
  std::string html = absl::StrCat("<h4>", Both({"构成", "Made up of"}), "</h4>\n<table class=\"parts\"><tbody>\n");
  for (const v1::FigurePart& part : figure.parts()) {
    absl::StrAppend(&html, "<tr><th scope=\"row\">",
                    Escaped(part.display_name().empty() ? part.subject() : part.display_name()),
                    "</th><td class=\"n\">", part.value(), "</td><td class=\"b\">",
                    Bar(100.0 * static_cast<double>(part.value()) / static_cast<double>(greatest)), "</td></tr>\n");
  }
  return html + "</tbody></table>\n";
}

// What the rows of now say against a figure that was counted before them. Those of an edition were counted together
// with it; a demand for several places is one row.
std::string ChangedHtml(const v1::Figure& figure, const FigureRows& rows) {
  if (rows.counted == figure.value() || !rows.edition.empty()) return "";
  return absl::StrCat(
      "<p class=\"warning\">",
      Both({absl::StrCat("本表为读取时的明细，计入 ", rows.counted, " 行；上列数字为 ", figure.value(), "。"),
            absl::StrCat("These are the rows as they are now, of which ", rows.counted, " count; the figure above is ",
                         figure.value(), ".")}),
      "</p>\n");
}

std::string SummaryHtml(const FigureRows* rows) {
  if (rows == nullptr) return Both({"构成", "Parts"});
  const std::string counted = absl::StrCat(rows->counted);
  if (rows->not_counted == 0)
    return Both({absl::StrCat("明细 ", counted, " 行"), absl::StrCat(counted, rows->counted == 1 ? " row" : " rows")});
  const std::string others = absl::StrCat(rows->not_counted);
  return Both({absl::StrCat("明细 ", counted, " 行，未计入 ", others, " 行"),
               absl::StrCat(counted, " rows, ", others, " not counted")});
}

}  // namespace

std::string RowsHtml(const v1::Report& report, const v1::Figure& figure, const FigureRows* rows) {
  const bool nothing = rows == nullptr || rows->counted + rows->not_counted == 0;
  const std::string parts = PartsHtml(figure);
  if (nothing && parts.empty()) return "";
  std::string html = absl::StrCat("<details class=\"drill\"><summary>", SummaryHtml(nothing ? nullptr : rows),
                                  "</summary>\n<div class=\"inner\">\n", parts);
  if (!nothing) {
    absl::StrAppend(&html, ChangedHtml(figure, *rows), RowTable(report, *rows, true), RowTable(report, *rows, false));
  }
  return html + "</div></details>";
}

}  // namespace jiedui::scheduler
