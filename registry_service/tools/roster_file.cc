// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"

namespace jiedui::registry {
namespace {

constexpr size_t kPieceBytes = 64 * 1024;

// The bytes of a file, piece by piece; empty at the end.
class FileBytes {
 public:
  explicit FileBytes(const std::string& path) : path_(path), file_(path, std::ios::binary) {}

  absl::StatusOr<std::string> Next() {
    if (!file_.is_open()) return Failed();
    std::string piece(kPieceBytes, '\0');
    errno = 0;
    file_.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (file_.bad() || errno != 0) return Failed();
    piece.resize(static_cast<size_t>(file_.gcount()));
    return piece;
  }

 private:
  absl::Status Failed() const {
    return absl::NotFoundError(absl::StrCat("cannot read ", path_, ": ", std::strerror(errno)));
  }

  std::string path_;
  std::ifstream file_;
};

// A file's text in UTF-8.
TextSource NewTextSource(const std::string& path, TextEncoding encoding) {
  struct State {
    FileBytes bytes;
    TextDecoder decoder;
    bool ended = false;
  };
  // std::function wants what can be copied.
  auto state = std::make_shared<State>(State{FileBytes(path), TextDecoder(encoding)});
  return [state]() -> absl::StatusOr<std::string> {
    std::string text;
    while (text.empty() && !state->ended) {
      ASSIGN_OR_RETURN(const std::string bytes, state->bytes.Next());
      state->ended = bytes.empty();
      ASSIGN_OR_RETURN(text, state->decoder.Decode(bytes, state->ended));
    }
    return text;
  };
}

}  // namespace

absl::StatusOr<RosterFile> RosterFile::Open(const std::string& path) {
  RosterFile file(path);
  RETURN_IF_ERROR(file.FindEncoding());
  RETURN_IF_ERROR(file.FindDelimiter());
  RETURN_IF_ERROR(file.CountRows());
  return file;
}

std::unique_ptr<CsvReader> RosterFile::NewReader() const {
  return std::make_unique<CsvReader>(delimiter_, NewTextSource(path_, encoding_));
}

absl::Status RosterFile::FindEncoding() {
  EncodingProbe probe;
  FileBytes bytes(path_);
  for (;;) {
    ASSIGN_OR_RETURN(const std::string piece, bytes.Next());
    if (piece.empty()) break;
    probe.Add(piece);
  }
  ASSIGN_OR_RETURN(encoding_, probe.Finish());
  return absl::OkStatus();
}

absl::Status RosterFile::FindDelimiter() {
  ASSIGN_OR_RETURN(const std::string head, NewTextSource(path_, encoding_)());
  delimiter_ = GuessDelimiter(head);
  return absl::OkStatus();
}

absl::Status RosterFile::CountRows() {
  const std::unique_ptr<CsvReader> reader = NewReader();
  for (;;) {
    ASSIGN_OR_RETURN(const std::optional<CsvRow> row, reader->Next());
    if (!row.has_value()) return absl::OkStatus();
    ++rows_;
  }
}

}  // namespace jiedui::registry
