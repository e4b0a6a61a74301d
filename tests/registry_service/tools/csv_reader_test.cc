// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "common/base/status_macros.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

using Rows = std::vector<std::pair<int64_t, std::vector<std::string>>>;

// A text that comes in pieces of `size` bytes.
TextSource Pieces(std::string text, size_t size) {
  return [text = std::move(text), size, start = size_t{0}]() mutable -> absl::StatusOr<std::string> {
    const std::string piece = text.substr(std::min(start, text.size()), size);
    start += piece.size();
    return piece;
  };
}

absl::StatusOr<Rows> ReadAll(CsvReader& reader) {
  Rows rows;
  for (;;) {
    ASSIGN_OR_RETURN(const std::optional<CsvRow> row, reader.Next());
    if (!row.has_value()) return rows;
    rows.emplace_back(row->number, row->cells);
  }
}

absl::StatusOr<Rows> ReadText(const std::string& text, char delimiter = ',', size_t piece = 4096) {
  CsvReader reader(delimiter, Pieces(text, piece));
  return ReadAll(reader);
}

TEST(CsvReader, ReadsTheFormsOfRfc4180) {
  const struct {
    const char* text;
    Rows rows;
  } cases[] = {
      {"", {}},
      {"a,b", {{1, {"a", "b"}}}},
      {"a,b\n", {{1, {"a", "b"}}}},
      {"a,b\r\nc,d\r\n", {{1, {"a", "b"}}, {2, {"c", "d"}}}},
      {"a\rb\r", {{1, {"a"}}, {2, {"b"}}}},
      {"a,,\n", {{1, {"a", "", ""}}}},
      {"\"a,b\",\"say \"\"hi\"\"\"\n", {{1, {"a,b", "say \"hi\""}}}},
      {"\"two\r\nlines\",x\r\ny,z", {{1, {"two\r\nlines", "x"}}, {2, {"y", "z"}}}},
      {"  a b , c\n", {{1, {"a b", "c"}}}},
      {"\" a \",b", {{1, {" a ", "b"}}}},
      {"张三,𬍛•䶮\n", {{1, {"张三", "𬍛•䶮"}}}},
  };
  for (const auto& c : cases)
    for (const size_t piece : {size_t{1}, size_t{3}, size_t{4096}})
      EXPECT_THAT(ReadText(c.text, ',', piece), IsOkAndHolds(c.rows)) << c.text << " in pieces of " << piece;
}

TEST(CsvReader, NumbersRowsAsASpreadsheetDoes) {
  EXPECT_THAT(ReadText("a\n\n\nb\n"), IsOkAndHolds(ElementsAre(Pair(1, ElementsAre("a")), Pair(4, ElementsAre("b")))));
  EXPECT_THAT(ReadText("a\r\n\r\n\r\nb\r\n"),
              IsOkAndHolds(ElementsAre(Pair(1, ElementsAre("a")), Pair(4, ElementsAre("b")))));
  EXPECT_THAT(ReadText("\r\r\ra\r"), IsOkAndHolds(ElementsAre(Pair(4, ElementsAre("a")))));
  EXPECT_THAT(ReadText("\"a\n\nb\"\nc\n"),
              IsOkAndHolds(ElementsAre(Pair(1, ElementsAre("a\n\nb")), Pair(2, ElementsAre("c")))));
}

TEST(CsvReader, ReadsOtherDelimiters) {
  EXPECT_THAT(ReadText("a\t\tb c\r\n", '\t'), IsOkAndHolds(ElementsAre(Pair(1, ElementsAre("a", "", "b c")))));
  EXPECT_THAT(ReadText("a;\"b;c\"\n", ';'), IsOkAndHolds(ElementsAre(Pair(1, ElementsAre("a", "b;c")))));
}

TEST(CsvReader, NamesTheRowThatIsNoCsv) {
  EXPECT_THAT(ReadText("a\nb\"c\n"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("row 2:")));
  EXPECT_THAT(ReadText("a\n\"b\"c,d\n"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("row 2:")));
  EXPECT_THAT(ReadText("a\n\n\"b\nc\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("row 3: a quote is never closed")));
}

TEST(CsvReader, GivesTheRowsBeforeAnError) {
  CsvReader reader(',', Pieces("a\nb\"c\n", 4096));
  const auto first = reader.Next();
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT((*first)->cells, ElementsAre("a"));
  EXPECT_THAT(reader.Next(), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(reader.Next(), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CsvReader, BoundsFieldsAndColumns) {
  const std::string longest(kCsvCellBytesMax, 'x');
  EXPECT_THAT(ReadText("a\n" + longest + "\n"), IsOkAndHolds(ElementsAre(testing::_, Pair(2, ElementsAre(longest)))));
  EXPECT_THAT(ReadText("a\n" + longest + "x\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("row 2: a field has more than 65536 bytes")));
  EXPECT_THAT(ReadText(std::string(kCsvColumnsMax - 1, ',')), IsOk());
  EXPECT_THAT(ReadText("a\n" + std::string(kCsvColumnsMax, ',') + "\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("row 2: there are more than 200 columns")));
}

TEST(CsvReader, DoesNotTakeInAFieldWithoutEnd) {
  size_t pieces = 0;
  CsvReader reader(
      ',', [&pieces]() -> absl::StatusOr<std::string> { return pieces++ == 0 ? "a,\"" : std::string(16 * 1024, 'x'); });
  EXPECT_THAT(reader.Next(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("is a quote never closed?")));
  EXPECT_LT(pieces, 10u);
  EXPECT_THAT(ReadText("a\n\"" + std::string(1024 * 1024, 'x') + "\"\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("row 2:")));
}

TEST(CsvReader, HandsOnTheErrorOfItsSource) {
  CsvReader reader(',', []() -> absl::StatusOr<std::string> { return absl::DataLossError("gone"); });
  EXPECT_THAT(reader.Next(), StatusIs(absl::StatusCode::kDataLoss, "gone"));
}

TEST(GuessDelimiter, TakesTheOneThatMakesTheMostColumns) {
  EXPECT_EQ(GuessDelimiter(""), ',');
  EXPECT_EQ(GuessDelimiter("姓名"), ',');
  EXPECT_EQ(GuessDelimiter("姓名,性别\n"), ',');
  EXPECT_EQ(GuessDelimiter("姓名\t性别\t备注,其他\n"), '\t');
  EXPECT_EQ(GuessDelimiter("姓名;性别\n"), ';');
  EXPECT_EQ(GuessDelimiter("二〇二一年花名册\n姓名;性别\n"), ';');
  EXPECT_EQ(GuessDelimiter("a,\"b;c;d\"\n"), ',');
  EXPECT_EQ(GuessDelimiter("a,b\n\"cut off"), ',');
}

}  // namespace
}  // namespace jiedui::registry
