// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>
#include <utility>

#include "google/protobuf/text_format.h"
#include "registry_service/tools/cell_finding.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::RowFinding;

using Cells = std::vector<std::pair<std::string, std::string>>;  // header, cell

const char kNumber[] = "990824198808088886";

RosterRules NewRules(const Cells& cells) {
  std::vector<std::string> headers;
  for (const auto& [header, cell] : cells) headers.push_back(header);
  RosterRules rules;
  const auto columns = RosterColumns::Read(headers, {});
  EXPECT_THAT(columns, IsOk());
  if (columns.ok()) rules.columns = *columns;
  for (const auto& [id, title] : Cells{{"yuanba", "元坝镇卫生院"}, {"a", "村卫生室"}, {"b", "村卫生室"}}) {
    v1::Organization organization;
    organization.set_name("organizations/" + id);
    organization.set_display_name(title);
    rules.organizations.Add(organization);
  }
  return rules;
}

ReadRow ReadCells(const Cells& cells, const RosterRules& rules) {
  CsvRow row{.number = 2};
  for (const auto& [header, cell] : cells) row.cells.push_back(cell);
  return ReadRosterRow(row, rules);
}

ReadRow ReadCells(const Cells& cells) { return ReadCells(cells, NewRules(cells)); }

// A sound row with other cells, or other values in some.
Cells With(const Cells& others) {
  Cells cells = {{"姓名", "张三"}, {"身份证号", kNumber}, {"人员类别", "基层医生"}};
  for (const auto& other : others) {
    bool replaced = false;
    for (auto& cell : cells) {
      if (cell.first != other.first) continue;
      cell.second = other.second;
      replaced = true;
    }
    if (!replaced) cells.push_back(other);
  }
  return cells;
}

std::vector<std::string> Codes(const ReadRow& read) {
  std::vector<std::string> codes;
  for (const RowFinding& finding : read.findings) codes.push_back(finding.code());
  return codes;
}

TEST(ReadRosterRow, MakesAPersonOfAFullRow) {
  const ReadRow read = ReadCells(With({{"性别", "女"},
                                       {"手机", "154 1234-5678"},
                                       {"出生日期", "1988/8/8"},
                                       {"民族", "汉族"},
                                       {"工作单位", " 元坝镇 卫生院"},
                                       {"职务", "院长"},
                                       {"编制", "事业编制"},
                                       {"职称", "主治医师"},
                                       {"职称取得时间", "2015年3月1日"},
                                       {"专业", "骨科"},
                                       {"执业证类别", "执业医师"},
                                       {"执业证号", "110990824000001"},
                                       {"执业范围", "内科、 外科"},
                                       {"有效期起", "44500"},
                                       {"有效期至", "20261030"},
                                       {"证件类型", "居民身份证"}}));
  EXPECT_THAT(read.findings, IsEmpty());
  v1::ImportPersonsRequest expected;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
    person {
      display_name: "张三" sex: SEX_FEMALE birth_date: "1988-08-08" ethnicity: "汉"
      category: PERSON_CATEGORY_PRIMARY_CARE_DOCTOR specialty: "骨科"
      private_fields {
        id_document { kind: KIND_RESIDENT_ID number: "990824198808088886" }
        mobile: "154 1234-5678"
      }
      employments {
        organization: "organizations/yuanba" position: "院长" establishment: ESTABLISHMENT_PUBLIC_INSTITUTION
      }
      titles { level: TITLE_LEVEL_INTERMEDIATE title: "主治医师" conferred_date: "2015-03-01" }
      licences {
        kind: KIND_PHYSICIAN number: "110990824000001" scopes: "内科" scopes: "外科"
        valid_from: "2021-10-31" valid_to: "2026-10-30"
      }
    }
    update_mask {
      paths: "sex" paths: "birth_date" paths: "ethnicity" paths: "private_fields.mobile" paths: "specialty"
      paths: "licences" paths: "titles" paths: "category" paths: "employments"
    })",
                                                            &expected));
  EXPECT_EQ(read.request.DebugString(), expected.DebugString());
}

TEST(ReadRosterRow, LeavesOutWhatIsBlank) {
  const ReadRow read = ReadCells(With({{"性别", ""},
                                       {"手机", "无"},
                                       {"出生日期", "/"},
                                       {"民族", " "},
                                       {"工作单位", "无"},
                                       {"职务", "-"},
                                       {"编制", ""},
                                       {"职称", "暂无"},
                                       {"专业", "—"},
                                       {"资格", "无"},
                                       {"执业证号", ""},
                                       {"有效期至", "长期"}}));
  EXPECT_THAT(read.findings, IsEmpty());
  const v1::Person& person = read.request.person();
  EXPECT_EQ(person.sex(), v1::SEX_UNSPECIFIED);
  EXPECT_EQ(person.private_fields().mobile() + person.birth_date() + person.ethnicity() + person.specialty(), "");
  EXPECT_THAT(person.employments(), IsEmpty());
  EXPECT_THAT(person.titles(), IsEmpty());
  EXPECT_THAT(person.licences(), IsEmpty());
}

