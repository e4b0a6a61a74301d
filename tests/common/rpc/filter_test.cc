// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "jiedui/registry/v1/person.pb.h"
#include "tests/support/rounds.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui::rpc {
namespace {

using registry::v1::Person;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

Person Somebody() {
  Person person;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(name: "persons/p-1" display_name: "沈丹" aliases: "丹丹" aliases: "A \"b\"" sex: SEX_FEMALE
         birth_date: "1990-08-24" category: PERSON_CATEGORY_TEACHER roles: ROLE_EXCHANGE roles: ROLE_TRAINEE
         private_fields { mobile: "154****5678" }
         employments { organization: "organizations/school" start_date: "2015-07-01" }
         employments { organization: "organizations/x" position: "副校长" }
         licences { kind: KIND_TEACHER number: "T-77" scopes: "语文" scopes: "数学" }
         licences { kind: KIND_NURSE valid_to: "2025-12-31" }
         create_time { seconds: 1636963200 nanos: 500000000 })",
      &person));
  return person;
}

std::string Problem(absl::string_view text) {
  const auto filter = Filter::Parse(text, *Person::descriptor());
  EXPECT_FALSE(filter.ok()) << text;
  EXPECT_THAT(filter, FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  return std::string(filter.status().message());
}

struct Case {
  std::string filter;
  bool matches;
};

class FilterTest : public testing::TestWithParam<Case> {};

TEST_P(FilterTest, Matches) {
  const auto filter = Filter::Parse(GetParam().filter, *Person::descriptor());
  ASSERT_THAT(filter, IsOk()) << GetParam().filter;
  EXPECT_EQ(filter->Matches(Somebody()), GetParam().matches) << GetParam().filter;
}

INSTANTIATE_TEST_SUITE_P(
    Text, FilterTest,
    testing::Values(Case{"display_name = \"沈丹\"", true}, Case{"display_name = 沈丹", true},
                    Case{"display_name != \"沈丹\"", false}, Case{"display_name = \"沈*\"", true},
                    Case{"display_name = \"*丹\"", true}, Case{"display_name = \"*沈丹*\"", true},
                    Case{"display_name != \"沈*\"", false}, Case{"display_name = \"丹*\"", false},
                    Case{"display_name = \"*\"", true}, Case{"display_name = \"沈\\*\"", false},
                    Case{"display_name:丹", true}, Case{"display_name:\"红\"", false}, Case{"display_name:*", true},
                    Case{"display_name", true}, Case{"ethnicity", false}, Case{"ethnicity:*", false},
                    Case{"ethnicity = \"\"", true}, Case{"NOT ethnicity:*", true},
                    Case{"birth_date < \"1990-12-31\"", true}, Case{"birth_date >= 1990-08-24", true},
                    Case{"birth_date > \"1990-08-24\"", false}, Case{"birth_date = \"1990-*\"", true},
                    Case{"birth_date < \"1990\" OR birth_date > \"1991\"", false}));

INSTANTIATE_TEST_SUITE_P(EnumsAndBooleans, FilterTest,
                         testing::Values(Case{"category = PERSON_CATEGORY_TEACHER", true},
                                         Case{"category = \"PERSON_CATEGORY_DOCTOR\"", false},
                                         Case{"category:PERSON_CATEGORY_TEACHER", true},
                                         Case{"category != PERSON_CATEGORY_TEACHER", false}, Case{"sex", true},
                                         Case{"sex = SEX_UNSPECIFIED", false}, Case{"-sex=SEX_MALE", true}));

INSTANTIATE_TEST_SUITE_P(
    Lists, FilterTest,
    testing::Values(Case{"roles:ROLE_TRAINEE", true}, Case{"roles = ROLE_EXCHANGE", true},
                    Case{"roles != ROLE_EXCHANGE", true}, Case{"aliases:\"丹丹\"", true}, Case{"aliases:\"丹\"", false},
                    Case{"aliases = \"丹*\"", true}, Case{"aliases:\"A \\\"b\\\"\"", true}, Case{"aliases:*", true},
                    Case{"titles:*", false}, Case{"titles", false}, Case{"licences:*", true},
                    Case{"licences.kind:KIND_TEACHER", true}, Case{"licences.kind = KIND_PHYSICIAN", false},
                    Case{"licences.kind != KIND_TEACHER", true}, Case{"NOT licences.kind = KIND_TEACHER", false},
                    Case{"licences.scopes:\"数学\"", true}, Case{"licences.scopes:\"英语\"", false},
                    Case{"licences.number:77", true}, Case{"licences.valid_to:*", true},
                    Case{"employments.organization = \"organizations/x\"", true},
                    Case{"employments.organization = organizations/y", false},
                    Case{"employments.position = \"副*\"", true}, Case{"titles.level = TITLE_LEVEL_SENIOR", false},
                    Case{"titles.level != TITLE_LEVEL_SENIOR", false}));

INSTANTIATE_TEST_SUITE_P(
    MessagesAndTimes, FilterTest,
    testing::Values(Case{"private_fields:*", true}, Case{"private_fields", true},
                    Case{"private_fields.id_document:*", false}, Case{"private_fields.mobile = \"*5678\"", true},
                    Case{"private_fields.id_document.number != \"x\"", false},
                    Case{"NOT private_fields.id_document.number = \"x\"", true}, Case{"delete_time:*", false},
                    Case{"delete_time != \"2021-11-15T08:00:00Z\"", false}, Case{"NOT delete_time", true},
                    Case{"create_time > \"2021-11-15T08:00:00Z\"", true},
                    Case{"create_time = \"2021-11-15T16:00:00.5+08:00\"", true},
                    Case{"create_time < \"2021-11-15T08:00:00.499Z\"", false}));

INSTANTIATE_TEST_SUITE_P(
    Logic, FilterTest,
    testing::Values(Case{"", true}, Case{" \n ", true},
                    Case{"sex = SEX_MALE OR category = PERSON_CATEGORY_TEACHER AND roles:ROLE_TRAINEE", true},
                    Case{"sex = SEX_MALE OR category = PERSON_CATEGORY_DOCTOR AND roles:ROLE_TRAINEE", false},
                    Case{"display_name:沈 display_name:丹", true}, Case{"display_name:沈 display_name:红", false},
                    Case{"NOT (sex = SEX_MALE OR display_name:红)", true}));

TEST(Filter, EmptyOneSaysThatItMatchesEverything) {
  EXPECT_TRUE(Filter::Parse("", *Person::descriptor())->matches_everything());
  EXPECT_TRUE(Filter::Parse("  ", *Person::descriptor())->matches_everything());
  EXPECT_FALSE(Filter::Parse("sex", *Person::descriptor())->matches_everything());
}

TEST(Filter, UnknownFieldListsTheFieldsThereAre) {
  EXPECT_THAT(Problem("sex AND nickname = 5"),
              StartsWith("filter: at character 9: there is no field 'nickname' in Person, only name, display_name, "));
  EXPECT_THAT(Problem("licences.type:*"), HasSubstr("there is no field 'type' in Licence, only kind, number, scopes,"));
  EXPECT_THAT(Problem("displayName = x"), HasSubstr("there is no field 'displayName'"));
}

TEST(Filter, ProblemIsABadRequestOfFilter) {
  const auto filter = Filter::Parse("(", *Person::descriptor());
  EXPECT_THAT(FieldProblems(filter.status()), ElementsAre(StartsWith("filter: at character 2: expected a field")));
}

TEST(Filter, WrongEnumNamesAreRefusedWithTheRightOnes) {
  EXPECT_EQ(Problem("sex = FEMALE"),
            "filter: at character 7: expected one of SEX_UNSPECIFIED, SEX_FEMALE, SEX_MALE, found 'FEMALE'");
  EXPECT_THAT(Problem("sex = 1"), HasSubstr("found '1'"));
  EXPECT_THAT(Problem("sex = SEX_*"), HasSubstr("found 'SEX_*'"));
  EXPECT_THAT(Problem("sex > SEX_FEMALE"), HasSubstr("'sex' has no order: only =, != and : compare it"));
}

TEST(Filter, MessagesAreOnlyTestedForPresence) {
  for (const char* text : {"licences = 5", "private_fields:x", "private_fields != \"\"", "titles < 3"})
    EXPECT_THAT(Problem(text), HasSubstr("cannot be compared, only tested with :*"));
  EXPECT_THAT(Problem("display_name.x = 5"), HasSubstr("'display_name' has no fields"));
  EXPECT_THAT(Problem("create_time.seconds > 5"), HasSubstr("'create_time' has no fields"));
}

TEST(Filter, WrongTimesAreRefused) {
  for (const char* text : {"create_time > \"2021-11-15\"", "create_time > 5", "create_time > \"infinite-future\"",
                           "create_time = \"\"", "create_time > \"2021-11-15T25:00:00Z\""})
    EXPECT_THAT(Problem(text), HasSubstr("expected a time like \"2021-11-15T08:00:00Z\""));
}

TEST(Filter, StarsOutOfPlaceAreRefused) {
  EXPECT_THAT(Problem("display_name = \"a*b\""), HasSubstr("a * may stand only at an end"));
  EXPECT_THAT(Problem("display_name > \"a*\""), HasSubstr("only after = and !="));
  EXPECT_THAT(Problem("display_name:\"a*\""), HasSubstr("only after = and !="));
}

TEST(Filter, TextIsComparedInOneNormalForm) {
  Person person;
  person.set_display_name("Ren\xC3\xA9");
  EXPECT_TRUE(Filter::Parse("display_name = \"Rene\xCC\x81\"", *Person::descriptor())->Matches(person));
}

TEST(Filter, MovesAndStaysUsable) {
  Filter filter = *Filter::Parse("sex = SEX_MALE", *Person::descriptor());
  Filter other = std::move(filter);
  EXPECT_FALSE(other.Matches(Somebody()));
  other = *Filter::Parse("sex = SEX_FEMALE", *Person::descriptor());
  EXPECT_TRUE(other.Matches(Somebody()));
}

// Whatever text arrives, the answer is a filter or INVALID_ARGUMENT; and a filter can be asked.
void ExpectAnswer(const std::string& text, const Person& person, int& good) {
  const auto filter = Filter::Parse(text, *Person::descriptor());
  if (filter.ok()) {
    ++good;
    filter->Matches(person);
  } else {
    ASSERT_EQ(filter.status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

TEST(Filter, AnyWordsGetAnAnswer) {
  static constexpr const char* kWords[] = {"(",
                                           ")",
                                           "AND",
                                           "OR",
                                           "NOT",
                                           "-",
                                           "=",
                                           "!=",
                                           "<",
                                           ">=",
                                           ":",
                                           ":*",
                                           "*",
                                           "\"",
                                           "\"x\"",
                                           "\\",
                                           ".",
                                           "sex",
                                           "display_name",
                                           "licences.kind",
                                           "roles",
                                           "create_time",
                                           "SEX_MALE",
                                           "ROLE_TRAINEE",
                                           "true",
                                           "5",
                                           "-5",
                                           "99999999999999999999",
                                           "1e999",
                                           "沈",
                                           "\"2021-11-15T08:00:00Z\"",
                                           "private_fields",
                                           "\xFF",
                                           "'",
                                           ","};
  std::mt19937 random(1);
  const Person person = Somebody();
  int good = 0;
  const int64_t rounds = Rounds(200'000);
  for (int round = 0; round < rounds; ++round) {
    std::string text;
    for (int words = static_cast<int>(random() % 12); words >= 0; --words)
      absl::StrAppend(&text, kWords[random() % std::size(kWords)], random() % 8 == 0 ? "" : " ");
    ASSERT_NO_FATAL_FAILURE(ExpectAnswer(text, person, good));
  }
  EXPECT_GT(good, Rounds(1'000));
}

TEST(Filter, AnyBytesGetAnAnswer) {
  std::mt19937 random(2);
  const Person person = Somebody();
  int good = 0;
  const int64_t rounds = Rounds(200'000);
  for (int round = 0; round < rounds; ++round) {
    std::string text(random() % 40, ' ');
    for (char& c : text) c = static_cast<char>(random() % 4 == 0 ? random() : ' ' + random() % 95);
    ASSERT_NO_FATAL_FAILURE(ExpectAnswer(text, person, good));
  }
}

TEST(RequiredText, IsWhatTheFilterSaysInSoManyWords) {
  const auto required = [](const char* filter) { return RequiredText(filter, "employments.organization"); };
  EXPECT_EQ(required("employments.organization = \"organizations/a\""), "organizations/a");
  EXPECT_EQ(required("sex = SEX_MALE AND employments.organization = \"organizations/a\""), "organizations/a");
  EXPECT_EQ(required("sex = SEX_MALE employments.organization = \"organizations/a\""), "organizations/a");
  for (const char* filter :
       {"", "  ", "sex = SEX_MALE", "employments.organization = \"organizations/*\"",
        "employments.organization != \"organizations/a\"", "NOT employments.organization = \"organizations/a\"",
        "employments.organization = \"organizations/a\" OR sex = SEX_MALE", "employments.organization = \"", "= ="})
    EXPECT_EQ(required(filter), std::nullopt) << filter;
}

// A filter matches what it means in Normalization Form C: an index asked for the letters as typed would miss that row.
TEST(RequiredText, IsInNormalFormCAsTheFilterComparesIt) {
  const std::string angstrom_sign = "employments.organization = \"\u212B\"";
  EXPECT_EQ(RequiredText(angstrom_sign, "employments.organization"), "\u00C5");
  EXPECT_EQ(RequiredText(angstrom_sign + " AND sex = SEX_MALE", "employments.organization"), "\u00C5");
}

}  // namespace
}  // namespace jiedui::rpc
