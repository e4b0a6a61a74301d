// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/union.h"

#include <gmock/gmock.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using v1::Person;

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

std::string TextOf(const Person& person) {
  std::string text;
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  printer.PrintToString(person, &text);
  return text;
}

// The union of two persons, all three in text format.
std::string UnitedText(const std::string& survivor, const std::string& duplicate) {
  const auto united = United(FromText<Person>(survivor), FromText<Person>(duplicate));
  EXPECT_THAT(united, IsOk());
  return TextOf(*united);
}

struct UnionCase {
  std::string about;
  std::string survivor;
  std::string duplicate;
  std::string united;
};

class UnionsOfTwo : public testing::TestWithParam<UnionCase> {};

TEST_P(UnionsOfTwo, SayWhatBothSay) {
  const UnionCase& expected = GetParam();
  EXPECT_EQ(UnitedText(expected.survivor, expected.duplicate), TextOf(FromText<Person>(expected.united)))
      << expected.about;
}

INSTANTIATE_TEST_SUITE_P(
    Names, UnionsOfTwo,
    testing::Values(UnionCase{"U5: two spellings", "display_name: '肖丽'", "display_name: '萧丽'",
                              "display_name: '肖丽' aliases: '萧丽'"},
                    UnionCase{"one spelling", "display_name: '肖丽'", "display_name: '肖丽'", "display_name: '肖丽'"},
                    UnionCase{"aliases of both", "display_name: 'a' aliases: 'b' aliases: 'c'",
                              "display_name: 'd' aliases: 'c' aliases: 'a' aliases: 'e'",
                              "display_name: 'a' aliases: 'b' aliases: 'c' aliases: 'd' aliases: 'e'"},
                    UnionCase{"a spelling known already", "display_name: 'a' aliases: 'b'", "display_name: 'b'",
                              "display_name: 'a' aliases: 'b'"},
                    UnionCase{"a survivor without a name", "", "display_name: 'b'", "display_name: 'b'"}));

INSTANTIATE_TEST_SUITE_P(
    Scalars, UnionsOfTwo,
    testing::Values(
        UnionCase{"empty ones are filled", "",
                  "sex: SEX_FEMALE birth_date: '1988-08-08' ethnicity: '汉' category: PERSON_CATEGORY_NURSE "
                  "specialty: '骨科'",
                  "sex: SEX_FEMALE birth_date: '1988-08-08' ethnicity: '汉' category: PERSON_CATEGORY_NURSE "
                  "specialty: '骨科'"},
        UnionCase{"the survivor's stay",
                  "sex: SEX_MALE birth_date: '1988-08-08' ethnicity: '汉' category: PERSON_CATEGORY_NURSE "
                  "specialty: '骨科'",
                  "sex: SEX_FEMALE birth_date: '1990-01-01' ethnicity: '彝' category: PERSON_CATEGORY_DOCTOR "
                  "specialty: '内科'",
                  "sex: SEX_MALE birth_date: '1988-08-08' ethnicity: '汉' category: PERSON_CATEGORY_NURSE "
                  "specialty: '骨科'"},
        UnionCase{"identity, etag, times and private fields are never taken over", "name: 'persons/a'",
                  "name: 'persons/b' etag: '7' create_time { seconds: 1 } update_time { seconds: 2 } "
                  "delete_time { seconds: 3 } private_fields { mobile: '154****5678' }",
                  "name: 'persons/a'"},
        UnionCase{"roles", "roles: ROLE_EXCHANGE", "roles: ROLE_TRAINEE roles: ROLE_EXCHANGE",
                  "roles: ROLE_TRAINEE roles: ROLE_EXCHANGE"}));

