// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_row.h"

#include <array>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "common/base/text.h"
#include "registry_service/tools/cell_text.h"
#include "registry_service/tools/licence_cells.h"
#include "registry_service/tools/roster_date.h"
#include "registry_service/tools/roster_words.h"
#include "registry_service/tools/row_cells.h"

namespace jiedui::registry {
namespace {

using v1::IdDocument;
using v1::Person;

constexpr absl::string_view kRetype = "把该列设为文本格式后重新填写";

// What a roster may change in a person who is registered; of these, what a row leaves blank stays. The name is not
// among them: a person found by identity number under a spelling that is an alias keeps the official one.
constexpr std::array<const char*, 7> kChangedFields = {"sex",       "birth_date", "ethnicity", "private_fields.mobile",
                                                       "specialty", "licences",   "titles"};

class RowReader {
 public:
  RowReader(const CsvRow& row, const RosterRules& rules) : rules_(rules), cells_(row, rules.columns) {}

  ReadRow Run() && {
    for (const char* const field : kChangedFields) request_.mutable_update_mask()->add_paths(field);
    ReadName();
    ReadIdNumber();
    ReadPlainTexts();
    ReadSex();
    ReadCategory();
    ReadBirthDate();
    ReadEmployment();
    ReadTitle();
    ReadLicence();
    return {.request = std::move(request_),
            .findings = cells_.findings(),
            .licence_without_end = std::move(licence_without_end_)};
  }

 private:
  Person& person() { return *request_.mutable_person(); }

  void ReadName();
  void ReadIdNumber();
  void ReadPlainTexts();
  void ReadSex();
  void ReadCategory();
  void ReadBirthDate();
  void ReadBirthMonth();
  void ReadEmployment();
  std::optional<v1::Employment::Establishment> ReadEstablishment();
  void WarnOfNewPersonsOnly(RosterField field);
  std::string FindOrganization();
  bool MayTakeDefaultOrganization() const;
  void ReadTitle();
  void ReadLicence();

