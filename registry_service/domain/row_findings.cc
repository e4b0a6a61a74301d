// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/row_findings.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "registry_service/domain/licence_rules.h"
#include "registry_service/domain/mask.h"
#include "registry_service/domain/resident_id.h"

namespace jiedui::registry {
namespace {

using v1::IdDocument;
using v1::Person;
using v1::RowFinding;
using v1::RowOutcome;

constexpr absl::string_view kNameField = "person.display_name";
constexpr absl::string_view kNumberField = "person.private_fields.id_document.number";
constexpr absl::string_view kMobileField = "person.private_fields.mobile";
constexpr absl::string_view kBirthDateField = "person.birth_date";
constexpr absl::string_view kSexField = "person.sex";

// The texts that go with a code.
struct Words {
  absl::string_view code;
  absl::string_view problem;
  absl::string_view suggestion;
};

void Add(RowFinding::Kind kind, const Words& words, absl::string_view field, absl::string_view value,
         RowOutcome& outcome) {
  RowFinding& finding = *outcome.add_findings();
  finding.set_kind(kind);
  finding.set_code(std::string(words.code));
  finding.set_field(std::string(field));
  finding.set_value(std::string(value));
  finding.set_problem(std::string(words.problem));
  finding.set_suggestion(std::string(words.suggestion));
}

void AddFixed(const Words& words, absl::string_view field, absl::string_view value, absl::string_view new_value,
              RowOutcome& outcome) {
  Add(RowFinding::KIND_FIXED, words, field, value, outcome);
  outcome.mutable_findings(outcome.findings_size() - 1)->set_new_value(std::string(new_value));
}

bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

Words WordsOfFixedNumber(absl::string_view raw, absl::string_view number) {
  if (raw.size() == 15 && AllDigits(raw)) return {"ID_15_DIGITS", "身份证号为15位旧号", "已换算为18位,请核对"};
  if (absl::EqualsIgnoreCase(raw, number)) return {"ID_LOWER_CASE_X", "身份证号末位为小写x", "已改为大写X"};
  return {"ID_FORM", "身份证号含全角字符、空格或其他符号", "已规范书写"};
}

Words WordsOfFixedName(absl::string_view raw, absl::string_view name) {
  const std::string bare = absl::StrReplaceAll(raw, {{" ", ""}, {"\u3000", ""}, {"\t", ""}, {"\u00A0", ""}});
  if (bare == name) return {"NAME_BLANKS", "姓名含空格", "已去除空格"};
  if (absl::StrContains(name, "\u00B7")) return {"NAME_MIDDLE_DOT", "姓名间隔符不规范", "已改为标准间隔符(·)"};
  return {"NAME_FORM", "姓名书写形式不规范", "已规范书写"};
}

// Whether a text holds a code point that GB 18030 leaves to private use: another computer shows another character.
bool HasPrivateUse(absl::string_view text) {
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  for (int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1))
    if (u_charType(wide.char32At(i)) == U_PRIVATE_USE_CHAR) return true;
  return false;
}

bool MayHoldPrivateUse(absl::string_view text) {
  // U+E000..F8FF begin with EE or EF, the planes 15 and 16 with F3 or F4.
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF || byte >= 0xF3;
  });
}

void AddLicenceWarnings(const Person& person, RowOutcome& outcome) {
  for (int i = 0; i < person.licences_size(); ++i) {
    const v1::Licence& licence = person.licences(i);
    const size_t length = LicenceNumberLength(licence.kind());
    if (length == 0 || licence.number().empty() || licence.number().size() == length) continue;
    Add(RowFinding::KIND_WARNED,
        {"LICENCE_NUMBER_LENGTH", "执业证书编号位数不符(医师15位,护士12位)", "请与执业证书原件核对"},
        absl::StrCat("person.licences[", i, "].number"), licence.number(), outcome);
  }
}

void AddWarnings(const RawForms& raw, const Person& person, RowOutcome& outcome) {
  AddLicenceWarnings(person, outcome);
  if (MayHoldPrivateUse(person.display_name()) && HasPrivateUse(person.display_name()))
    Add(RowFinding::KIND_WARNED,
        {"PRIVATE_USE_CHARACTER", "姓名含自造字,在其他电脑上会显示错误", "请改用国家标准编码的汉字"}, kNameField,
        raw.display_name, outcome);
  const IdDocument& document = person.private_fields().id_document();
  if (document.kind() != IdDocument::KIND_RESIDENT_ID || IsMasked(document.number())) return;
  const std::string& raw_number = raw.private_fields.id_document().number();
  if (absl::EndsWith(document.number(), "000"))
    Add(RowFinding::KIND_WARNED, {"ID_ENDS_IN_000", "身份证号末三位为000,可能被电子表格截断", "请与身份证原件核对"},
        kNumberField, raw_number, outcome);
  if (!person.birth_date().empty() && person.birth_date() != BirthDateIn(document.number()))
    Add(RowFinding::KIND_WARNED, {"BIRTH_DATE_DIFFERS", "出生日期与身份证号不一致", "请核对出生日期和身份证号"},
        kBirthDateField, person.birth_date(), outcome);
  if (person.sex() != v1::SEX_UNSPECIFIED && person.sex() != SexIn(document.number()))
    Add(RowFinding::KIND_WARNED, {"SEX_DIFFERS", "性别与身份证号不一致", "请核对性别和身份证号"}, kSexField,
        person.sex() == v1::SEX_MALE ? "男" : "女", outcome);
}

}  // namespace

RawForms RawFormsOf(const Person& person) {
  return {.display_name = person.display_name(), .private_fields = person.private_fields()};
}

RowOutcome FindingsOf(const RawForms& raw, const Person& person) {
  RowOutcome outcome;
  const std::string& raw_number = raw.private_fields.id_document().number();
  const std::string& number = person.private_fields().id_document().number();
  if (raw_number != number) AddFixed(WordsOfFixedNumber(raw_number, number), kNumberField, raw_number, number, outcome);
  if (raw.display_name != person.display_name())
    AddFixed(WordsOfFixedName(raw.display_name, person.display_name()), kNameField, raw.display_name,
             person.display_name(), outcome);
  const std::string& mobile = person.private_fields().mobile();
  if (raw.private_fields.mobile() != mobile)
    AddFixed({"MOBILE_FORM", "手机号含空格、区号或其他符号", "已规范书写"}, kMobileField, raw.private_fields.mobile(),
             mobile, outcome);
  AddWarnings(raw, person, outcome);
  return outcome;
}

bool HasFinding(const RowOutcome& outcome, RowFinding::Kind kind) {
  return std::any_of(outcome.findings().begin(), outcome.findings().end(),
                     [kind](const RowFinding& finding) { return finding.kind() == kind; });
}

}  // namespace jiedui::registry
