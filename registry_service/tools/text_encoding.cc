// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/text_encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace jiedui::registry {
namespace {

constexpr absl::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr absl::string_view kUtf16LittleEndianMark = "\xFF\xFE";
constexpr absl::string_view kUtf16BigEndianMark = "\xFE\xFF";
// How the files of spreadsheet programs begin: a ZIP archive (.xlsx), a compound file (.xls).
constexpr absl::string_view kZipMark = "PK\x03\x04";
constexpr absl::string_view kCompoundFileMark = "\xD0\xCF\x11\xE0";
constexpr size_t kHeadBytes = 4;

constexpr size_t kPivotUnits = 2048;
constexpr size_t kOutputBytes = 16 * 1024;

const char* ConverterName(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::kUtf8:
    case TextEncoding::kUtf8WithMark:
      return "UTF-8";
    case TextEncoding::kUtf16LittleEndian:
      return "UTF-16LE";
    case TextEncoding::kUtf16BigEndian:
      return "UTF-16BE";
    case TextEncoding::kGb18030:
      break;
  }
  return "GB18030";
}

size_t MarkBytes(TextEncoding encoding) {
  if (encoding == TextEncoding::kUtf8WithMark) return kUtf8Mark.size();
  const bool is_utf16 = encoding == TextEncoding::kUtf16LittleEndian || encoding == TextEncoding::kUtf16BigEndian;
  return is_utf16 ? kUtf16LittleEndianMark.size() : 0;
}

// A converter that stops at what does not fit, instead of writing something else in its place. Null if ICU's data lacks
// the encoding, which Debian's does not.
UConverter* NewConverter(const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open(name, &error);
  if (converter == nullptr) return nullptr;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  return converter;
}

}  // namespace

absl::string_view NameOf(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::kUtf8:
    case TextEncoding::kUtf8WithMark:
      return "UTF-8";
    case TextEncoding::kUtf16LittleEndian:
    case TextEncoding::kUtf16BigEndian:
      return "UTF-16";
    case TextEncoding::kGb18030:
      break;
  }
  return "GB18030";
}

void TextDecoder::ConverterCloser::operator()(UConverter* converter) const { ucnv_close(converter); }

TextDecoder::TextDecoder(TextEncoding encoding)
    : encoding_(encoding),
      from_(NewConverter(ConverterName(encoding))),
      to_(NewConverter("UTF-8")),
      pivot_(kPivotUnits),
      pivot_source_(pivot_.data()),
      pivot_target_(pivot_.data()),
      mark_left_(MarkBytes(encoding)) {}

TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;

absl::StatusOr<std::string> TextDecoder::Decode(absl::string_view bytes, bool last) {
  if (from_ == nullptr || to_ == nullptr)
    return absl::InternalError(absl::StrCat("ICU has no converter for ", NameOf(encoding_)));
  if (bytes.empty()) bytes = "";  // ICU wants an address even of nothing
  const size_t skipped = std::min(mark_left_, bytes.size());
  mark_left_ -= skipped;
  const char* source = bytes.data() + skipped;
  const char* const source_end = bytes.data() + bytes.size();
  std::string text;
  UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
  while (error == U_BUFFER_OVERFLOW_ERROR) {
    const size_t used = text.size();
    text.resize(used + kOutputBytes);
    char* target = text.data() + used;
    error = U_ZERO_ERROR;
    ucnv_convertEx(to_.get(), from_.get(), &target, text.data() + text.size(), &source, source_end, pivot_.data(),
                   &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(), /*reset=*/0, last ? 1 : 0, &error);
    text.resize(static_cast<size_t>(target - text.data()));
  }
  // ICU leaves in the pivot what it has read before the bytes that do not fit.
  if (U_FAILURE(error))
    icu::UnicodeString(pivot_source_, static_cast<int32_t>(pivot_target_ - pivot_source_)).toUTF8String(text);
  Count(text);
  if (U_FAILURE(error)) return absl::InvalidArgumentError(absl::StrCat("line ", line_, " is not ", NameOf(encoding_)));
  return text;
}

void TextDecoder::Count(absl::string_view text) {
  for (const char c : text) {
    if (c == '\r' || (c == '\n' && last_character_ != '\r')) ++line_;
    last_character_ = c;
    wide_characters_ += static_cast<unsigned char>(c) >= 0xC0;
  }
}

void EncodingProbe::Add(absl::string_view bytes) {
  if (began_) return Try(bytes, /*last=*/false);
  absl::StrAppend(&head_, bytes);
  if (head_.size() >= kHeadBytes) Begin();
}

void EncodingProbe::Begin() {
  began_ = true;
  is_workbook_ = absl::StartsWith(head_, kZipMark) || absl::StartsWith(head_, kCompoundFileMark);
  std::vector<TextEncoding> encodings = {TextEncoding::kUtf8, TextEncoding::kGb18030};
  if (absl::StartsWith(head_, kUtf8Mark)) encodings = {TextEncoding::kUtf8WithMark};
  if (absl::StartsWith(head_, kUtf16LittleEndianMark)) encodings = {TextEncoding::kUtf16LittleEndian};
  if (absl::StartsWith(head_, kUtf16BigEndianMark)) encodings = {TextEncoding::kUtf16BigEndian};
  for (const TextEncoding encoding : encodings)
    candidates_.push_back({.encoding = encoding, .decoder = TextDecoder(encoding), .problem = absl::OkStatus()});
  Try(std::exchange(head_, {}), /*last=*/false);
}

void EncodingProbe::Try(absl::string_view bytes, bool last) {
  if (is_workbook_) return;
  for (Candidate& candidate : candidates_)
    if (candidate.problem.ok()) candidate.problem = candidate.decoder.Decode(bytes, last).status();
}

absl::StatusOr<TextEncoding> EncodingProbe::Finish() {
  if (!began_) Begin();
  if (is_workbook_)
    return absl::InvalidArgumentError("this is a workbook, not CSV: save the sheet as \"CSV UTF-8\" and load that");
  Try("", /*last=*/true);
  const Candidate& first = candidates_.front();
  if (candidates_.size() == 1 || first.decoder.wide_characters() >= kProofOfUtf8)
    return first.problem.ok() ? absl::StatusOr<TextEncoding>(first.encoding) : first.problem;
  for (const Candidate& candidate : candidates_)
    if (candidate.problem.ok()) return candidate.encoding;
  // The encoding that holds longest is the one that was meant.
  int64_t line = 0;
  for (const Candidate& candidate : candidates_) line = std::max(line, candidate.decoder.line());
  return absl::InvalidArgumentError(
      absl::StrCat("line ", line, " is neither UTF-8 nor GB18030: its bytes are damaged"));
}

}  // namespace jiedui::registry
