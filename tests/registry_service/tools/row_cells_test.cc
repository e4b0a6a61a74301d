// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/row_cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "registry_service/tools/roster_words.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::Eq;
using testing::IsEmpty;
using testing::Optional;
using v1::RowFinding;

class RowCellsTest : public testing::Test {
 protected:
  RowCells CellsOf(const std::string& mobile, const std::string& birth_date, const std::string& sex) {
    const auto columns = RosterColumns::Read({"姓名", "身份证号", "手机", "出生日期", "性别"}, {});
    EXPECT_THAT(columns, IsOk());
    if (columns.ok()) columns_ = *columns;
    row_ = {.number = 2, .cells = {"", "", mobile, birth_date, sex}};
    return RowCells(row_, columns_);
  }

  RosterColumns columns_;
  CsvRow row_;
};

TEST_F(RowCellsTest, ReadsWhatIsSaid) {
  RowCells cells = CellsOf("\t 154 1\n", " 1988/8/8 ", " 女 ");
  EXPECT_EQ(cells.Raw(RosterField::kMobile), "\t 154 1\n");
  EXPECT_EQ(cells.Plain(RosterField::kMobile), " 154 1");
  EXPECT_EQ(cells.Text(RosterField::kMobile), "154 1");
  EXPECT_EQ(cells.Date(RosterField::kBirthDate), "1988-08-08");
  EXPECT_THAT(cells.Meaning<v1::Sex>(RosterField::kSex, &SexFromWords, {}), Optional(Eq(v1::SEX_FEMALE)));
  EXPECT_THAT(cells.findings(), IsEmpty());
}

TEST_F(RowCellsTest, KnowsThatNothingIsSaid) {
  for (const char* nothing : {"", " ", "无", "/"}) {
    RowCells cells = CellsOf(nothing, nothing, nothing);
    EXPECT_EQ(cells.Plain(RosterField::kMobile) + cells.Text(RosterField::kMobile), "");
    EXPECT_EQ(cells.Date(RosterField::kBirthDate), "");
    EXPECT_EQ(cells.Meaning<v1::Sex>(RosterField::kSex, &SexFromWords, {}), std::nullopt);
    EXPECT_THAT(cells.findings(), IsEmpty());
  }
}

TEST_F(RowCellsTest, RefusesWhatCannotBeRead) {
  RowCells cells = CellsOf("", "8月8日", "x");
  EXPECT_EQ(cells.Date(RosterField::kBirthDate), "");
  EXPECT_EQ(cells.Meaning<v1::Sex>(RosterField::kSex, &SexFromWords, {"SEX_UNKNOWN", "p", "s"}), std::nullopt);
  ASSERT_EQ(cells.findings().size(), 2u);
  EXPECT_EQ(cells.findings()[0].code(), "DATE_UNREADABLE");
  EXPECT_EQ(cells.findings()[0].kind(), RowFinding::KIND_REFUSED);
  EXPECT_EQ(cells.findings()[0].field(), "person.birth_date");
  EXPECT_EQ(cells.findings()[0].value(), "8月8日");
  EXPECT_EQ(cells.findings()[1].code(), "SEX_UNKNOWN");
}

TEST_F(RowCellsTest, KeepsWhatWasNoted) {
  RowCells cells = CellsOf("1", "2", "3");
  cells.Warn({"A", "p", "s"}, RosterField::kMobile, "new");
  cells.Fix({"B", "p", "s"}, RosterField::kSex, "newer");
  ASSERT_EQ(cells.findings().size(), 2u);
  EXPECT_EQ(cells.findings()[0].kind(), RowFinding::KIND_WARNED);
  EXPECT_EQ(cells.findings()[0].value(), "1");
  EXPECT_EQ(cells.findings()[0].new_value(), "new");
  EXPECT_EQ(cells.findings()[1].kind(), RowFinding::KIND_FIXED);
  EXPECT_EQ(cells.findings()[1].new_value(), "newer");
}

}  // namespace
}  // namespace jiedui::registry
