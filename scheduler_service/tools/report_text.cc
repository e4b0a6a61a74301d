// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/util/json_util.h"
#include "scheduler_service/tools/text_table.h"

namespace jiedui::scheduler {
namespace {

using Row = std::vector<std::string>;

// Which columns a report has.
struct Shape {
  Language language = Language::kBoth;
  bool targets = false;

  bool Chinese() const { return language != Language::kEnglish; }
  bool English() const { return language != Language::kChinese; }
};

Shape ShapeOf(const v1::Report& report, Language language) {
  const bool targets = std::any_of(report.figures().begin(), report.figures().end(),
                                   [](const v1::Figure& figure) { return figure.has_target(); });
  return {.language = language, .targets = targets};
}

std::vector<Column> ColumnsOf(const Shape& shape, bool expected) {
  const bool chinese = !shape.English();
  std::vector<Column> columns = {{chinese ? "代码" : "code"}};
  if (shape.Chinese()) columns.push_back({"指标"});
  if (shape.English()) columns.push_back({"figure"});
  columns.push_back({chinese ? "单位" : "unit"});
  columns.push_back({chinese ? "口径" : "basis"});
  columns.push_back({chinese ? "数值" : "value", Align::kRight});
  if (shape.targets) {
    columns.push_back({chinese ? "目标" : "target", Align::kRight});
    columns.push_back({chinese ? "完成率" : "done", Align::kRight});
  }
  if (expected) columns.insert(columns.end(), {{chinese ? "预期" : "expected", Align::kRight}, {""}});
  return columns;
}

Row FigureRow(const v1::Figure& figure, const Shape& shape) {
  const std::string indent = figure.part_of().empty() ? "" : "  ";
  const Words value = FigureWords(figure);
  Row row = {figure.code()};
  if (shape.Chinese()) row.push_back(indent + figure.title());
  if (shape.English()) row.push_back(indent + TitleWords(figure).en);
  // The unit in Chinese stands in both: it is one character, and the officials' own.
  row.push_back(shape.Chinese() ? UnitWords(figure.unit()).zh : UnitWords(figure.unit()).en);
  row.push_back(shape.English() ? BasisWords(figure.basis()).en : BasisWords(figure.basis()).zh);
  row.push_back(shape.Chinese() ? value.zh : value.en);
  if (shape.targets) {
    const std::string& percent = figure.target().completion_percent();
    const bool number = !percent.empty() && percent.find_first_not_of("0123456789.") == std::string::npos;
    row.push_back(figure.has_target() ? absl::StrCat(figure.target().value()) : "-");
    row.push_back(!figure.has_target() ? "-" : absl::StrCat(percent, number ? "%" : ""));
  }
  return row;
}

void AppendExpectation(const v1::Figure& figure, const ExpectedFigures& expected, Row& row) {
  const auto wanted = expected.find(figure.code());
  if (wanted == expected.end()) {
    row.insert(row.end(), {"-", ""});
    return;
  }
  row.insert(row.end(), {absl::StrCat(wanted->second), wanted->second == figure.value() ? "ok" : "DIFFERS"});
}

// Expected figures that the report does not have, in so many columns.
std::vector<Row> MissingRows(const v1::Report& report, const ExpectedFigures& expected, size_t columns) {
  std::vector<Row> rows;
  for (const auto& [code, value] : expected) {
    const bool reported = std::any_of(report.figures().begin(), report.figures().end(),
                                      [&code = code](const v1::Figure& figure) { return figure.code() == code; });
    if (reported) continue;
    Row row(columns, "-");
    row[0] = code;
    row[1] = "(not reported)";
    row[columns - 2] = absl::StrCat(value);
    row[columns - 1] = "DIFFERS";
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string Heading(const ReportAnswer& answer) {
  const v1::Report& report = answer.report;
  const std::string name = IsOfAllPairings(report) ? absl::StrCat("全部结对, all ", report.pairings(), " pairings")
                                                   : report.pairing_display_name();
  const std::string edition =
      answer.edition.has_value() ? absl::StrCat("  edition ", answer.edition->number(), ", frozen") : "";
  return absl::StrCat(name, "  (", report.pairing(), ")  ", report.since(), " to ", report.as_of(), edition, "\n\n");
}

std::string Remark(const v1::Figure& figure, const std::string& text) {
  return text.empty() ? "" : absl::StrCat(figure.code(), ": ", text, "\n");
}

std::string Remarks(const v1::Report& report, const Shape& shape) {
  std::string text;
  for (const v1::Figure& figure : report.figures()) {
    if (shape.Chinese()) text += Remark(figure, figure.note());
    if (shape.English()) text += Remark(figure, figure.note_en());
    if (!figure.source().empty())
      text += Remark(figure, absl::StrCat(shape.Chinese() ? "来源 " : "source: ", figure.source()));
  }
  return text.empty() ? "" : text + "\n";
}

std::string Source(const v1::Report& report) {
  const v1::DirectoryState& directory = report.directory();
  return absl::StrCat("Counted at the scheduler's revision ", report.revision(), ", with the registry's up to ",
                      directory.revision(), directory.synced() ? " (following)" : " (NOT following the registry)",
                      ".\n");
}

std::string Json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) json = "null";
  return json;
}

}  // namespace

std::string ReportAsText(const ReportAnswer& answer, const std::optional<ExpectedFigures>& expected,
                         Language language) {
  const v1::Report& report = answer.report;
  const Shape shape = ShapeOf(report, language);
  const std::vector<Column> columns = ColumnsOf(shape, expected.has_value());
  std::vector<Row> rows;
  for (const v1::Figure& figure : report.figures()) {
    rows.push_back(FigureRow(figure, shape));
    if (expected.has_value()) AppendExpectation(figure, *expected, rows.back());
  }
  if (expected.has_value()) {
    for (Row& row : MissingRows(report, *expected, columns.size())) rows.push_back(std::move(row));
  }
  return absl::StrCat(Heading(answer), RenderTable(columns, rows), "\n", Remarks(report, shape), Source(report));
}

std::string ReportAsJson(const ReportAnswer& answer, const std::optional<ExpectedFigures>& expected) {
  std::string json = absl::StrCat("{\"report\":", Json(answer.report));
  if (answer.edition.has_value()) absl::StrAppend(&json, ",\"edition\":", Json(*answer.edition));
  if (!expected.has_value()) return json + "}\n";
  const std::string codes =
      absl::StrJoin(Differences(answer.report, *expected), ",",
                    [](std::string* out, const auto& code) { absl::StrAppend(out, "\"", code, "\""); });
  return absl::StrCat(json, ",\"differences\":[", codes, "]}\n");
}

std::string RowsAsJson(const FigureRows& rows) {
  const std::string messages = absl::StrJoin(
      rows.rows, ",", [](std::string* out, const v1::Contributor& row) { absl::StrAppend(out, Json(row)); });
  return absl::StrCat("{\"figure\":\"", rows.figure, "\",\"counted\":", rows.counted,
                      ",\"not_counted\":", rows.not_counted, ",\"contributors\":[", messages, "]}\n");
}

}  // namespace jiedui::scheduler
