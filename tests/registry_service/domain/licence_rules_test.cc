// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/licence_rules.h"

#include <gmock/gmock.h>

#include <string>

#include "common/base/civil_date.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using v1::Licence;

struct RuleCase {
  Licence::Kind kind;
  std::string date;
  int validity_years;
  int assessment_years;
  std::string source;  // a part of it; empty = there is no rule
};

class LicenceRulesInForce : public testing::TestWithParam<RuleCase> {};

TEST_P(LicenceRulesInForce, AreThoseOfTheDay) {
  const RuleCase& expected = GetParam();
  const LicenceRule* rule = LicenceRuleOn(expected.kind, expected.date);
  ASSERT_EQ(rule != nullptr, !expected.source.empty());
  if (rule == nullptr) return;
  EXPECT_EQ(rule->validity_years, expected.validity_years);
  EXPECT_EQ(rule->assessment_years, expected.assessment_years);
  EXPECT_THAT(std::string(rule->source), HasSubstr(expected.source));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, LicenceRulesInForce,
    testing::Values(RuleCase{Licence::KIND_PHYSICIAN, "2022-02-28", 0, 0, "执业医师法"},
                    RuleCase{Licence::KIND_PHYSICIAN, "2022-03-01", 0, 3, "医师法 art. 42"},
                    RuleCase{Licence::KIND_ASSISTANT_PHYSICIAN, "2022-02-28", 0, 0, "执业医师法"},
                    RuleCase{Licence::KIND_ASSISTANT_PHYSICIAN, "2022-03-01", 0, 3, "医师法 art. 42"},
                    RuleCase{Licence::KIND_VILLAGE_DOCTOR, "2003-12-31", 0, 0, ""},
                    RuleCase{Licence::KIND_VILLAGE_DOCTOR, "2004-01-01", 5, 2, "乡村医生从业管理条例 arts. 16"},
                    RuleCase{Licence::KIND_NURSE, "2008-05-11", 0, 0, ""},
                    RuleCase{Licence::KIND_NURSE, "2008-05-12", 5, 0, "护士条例 arts. 8, 10"},
                    RuleCase{Licence::KIND_REHABILITATION_THERAPIST, "2021-11-15", 0, 0, "卫生专业技术资格考试"},
                    RuleCase{Licence::KIND_TEACHER, "2021-11-15", 5, 0, "定期注册"},
                    RuleCase{Licence::KIND_TCM_SPECIALTY, "2017-06-30", 0, 0, ""},
                    RuleCase{Licence::KIND_TCM_SPECIALTY, "2017-07-01", 0, 0, "中医药法 art. 15"},
                    RuleCase{Licence::KIND_UNSPECIFIED, "2021-11-15", 0, 0, ""}));

TEST(LicenceRules, EveryKindHasARuleAndAtMostOneOnADay) {
  for (int kind = Licence::KIND_UNSPECIFIED + 1; kind <= Licence::Kind_MAX; ++kind)
    EXPECT_NE(LicenceRuleOn(static_cast<Licence::Kind>(kind), "2021-11-15"), nullptr) << kind;
  const auto days_of = [](const LicenceRule& rule) {
    return DateRange{.first = std::string(rule.in_force.first), .last = std::string(rule.in_force.last)};
  };
  for (const LicenceRule& a : LicenceRules())
    for (const LicenceRule& b : LicenceRules())
      EXPECT_TRUE(&a == &b || a.kind != b.kind || !Intersection(days_of(a), days_of(b)).has_value()) << a.source;
}

struct NoticeCase {
  Notice notice;
  std::string valid_to;
  std::string renew_by;
};

class RenewalNotices : public testing::TestWithParam<NoticeCase> {};

TEST_P(RenewalNotices, EndWithTheMonth) {
  EXPECT_EQ(RenewBy(GetParam().notice, GetParam().valid_to), GetParam().renew_by);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, RenewalNotices,
    testing::Values(
        NoticeCase{{.months = 3}, "2021-10-31", "2021-07-31"}, NoticeCase{{.months = 3}, "2021-11-01", "2021-08-01"},
        NoticeCase{{.months = 3}, "2021-05-28", "2021-02-28"}, NoticeCase{{.months = 3}, "2021-05-31", "2021-02-28"},
        NoticeCase{{.months = 3}, "2024-05-31", "2024-02-29"}, NoticeCase{{.months = 3}, "2021-06-01", "2021-03-01"},
        NoticeCase{{.months = 3}, "2021-09-30", "2021-06-30"}, NoticeCase{{.months = 3}, "2021-01-31", "2020-10-31"},
        NoticeCase{{.days = 30}, "2021-12-31", "2021-12-01"}, NoticeCase{{.days = 30}, "2021-12-30", "2021-11-30"},
        NoticeCase{{.days = 30}, "2024-03-30", "2024-02-29"}, NoticeCase{{}, "2021-12-31", "2021-12-31"},
        NoticeCase{{.months = 3}, "1900-01-31", "1899-10-31"}, NoticeCase{{.months = 3}, "", ""}));

TEST(RegistrationBases, ExemptionComesWithTheLawOf2022) {
  EXPECT_FALSE(IsBasisAllowedOn(RegistrationBasis::kExemptArticle18, "2021-06-15"));
  EXPECT_FALSE(IsBasisAllowedOn(RegistrationBasis::kExemptArticle18, "2022-02-28"));
  EXPECT_TRUE(IsBasisAllowedOn(RegistrationBasis::kExemptArticle18, "2022-03-01"));
  EXPECT_THAT(BasesAllowedOn("2022-03-01"),
              ElementsAre(RegistrationBasis::kNotClinical, RegistrationBasis::kFiled,
                          RegistrationBasis::kAddedRegistration, RegistrationBasis::kExemptArticle18));
}

TEST(RegistrationBases, FilingComesWithTheOrderOf2017) {
  EXPECT_THAT(BasesAllowedOn("2017-03-31"), ElementsAre(RegistrationBasis::kNotClinical));
  EXPECT_THAT(BasesAllowedOn("2017-04-01"), ElementsAre(RegistrationBasis::kNotClinical, RegistrationBasis::kFiled,
                                                        RegistrationBasis::kAddedRegistration));
}

TEST(RegistrationBases, EachHasASource) {
  EXPECT_EQ(BasisRules().size(), 4u);
  for (const BasisRule& rule : BasisRules()) EXPECT_FALSE(rule.source.empty());
}

}  // namespace
}  // namespace jiedui::registry