TEST(ReadRosterRow, SendsNamesAndNumbersAsTheyAreWritten) {
  const ReadRow read = ReadCells(With({{"姓名", "\t阿依古丽 • 买买提"}, {"身份证号", " 99082419880808888x\n"}}));
  EXPECT_THAT(read.findings, IsEmpty());
  EXPECT_EQ(read.request.person().display_name(), "阿依古丽 • 买买提");
  EXPECT_EQ(read.request.person().private_fields().id_document().number(), " 99082419880808888x");
  for (const char* number : {"990824850101999", "990824198808088000", "９９０８２４", "110"})
    EXPECT_EQ(ReadCells(With({{"身份证号", number}})).request.person().private_fields().id_document().number(), number);
}

TEST(ReadRosterRow, RefusesWhatCannotBeSent) {
  const struct {
    Cells cells;
    const char* code;
    const char* path;
  } cases[] = {
      {{{"姓名", ""}}, "NAME_MISSING", "person.display_name"},
      {{{"姓名", "　"}}, "NAME_MISSING", "person.display_name"},
      {{{"姓名", "张?"}}, "NAME_DAMAGED", "person.display_name"},
      {{{"身份证号", ""}}, "ID_MISSING", "person.private_fields.id_document.number"},
      {{{"身份证号", "无"}}, "ID_MISSING", "person.private_fields.id_document.number"},
      {{{"身份证号", "5.10824E+17"}}, "ID_SCIENTIFIC_NOTATION", "person.private_fields.id_document.number"},
      {{{"证件类型", "军官证"}}, "ID_KIND_UNKNOWN", "person.private_fields.id_document.kind"},
      {{{"性别", "未知"}}, "SEX_UNKNOWN", "person.sex"},
      {{{"人员类别", ""}}, "CATEGORY_MISSING", "person.category"},
      {{{"人员类别", "专业技术人才"}}, "CATEGORY_UNKNOWN", "person.category"},
      {{{"出生日期", "1988-02-30"}}, "DATE_UNREADABLE", "person.birth_date"},
      {{{"出生日期", "1988年9月"}}, "DATE_WITHOUT_DAY", "person.birth_date"},
      {{{"工作单位", "云峰镇卫生院"}}, "ORGANIZATION_UNKNOWN", "person.employments"},
      {{{"工作单位", "村卫生室"}}, "ORGANIZATION_AMBIGUOUS", "person.employments"},
      {{{"职务", "院长"}}, "ORGANIZATION_BLANK", "person.employments"},
      {{{"编制", "临时"}}, "ESTABLISHMENT_UNKNOWN", "person.employments[0].establishment"},
      {{{"职称", "老中医"}}, "TITLE_UNKNOWN", "person.titles"},
      {{{"职称取得时间", "2015-03-01"}}, "TITLE_BLANK", "person.titles"},
      {{{"资格", "驾驶证"}}, "LICENCE_KIND_UNKNOWN", "person.licences"},
      {{{"执业证号", "110"}}, "LICENCE_KIND_BLANK", "person.licences"},
      {{{"执业证号", "1.1E+14"}, {"资格", "护士"}}, "LICENCE_SCIENTIFIC_NOTATION", "person.licences[0].number"},
      {{{"有效期至", "2026-10"}, {"资格", "护士"}}, "DATE_UNREADABLE", "person.licences[0].valid_to"},
  };
  for (const auto& c : cases) {
    const ReadRow read = ReadCells(With(c.cells));
    ASSERT_THAT(Codes(read), ElementsAre(c.code));
    EXPECT_EQ(read.findings[0].kind(), RowFinding::KIND_REFUSED) << c.code;
    EXPECT_EQ(read.findings[0].field(), c.path);
    EXPECT_NE(read.findings[0].problem(), "");
    EXPECT_NE(read.findings[0].suggestion(), "");
  }
}

TEST(ReadRosterRow, FindsEverythingAtOnce) {
  const ReadRow read = ReadCells(With({{"姓名", "张?"}, {"身份证号", "5.10824E+17"}, {"性别", "x"}}));
  EXPECT_THAT(Codes(read), ElementsAre("NAME_DAMAGED", "ID_SCIENTIFIC_NOTATION", "SEX_UNKNOWN"));
  EXPECT_EQ(read.findings[1].value(), "5.10824E+17");
}

TEST(ReadRosterRow, RefusesARowWhoseCellsMayHaveMoved) {
  const Cells cells = With({});
  const RosterRules rules = NewRules(cells);
  CsvRow row{.number = 2, .cells = {"张三", kNumber, "基层医生", "", " "}};
  EXPECT_THAT(ReadRosterRow(row, rules).findings, IsEmpty());
  row.cells.back() = "医师";
  const ReadRow read = ReadRosterRow(row, rules);
  ASSERT_THAT(Codes(read), ElementsAre("ROW_TOO_LONG"));
  EXPECT_EQ(read.findings[0].value(), ",医师");
  EXPECT_EQ(read.findings[0].kind(), RowFinding::KIND_REFUSED);
}