INSTANTIATE_TEST_SUITE_P(
    Lists, UnionsOfTwo,
    testing::Values(
        UnionCase{"employments by first day, equal ones once",
                  "employments { organization: 'b' start_date: '2021-01-01' } employments { organization: 'c' }",
                  "employments { organization: 'b' start_date: '2021-01-01' } "
                  "employments { organization: 'a' start_date: '2021-01-01' } "
                  "employments { organization: 'd' start_date: '2020-12-31' }",
                  "employments { organization: 'c' } employments { organization: 'd' start_date: '2020-12-31' } "
                  "employments { organization: 'a' start_date: '2021-01-01' } "
                  "employments { organization: 'b' start_date: '2021-01-01' }"},
        UnionCase{"an employment that ended is another than one that goes on",
                  "employments { organization: 'a' end_date: '2021-12-31' }", "employments { organization: 'a' }",
                  "employments { organization: 'a' } employments { organization: 'a' end_date: '2021-12-31' }"},
        UnionCase{"titles by the day they were conferred",
                  "titles { level: TITLE_LEVEL_INTERMEDIATE title: '主治医师' conferred_date: '2015-01-01' }",
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '医师' conferred_date: '2010-01-01' } "
                  "titles { level: TITLE_LEVEL_INTERMEDIATE title: '主治医师' conferred_date: '2015-01-01' }",
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '医师' conferred_date: '2010-01-01' } "
                  "titles { level: TITLE_LEVEL_INTERMEDIATE title: '主治医师' conferred_date: '2015-01-01' }"},
        UnionCase{"a title with its day says what one without says, whoever has it",
                  "titles { level: TITLE_LEVEL_INTERMEDIATE title: '主治医师' } "
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '医师' conferred_date: '2010-01-01' }",
                  "titles { level: TITLE_LEVEL_INTERMEDIATE title: '主治医师' conferred_date: '2015-01-01' } "
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '医师' }",
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '医师' conferred_date: '2010-01-01' } "
                  "titles { level: TITLE_LEVEL_INTERMEDIATE title: '主治医师' conferred_date: '2015-01-01' }"},
        UnionCase{"titles of other words, levels or days stay",
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '医师' conferred_date: '2010-01-01' }",
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '护师' } "
                  "titles { level: TITLE_LEVEL_INTERMEDIATE title: '医师' } "
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '医师' conferred_date: '2011-01-01' }",
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '护师' } "
                  "titles { level: TITLE_LEVEL_INTERMEDIATE title: '医师' } "
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '医师' conferred_date: '2010-01-01' } "
                  "titles { level: TITLE_LEVEL_ASSISTANT title: '医师' conferred_date: '2011-01-01' }"},
        UnionCase{"a licence that fills another's empty field",
                  "licences { kind: KIND_NURSE valid_from: '2017-01-01' valid_to: '2021-12-31' }",
                  "licences { kind: KIND_NURSE number: '1' valid_from: '2017-01-01' valid_to: '2021-12-31' }",
                  "licences { kind: KIND_NURSE number: '1' valid_from: '2017-01-01' valid_to: '2021-12-31' }"},
        UnionCase{"the fuller one may be the survivor's",
                  "licences { kind: KIND_PHYSICIAN number: '1' scopes: '内科' scopes: '外科' division: '5108' }",
                  "licences { kind: KIND_PHYSICIAN number: '1' scopes: '外科' scopes: '内科' }",
                  "licences { kind: KIND_PHYSICIAN number: '1' scopes: '内科' scopes: '外科' division: '5108' }"},
        UnionCase{"licences that contradict each other stay two",
                  "licences { kind: KIND_NURSE number: '1' valid_to: '2021-12-31' }",
                  "licences { kind: KIND_NURSE number: '1' valid_to: '2026-12-31' } "
                  "licences { kind: KIND_TEACHER number: '1' valid_to: '2021-12-31' } "
                  "licences { kind: KIND_NURSE number: '2' valid_to: '2021-12-31' }",
                  "licences { kind: KIND_NURSE number: '1' valid_to: '2021-12-31' } "
                  "licences { kind: KIND_NURSE number: '1' valid_to: '2026-12-31' } "
                  "licences { kind: KIND_NURSE number: '2' valid_to: '2021-12-31' } "
                  "licences { kind: KIND_TEACHER number: '1' valid_to: '2021-12-31' }"},
        UnionCase{"so do two of which each says what the other does not", "licences { kind: KIND_NURSE number: '1' }",
                  "licences { kind: KIND_NURSE valid_to: '2021-12-31' }",
                  "licences { kind: KIND_NURSE valid_to: '2021-12-31' } licences { kind: KIND_NURSE number: '1' }"},
        UnionCase{"scopes that differ make two", "licences { kind: KIND_PHYSICIAN scopes: '内科' }",
                  "licences { kind: KIND_PHYSICIAN scopes: '外科' }",
                  "licences { kind: KIND_PHYSICIAN scopes: '内科' } "
                  "licences { kind: KIND_PHYSICIAN scopes: '外科' }"},
        UnionCase{"so do two places of practice", "licences { kind: KIND_PHYSICIAN division: '33' }",
                  "licences { kind: KIND_PHYSICIAN division: '51' }",
                  "licences { kind: KIND_PHYSICIAN division: '33' } "
                  "licences { kind: KIND_PHYSICIAN division: '51' }"},
        UnionCase{"renewals come in their order", "licences { kind: KIND_NURSE number: '1' valid_from: '2022-01-01' }",
                  "licences { kind: KIND_NURSE number: '1' valid_from: '2017-01-01' valid_to: '2021-12-31' }",
                  "licences { kind: KIND_NURSE number: '1' valid_from: '2017-01-01' valid_to: '2021-12-31' } "
                  "licences { kind: KIND_NURSE number: '1' valid_from: '2022-01-01' }"}));

TEST(United, WhatSaysNothingNewChangesNothing) {
  const std::string person =
      "display_name: '张三' aliases: '张叁' roles: ROLE_EXCHANGE roles: ROLE_TRAINEE "
      "employments { organization: 'b' start_date: '2021-01-01' } employments { organization: 'a' } "
      "licences { kind: KIND_NURSE number: '2' } licences { kind: KIND_NURSE number: '1' division: '5108' } "
      "titles { title: 't' conferred_date: '2021-01-01' } titles { title: 's' }";
  EXPECT_EQ(UnitedText(person, ""), TextOf(FromText<Person>(person)));
  EXPECT_EQ(UnitedText(person, person), TextOf(FromText<Person>(person)));
  EXPECT_EQ(UnitedText(person, "display_name: '张叁' licences { kind: KIND_NURSE number: '1' }"),
            TextOf(FromText<Person>(person)));
}

