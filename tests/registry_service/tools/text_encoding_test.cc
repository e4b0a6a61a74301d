// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/text_encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "common/base/status_macros.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::HasSubstr;
using testing::Pair;

// GB 18030 has U+2C35B and U+2022 in four bytes, U+4DAE in two that GBK does not have.
const std::string kText = "姓名,𬍛䶮•\n";
const std::string kGb18030Text = "\xD0\xD5\xC3\xFB,\x99\x31\xD9\x37\xFE\x9F\x81\x36\xA6\x31\n";

// The encoding that is found, and the text, when the bytes come in pieces of `size`.
absl::StatusOr<std::pair<TextEncoding, std::string>> Decoded(const std::string& bytes, size_t size) {
  EncodingProbe probe;
  for (size_t i = 0; i < bytes.size(); i += size) probe.Add(absl::string_view(bytes).substr(i, size));
  ASSIGN_OR_RETURN(const TextEncoding encoding, probe.Finish());
  TextDecoder decoder(encoding);
  std::string text;
  for (size_t i = 0; i < bytes.size(); i += size) {
    ASSIGN_OR_RETURN(const std::string piece, decoder.Decode(absl::string_view(bytes).substr(i, size), false));
    text += piece;
  }
  ASSIGN_OR_RETURN(const std::string rest, decoder.Decode("", true));
  return std::make_pair(encoding, text + rest);
}

std::string Utf16(absl::string_view hex_pairs, bool big) {
  std::string bytes(hex_pairs);
  if (big)
    for (size_t i = 0; i + 1 < bytes.size(); i += 2) std::swap(bytes[i], bytes[i + 1]);
  return bytes;
}

TEST(TextEncoding, IsFoundAndReadInPiecesOfAnySize) {
  // "姓𬍛\r\n" in little endian, with its mark.
  const std::string wide("\xFF\xFE\xD3\x59\x70\xD8\x5B\xDF\r\0\n\0", 12);
  const struct {
    std::string bytes;
    TextEncoding encoding;
    std::string text;
  } cases[] = {
      {"", TextEncoding::kUtf8, ""},
      {"a", TextEncoding::kUtf8, "a"},
      {"name,sex\n", TextEncoding::kUtf8, "name,sex\n"},
      {kText, TextEncoding::kUtf8, kText},
      {"\xEF\xBB\xBF", TextEncoding::kUtf8WithMark, ""},
      {"\xEF\xBB\xBF" + kText, TextEncoding::kUtf8WithMark, kText},
      {kGb18030Text, TextEncoding::kGb18030, kText},
      {"\xD0\xD5", TextEncoding::kGb18030, "姓"},
      {wide, TextEncoding::kUtf16LittleEndian, "姓𬍛\r\n"},
      {Utf16(wide, true), TextEncoding::kUtf16BigEndian, "姓𬍛\r\n"},
  };
  for (const auto& c : cases)
    for (const size_t size : {size_t{1}, size_t{2}, size_t{3}, size_t{5}, size_t{1024}})
      EXPECT_THAT(Decoded(c.bytes, size), IsOkAndHolds(Pair(c.encoding, c.text))) << c.text << " by " << size;
}

TEST(TextEncoding, ReadsTextsLongerThanItsBuffers) {
  std::string bytes;
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    bytes += kGb18030Text;
    text += kText;
  }
  EXPECT_THAT(Decoded(bytes, 7), IsOkAndHolds(Pair(TextEncoding::kGb18030, text)));
  EXPECT_THAT(Decoded(bytes, bytes.size()), IsOkAndHolds(Pair(TextEncoding::kGb18030, text)));
}

TEST(TextEncoding, NamesTheLineThatIsInNone) {
  const struct {
    std::string bytes;
    const char* words;
  } cases[] = {
      {"a\nb\n\xFF\xFF\n", "line 3 is neither UTF-8 nor GB18030"},
      {"a\r\nb\r\n\xFF\xFF\n", "line 3 is neither"},
      {"a\rb\r\xFF\xFF\r", "line 3 is neither"},
      {"姓名,性别,民族\n张三\n李\xE5\n", "line 3 is not UTF-8"},
      {"\xEF\xBB\xBF" + std::string("a\n\xFF\n"), "line 2 is not UTF-8"},
      {std::string("\xFF\xFE\n\0\n\0\x70\xD8", 8), "line 3 is not UTF-16"},
      {"\xFF\xFE" + std::string("a"), "line 1 is not UTF-16"},
      {kGb18030Text + kGb18030Text + "\xFF\xFF\n" + kGb18030Text, "line 3 is neither"},
      {std::string("\xFF\xFE\n\0\n\0\x70\xD8\n\0", 10), "line 3 is not UTF-16"},
  };
  for (const auto& c : cases)
    for (const size_t size : {size_t{1}, size_t{1024}})
      EXPECT_THAT(Decoded(c.bytes, size), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.words)));
}

TEST(TextEncoding, IsGb18030WhereItBeginsAsUtf8ByChance) {
  // "联通" is C1 AA CD A8; the second character could be one of UTF-8, as these could: CD A8 is "ͨ".
  EXPECT_THAT(Decoded("\xCD\xA8\xCD\xA8\xC1\xAA", 1024), IsOkAndHolds(Pair(TextEncoding::kGb18030, "通通联")));
}

TEST(TextEncoding, TellsAWorkbookFromAText) {
  for (const std::string& bytes : {std::string("PK\x03\x04rest"), std::string("\xD0\xCF\x11\xE0\xA1\xB1")})
    EXPECT_THAT(Decoded(bytes, 3), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("workbook")));
}

TEST(TextEncoding, HasNamesForPeople) {
  EXPECT_EQ(NameOf(TextEncoding::kUtf8WithMark), "UTF-8");
  EXPECT_EQ(NameOf(TextEncoding::kUtf16BigEndian), "UTF-16");
  EXPECT_EQ(NameOf(TextEncoding::kGb18030), "GB18030");
}

}  // namespace
}  // namespace jiedui::registry
