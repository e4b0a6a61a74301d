// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/row_refusal.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "registry_service/domain/mask.h"
#include "registry_service/domain/missing.h"
#include "registry_service/domain/resident_id.h"
#include "registry_service/domain/row_field.h"

namespace jiedui::registry {
namespace {

using v1::IdDocument;
using v1::ImportPersonsRequest;
using v1::RowFinding;
using v1::RowOutcome;

constexpr absl::string_view kNameField = "person.display_name";
constexpr absl::string_view kCategoryField = "person.category";
constexpr absl::string_view kNumberField = "person.private_fields.id_document.number";
constexpr absl::string_view kMobileField = "person.private_fields.mobile";

// The texts that go with a code.
struct Words {
  absl::string_view code;
  absl::string_view problem;
  absl::string_view suggestion;
};

// What a decision refused, and the field to look at.
struct Decision {
  Words words;
  absl::string_view field;
};

constexpr Words kOrganizationMissing = {"ORGANIZATION_MISSING", "工作单位不存在或已撤销",
                                        "先登记该单位,或改正单位名称"};

constexpr std::array<Decision, 10> kDecisions = {{
    {{"NAME_MISMATCH", "该身份证号已登记,但姓名写法不同", "核实后把此写法加为别名,或更正身份证号"}, kNameField},
    {{"IDENTITY_NUMBER_TAKEN", "该身份证号已属于另一人", "核对身份证号"}, kNumberField},
    {{"ID_TAKEN", "编号已被使用", "换一个编号"}, "person.name"},
    {kOrganizationMissing, "person.employments"},
    {{"RESOURCE_DELETED", "此人的档案已删除", "先恢复档案"}, kNameField},
    {{"PERSON_MERGED", "此人的档案已并入另一份", "使用合并后的档案"}, kNameField},
    {{"PERSON_RESTRICTED", "此人的档案已限制使用", "先解除限制"}, kNameField},
    {{"ETAG_MISMATCH", "此人的档案在读取之后已被修改", "重新读取后再导入"}, "person.etag"},
    {{"RESOURCE_NOT_FOUND", "没有此编号的档案", "核对编号"}, "person.name"},
    {{"LIMIT_EXCEEDED", "此人的别名、任职、资格、职称等项超过上限", "删去多余的项"}, kNameField},
}};

// No field is to blame for a row that was too long to be read.
constexpr Decision kRowTooLong = {{"LIMIT_EXCEEDED", "此行过长,未能读取", "删去多余的内容"}, "person"};

void Add(const Words& words, absl::string_view field, const ImportPersonsRequest& row, RowOutcome& outcome) {
  RowFinding& finding = *outcome.add_findings();
  finding.set_kind(RowFinding::KIND_REFUSED);
  finding.set_code(std::string(words.code));
  finding.set_field(std::string(field));
  finding.set_value(FieldText(row, field));
  finding.set_problem(std::string(words.problem));
  finding.set_suggestion(std::string(words.suggestion));
}

Words WordsOfIdProblem(IdProblem problem) {
  switch (problem) {
    case IdProblem::kScientificNotation:
      return {"ID_SCIENTIFIC_NOTATION", "身份证号被电子表格改成了科学计数法", "把该列设为文本格式后重新填写"};
    case IdProblem::kLookalikeX:
      return {"ID_LOOKALIKE_X", "身份证号末位不是字母X,只是形似", "改为英文字母X"};
    case IdProblem::kLength:
      return {"ID_LENGTH", "身份证号不是18位", "按身份证原件填写"};
    case IdProblem::kBirthDate:
      return {"ID_BIRTH_DATE", "身份证号中的出生日期不存在", "按身份证原件填写"};
    case IdProblem::kNone:  // sound by itself: what is refused is that nobody is born yet
      return {"ID_BIRTH_DATE", "身份证号中的出生日期在今天之后", "按身份证原件填写"};
    case IdProblem::kTruncated:
      return {"ID_TRUNCATED", "身份证号末三位被电子表格变成了000", "把该列设为文本格式后重新填写"};
    case IdProblem::kCheckCharacter:
      return {"ID_CHECK_CHARACTER", "身份证号校验码不符,可能错了一位或两位颠倒", "按身份证原件核对"};
    case IdProblem::kPermitNumber:
    case IdProblem::kPermitPrefix:
      return {"ID_OTHER_KIND", "证件号码与证件类型不符", "核对证件类型"};
    case IdProblem::kSynthetic:
      return {"ID_SYNTHETIC", "99开头的号码是虚构的测试号码", "本系统只收真实号码"};
    default:
      return {"ID_FORM", "证件号码格式不对", "按证件原件填写"};
  }
}

Words WordsOfNumber(const ImportPersonsRequest& row, const PrivateRules& rules) {
  const IdDocument& document = row.person().private_fields().id_document();
  if (IsBlank(document.number())) return {"ID_MISSING", "没有填写身份证号", "填写身份证号"};
  if (IsMasked(document.number()))
    return {"ID_MASKED", "证件号码带星号,不是此人登记的号码", "填写完整的证件号码,或写明人员编号"};
  return WordsOfIdProblem(CheckIdNumber(NormalizedIdDocument(document), rules.allow_synthetic_ids));
}

Words WordsOfMobile(const ImportPersonsRequest& row) {
  if (IsMasked(row.person().private_fields().mobile()))
    return {"MOBILE_MASKED", "手机号带星号,不是此人登记的号码", "填写完整的手机号"};
  return {"MOBILE_FORM", "手机号不是11位有效号码", "核对手机号"};
}

absl::string_view CodeOfField(const ImportPersonsRequest& row, absl::string_view field) {
  if (field == kNameField && IsBlank(row.person().display_name())) return "NAME_MISSING";
  if (field == kCategoryField && row.person().category() == v1::PERSON_CATEGORY_UNSPECIFIED) return "CATEGORY_MISSING";
  return "INVALID_FIELD";
}

void AddField(const ImportPersonsRequest& row, const PrivateRules& rules, absl::string_view field,
              RowOutcome& outcome) {
  if (field == kNumberField) return Add(WordsOfNumber(row, rules), field, row, outcome);
  if (field == kMobileField) return Add(WordsOfMobile(row), field, row, outcome);
  const FieldProblem problem = ProblemOfField(row, field);
  Add({CodeOfField(row, field), problem.problem, problem.suggestion}, field, row, outcome);
}

// Paths of a decision are those of the record, which may have employments beside those of the row.
void AddMissing(const ImportPersonsRequest& row, const std::vector<std::string>& missing, RowOutcome& outcome) {
  const auto& employments = row.person().employments();
  for (int i = 0; i < employments.size(); ++i)
    if (std::find(missing.begin(), missing.end(), employments[i].organization()) != missing.end())
      Add(kOrganizationMissing, absl::StrCat("person.employments[", i, "].organization"), row, outcome);
}

void AddDecision(const ImportPersonsRequest& row, const absl::Status& refusal, RowOutcome& outcome) {
  const std::string reason = ReasonOf(refusal);
  if (reason == kRowTooLong.words.code && !row.has_person())
    return Add(kRowTooLong.words, kRowTooLong.field, row, outcome);
  const auto* const decision = std::find_if(kDecisions.begin(), kDecisions.end(),
                                            [&reason](const Decision& one) { return one.words.code == reason; });
  if (decision != kDecisions.end()) return Add(decision->words, decision->field, row, outcome);
  const std::string code = reason.empty() ? absl::StatusCodeToString(refusal.code()) : reason;
  Add({code, "系统未能保存此行", "稍后重新导入;如仍不成功,请联系系统管理员"}, "", row, outcome);
}

}  // namespace

RowOutcome RefusalFindings(const ImportPersonsRequest& row, const PrivateRules& rules, const absl::Status& refusal) {
  RowOutcome outcome;
  for (const FieldViolation& violation : FieldViolationsOf(refusal)) AddField(row, rules, violation.field, outcome);
  AddMissing(row, MissingIn(refusal), outcome);
  if (outcome.findings().empty()) AddDecision(row, refusal, outcome);
  return outcome;
}

}  // namespace jiedui::registry
