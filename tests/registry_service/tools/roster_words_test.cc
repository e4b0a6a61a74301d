// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::registry {
namespace {

using testing::Eq;
using testing::Optional;
using v1::Employment;
using v1::IdDocument;
using v1::Licence;

TEST(RosterWords, KnowSexes) {
  EXPECT_THAT(SexFromWords("男"), Optional(Eq(v1::SEX_MALE)));
  EXPECT_THAT(SexFromWords(" 女 "), Optional(Eq(v1::SEX_FEMALE)));
  EXPECT_THAT(SexFromWords("Ｆemale"), Optional(Eq(v1::SEX_FEMALE)));
  EXPECT_EQ(SexFromWords("1"), std::nullopt);
}

TEST(RosterWords, KnowEveryCategory) {
  const struct {
    const char* words;
    v1::PersonCategory category;
  } cases[] = {
      {"党政干部", v1::PERSON_CATEGORY_CADRE},
      {"医生", v1::PERSON_CATEGORY_DOCTOR},
      {"护士", v1::PERSON_CATEGORY_NURSE},
      {"医技", v1::PERSON_CATEGORY_MEDICAL_TECHNICIAN},
      {"教师", v1::PERSON_CATEGORY_TEACHER},
      {"农技员", v1::PERSON_CATEGORY_AGRONOMIST},
      {"其他专业技术人才", v1::PERSON_CATEGORY_OTHER_PROFESSIONAL},
      {"基层医生", v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR},
      {"村干部", v1::PERSON_CATEGORY_RURAL_CADRE},
      {"文秘", v1::PERSON_CATEGORY_SECRETARIAL},
      {"电商从业者", v1::PERSON_CATEGORY_ECOMMERCE},
      {"致富带头人", v1::PERSON_CATEGORY_LEADING_FARMER},
  };
  EXPECT_EQ(std::size(cases), static_cast<size_t>(v1::PersonCategory_MAX));
  for (const auto& c : cases) {
    EXPECT_THAT(CategoryFromWords(c.words), Optional(Eq(c.category)));
    const std::string name = v1::PersonCategory_Name(c.category).substr(std::string("PERSON_CATEGORY_").size());
    EXPECT_THAT(CategoryFromWords(name), Optional(Eq(c.category))) << name;
  }
  EXPECT_EQ(CategoryFromWords("专业技术人才"), std::nullopt);
  EXPECT_EQ(CategoryFromWords("unspecified"), std::nullopt);
}

TEST(RosterWords, KnowTheTableOfTitles) {
  const struct {
    v1::TitleLevel level;
    std::vector<const char*> titles;
  } cases[] = {
      {v1::TITLE_LEVEL_SENIOR,
       {"主任医师", "主任护师", "主任药师", "主任技师", "正高级农艺师", "农业技术推广研究员", "正高级教师",
        "正高级工程师"}},
      {v1::TITLE_LEVEL_ASSOCIATE_SENIOR,
       {"副主任医师", "副主任护师", "副主任药师", "副主任技师", "高级农艺师", "高级教师", "高级工程师", "中学高级教师",
        "副主任医师（副高）"}},
      {v1::TITLE_LEVEL_INTERMEDIATE,
       {"主治医师", "主管医师", "主管护师", "主管药师", "主管技师", "农艺师", "一级教师", "工程师", "小学高级教师",
        " 主治 医师 "}},
      {v1::TITLE_LEVEL_ASSISTANT, {"医师", "住院医师", "护师", "药师", "技师", "助理农艺师", "二级教师", "助理工程师"}},
      {v1::TITLE_LEVEL_TECHNICIAN, {"医士", "护士", "药士", "技士", "农业技术员", "三级教师", "技术员"}},
  };
  for (const auto& c : cases)
    for (const char* title : c.titles) EXPECT_THAT(TitleLevelFromWords(title), Optional(Eq(c.level))) << title;
  for (const char* title : {"乡村医生", "执业医师", "院长", "初级", "主治医师、讲师"})
    EXPECT_EQ(TitleLevelFromWords(title), std::nullopt) << title;
}

TEST(RosterWords, KnowEveryLicence) {
  const struct {
    const char* words;
    Licence::Kind kind;
  } cases[] = {
      {"执业医师", Licence::KIND_PHYSICIAN},
      {"执业助理医师", Licence::KIND_ASSISTANT_PHYSICIAN},
      {"乡村医生", Licence::KIND_VILLAGE_DOCTOR},
      {"护士", Licence::KIND_NURSE},
      {"康复治疗师", Licence::KIND_REHABILITATION_THERAPIST},
      {"教师资格", Licence::KIND_TEACHER},
      {"中医（专长）医师", Licence::KIND_TCM_SPECIALTY},
  };
  EXPECT_EQ(std::size(cases), static_cast<size_t>(Licence::Kind_MAX));
  for (const auto& c : cases) EXPECT_THAT(LicenceKindFromWords(c.words), Optional(Eq(c.kind))) << c.words;
  EXPECT_EQ(LicenceKindFromWords("驾驶证"), std::nullopt);
}

TEST(ScopesFromWords, SplitsAtWhatPeopleType) {
  for (const char* words : {"内科、外科", "内科，外科", "内科,外科", "内科；外科", "内科;外科", "内科/外科",
                            "内科／外科", "内科 外科", "内科　外科", "内科\n外科", "内科、 外科、", " 内科 、，外科"})
    EXPECT_THAT(ScopesFromWords(words), testing::ElementsAre("内科", "外科")) << words;
  EXPECT_THAT(ScopesFromWords("内科 外科、儿 科"), testing::ElementsAre("内科", "外科", "儿 科")) << "spaced out";
  EXPECT_THAT(ScopesFromWords("内科"), testing::ElementsAre("内科"));
  EXPECT_THAT(ScopesFromWords(""), testing::IsEmpty());
  EXPECT_THAT(ScopesFromWords("、"), testing::IsEmpty());
}

TEST(RosterWords, KnowEstablishmentsAndDocuments) {
  EXPECT_THAT(EstablishmentFromWords("行政编制"), Optional(Eq(Employment::ESTABLISHMENT_CIVIL_SERVICE)));
  EXPECT_THAT(EstablishmentFromWords("参公"), Optional(Eq(Employment::ESTABLISHMENT_AS_CIVIL_SERVICE)));
  EXPECT_THAT(EstablishmentFromWords("事业"), Optional(Eq(Employment::ESTABLISHMENT_PUBLIC_INSTITUTION)));
  EXPECT_THAT(EstablishmentFromWords("编外"), Optional(Eq(Employment::ESTABLISHMENT_CONTRACT)));
  EXPECT_THAT(EstablishmentFromWords("无"), Optional(Eq(Employment::ESTABLISHMENT_NONE)));
  EXPECT_EQ(EstablishmentFromWords("临时"), std::nullopt);
  EXPECT_THAT(IdKindFromWords("居民身份证"), Optional(Eq(IdDocument::KIND_RESIDENT_ID)));
  EXPECT_THAT(IdKindFromWords("港澳台居民居住证"), Optional(Eq(IdDocument::KIND_HMT_RESIDENCE_PERMIT)));
  EXPECT_THAT(IdKindFromWords("护照"), Optional(Eq(IdDocument::KIND_PASSPORT)));
  EXPECT_EQ(IdKindFromWords("军官证"), std::nullopt);
}

}  // namespace
}  // namespace jiedui::registry
