// SPDX-License-Identifier: Apache-2.0
// A roster on disk. It is read to its end before anything is made of it, so that a damaged file is refused whole, and
// so that it is known how many rows there are. Memory does not grow with the file. Not shared between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "registry_service/tools/csv_reader.h"
#include "registry_service/tools/text_encoding.h"

namespace jiedui::registry {

class RosterFile {
 public:
  // NOT_FOUND: it cannot be opened; INVALID_ARGUMENT: it is no text in a known encoding, or no CSV, and where.
  static absl::StatusOr<RosterFile> Open(const std::string& path);

  TextEncoding encoding() const { return encoding_; }
  // Rows that are not empty, those of headers too.
  int64_t rows() const { return rows_; }

  // Reads it from the beginning.
  std::unique_ptr<CsvReader> NewReader() const;

 private:
  explicit RosterFile(std::string path) : path_(std::move(path)) {}

  absl::Status FindEncoding();
  absl::Status FindDelimiter();
  absl::Status CountRows();

  std::string path_;
  TextEncoding encoding_ = TextEncoding::kUtf8;
  char delimiter_ = ',';
  int64_t rows_ = 0;
};

}  // namespace jiedui::registry
