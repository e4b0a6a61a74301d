// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

RosterColumns Columns(const std::vector<std::string>& headers, const HeaderMap& map = {}) {
  absl::StatusOr<RosterColumns> columns = RosterColumns::Read(headers, map);
  EXPECT_THAT(columns, IsOk());
  return columns.ok() ? *std::move(columns) : RosterColumns();
}

TEST(RosterColumns, KnowTheHeadersOfRosters) {
  const struct {
    RosterField field;
    std::vector<const char*> headers;
  } cases[] = {
      {RosterField::kSex, {"性别", "Sex"}},
      {RosterField::kIdKind, {"证件类型"}},
      {RosterField::kMobile, {"手机", "手机号", "联系电话", "电话", "Mobile"}},
      {RosterField::kBirthDate, {"出生日期", "出生年月", "Birth date"}},
      {RosterField::kEthnicity, {"民族"}},
      {RosterField::kCategory, {"人员类别", "类别"}},
      {RosterField::kOrganization, {"工作单位", "单位", "工作单位（全称）"}},
      {RosterField::kPosition, {"职务"}},
      {RosterField::kEstablishment, {"编制"}},
      {RosterField::kTitle, {"职称"}},
      {RosterField::kTitleDate, {"职称取得时间"}},
      {RosterField::kSpecialty, {"专业", "专长"}},
      {RosterField::kLicenceKind, {"执业证类别", "资格"}},
      {RosterField::kLicenceNumber, {"执业证号"}},
      {RosterField::kLicenceScopes, {"执业范围"}},
      {RosterField::kLicenceValidFrom, {"有效期起"}},
      {RosterField::kLicenceValidTo, {"有效期至"}},
  };
  for (const auto& c : cases)
    for (const char* header : c.headers)
      EXPECT_EQ(Columns({header, "姓名", "身份证号"}).Cell({1, {"x", "y", "z"}}, c.field), "x") << header;
}

TEST(RosterColumns, ReadCellsInAnyOrder) {
  const RosterColumns columns = Columns({"序号", " 公民身份号码（18位）", "*姓　名", "备注", "", "Phone", "出生日期"});
  const CsvRow row{.number = 2, .cells = {"1", "'990824198808088886", "张三", "x", "", "'+86154"}};
  EXPECT_EQ(columns.Cell(row, RosterField::kName), "张三");
  EXPECT_EQ(columns.Cell(row, RosterField::kIdNumber), "990824198808088886");
  EXPECT_EQ(columns.Cell(row, RosterField::kMobile), "+86154");
  EXPECT_EQ(columns.Cell(row, RosterField::kBirthDate), "") << "the row is short";
  EXPECT_EQ(columns.Cell(row, RosterField::kSex), "") << "no such column";
  EXPECT_TRUE(columns.Has(RosterField::kBirthDate));
  EXPECT_FALSE(columns.Has(RosterField::kSex));
  EXPECT_THAT(columns.unknown(), ElementsAre("备注"));
}

TEST(RosterColumns, SayWhichColumnIsMissing) {
  EXPECT_THAT(RosterColumns::Read({"姓名", "性别", " 电话 "}, {}),
              StatusIs(kInvalid, AllOf(HasSubstr("no column 身份证号"), HasSubstr("姓名, 性别, 电话"))));
  EXPECT_THAT(RosterColumns::Read({"身份证号", "名称"}, {}),
              StatusIs(kInvalid, AllOf(HasSubstr("no column 姓名"), HasSubstr("身份证号, 名称"))));
  EXPECT_THAT(RosterColumns::Read({}, {}), StatusIs(kInvalid));
}

TEST(RosterColumns, TakeOneColumnAField) {
  const std::vector<std::string> headers = {"姓名", "身份证号", "手机", "联系电话"};
  EXPECT_THAT(RosterColumns::Read(headers, {}),
              StatusIs(kInvalid, AllOf(HasSubstr("mobile"), HasSubstr("联系电话=ignore"))));
  const auto map = ParseHeaderMap({"联系电话=ignore"});
  ASSERT_THAT(map, IsOk());
  EXPECT_EQ(Columns(headers, *map).Cell({2, {"a", "b", "c", "d"}}, RosterField::kMobile), "c");
}

