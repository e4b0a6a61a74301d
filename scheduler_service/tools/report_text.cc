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

std::string UnitText(v1::Unit unit) {
  switch (unit) {
    case v1::UNIT_PERSON:
      return "人";
    case v1::UNIT_PERSON_TIME:
      return "人次";
    case v1::UNIT_COURSE:
      return "期";
    case v1::UNIT_ORGANIZATION_PAIR:
      return "家";
    default:
      return "-";
  }
}

std::string BasisText(v1::Basis basis) {
  switch (basis) {
    case v1::BASIS_STARTED:
      return "started";
    case v1::BASIS_CHECKED_IN:
      return "checked in";
    case v1::BASIS_COMPLETED:
      return "completed";
    case v1::BASIS_OPENED:
      return "opened";
    case v1::BASIS_SIGNED:
      return "signed";
    default:
      return "-";
  }
}

Row FigureRow(const v1::Figure& figure) {
  const std::string indent = figure.part_of().empty() ? "" : "  ";
  return {figure.code(),           indent + figure.title(),   indent + figure.title_en(),
          UnitText(figure.unit()), BasisText(figure.basis()), absl::StrCat(figure.value())};
}

void AppendExpectation(const v1::Figure& figure, const ExpectedFigures& expected, Row& row) {
  const auto wanted = expected.find(figure.code());
  if (wanted == expected.end()) {
    row.insert(row.end(), {"-", ""});
    return;
  }
  row.insert(row.end(), {absl::StrCat(wanted->second), wanted->second == figure.value() ? "ok" : "DIFFERS"});
}

// Expected figures that the report does not have.
std::vector<Row> MissingRows(const v1::Report& report, const ExpectedFigures& expected) {
  std::vector<Row> rows;
  for (const auto& [code, value] : expected) {
    const bool reported = std::any_of(report.figures().begin(), report.figures().end(),
                                      [&code = code](const v1::Figure& figure) { return figure.code() == code; });
    if (!reported) rows.push_back({code, "", "(not reported)", "-", "-", "-", absl::StrCat(value), "DIFFERS"});
  }
  return rows;
}

std::string Source(const v1::Report& report) {
  const v1::DirectoryState& directory = report.directory();
  return absl::StrCat("Counted at the scheduler's revision ", report.revision(), ", with the registry's up to ",
                      directory.revision(), directory.synced() ? " (following)" : " (NOT following the registry)",
                      ".\n");
}

}  // namespace

std::string ReportAsText(const v1::Report& report, const std::optional<ExpectedFigures>& expected) {
  std::vector<Column> columns = {{"code"}, {"指标"}, {"figure"}, {"unit"}, {"basis"}, {"value", Align::kRight}};
  if (expected.has_value()) columns.insert(columns.end(), {{"expected", Align::kRight}, {""}});
  std::vector<Row> rows;
  for (const v1::Figure& figure : report.figures()) {
    rows.push_back(FigureRow(figure));
    if (expected.has_value()) AppendExpectation(figure, *expected, rows.back());
  }
  if (expected.has_value()) {
    for (Row& row : MissingRows(report, *expected)) rows.push_back(std::move(row));
  }
  return absl::StrCat(report.pairing_display_name(), "  (", report.pairing(), ")  ", report.since(), " to ",
                      report.as_of(), "\n\n", RenderTable(columns, rows), "\n", Source(report));
}

std::string ReportAsJson(const v1::Report& report, const std::optional<ExpectedFigures>& expected) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(report, &json, options).ok()) json = "null";
  if (!expected.has_value()) return absl::StrCat("{\"report\":", json, "}\n");
  const std::string codes = absl::StrJoin(Differences(report, *expected), ",", [](std::string* out, const auto& code) {
    absl::StrAppend(out, "\"", code, "\"");
  });
  return absl::StrCat("{\"report\":", json, ",\"differences\":[", codes, "]}\n");
}

}  // namespace jiedui::scheduler
