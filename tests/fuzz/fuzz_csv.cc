// SPDX-License-Identifier: Apache-2.0
// A roster, from the bytes of its file to the rows to import: rows and errors do not depend on the pieces that the file
// comes in, keep the limits, and are numbered upwards; a row that is written is read as it was; a person read from a
// row can be sent.
#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/cell_guard.h"
#include "common/base/civil_date.h"
#include "common/base/text.h"
#include "registry_service/tools/cell_text.h"
#include "registry_service/tools/csv_reader.h"
#include "registry_service/tools/roster_columns.h"
#include "registry_service/tools/roster_row.h"
#include "registry_service/tools/text_encoding.h"
#include "tests/fuzz/property.h"

namespace jiedui::fuzz {
namespace {

using registry::CsvReader;
using registry::CsvRow;
using registry::RosterRules;
using registry::TextEncoding;
using registry::v1::RowFinding;

registry::TextSource InPieces(absl::string_view text, size_t piece_bytes) {
  return [rest = text, piece_bytes]() mutable -> absl::StatusOr<std::string> {
    const std::string piece(rest.substr(0, piece_bytes));
    rest.remove_prefix(piece.size());
    return piece;
  };
}

// The text as the loader of rosters would see it; bytes in no encoding are read as if they were text.
std::string TextOfFile(const uint8_t* data, size_t size) {
  const absl::string_view bytes = BytesOf(data, size);
  registry::EncodingProbe probe;
  probe.Add(bytes);
  const absl::StatusOr<TextEncoding> encoding = probe.Finish();
  if (!encoding.ok()) return TextOf(data, size);
  absl::StatusOr<std::string> text = registry::TextDecoder(*encoding).Decode(bytes, /*last=*/true);
  Require(text.ok(), "what the probe accepts is decoded");
  return *std::move(text);
}

struct Rows {
  std::vector<CsvRow> rows;
  absl::Status status;
};

Rows RowsOf(absl::string_view text, char delimiter, size_t piece_bytes) {
  Rows read;
  CsvReader reader(delimiter, InPieces(text, piece_bytes));
  for (;;) {
    const absl::StatusOr<std::optional<CsvRow>> row = reader.Next();
    if (row.ok() && row->has_value()) {
      read.rows.push_back(**row);
      continue;
    }
    read.status = row.status();
    const absl::StatusOr<std::optional<CsvRow>> again = reader.Next();
    Require(again.status() == read.status && (!again.ok() || !again->has_value()), "an end is an end");
    return read;
  }
}

bool Same(const Rows& a, const Rows& b) {
  const auto same = [](const CsvRow& x, const CsvRow& y) { return x.number == y.number && x.cells == y.cells; };
  return a.status == b.status && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), same);
}

void CheckRows(const Rows& read) {
  Require(read.status.ok() || absl::IsInvalidArgument(read.status), "no CSV is INVALID_ARGUMENT");
  int64_t last = 0;
  for (const CsvRow& row : read.rows) {
    Require(row.number > last, "row numbers increase");
    last = row.number;
    Require(!row.cells.empty() && row.cells.size() <= registry::kCsvColumnsMax, "the limit of columns holds");
    for (const std::string& cell : row.cells)
      Require(cell.size() <= registry::kCsvCellBytesMax && IsValidUtf8(cell), "a cell is valid UTF-8 within its limit");
  }
}

// The text behind a field that is almost as long as a field may be.
void CheckLongField(absl::string_view text) {
  const std::string field(registry::kCsvCellBytesMax - 8, 'x');
  CheckRows(RowsOf(absl::StrCat(field, text), ',', field.size()));
  CheckRows(RowsOf(absl::StrCat("\"", field, text), ',', field.size()));
}

// As the error file writes it.
void CheckWritten(const CsvRow& row) {
  const std::string line = registry::CsvLine(row.cells);
  const Rows read = RowsOf(line, ',', line.size());
  Require(read.status.ok() && read.rows.size() == 1 && read.rows[0].cells.size() == row.cells.size(),
          "a row that is written is a row");
  for (size_t i = 0; i < row.cells.size(); ++i)
    Require(UnguardedCell(read.rows[0].cells[i]) == row.cells[i], "a cell that is written is read as it was");
}

// protobuf parses no text that is not valid UTF-8.
template <typename Message>
bool CanBeSent(const Message& message) {
  return Message().ParseFromString(message.SerializeAsString());
}

void CheckImported(const CsvRow& row, const RosterRules& rules) {
  const registry::ReadRow read = registry::ReadRosterRow(row, rules);
  Require(CanBeSent(read.request), "a person read from a row can be sent");
  const auto& person = read.request.person();
  Require(person.birth_date().empty() || ParseDate(person.birth_date()).has_value(), "a birth date is a day");
  for (const RowFinding& finding : read.findings) {
    Require(CanBeSent(finding) && !finding.code().empty() && !finding.problem().empty(), "a finding has words");
    Require(IsValidUtf8(rules.columns.HeaderOf(finding.field())), "a finding names a header");
  }
  const auto refuses = [](const RowFinding& finding) { return finding.kind() == RowFinding::KIND_REFUSED; };
  if (std::any_of(read.findings.begin(), read.findings.end(), refuses)) return;
  Require(!IsBlank(person.display_name()), "who is sent has a name");
  Require(!person.private_fields().id_document().number().empty(), "who is sent has an identity number");
}

void CheckRoster(absl::string_view text, char delimiter) {
  CsvReader reader(delimiter, InPieces(text, text.size()));
  absl::StatusOr<registry::RosterColumns> columns = registry::ReadHeader(reader, {});
  if (!columns.ok()) return Require(IsValidUtf8(columns.status().message()), "a refusal is valid UTF-8");
  RosterRules strict{.columns = *columns};
  registry::v1::Organization hospital;
  hospital.set_name("organizations/hospital");
  hospital.set_display_name("苍溪县人民医院");
  strict.organizations.Add(hospital);
  RosterRules lenient = strict;
  lenient.default_organization = "organizations/other";
  lenient.default_category = registry::v1::PERSON_CATEGORY_DOCTOR;
  for (;;) {
    const absl::StatusOr<std::optional<CsvRow>> row = reader.Next();
    if (!row.ok() || !row->has_value()) return;
    Require(columns->OwnCells(**row).size() == columns->headers().size(), "a row has a cell for each header");
    CheckImported(**row, strict);
    CheckImported(**row, lenient);
  }
}

}  // namespace
}  // namespace jiedui::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text = jiedui::fuzz::TextOfFile(data, size);
  const char delimiter = jiedui::registry::GuessDelimiter(text);
  const jiedui::fuzz::Rows whole = jiedui::fuzz::RowsOf(text, delimiter, text.size() + 1);
  jiedui::fuzz::Require(jiedui::fuzz::Same(whole, jiedui::fuzz::RowsOf(text, delimiter, 1 + size % 7)),
                        "rows do not depend on the pieces of a file");
  jiedui::fuzz::CheckRows(whole);
  if (size % 4 == 0) jiedui::fuzz::CheckLongField(text);  // not each time: it takes ten times as long as the rest
  for (const auto& row : whole.rows) jiedui::fuzz::CheckWritten(row);
  jiedui::fuzz::CheckRoster(text, delimiter);
  return 0;
}
