// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/error_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "registry_service/tools/cell_finding.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using v1::RowFinding;

RosterColumns Columns(const std::vector<std::string>& headers) {
  const auto columns = RosterColumns::Read(headers, {});
  EXPECT_THAT(columns, IsOk());
  return columns.ok() ? *columns : RosterColumns();
}

const std::vector<RowFinding>& TwoFindings() {
  static const auto& findings = *new std::vector<RowFinding>{
      NewFinding(RowFinding::KIND_FIXED, {"NAME_BLANKS", "含空格", "已去除"}, "person.display_name", "张 三"),
      NewFinding(RowFinding::KIND_REFUSED, {"ID_CHECK_CHARACTER", "校验码不符", "核对"},
                 "person.private_fields.id_document.number", "990824198808088880"),
      NewFinding(RowFinding::KIND_WARNED, {"SEX_DIFFERS", "性别不一致", "核对性别"}, "person.sex", ""),
  };
  return findings;
}

TEST(ErrorFile, HasTheRowAndWhatIsWrongWithIt) {
  const RosterColumns columns = Columns({"姓名", "身份证号", "性别"});
  EXPECT_EQ(ErrorFileHead(columns),
            "\xEF\xBB\xBF\"姓名\",\"身份证号\",\"性别\",\"行号\",\"问题栏\",\"原值\",\"问题\",\"建议\",\"代码\"\r\n");
  EXPECT_EQ(ErrorFileRow({17, {"张 三", "990824198808088880", "男"}}, TwoFindings(), columns),
            "\"张 三\",\"'990824198808088880\",\"男\",\"17\",\"身份证号；性别\",\"990824198808088880；男\","
            "\"校验码不符；性别不一致\",\"核对；核对性别\",\"ID_CHECK_CHARACTER；SEX_DIFFERS\"\r\n");
}

TEST(ErrorFile, IsReadAgainAsItCame) {
  const std::vector<std::string> headers = {"序号", "姓名", "身份证号", "备注,说明", "电话", "职务"};
  const std::vector<CsvRow> rows = {
      {2,
       {"1", "阿依古丽•买买提", "'990824198808088886", "两行\n\"引号\",逗号", "+86 15412345678", "=cmd|' /C calc'!A0"}},
      {4, {"2", "𬍛䶮", "99082419880808888x", "", "'=1", "-"}},
      {5, {"3", " 张 三 ", "5.10824E+17"}},
  };
  const RosterColumns columns = Columns(headers);
  std::string file = ErrorFileHead(columns).substr(3);
  for (const CsvRow& row : rows) file += ErrorFileRow(row, TwoFindings(), columns);

  CsvReader reader(',', [file]() mutable -> absl::StatusOr<std::string> { return std::exchange(file, ""); });
  const auto again = ReadHeader(reader, {});
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->headers(), headers);
  EXPECT_THAT(again->unknown(), ElementsAre("备注,说明"));
  for (const CsvRow& row : rows) {
    const auto read = reader.Next();
    ASSERT_THAT(read, IsOk());
    ASSERT_TRUE(read->has_value());
    EXPECT_EQ(again->OwnCells(**read), columns.OwnCells(row));
    for (const RosterField field :
         {RosterField::kName, RosterField::kIdNumber, RosterField::kMobile, RosterField::kPosition})
      EXPECT_EQ(again->Cell(**read, field), columns.Cell(row, field));
  }
}

}  // namespace
}  // namespace jiedui::registry
