// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_words.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/base/text.h"
#include "registry_service/tools/cell_text.h"

namespace jiedui::registry {
namespace {

using v1::Employment;
using v1::IdDocument;
using v1::Licence;

template <typename Value>
using Words = std::map<std::string, Value>;

// Words by value, as people read them, turned into what is looked up. Words are folded already.
template <typename Value>
Words<Value>* Index(const std::vector<std::pair<Value, std::vector<const char*>>>& groups) {
  auto* const index = new Words<Value>;
  for (const auto& [value, words] : groups)
    for (const char* const word : words) index->emplace(word, value);
  return index;
}

template <typename Value>
std::optional<Value> Find(const Words<Value>& index, absl::string_view words) {
  const auto found = index.find(FoldedText(words));
  if (found == index.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<v1::Sex> SexFromWords(absl::string_view words) {
  static const auto& index = *Index<v1::Sex>({
      {v1::SEX_FEMALE, {"女", "女性", "f", "female"}},
      {v1::SEX_MALE, {"男", "男性", "m", "male"}},
  });
  return Find(index, words);
}

std::optional<v1::PersonCategory> CategoryFromWords(absl::string_view words) {
  static const auto& index = *Index<v1::PersonCategory>({
      {v1::PERSON_CATEGORY_CADRE, {"党政干部", "干部", "公务员", "机关干部"}},
      {v1::PERSON_CATEGORY_DOCTOR, {"医生", "医师"}},
      {v1::PERSON_CATEGORY_NURSE, {"护士", "护理人员"}},
      {v1::PERSON_CATEGORY_MEDICAL_TECHNICIAN, {"医技", "医技人员"}},
      {v1::PERSON_CATEGORY_TEACHER, {"教师", "老师"}},
      {v1::PERSON_CATEGORY_AGRONOMIST, {"农技员", "农技人员", "农业技术人员"}},
      {v1::PERSON_CATEGORY_OTHER_PROFESSIONAL, {"其他专业技术人才", "其他专业技术人员", "其他专技人才", "其他专技"}},
      {v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, {"基层医生", "乡村医生", "村医", "乡镇医生"}},
      {v1::PERSON_CATEGORY_RURAL_CADRE, {"村干部", "乡村振兴干部"}},
      {v1::PERSON_CATEGORY_SECRETARIAL, {"文秘", "文秘人员"}},
      {v1::PERSON_CATEGORY_ECOMMERCE, {"电商从业者", "电商从业人员", "电商人才", "电商", "创业网商"}},
      {v1::PERSON_CATEGORY_LEADING_FARMER, {"致富带头人"}},
  });
  if (const auto found = Find(index, words); found.has_value()) return found;
  v1::PersonCategory category = v1::PERSON_CATEGORY_UNSPECIFIED;
  const std::string name = absl::StrCat("PERSON_CATEGORY_", absl::AsciiStrToUpper(FoldedText(words)));
  if (!v1::PersonCategory_Parse(name, &category) || category == v1::PERSON_CATEGORY_UNSPECIFIED) return std::nullopt;
  return category;
}

std::optional<v1::TitleLevel> TitleLevelFromWords(absl::string_view words) {
  static const auto& index = *Index<v1::TitleLevel>({
      {v1::TITLE_LEVEL_SENIOR,
       {"正高", "正高级", "主任医师", "主任中医师", "主任护师", "主任药师", "主任中药师", "主任技师", "正高级农艺师",
        "农业技术推广研究员", "正高级畜牧师", "正高级兽医师", "正高级教师", "正高级工程师", "正高级经济师",
        "正高级会计师", "教授", "研究员"}},
      {v1::TITLE_LEVEL_ASSOCIATE_SENIOR,
       {"副高", "副高级", "副主任医师", "副主任中医师", "副主任护师", "副主任药师", "副主任中药师", "副主任技师",
        "高级农艺师", "高级畜牧师", "高级兽医师", "高级教师", "中学高级教师", "高级讲师", "高级工程师", "高级经济师",
        "高级会计师", "副教授", "副研究员"}},
      {v1::TITLE_LEVEL_INTERMEDIATE,
       {"中级", "主治医师", "主管医师", "主治中医师", "主管护师", "主管药师", "主管中药师", "主管技师", "农艺师",
        "畜牧师", "兽医师", "一级教师", "中学一级教师", "小学高级教师", "讲师", "工程师", "经济师", "会计师",
        "助理研究员"}},
      {v1::TITLE_LEVEL_ASSISTANT,
       {"助理级",   "医师",       "住院医师",   "中医师",     "护师",       "药师",         "中药师",
        "技师",     "助理农艺师", "助理畜牧师", "助理兽医师", "二级教师",   "中学二级教师", "小学一级教师",
        "助理讲师", "助教",       "助理工程师", "助理经济师", "助理会计师", "研究实习员"}},
      {v1::TITLE_LEVEL_TECHNICIAN,
       {"员级", "医士", "中医士", "护士", "药士", "中药士", "技士", "农业技术员", "三级教师", "中学三级教师",
        "小学二级教师", "小学三级教师", "技术员"}},
  });
  const auto found = Find(index, words);
  return found.has_value() ? found : Find(index, FoldedHeader(words));
}

std::optional<Licence::Kind> LicenceKindFromWords(absl::string_view words) {
  static const auto& index = *Index<Licence::Kind>({
      {Licence::KIND_PHYSICIAN, {"执业医师", "执业医师证", "医师", "医师执业证", "医师执业证书", "physician"}},
      {Licence::KIND_ASSISTANT_PHYSICIAN,
       {"执业助理医师", "执业助理医师证", "助理医师", "助理执业医师", "assistantphysician"}},
      {Licence::KIND_VILLAGE_DOCTOR,
       {"乡村医生", "乡村医生证", "乡村医生执业证", "乡村医生执业证书", "村医", "villagedoctor"}},
      {Licence::KIND_NURSE, {"护士", "执业护士", "注册护士", "护士证", "护士执业证", "护士执业证书", "nurse"}},
      {Licence::KIND_REHABILITATION_THERAPIST, {"康复治疗师", "康复治疗师证", "rehabilitationtherapist"}},
      {Licence::KIND_TEACHER, {"教师资格", "教师资格证", "教师资格证书", "教师", "teacher"}},
      {Licence::KIND_TCM_SPECIALTY, {"中医(专长)医师", "中医专长医师", "中医专长", "tcmspecialty"}},
  });
  return Find(index, words);
}

std::vector<std::string> ScopesFromWords(absl::string_view words) {
  const std::string listed = absl::StrReplaceAll(
      words,
      {{"，", "、"}, {",", "、"}, {"；", "、"}, {";", "、"}, {"／", "、"}, {"/", "、"}, {"\r", "、"}, {"\n", "、"}});
  std::vector<std::string> scopes;
  for (const absl::string_view scope : absl::StrSplit(listed, absl::ByString("、"))) {
    const std::string spaced = absl::StrReplaceAll(Trimmed(scope), {{"\u3000", " "}, {"\u00A0", " "}, {"\t", " "}});
    const std::vector<std::string> parts = absl::StrSplit(spaced, ' ', absl::SkipEmpty());
    const bool are_words =
        std::all_of(parts.begin(), parts.end(), [](const std::string& part) { return CodePoints(part) > 1; });
    if (are_words) {
      scopes.insert(scopes.end(), parts.begin(), parts.end());
    } else {
      scopes.push_back(Trimmed(scope));
    }
  }
  return scopes;
}

std::optional<Employment::Establishment> EstablishmentFromWords(absl::string_view words) {
  static const auto& index = *Index<Employment::Establishment>({
      {Employment::ESTABLISHMENT_CIVIL_SERVICE, {"行政", "行政编制", "公务员"}},
      {Employment::ESTABLISHMENT_AS_CIVIL_SERVICE, {"参公", "参公编制", "参公管理", "参照公务员管理"}},
      {Employment::ESTABLISHMENT_PUBLIC_INSTITUTION, {"事业", "事业编制", "事业编", "事业单位编制"}},
      {Employment::ESTABLISHMENT_CONTRACT, {"编外", "编外合同", "合同", "合同制", "合同工", "聘用", "编外聘用"}},
      {Employment::ESTABLISHMENT_NONE, {"无", "无编制", "无编", "村医(无编)"}},
  });
  return Find(index, words);
}

std::optional<IdDocument::Kind> IdKindFromWords(absl::string_view words) {
  static const auto& index = *Index<IdDocument::Kind>({
      {IdDocument::KIND_RESIDENT_ID, {"身份证", "居民身份证", "公民身份号码", "residentid"}},
      {IdDocument::KIND_HMT_RESIDENCE_PERMIT, {"港澳台居民居住证", "港澳台居住证", "hmtresidencepermit"}},
      {IdDocument::KIND_FOREIGN_PERMANENT_RESIDENT,
       {"外国人永久居留身份证", "外国人永久居留证", "永久居留证", "foreignpermanentresident"}},
      {IdDocument::KIND_PASSPORT, {"护照", "passport"}},
  });
  return Find(index, words);
}

}  // namespace jiedui::registry