TEST(United, AgainChangesNothing) {
  const std::string a = "roles: ROLE_EXCHANGE employments { organization: 'x' start_date: '2021-01-01' }";
  const std::string b = "roles: ROLE_TRAINEE display_name: 'b' employments { organization: 'w' }";
  EXPECT_EQ(UnitedText(UnitedText(a, b), b), UnitedText(a, b));
}

TEST(United, ListsAreTheSameWhicheverSurvives) {
  const std::string a = "licences { kind: KIND_NURSE } employments { organization: 'x' } titles { title: 't' }";
  const std::string b =
      "licences { kind: KIND_NURSE number: '1' } employments { organization: 'w' } titles { title: 's' }";
  EXPECT_EQ(UnitedText(a, b), UnitedText(b, a));
}

// A person whose lists hold `count` entries each that nobody else has.
Person Full(const std::string& prefix, int aliases, int employments, int licences, int titles) {
  Person person = FromText<Person>("name: 'persons/a' display_name: '张三'");
  for (int i = 0; i < aliases; ++i) person.add_aliases(absl::StrCat(prefix, i));
  for (int i = 0; i < employments; ++i) person.add_employments()->set_organization(absl::StrCat(prefix, i));
  for (int i = 0; i < licences; ++i) person.add_licences()->set_number(absl::StrCat(prefix, i));
  for (int i = 0; i < titles; ++i) person.add_titles()->set_title(absl::StrCat(prefix, i));
  return person;
}

TEST(United, ListsMayBeAsLongAsTheProtoSays) {
  const auto united = United(Full("a", 5, 25, 10, 10), Full("b", 5, 25, 10, 10));
  ASSERT_THAT(united, IsOk());
  EXPECT_EQ(united->aliases_size(), kAliasesMax);
  EXPECT_EQ(united->employments_size(), kEmploymentsMax);
  EXPECT_EQ(united->licences_size(), kLicencesMax);
  EXPECT_EQ(united->titles_size(), kTitlesMax);
}

TEST(United, ALongerListIsRefusedByName) {
  const auto over = [](const Person& duplicate) { return United(Full("a", 5, 25, 10, 10), duplicate); };
  const auto names = [](const char* list) { return StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr(list)); };
  EXPECT_THAT(over(Full("b", 6, 25, 10, 10)), names("aliases: 11 of at most 10"));
  EXPECT_THAT(over(Full("b", 5, 26, 10, 10)), names("employments: 51 of at most 50"));
  EXPECT_THAT(over(Full("b", 5, 25, 11, 10)), names("licences: 21 of at most 20"));
  EXPECT_THAT(over(Full("b", 5, 25, 10, 11)), names("titles: 21 of at most 20"));
  EXPECT_THAT(over(Full("b", 6, 25, 10, 11)),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       AllOf(HasSubstr("aliases: 11"), HasSubstr("titles: 21"), Not(HasSubstr("licences")))));
  EXPECT_THAT(over(Full("b", 6, 25, 10, 10)), FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
}

TEST(United, ADisplayNameMayBeOneAliasTooMany) {
  Person duplicate = Full("b", 5, 0, 0, 0);
  duplicate.set_display_name("张叁");
  EXPECT_THAT(United(Full("a", 5, 0, 0, 0), duplicate),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("aliases: 11 of at most 10")));
}

TEST(EmployersOn, HoldToTheDay) {
  // U19: the township hospital is merged into another on 2022-01-01.
  const auto person = FromText<Person>(
      "employments { organization: 'organizations/baishan' end_date: '2021-12-31' } "
      "employments { organization: 'organizations/lingjiang' start_date: '2022-01-01' } "
      "employments { organization: 'organizations/school' start_date: '2021-12-31' end_date: '2022-01-01' } "
      "employments { organization: 'organizations/school' start_date: '2022-01-01' position: '校医' }");
  EXPECT_THAT(EmployersOn(person, "2021-12-30"), ElementsAre("organizations/baishan"));
  EXPECT_THAT(EmployersOn(person, "2021-12-31"), ElementsAre("organizations/baishan", "organizations/school"));
  EXPECT_THAT(EmployersOn(person, "2022-01-01"), ElementsAre("organizations/lingjiang", "organizations/school"));
  EXPECT_THAT(EmployersOn(Person(), "2022-01-01"), IsEmpty());
}

TEST(DivisionOn, HoldsToTheDay) {
  // U19: a school of 塘栖镇.
  const auto school = FromText<v1::Organization>(
      "divisions { division: '330113' start_date: '2021-04-09' end_date: '2030-12-31' } "
      "divisions { division: '330110' end_date: '2021-04-08' }");
  EXPECT_EQ(DivisionOn(school, "2021-04-08"), "330110");
  EXPECT_EQ(DivisionOn(school, "2021-04-09"), "330113");
  EXPECT_EQ(DivisionOn(school, "2031-01-01"), "");
}

}  // namespace
}  // namespace jiedui::registry