TEST(RosterColumns, MapOtherHeadersByHand) {
  const auto map = ParseHeaderMap({"证件（新）=id_number", " 名=name", "备注=ignore"});
  ASSERT_THAT(map, IsOk());
  const RosterColumns columns = Columns({"证 件", "名", "备注"}, *map);
  EXPECT_EQ(columns.Cell({2, {"1", "2", "3"}}, RosterField::kIdNumber), "1");
  EXPECT_EQ(columns.Cell({2, {"1", "2", "3"}}, RosterField::kName), "2");
  EXPECT_THAT(columns.unknown(), IsEmpty());
  EXPECT_THAT(RosterColumns::Read({"姓名", "身份证号"}, *map), StatusIs(kInvalid, HasSubstr("does not have")));
}

TEST(RosterColumns, NameTheColumnOfAPath) {
  const RosterColumns columns = Columns({"姓名", "身份证号", "工作单位", " 职称 ", "有效期至", "手机"});
  const CsvRow row{.number = 2, .cells = {"张三", "'990824198808088886", "卫生院", "医师", "2021-10-31"}};
  const struct {
    const char* path;
    const char* header;
    const char* cell;
  } cases[] = {
      {"person.display_name", "姓名", "张三"},
      {"person.private_fields.id_document.number", "身份证号", "990824198808088886"},
      {"person.employments[0].organization", "工作单位", "卫生院"},
      {"person.titles[0].title", "职称", "医师"},
      {"person.licences[0].valid_to", "有效期至", "2021-10-31"},
      {"person.private_fields.mobile", "手机", ""},
      {"person.sex", "person.sex", ""},
      {"", "", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(columns.HeaderOf(c.path), c.header);
    EXPECT_EQ(columns.CellOf(row, c.path), c.cell);
  }
}

TEST(RosterColumns, ForgetWhatAnErrorFileAdded) {
  const RosterColumns columns =
      Columns({"序号", "姓名", "身份证号", "备注", "行号", "问题栏", "原值", "问题", "建议", "代码"});
  EXPECT_THAT(columns.headers(), ElementsAre("序号", "姓名", "身份证号", "备注"));
  EXPECT_THAT(columns.OwnCells({2, {"1", "张三", "'=1", "x", "7", "姓名", "v", "p", "s", "c"}}),
              ElementsAre("1", "张三", "=1", "x"));
  EXPECT_THAT(columns.OwnCells({2, {"1"}}), ElementsAre("1", "", "", ""));
  EXPECT_THAT(columns.unknown(), ElementsAre("备注"));
}

TEST(RosterColumns, KnowUnusedRows) {
  const RosterColumns columns = Columns({"序号", "姓名", "身份证号", "备注"});
  EXPECT_TRUE(columns.IsUnused({2, {"17", "", " ", "　"}}));
  EXPECT_TRUE(columns.IsUnused({2, {""}}));
  EXPECT_FALSE(columns.IsUnused({2, {"17", "", "", "x"}}));
}

absl::StatusOr<RosterColumns> HeaderIn(std::string text) {
  CsvReader reader(
      ',', [text = std::move(text)]() mutable -> absl::StatusOr<std::string> { return std::exchange(text, ""); });
  return ReadHeader(reader, {});
}

TEST(ReadHeader, PassesTitlesAboveTheHeaders) {
  EXPECT_THAT(HeaderIn("姓名,身份证号\n张三,1\n"), IsOk());
  EXPECT_THAT(HeaderIn("基层医生培训花名册,\n\n填报单位:元坝镇,\n姓名,身份证号\n"), IsOk());
}

TEST(ReadHeader, ComplainsOfTheRowThatComesNearest) {
  EXPECT_THAT(HeaderIn(""), StatusIs(kInvalid, HasSubstr("empty")));
  EXPECT_THAT(HeaderIn("花名册\n序号,姓名,电话\n1,张三,2\n"),
              StatusIs(kInvalid, AllOf(HasSubstr("no column 身份证号"), HasSubstr("序号, 姓名, 电话"))));
  std::string late;
  for (int i = 0; i < kHeaderRowsTried; ++i) late += "x\n";
  EXPECT_THAT(HeaderIn(late + "姓名,身份证号\n"), StatusIs(kInvalid));
  EXPECT_THAT(HeaderIn("a\"b\n"), StatusIs(kInvalid, HasSubstr("row 1:")));
}

}  // namespace
}  // namespace jiedui::registry