TEST(ReadRosterRow, CompletesABirthMonthFromTheIdentityNumber) {
  for (const char* month : {"1988.08", "1988年8月", "198808"}) {
    const ReadRow read = ReadCells(With({{"出生年月", month}}));
    ASSERT_THAT(Codes(read), ElementsAre("BIRTH_DAY_FROM_ID"));
    EXPECT_EQ(read.findings[0].kind(), RowFinding::KIND_FIXED);
    EXPECT_EQ(read.findings[0].value(), month);
    EXPECT_EQ(read.findings[0].new_value(), "1988-08-08");
    EXPECT_EQ(read.request.person().birth_date(), "1988-08-08");
  }
}

TEST(ReadRosterRow, TakesDefaults) {
  const Cells cells = With({{"人员类别", ""}, {"工作单位", "云峰镇卫生院"}, {"职务", "院长"}});
  RosterRules rules = NewRules(cells);
  rules.default_organization = "organizations/yuanba";
  rules.default_category = v1::PERSON_CATEGORY_TEACHER;
  const ReadRow unknown = ReadCells(cells, rules);
  EXPECT_THAT(Codes(unknown), ElementsAre("ORGANIZATION_DEFAULT", "EMPLOYMENT_OF_NEW_ONLY"));
  EXPECT_EQ(unknown.findings[0].kind(), RowFinding::KIND_WARNED);
  EXPECT_EQ(unknown.findings[0].new_value(), "organizations/yuanba");
  EXPECT_EQ(unknown.request.person().category(), v1::PERSON_CATEGORY_TEACHER);
  EXPECT_THAT(unknown.request.update_mask().paths(), testing::Not(testing::Contains("category")))
      << "a default changes nobody";
  EXPECT_THAT(unknown.request.update_mask().paths(), testing::Not(testing::Contains("employments")));
  ASSERT_EQ(unknown.request.person().employments_size(), 1) << "for whoever is new";
  EXPECT_EQ(unknown.request.person().employments(0).position(), "院长");

  const ReadRow blank = ReadCells(With({{"工作单位", ""}, {"职务", "院长"}}), rules);
  EXPECT_EQ(blank.request.person().category(), v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR) << "what the row says counts";
  EXPECT_EQ(blank.request.person().employments(0).organization(), "organizations/yuanba");
  EXPECT_THAT(blank.request.update_mask().paths(), testing::Not(testing::Contains("employments")));

  const ReadRow named = ReadCells(With({{"工作单位", "元坝镇卫生院"}}), rules);
  EXPECT_THAT(named.request.update_mask().paths(), testing::Contains("employments"))
      << "that it is the default as well changes nothing";
  const ReadRow ambiguous = ReadCells(With({{"工作单位", "村卫生室"}}), rules);
  EXPECT_THAT(Codes(ambiguous), ElementsAre("ORGANIZATION_AMBIGUOUS"));
}

// Of somebody who is registered, they would be at an employer whom the row does not name.
TEST(ReadRosterRow, TellsThatPositionAndEstablishmentWithoutEmployerAreForNewPersons) {
  const auto findings = [](const Cells& others) {
    Cells cells = {{"工作单位", ""}, {"职务", ""}, {"编制", ""}};
    for (size_t i = 0; i < cells.size(); ++i) cells[i].second = others[i].second;
    RosterRules rules = NewRules(With(cells));
    rules.default_organization = "organizations/yuanba";
    return ReadCells(With(cells), rules).findings;
  };
  EXPECT_THAT(findings({{"", ""}, {"", ""}, {"", ""}}), IsEmpty());
  EXPECT_THAT(findings({{"", "元坝镇卫生院"}, {"", "院长"}, {"", "事业"}}), IsEmpty());
  for (const auto& [position, establishment, field] :
       {std::tuple{"院长", "", "position"}, {"", "事业", "establishment"}, {"院长", "事业", "position"}}) {
    const std::vector<RowFinding> found = findings({{"", ""}, {"", position}, {"", establishment}});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind(), RowFinding::KIND_WARNED);
    EXPECT_EQ(found[0].code(), "EMPLOYMENT_OF_NEW_ONLY");
    EXPECT_EQ(found[0].field(), std::string("person.employments[0].") + field);
    EXPECT_THAT(found[0].suggestion(), testing::HasSubstr("工作单位"));
  }
}

TEST(ReadRosterRow, ReadsAnEstablishmentOfNone) {
  const ReadRow read = ReadCells(With({{"工作单位", "元坝镇卫生院"}, {"编制", "无"}}));
  ASSERT_EQ(read.request.person().employments_size(), 1);
  EXPECT_EQ(read.request.person().employments(0).establishment(), v1::Employment::ESTABLISHMENT_NONE);
}

}  // namespace
}  // namespace jiedui::registry
