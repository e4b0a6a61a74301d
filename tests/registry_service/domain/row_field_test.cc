// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/row_field.h"

#include <gmock/gmock.h>

#include <string>

#include "google/protobuf/text_format.h"
#include "jiedui/registry/v1/person_service.pb.h"

namespace jiedui::registry {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

v1::ImportPersonsRequest Row(const std::string& text) {
  v1::ImportPersonsRequest row;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &row)) << text;
  return row;
}

struct FieldCase {
  std::string row;
  std::string path;
  std::string text;
  std::string problem;
};

class FieldOfARow : public testing::TestWithParam<FieldCase> {};

TEST_P(FieldOfARow, IsToldAsItCame) {
  const v1::ImportPersonsRequest row = Row(GetParam().row);
  EXPECT_EQ(FieldText(row, GetParam().path), GetParam().text);
  const FieldProblem problem = ProblemOfField(row, GetParam().path);
  EXPECT_EQ(problem.problem, GetParam().problem);
  EXPECT_NE(problem.suggestion, "");
}

INSTANTIATE_TEST_SUITE_P(
    Cases, FieldOfARow,
    testing::Values(
        FieldCase{"person { birth_date: '1980-13-45' }", "person.birth_date", "1980-13-45", "出生日期不是有效日期"},
        FieldCase{"person { birth_date: '2198-01-01' }", "person.birth_date", "2198-01-01", "出生日期在今天之后"},
        FieldCase{"person { }", "person.display_name", "", "没有填写姓名"},
        FieldCase{"person { display_name: '　' }", "person.display_name", "　", "没有填写姓名"},
        FieldCase{"", "person.display_name", "", "没有填写姓名"}, FieldCase{"", "person", "", "没有填写人员信息"},
        FieldCase{"person { category: PERSON_CATEGORY_NURSE }", "person.category", "PERSON_CATEGORY_NURSE",
                  "人员类别不是可选的值"},
        FieldCase{"person { roles: [ROLE_TRAINEE, ROLE_TRAINEE] }", "person.roles[1]", "ROLE_TRAINEE",
                  "人员角色不是可选的值,或有重复"},
        FieldCase{"person { roles: [ROLE_TRAINEE, ROLE_TRAINEE, ROLE_TRAINEE] }", "person.roles", "3项",
                  "人员角色多于2项"},
        FieldCase{"person { aliases: ['甲', '甲'] }", "person.aliases[1]", "甲", "别名不符合要求或有重复"},
        FieldCase{"person { licences { valid_from: '2021-02-01' valid_to: '2021-01-01' } }",
                  "person.licences[0].valid_to", "2021-01-01", "执业资格有效期止与起始日期前后颠倒"},
        FieldCase{"person { licences { number: '2021510000990824198808088886' } }", "person.licences[0].number",
                  "2021510000990824198808088886", "执业资格证号中含有身份证号"},
        FieldCase{"person { licences { division: '51x' } }", "person.licences[0].division", "51x",
                  "执业地点不是行政区划代码"},
        FieldCase{"person { employments { organization: '县医院' } }", "person.employments[0].organization", "县医院",
                  "工作单位的写法不对"},
        FieldCase{"person { specialty: 'a\\001b' }", "person.specialty", "a?b", "专业含有不可见的控制字符"},
        FieldCase{"update_mask { paths: 'specialty' paths: 'nonsense' }", "update_mask", "specialty,nonsense",
                  "更新字段不符合要求"},
        FieldCase{"person { licences { } }", "person.licences[1].number", "", "执业资格证号不符合要求"},
        FieldCase{"person { licences { } }", "person.licences.number", "", "执业资格证号不符合要求"},
        FieldCase{"person { licences { } }", "person.licences[x].number", "", "执业资格证号不符合要求"},
        FieldCase{"person { specialty: 'x' }", "person.specialty[0]", "", "专业不符合要求"},
        FieldCase{"person { specialty: 'x' }", "person.specialty.more", "", "该行不符合要求"},
        FieldCase{"", "request", "", "该行不符合要求"}, FieldCase{"", "", "", "该行不符合要求"}));

TEST(FieldText, OfAnUnknownEnumValueIsItsNumber) {
  v1::ImportPersonsRequest row;
  row.mutable_person()->set_category(static_cast<v1::PersonCategory>(99));
  EXPECT_EQ(FieldText(row, "person.category"), "99");
}

TEST(FieldText, IsCut) {
  v1::ImportPersonsRequest row;
  std::string name;
  for (int i = 0; i < 10'000; ++i) name += "长";
  row.mutable_person()->set_display_name(name);
  const std::string text = FieldText(row, "person.display_name");
  EXPECT_THAT(text, StartsWith("长长"));
  EXPECT_LT(text.size(), 1000u);
  EXPECT_THAT(ProblemOfField(row, "person.display_name").problem, HasSubstr("姓名超过100个字"));
}

}  // namespace
}  // namespace jiedui::registry
