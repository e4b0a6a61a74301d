// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_fields.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "registry_service/tools/cell_text.h"

namespace jiedui::registry {
namespace {

constexpr int kEchoedCodePointsMax = 40;

struct FieldWords {
  RosterField field;
  absl::string_view name;  // empty: not to be mapped to
  absl::string_view path;
  absl::string_view headers;  // folded, between '|'
};

// In the order of RosterField.
constexpr std::array<FieldWords, 21> kFields = {{
    {RosterField::kName, "name", "person.display_name", "姓名|名字|人员姓名|学员姓名|name"},
    {RosterField::kSex, "sex", "person.sex", "性别|sex|gender"},
    {RosterField::kIdKind, "id_kind", "person.private_fields.id_document.kind", "证件类型|证件类别|证件种类|idkind"},
    {RosterField::kIdNumber, "id_number", "person.private_fields.id_document.number",
     "身份证号|身份证号码|身份证|居民身份证号|居民身份证号码|公民身份号码|公民身份证号码|证件号码|证件号|idnumber|"
     "idno"},
    {RosterField::kMobile, "mobile", "person.private_fields.mobile",
     "手机|手机号|手机号码|移动电话|联系电话|联系方式|电话|电话号码|mobile|phone"},
    {RosterField::kBirthDate, "birth_date", "person.birth_date",
     "出生日期|出生年月日|出生年月|生日|birthdate|dateofbirth"},
    {RosterField::kEthnicity, "ethnicity", "person.ethnicity", "民族|ethnicity"},
    {RosterField::kCategory, "category", "person.category", "人员类别|人员类型|类别|category"},
    {RosterField::kOrganization, "organization", "person.employments",
     "工作单位|工作单位名称|现工作单位|所在单位|单位|单位名称|organization|organisation|employer"},
    {RosterField::kPosition, "position", "person.employments[0].position", "职务|现任职务|position"},
    {RosterField::kEstablishment, "establishment", "person.employments[0].establishment",
     "编制|编制类型|编制性质|establishment"},
    {RosterField::kTitle, "title", "person.titles", "职称|技术职称|专业技术职称|专业技术职务|专业技术资格|title"},
    {RosterField::kTitleDate, "title_date", "person.titles[0].conferred_date",
     "职称取得时间|取得职称时间|职称评定时间|titledate"},
    {RosterField::kSpecialty, "specialty", "person.specialty", "专业|专长|专业特长|从事专业|specialty"},
    {RosterField::kLicenceKind, "licence_kind", "person.licences",
     "执业证类别|执业证书类别|执业资格|资格|资格类别|licencekind|licensekind|licence|license"},
    {RosterField::kLicenceNumber, "licence_number", "person.licences[0].number",
     "执业证号|执业证书号|执业证编号|执业证书编号|执业证编码|执业证书编码|licencenumber|licensenumber"},
    {RosterField::kLicenceScopes, "licence_scopes", "person.licences[0].scopes",
     "执业范围|licencescopes|licensescopes"},
    {RosterField::kLicenceValidFrom, "licence_valid_from", "person.licences[0].valid_from",
     "有效期起|有效期自|有效期开始|licencevalidfrom|licensevalidfrom"},
    {RosterField::kLicenceValidTo, "licence_valid_to", "person.licences[0].valid_to",
     "有效期至|有效期|有效期止|有效期截止|执业证有效期|执业证有效期至|licencevalidto|licensevalidto|validto"},
    {RosterField::kSerialNumber, "ignore", "", "序号|编号|no|no."},
    {RosterField::kErrorReport, "", "", "行号|问题栏|原值|问题|建议|代码"},
}};

const FieldWords& WordsOf(RosterField field) { return kFields.at(static_cast<size_t>(field)); }

absl::StatusOr<RosterField> FieldNamed(absl::string_view name) {
  std::vector<absl::string_view> names;
  for (const FieldWords& words : kFields) {
    if (words.name.empty()) continue;
    if (words.name == name) return words.field;
    names.push_back(words.name);
  }
  return absl::InvalidArgumentError(absl::StrCat("there is no field \"", Excerpt(name, kEchoedCodePointsMax),
                                                 "\"; the fields are ", absl::StrJoin(names, ", ")));
}

}  // namespace

absl::string_view NameOf(RosterField field) { return WordsOf(field).name; }

absl::string_view PathOf(RosterField field) { return WordsOf(field).path; }

std::optional<RosterField> FieldOfHeader(absl::string_view header) {
  static const auto& fields = *[] {
    auto* const by_header = new std::map<absl::string_view, RosterField>;
    for (const FieldWords& words : kFields)
      for (const absl::string_view known : absl::StrSplit(words.headers, '|')) by_header->emplace(known, words.field);
    return by_header;
  }();
  const auto found = fields.find(header);
  if (found == fields.end()) return std::nullopt;
  return found->second;
}

absl::StatusOr<HeaderMap> ParseHeaderMap(const std::vector<std::string>& settings) {
  HeaderMap map;
  for (const std::string& setting : settings) {
    const size_t equals = setting.rfind('=');
    if (equals == std::string::npos || equals == 0)
      return absl::InvalidArgumentError(
          absl::StrCat("\"", Excerpt(setting, kEchoedCodePointsMax), "\" must be like 证件=id_number"));
    ASSIGN_OR_RETURN(map[FoldedHeader(setting.substr(0, equals))], FieldNamed(setting.substr(equals + 1)));
  }
  return map;
}

}  // namespace jiedui::registry
