// SPDX-License-Identifier: Apache-2.0
// The encoding of a file, and its text: both do not depend on the pieces that it comes in, and the text is valid UTF-8.
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "registry_service/tools/text_encoding.h"
#include "tests/fuzz/property.h"

namespace jiedui::fuzz {
namespace {

using registry::EncodingProbe;
using registry::TextDecoder;
using registry::TextEncoding;

constexpr size_t kLongBytes = 18 * 1024;
constexpr size_t kLongPieceBytes = 1000;

absl::StatusOr<TextEncoding> Probed(absl::string_view bytes, size_t piece_bytes) {
  EncodingProbe probe;
  for (size_t start = 0; start < bytes.size(); start += piece_bytes) probe.Add(bytes.substr(start, piece_bytes));
  return probe.Finish();
}

absl::StatusOr<std::string> Decoded(TextEncoding encoding, absl::string_view bytes, size_t piece_bytes) {
  TextDecoder decoder(encoding);
  std::string text;
  for (size_t start = 0; start < bytes.size(); start += piece_bytes) {
    const absl::StatusOr<std::string> piece = decoder.Decode(bytes.substr(start, piece_bytes), /*last=*/false);
    if (!piece.ok()) return piece.status();
    Require(IsValidUtf8(*piece), "a piece of text ends with a character");
    text += *piece;
  }
  const absl::StatusOr<std::string> last = decoder.Decode("", /*last=*/true);
  if (!last.ok()) return last.status();
  text += *last;
  Require(decoder.line() >= 1 && decoder.wide_characters() <= CodePoints(text), "what is counted is there");
  return text;
}

// In the encoding that the probe found.
void CheckText(TextEncoding encoding, absl::string_view bytes, size_t piece_bytes) {
  const absl::StatusOr<std::string> whole = Decoded(encoding, bytes, bytes.size() + 1);
  Require(whole.ok(), "what the probe accepts is decoded");
  Require(Decoded(encoding, bytes, piece_bytes) == whole, "a text does not depend on its pieces");
  Require(IsValidUtf8(*whole), "a text is valid UTF-8");
  if (encoding == TextEncoding::kUtf8) Require(*whole == bytes, "UTF-8 stays as it is");
  if (encoding == TextEncoding::kUtf8WithMark) Require(*whole == bytes.substr(3), "UTF-8 loses its mark alone");
}

// A decoder that was told the wrong encoding refuses, or gives valid UTF-8.
void CheckEvery(absl::string_view bytes, size_t piece_bytes) {
  for (const TextEncoding encoding :
       {TextEncoding::kUtf8, TextEncoding::kUtf8WithMark, TextEncoding::kUtf16LittleEndian,
        TextEncoding::kUtf16BigEndian, TextEncoding::kGb18030}) {
    const absl::StatusOr<std::string> text = Decoded(encoding, bytes, piece_bytes);
    Require(text.ok() ? IsValidUtf8(*text) : absl::IsInvalidArgument(text.status()), "a decoder refuses or decodes");
  }
}

// Behind lines in GB18030 that fill every buffer on the way.
void CheckLong(absl::string_view bytes) {
  static const auto* const lines = new std::string([] {
    std::string text;
    while (text.size() < kLongBytes) text += "\xD0\xD5\xC3\xFB,\x99\x31\xD9\x37\n";  // 姓名,𬍛
    return text;
  }());
  const std::string text = absl::StrCat(*lines, bytes);
  const size_t piece_bytes = kLongPieceBytes + bytes.size() % 7;
  const absl::StatusOr<TextEncoding> encoding = Probed(text, text.size());
  Require(Probed(text, piece_bytes) == encoding, "an encoding does not depend on the pieces of a long file");
  if (encoding.ok()) CheckText(*encoding, text, piece_bytes);
}

}  // namespace
}  // namespace jiedui::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes = jiedui::fuzz::BytesOf(data, size);
  const size_t piece_bytes = 1 + size % 7;
  const auto encoding = jiedui::fuzz::Probed(bytes, size + 1);
  jiedui::fuzz::Require(jiedui::fuzz::Probed(bytes, piece_bytes) == encoding,
                        "an encoding does not depend on the pieces of a file");
  if (encoding.ok()) jiedui::fuzz::CheckText(*encoding, bytes, piece_bytes);
  jiedui::fuzz::CheckEvery(bytes, piece_bytes);
  if (size % 4 == 0) jiedui::fuzz::CheckLong(bytes);  // not each time: it takes ten times as long as the rest
  return 0;
}
