// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/row_findings.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "registry_service/domain/person.h"
#include "registry_service/domain/resident_id.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const PlainSeal kSeal("key");
const PrivateRules kRules{.seal = kSeal, .allow_synthetic_ids = true};

v1::Person Row(const std::string& name, const std::string& number) {
  v1::Person person;
  person.set_display_name(name);
  person.set_category(v1::PERSON_CATEGORY_DOCTOR);
  auto& document = *person.mutable_private_fields()->mutable_id_document();
  document.set_kind(v1::IdDocument::KIND_RESIDENT_ID);
  document.set_number(number);
  return person;
}

// "FIXED ID_FORM", in order.
std::vector<std::string> Codes(const v1::RowOutcome& outcome) {
  std::vector<std::string> codes;
  for (const v1::RowFinding& finding : outcome.findings()) {
    EXPECT_NE(finding.problem(), "");
    EXPECT_NE(finding.suggestion(), "");
    codes.push_back(v1::RowFinding::Kind_Name(finding.kind()).substr(5) + " " + finding.code());
  }
  return codes;
}

v1::RowOutcome OutcomeOf(const v1::Person& row) {
  const auto draft = ParsePerson(row, kRules);
  EXPECT_TRUE(draft.ok()) << draft.status();
  return draft.ok() ? FindingsOf(RawFormsOf(row), draft->person) : v1::RowOutcome();
}

TEST(RowFindings, ACleanRowHasNone) { EXPECT_THAT(Codes(OutcomeOf(Row("张三", "990824198808088886"))), IsEmpty()); }

TEST(RowFindings, WhatIsPutRightIsTold) {
  struct Case {
    std::string name;
    std::string number;
    std::string code;
  };
  const Case cases[] = {
      {"张三", "99082419790615998x", "FIXED ID_LOWER_CASE_X"},
      {"张三", "990824850101999", "FIXED ID_15_DIGITS"},
      {"张三", "９９０８２４198808088886", "FIXED ID_FORM"},
      {"张三", " 990824 19880808 8886", "FIXED ID_FORM"},
      {"张三", "'990824198808088886", "FIXED ID_FORM"},
      {"张 三", "990824198808088886", "FIXED NAME_BLANKS"},
      {"阿依古丽•买买提", "990824198808088886", "FIXED NAME_MIDDLE_DOT"},
  };
  for (const Case& c : cases) {
    v1::Person row = Row(c.name, c.number);
    if (c.code == "FIXED ID_LOWER_CASE_X") {
      std::string body = c.number.substr(0, 17);
      for (body[16] = '0'; ResidentIdCheckCharacter(body) != 'X'; ++body[16]) ASSERT_LT(body[16], '9');
      row.mutable_private_fields()->mutable_id_document()->set_number(body + "x");
    }
    EXPECT_THAT(Codes(OutcomeOf(row)), ElementsAre(c.code)) << c.number << c.name;
  }
}

TEST(RowFindings, ALicenceNumberOfAnotherLengthIsDoubtful) {
  const auto codes = [](v1::Licence::Kind kind, const std::string& number) {
    v1::Person row = Row("张三", "990824198808088886");
    row.add_licences()->set_kind(kind);
    row.mutable_licences(0)->set_number(number);
    return Codes(OutcomeOf(row));
  };
  EXPECT_THAT(codes(v1::Licence::KIND_PHYSICIAN, "110510824000123"), IsEmpty());
  EXPECT_THAT(codes(v1::Licence::KIND_PHYSICIAN, "11051082400012"), ElementsAre("WARNED LICENCE_NUMBER_LENGTH"));
  EXPECT_THAT(codes(v1::Licence::KIND_ASSISTANT_PHYSICIAN, "2105108240001234"),
              ElementsAre("WARNED LICENCE_NUMBER_LENGTH"));
  EXPECT_THAT(codes(v1::Licence::KIND_NURSE, "201951000001"), IsEmpty());
  EXPECT_THAT(codes(v1::Licence::KIND_NURSE, "20195100000"), ElementsAre("WARNED LICENCE_NUMBER_LENGTH"));
  EXPECT_THAT(codes(v1::Licence::KIND_VILLAGE_DOCTOR, "51"), IsEmpty());
  EXPECT_THAT(codes(v1::Licence::KIND_PHYSICIAN, ""), IsEmpty());
}

TEST(RowFindings, AFixSaysWhatCameAndWhatIsStored) {
  const v1::RowOutcome outcome = OutcomeOf(Row("张三", "990824850101999"));
  ASSERT_EQ(outcome.findings_size(), 1);
  EXPECT_EQ(outcome.findings(0).field(), "person.private_fields.id_document.number");
  EXPECT_EQ(outcome.findings(0).value(), "990824850101999");
  EXPECT_EQ(outcome.findings(0).new_value(), "990824198501019990");
  EXPECT_TRUE(HasFinding(outcome, v1::RowFinding::KIND_FIXED));
  EXPECT_FALSE(HasFinding(outcome, v1::RowFinding::KIND_WARNED));
}

TEST(RowFindings, WhatIsDoubtfulIsTold) {
  v1::Person row = Row("张三", "990824198808088886");
  row.set_birth_date("1988-08-09");
  row.set_sex(v1::SEX_MALE);
  EXPECT_THAT(Codes(OutcomeOf(row)), ElementsAre("WARNED BIRTH_DATE_DIFFERS", "WARNED SEX_DIFFERS"));
  row.set_birth_date("1988-08-08");
  row.set_sex(v1::SEX_FEMALE);
  EXPECT_THAT(Codes(OutcomeOf(row)), IsEmpty());
  EXPECT_THAT(Codes(OutcomeOf(Row("张\uE863", "990824198808088886"))), ElementsAre("WARNED PRIVATE_USE_CHARACTER"));
  EXPECT_THAT(Codes(OutcomeOf(Row("张\U0002C35B", "990824198808088886"))), IsEmpty());
}

// A number that a spreadsheet cut and that passes the check all the same.
TEST(RowFindings, ANumberThatEndsInZerosIsDoubtful) {
  std::string body = "99082419880808";
  for (int sequence = 0; sequence < 100; ++sequence) {
    std::string number =
        body.substr(0, 12) + std::to_string(10 + sequence % 20).substr(0, 2) + std::to_string(sequence % 10) + "00";
    if (ResidentIdCheckCharacter(number) != '0') continue;
    EXPECT_THAT(Codes(OutcomeOf(Row("张三", number + "0"))), ElementsAre("WARNED ID_ENDS_IN_000"));
    return;
  }
  FAIL() << "no such number";
}

}  // namespace
}  // namespace jiedui::registry
