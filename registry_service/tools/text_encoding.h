// SPDX-License-Identifier: Apache-2.0
// Which encoding a file is in, and its text in UTF-8. Spreadsheets write UTF-8 with a byte order mark, UTF-16 with one
// ("Unicode text"), or, without any, what Windows calls ANSI: in China GB18030, of which GBK and GB2312 are parts. ICU
// converts; its GBK would lose U+2022 and every character beyond the first plane. Pure, not shared between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct UConverter;

namespace jiedui::registry {

enum class TextEncoding { kUtf8, kUtf8WithMark, kUtf16LittleEndian, kUtf16BigEndian, kGb18030 };

// "UTF-8", "UTF-16", "GB18030": for people.
absl::string_view NameOf(TextEncoding encoding);

// Bytes in one encoding -> UTF-8, piece by piece; without the byte order mark.
class TextDecoder {
 public:
  explicit TextDecoder(TextEncoding encoding);
  ~TextDecoder();
  TextDecoder(TextDecoder&&) noexcept;
  TextDecoder& operator=(TextDecoder&&) noexcept;

  // The text of the next bytes; characters may be cut anywhere. `last`: there are no more bytes. INVALID_ARGUMENT names
  // the line where they do not fit; then the decoder is not to be used again.
  absl::StatusOr<std::string> Decode(absl::string_view bytes, bool last);

  // The line that is being decoded, from 1.
  int64_t line() const { return line_; }
  // Characters so far that are not ASCII.
  int64_t wide_characters() const { return wide_characters_; }

 private:
  struct ConverterCloser {
    void operator()(UConverter* converter) const;
  };
  using Converter = std::unique_ptr<UConverter, ConverterCloser>;

  void Count(absl::string_view text);

  TextEncoding encoding_;
  Converter from_;
  Converter to_;
  std::vector<char16_t> pivot_;
  char16_t* pivot_source_;
  char16_t* pivot_target_;
  size_t mark_left_;  // bytes of the mark that are yet to come
  int64_t line_ = 1;
  int64_t wide_characters_ = 0;
  char last_character_ = '\0';
};

// A text that was UTF-8 for this many characters beyond ASCII is meant to be UTF-8: one in ten million texts in GB18030
// begins so by chance.
inline constexpr int64_t kProofOfUtf8 = 8;

// Finds out the encoding: by the mark, else UTF-8 if all of it is, else GB18030 unless it began as UTF-8.
class EncodingProbe {
 public:
  // Bytes of the file, from its beginning, in pieces of any size.
  void Add(absl::string_view bytes);

  // INVALID_ARGUMENT: it is neither, and the line where that shows; or it is a workbook and no text.
  absl::StatusOr<TextEncoding> Finish();

 private:
  struct Candidate {
    TextEncoding encoding;
    TextDecoder decoder;
    absl::Status problem;
  };

  void Begin();
  void Try(absl::string_view bytes, bool last);

  std::string head_;  // until the first bytes tell which encodings to try
  bool began_ = false;
  bool is_workbook_ = false;
  std::vector<Candidate> candidates_;
};

}  // namespace jiedui::registry
