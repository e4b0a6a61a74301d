// SPDX-License-Identifier: Apache-2.0
// Rows out of a CSV text (RFC 4180), read piece by piece by libcsv. Lines end in CR LF, LF or CR; blanks around a field
// that is not quoted do not count. A quote that stands within a field, or is never closed, is an error: to guess there
// is to swallow rows.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct csv_parser;

namespace jiedui::registry {

inline constexpr size_t kCsvCellBytesMax = 64 * 1024;
inline constexpr size_t kCsvColumnsMax = 200;

// The next piece of a text in UTF-8, of any size; empty at the end.
using TextSource = std::function<absl::StatusOr<std::string>()>;

struct CsvRow {
  int64_t number = 0;  // as a spreadsheet numbers rows: from 1, empty ones too
  std::vector<std::string> cells;
};

// Not shared between threads. Memory: one piece of the text and its rows.
class CsvReader {
 public:
  CsvReader(char delimiter, TextSource source);
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  // The next row that is not empty; nullopt at the end. INVALID_ARGUMENT names the row that is no CSV, or beyond the
  // limits above; an error of the source is handed on. After an error: the same again.
  absl::StatusOr<std::optional<CsvRow>> Next();

 private:
  struct ParserDeleter {
    void operator()(csv_parser* parser) const;
  };

  void Feed();
  void Parse(absl::string_view slice);
  void Finish();
  void OnCell(absl::string_view cell);
  void OnRowEnd(int terminator);
  void Fail(absl::string_view problem);

  const TextSource source_;
  const std::unique_ptr<csv_parser, ParserDeleter> parser_;
  int64_t rows_ended_ = 0;
  int last_terminator_ = 0;
  std::vector<std::string> cells_;  // of the row that is being read
  std::deque<CsvRow> rows_;
  absl::Status problem_;
  bool ended_ = false;
};

// What separates the fields: ',', tab or ';', whichever makes the most columns of the first rows of `head`, the
// beginning of a text. A spreadsheet's "Unicode text" has tabs.
char GuessDelimiter(absl::string_view head);

}  // namespace jiedui::registry