  const RosterRules& rules_;
  RowCells cells_;
  v1::ImportPersonsRequest request_;
  std::string licence_without_end_;
};

void RowReader::ReadName() {
  const absl::string_view name = WithoutOuterControls(cells_.Raw(RosterField::kName));
  person().set_display_name(std::string(name));
  if (IsBlank(name)) {
    cells_.Refuse({"NAME_MISSING", "没有填写姓名", "填写姓名"}, RosterField::kName);
  } else if (HasLostCharacters(name)) {
    cells_.Refuse({"NAME_DAMAGED", "姓名中有字在编码转换时变成了问号", "按身份证原件填写姓名"}, RosterField::kName);
  }
}

void RowReader::ReadIdNumber() {
  const std::string number = cells_.Plain(RosterField::kIdNumber);
  if (number.empty()) return cells_.Refuse({"ID_MISSING", "没有填写身份证号", "填写身份证号"}, RosterField::kIdNumber);
  if (IsScientificNotation(number))
    return cells_.Refuse({"ID_SCIENTIFIC_NOTATION", "身份证号被电子表格改成了科学计数法", kRetype},
                         RosterField::kIdNumber);
  IdDocument& document = *person().mutable_private_fields()->mutable_id_document();
  document.set_number(number);
  document.set_kind(cells_
                        .Meaning<IdDocument::Kind>(RosterField::kIdKind, &IdKindFromWords,
                                                   {"ID_KIND_UNKNOWN", "证件类型无法识别", "填写居民身份证、护照等"})
                        .value_or(IdDocument::KIND_RESIDENT_ID));
}

void RowReader::ReadPlainTexts() {
  const std::string mobile = cells_.Plain(RosterField::kMobile);
  if (!mobile.empty()) person().mutable_private_fields()->set_mobile(mobile);
  const std::string ethnicity = cells_.Text(RosterField::kEthnicity);
  absl::string_view stem = ethnicity;
  // "汉族" is "汉", but nobody is "族".
  if (CodePoints(ethnicity) > 1) absl::ConsumeSuffix(&stem, "族");
  person().set_ethnicity(std::string(stem));
  person().set_specialty(cells_.Text(RosterField::kSpecialty));
}

void RowReader::ReadSex() {
  const auto sex =
      cells_.Meaning<v1::Sex>(RosterField::kSex, &SexFromWords, {"SEX_UNKNOWN", "性别无法识别", "填写男或女"});
  if (sex.has_value()) person().set_sex(*sex);
}

void RowReader::ReadCategory() {
  person().set_category(rules_.default_category);
  const auto category =
      cells_.Meaning<v1::PersonCategory>(RosterField::kCategory, &CategoryFromWords,
                                         {"CATEGORY_UNKNOWN", "人员类别无法识别",
                                          "填写党政干部、医生、护士、医技、教师、农技员、其他专业技术人才、"
                                          "基层医生、村干部、文秘、电商从业者或致富带头人"});
  if (category.has_value()) {
    request_.mutable_update_mask()->add_paths("category");
    return person().set_category(*category);
  }
  if (cells_.Text(RosterField::kCategory).empty() && rules_.default_category == v1::PERSON_CATEGORY_UNSPECIFIED)
    cells_.Refuse({"CATEGORY_MISSING", "没有填写人员类别", "填写人员类别"}, RosterField::kCategory);
}

void RowReader::ReadBirthDate() {
  const std::string text = cells_.Text(RosterField::kBirthDate);
  if (MonthFromText(text).has_value() && !DateFromText(text).has_value()) return ReadBirthMonth();
  person().set_birth_date(cells_.Date(RosterField::kBirthDate));
}

// Forms ask for 出生年月; the day is in the identity number.
void RowReader::ReadBirthMonth() {
  const std::string month = *MonthFromText(cells_.Raw(RosterField::kBirthDate));
  const std::optional<std::string> date = BirthDateFromId(person().private_fields().id_document().number());
  if (!date.has_value() || !absl::StartsWith(*date, month))
    return cells_.Refuse({"DATE_WITHOUT_DAY", "出生日期没有日,且与身份证号中的年月不符", "填写完整的出生日期"},
                         RosterField::kBirthDate);
  person().set_birth_date(*date);
  cells_.Fix({"BIRTH_DAY_FROM_ID", "出生日期没有日", "已按身份证号补全"}, RosterField::kBirthDate, *date);
}

std::optional<v1::Employment::Establishment> RowReader::ReadEstablishment() {
  const std::string words = Trimmed(cells_.Raw(RosterField::kEstablishment));
  const auto establishment = EstablishmentFromWords(words);
  if (!words.empty() && !establishment.has_value() && !SaysNothing(words))
    cells_.Refuse({"ESTABLISHMENT_UNKNOWN", "编制无法识别", "填写行政、参公、事业、编外或无编制"},
                  RosterField::kEstablishment);
  return establishment;
}

void RowReader::WarnOfNewPersonsOnly(RosterField field) {
  cells_.Warn({"EMPLOYMENT_OF_NEW_ONLY", "没有可用的工作单位:职务和编制只用于新建的人,已登记的人职务和编制不变",
               "填写已登记的工作单位"},
              field, "");
}

void RowReader::ReadEmployment() {
  const std::string position = cells_.Text(RosterField::kPosition);
  const auto establishment = ReadEstablishment();
  std::string organization = FindOrganization();
  if (!organization.empty()) {
    request_.mutable_update_mask()->add_paths("employments");
  } else if (MayTakeDefaultOrganization()) {
    // For whoever is new, so not in the mask: one who is registered has an employer, of whom the row says nothing.
    organization = rules_.default_organization;
    if (!organization.empty() && (!position.empty() || establishment.has_value()))
      WarnOfNewPersonsOnly(position.empty() ? RosterField::kEstablishment : RosterField::kPosition);
  }
  if (organization.empty()) {
    const bool is_employed = !position.empty() || establishment.value_or(v1::Employment::ESTABLISHMENT_NONE) !=
                                                      v1::Employment::ESTABLISHMENT_NONE;
    if (is_employed && cells_.Text(RosterField::kOrganization).empty())
      cells_.Refuse({"ORGANIZATION_BLANK", "填写了职务或编制,没有填写工作单位", "填写工作单位"},
                    RosterField::kOrganization);
    return;
  }
  v1::Employment& employment = *person().add_employments();
  employment.set_organization(organization);
  employment.set_position(position);
  if (establishment.has_value()) employment.set_establishment(*establishment);
}

// The resource name of the organisation that the row names; empty if there is none, or the row is refused.
std::string RowReader::FindOrganization() {
  const std::string words = cells_.Text(RosterField::kOrganization);
  if (words.empty()) return "";
  const std::set<std::string>& found = rules_.organizations.Find(words);
  if (found.size() == 1) return *found.begin();
  if (found.size() > 1) {
    cells_.Refuse({"ORGANIZATION_AMBIGUOUS", "有几个单位叫这个名称", "填写单位全称,或登记系统中的编号"},
                  RosterField::kOrganization);
  } else if (rules_.default_organization.empty()) {
    cells_.Refuse({"ORGANIZATION_UNKNOWN", "工作单位没有登记", "核对单位全称,或先登记该单位"},
                  RosterField::kOrganization);
  } else {
    cells_.Warn(
        {"ORGANIZATION_DEFAULT", "工作单位没有登记:新建的人归入指定的单位,已登记的人工作单位不变", "核对工作单位"},
        RosterField::kOrganization, rules_.default_organization);
  }
  return "";
}

bool RowReader::MayTakeDefaultOrganization() const {
  return rules_.organizations.Find(cells_.Text(RosterField::kOrganization)).size() < 2;
}

void RowReader::ReadTitle() {
  const std::string words = cells_.Text(RosterField::kTitle);
  const std::string conferred = cells_.Date(RosterField::kTitleDate);
  if (words.empty()) {
    if (!conferred.empty())
      cells_.Refuse({"TITLE_BLANK", "填写了职称取得时间,没有填写职称", "填写职称"}, RosterField::kTitle);
    return;
  }
  const auto level = cells_.Meaning<v1::TitleLevel>(
      RosterField::kTitle, &TitleLevelFromWords,
      {"TITLE_UNKNOWN", "职称无法识别", "填写一个职称的规范名称,如主治医师;没有职称的留空"});
  if (!level.has_value()) return;
  v1::Title& title = *person().add_titles();
  title.set_level(*level);
  title.set_title(words);
  title.set_conferred_date(conferred);
}

void RowReader::ReadLicence() {
  LicenceInRow read = ReadLicenceCells(cells_);
  if (read.licence.has_value()) *person().add_licences() = *std::move(read.licence);
  licence_without_end_ = std::move(read.without_end);
}

}  // namespace

ReadRow ReadRosterRow(const CsvRow& row, const RosterRules& rules) {
  ReadRow read = RowReader(row, rules).Run();
  // A comma in a cell that is not quoted moves all that follows into the next columns.
  if (const std::string beyond = rules.columns.CellsBeyond(row); !beyond.empty())
    read.findings.push_back(NewFinding(
        v1::RowFinding::KIND_REFUSED,
        {"ROW_TOO_LONG", "该行的单元格比表头多,可能有单元格含逗号而没有加引号", "核对该行各栏是否错位"}, "", beyond));
  return read;
}

}  // namespace jiedui::registry
