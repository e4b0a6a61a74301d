// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class RosterFileTest : public testing::Test {
 protected:
  absl::StatusOr<RosterFile> Open(absl::string_view bytes) {
    WriteFile(folder_.File("roster.csv"), bytes);
    return RosterFile::Open(folder_.File("roster.csv"));
  }

  TempDir folder_;
};

// Every row's cells, the file's headers first.
std::vector<std::vector<std::string>> CellsOf(const RosterFile& file) {
  std::vector<std::vector<std::string>> rows;
  const auto reader = file.NewReader();
  for (;;) {
    const auto row = reader->Next();
    EXPECT_THAT(row, IsOk());
    if (!row.ok() || !row->has_value()) return rows;
    rows.push_back((*row)->cells);
  }
}

TEST_F(RosterFileTest, ReadsWhatSpreadsheetsSave) {
  const struct {
    std::string bytes;
    TextEncoding encoding;
  } cases[] = {
      {"姓名,电话\r\n𬍛䶮•,1\r\n", TextEncoding::kUtf8},
      {"\xEF\xBB\xBF姓名,电话\n𬍛䶮•,1\n", TextEncoding::kUtf8WithMark},
      {"\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\r\n\x99\x31\xD9\x37\xFE\x9F\x81\x36\xA6\x31,1", TextEncoding::kGb18030},
      {std::string(
           "\xFF\xFE\xD3\x59\x0D\x54\t\0\x35\x75\xDD\x8B\r\0\n\0\x70\xD8\x5B\xDF\xAE\x4D\x22\x20\t\0001\0\r\0\n\0", 32),
       TextEncoding::kUtf16LittleEndian},
  };
  for (const auto& c : cases) {
    const auto file = Open(c.bytes);
    ASSERT_THAT(file, IsOk());
    EXPECT_EQ(file->encoding(), c.encoding);
    EXPECT_EQ(file->rows(), 2);
    for (int i = 0; i < 2; ++i)
      EXPECT_THAT(CellsOf(*file), ElementsAre(ElementsAre("姓名", "电话"), ElementsAre("𬍛䶮•", "1")))
          << "time " << i;
  }
}

TEST_F(RosterFileTest, MayBeLongerThanItsBuffers) {
  std::string bytes = "姓名,电话\n";
  for (int i = 0; i < 50'000; ++i) bytes += "张三,15412345678\n\n";
  const auto file = Open(bytes);
  ASSERT_THAT(file, IsOk());
  EXPECT_EQ(file->rows(), 50'001);
  const auto rows = CellsOf(*file);
  ASSERT_EQ(rows.size(), 50'001u);
  EXPECT_THAT(rows.back(), ElementsAre("张三", "15412345678"));
}

TEST_F(RosterFileTest, MayBeEmptyOrHeadersOnly) {
  EXPECT_EQ(Open("")->rows(), 0);
  EXPECT_EQ(Open("姓名,身份证号\n")->rows(), 1);
}

TEST_F(RosterFileTest, IsRefusedWholeIfDamaged) {
  std::string bytes = "a,b\n";
  for (int i = 0; i < 20'000; ++i) bytes += "1,2\n";
  EXPECT_THAT(Open(bytes + "1,\xFF\xFF\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 20002 is neither")));
  EXPECT_THAT(Open(bytes + "1,\"2\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("row 20002: a quote is never closed")));
  EXPECT_THAT(Open(bytes + "1,\"" + std::string(1024 * 1024, 'x') + "\"\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("row 20002: a field has more than")));
  EXPECT_THAT(Open("PK\x03\x04"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("workbook")));
}

TEST_F(RosterFileTest, MustBeThere) {
  EXPECT_THAT(RosterFile::Open(folder_.File("none.csv")),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("none.csv: No such file")));
  EXPECT_THAT(RosterFile::Open(folder_.path()), StatusIs(absl::StatusCode::kNotFound, HasSubstr("Is a directory")));
}

}  // namespace
}  // namespace jiedui::registry
