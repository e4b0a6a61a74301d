// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/csv_reader.h"

#include <csv.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace jiedui::registry {
namespace {

constexpr size_t kSliceBytes = 16 * 1024;  // what may come on top of a cell that is too long
constexpr size_t kGrowthBytes = 4 * 1024;
constexpr int kRowsGuessedFrom = 10;

}  // namespace

void CsvReader::ParserDeleter::operator()(csv_parser* parser) const {
  csv_free(parser);
  delete parser;
}

CsvReader::CsvReader(char delimiter, TextSource source) : source_(std::move(source)), parser_(new csv_parser) {
  csv_init(parser_.get(), CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
  csv_set_delim(parser_.get(), static_cast<unsigned char>(delimiter));
  csv_set_blk_size(parser_.get(), kGrowthBytes);
}

CsvReader::~CsvReader() = default;

absl::StatusOr<std::optional<CsvRow>> CsvReader::Next() {
  while (rows_.empty() && problem_.ok() && !ended_) Feed();
  if (rows_.empty()) {
    if (!problem_.ok()) return problem_;
    return std::nullopt;
  }
  std::optional<CsvRow> row = std::move(rows_.front());
  rows_.pop_front();
  return row;
}

void CsvReader::Feed() {
  const absl::StatusOr<std::string> piece = source_();
  if (!piece.ok()) {
    problem_ = piece.status();
    return;
  }
  if (piece->empty()) return Finish();
  for (size_t start = 0; start < piece->size() && problem_.ok(); start += kSliceBytes)
    Parse(absl::string_view(*piece).substr(start, kSliceBytes));
}

void CsvReader::Parse(absl::string_view slice) {
  const size_t parsed = csv_parse(
      parser_.get(), slice.data(), slice.size(),
      [](void* cell, size_t size, void* self) {
        static_cast<CsvReader*>(self)->OnCell({static_cast<const char*>(cell), size});
      },
      [](int terminator, void* self) { static_cast<CsvReader*>(self)->OnRowEnd(terminator); }, this);
  if (parsed != slice.size())
    return Fail("a quote stands within a field: quote the whole field, and double its quotes");
  if (csv_get_buffer_size(parser_.get()) > kCsvCellBytesMax + 2 * kGrowthBytes)
    Fail(absl::StrCat("a field has more than ", kCsvCellBytesMax, " bytes; is a quote never closed?"));
}

void CsvReader::Finish() {
  ended_ = true;
  const int failed = csv_fini(
      parser_.get(),
      [](void* cell, size_t size, void* self) {
        static_cast<CsvReader*>(self)->OnCell({static_cast<const char*>(cell), size});
      },
      [](int terminator, void* self) { static_cast<CsvReader*>(self)->OnRowEnd(terminator); }, this);
  if (failed != 0) Fail("a quote is never closed");
}

void CsvReader::OnCell(absl::string_view cell) {
  if (cell.size() > kCsvCellBytesMax)
    return Fail(absl::StrCat("a field has more than ", kCsvCellBytesMax, " bytes; is a quote never closed?"));
  if (cells_.size() == kCsvColumnsMax) return Fail(absl::StrCat("there are more than ", kCsvColumnsMax, " columns"));
  cells_.emplace_back(cell);
}

void CsvReader::OnRowEnd(int terminator) {
  const bool second_of_two = terminator == CSV_LF && last_terminator_ == CSV_CR && cells_.empty();
  last_terminator_ = terminator;
  if (second_of_two || !problem_.ok()) return;
  ++rows_ended_;
  if (!cells_.empty()) rows_.push_back({.number = rows_ended_, .cells = std::exchange(cells_, {})});
}

void CsvReader::Fail(absl::string_view problem) {
  if (problem_.ok()) problem_ = absl::InvalidArgumentError(absl::StrCat("row ", rows_ended_ + 1, ": ", problem));
}

char GuessDelimiter(absl::string_view head) {
  char best = ',';
  size_t most = 0;
  for (const char delimiter : {',', '\t', ';'}) {
    bool read = false;
    CsvReader reader(delimiter, [&]() -> absl::StatusOr<std::string> {
      return std::exchange(read, true) ? std::string() : std::string(head);
    });
    size_t columns = 0;
    for (int i = 0; i < kRowsGuessedFrom; ++i) {
      const absl::StatusOr<std::optional<CsvRow>> row = reader.Next();
      if (!row.ok() || !row->has_value()) break;
      columns = std::max(columns, (*row)->cells.size());
    }
    if (columns > most) best = delimiter;
    most = std::max(most, columns);
  }
  return best;
}

}  // namespace jiedui::registry
