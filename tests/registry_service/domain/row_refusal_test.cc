// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/row_refusal.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "common/base/errors.h"
#include "registry_service/domain/missing.h"
#include "registry_service/domain/person.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;

const PlainSeal kSeal("key");
const PrivateRules kRules{.seal = kSeal, .allow_synthetic_ids = true};

v1::ImportPersonsRequest Row(const std::string& name, const std::string& number) {
  v1::ImportPersonsRequest row;
  row.mutable_person()->set_display_name(name);
  row.mutable_person()->set_category(v1::PERSON_CATEGORY_DOCTOR);
  auto& document = *row.mutable_person()->mutable_private_fields()->mutable_id_document();
  document.set_kind(v1::IdDocument::KIND_RESIDENT_ID);
  document.set_number(number);
  return row;
}

// "ID_FORM person.birth_date=value", in order.
std::vector<std::string> Told(const v1::ImportPersonsRequest& row, const absl::Status& refusal,
                              const PrivateRules& rules = kRules) {
  std::vector<std::string> told;
  const v1::RowOutcome outcome = RefusalFindings(row, rules, refusal);
  for (const v1::RowFinding& finding : outcome.findings()) {
    EXPECT_EQ(finding.kind(), v1::RowFinding::KIND_REFUSED);
    EXPECT_NE(finding.problem(), "");
    EXPECT_NE(finding.suggestion(), "");
    told.push_back(finding.code() + " " + finding.field() + "=" + finding.value());
  }
  return told;
}

std::vector<std::string> ToldOfParsing(const v1::ImportPersonsRequest& row, const PrivateRules& rules = kRules) {
  const auto draft = ParsePerson(row.person(), rules);
  EXPECT_FALSE(draft.ok());
  return Told(row, draft.status(), rules);
}

TEST(RefusalFindings, OfANumberSayWhatIsWrongWithIt) {
  struct Case {
    std::string number;
    std::string code;
  };
  const Case cases[] = {
      {"5.10824E+17", "ID_SCIENTIFIC_NOTATION"},
      {"990824198808088887", "ID_CHECK_CHARACTER"},
      {"990824198808088000", "ID_TRUNCATED"},
      {"99082419880808888", "ID_LENGTH"},
      {"990824198813088886", "ID_BIRTH_DATE"},
      {"99082419880808888×", "ID_LOOKALIKE_X"},
      {"99082419880808A886", "ID_FORM"},
      {"810000199408230021", "ID_OTHER_KIND"},
      {"", "ID_MISSING"},
  };
  for (const Case& c : cases)
    EXPECT_THAT(ToldOfParsing(Row("张三", c.number)),
                ElementsAre(c.code + " person.private_fields.id_document.number=" + c.number));
  const PrivateRules strict{.seal = kSeal, .allow_synthetic_ids = false};
  EXPECT_THAT(ToldOfParsing(Row("张三", "990824198808088886"), strict),
              ElementsAre("ID_SYNTHETIC person.private_fields.id_document.number=990824198808088886"));
}

TEST(RefusalFindings, OfAMobileAndOfMasks) {
  v1::ImportPersonsRequest row = Row("张三", "990824198808088886");
  row.mutable_person()->mutable_private_fields()->set_mobile("123");
  EXPECT_THAT(ToldOfParsing(row), ElementsAre("MOBILE_FORM person.private_fields.mobile=123"));
  row = Row("张三", "990824********8886");
  row.mutable_person()->mutable_private_fields()->set_mobile("154****5678");
  const auto draft = ParsePerson(row.person(), kRules);
  ASSERT_TRUE(draft.ok()) << draft.status();
  const auto foreign = Register(*draft, {}, kSeal, {});
  EXPECT_THAT(Told(row, foreign.status()),
              ElementsAre("ID_MASKED person.private_fields.id_document.number=990824********8886",
                          "MOBILE_MASKED person.private_fields.mobile=154****5678"));
}

TEST(RefusalFindings, OfAnyOtherFieldCarryItAndWhatCame) {
  v1::ImportPersonsRequest row = Row("", "990824198808088886");
  row.mutable_person()->clear_category();
  row.mutable_person()->set_birth_date("1980-13-45");
  const absl::Status refusal = InvalidFields({{"person.display_name", "is required"},
                                              {"person.category", "is required"},
                                              {"person.birth_date", "must be a date"}});
  EXPECT_THAT(Told(row, refusal), ElementsAre("NAME_MISSING person.display_name=", "CATEGORY_MISSING person.category=",
                                              "INVALID_FIELD person.birth_date=1980-13-45"));
}

TEST(RefusalFindings, OfEveryDecisionHaveTheirWords) {
  v1::ImportPersonsRequest row = Row("萧丽", "990824198808088886");
  row.mutable_person()->set_name("persons/xiao");
  row.mutable_person()->set_etag("7");
  EXPECT_THAT(Told(row, CheckHolderName("萧丽", "persons/xiao", {"肖丽"})),
              ElementsAre("NAME_MISMATCH person.display_name=萧丽"));
  EXPECT_THAT(Told(row, EtagMismatch("persons/xiao", "7", "8")), ElementsAre("ETAG_MISMATCH person.etag=7"));
  EXPECT_THAT(Told(row, ResourceNotFound("type", "persons/xiao")),
              ElementsAre("RESOURCE_NOT_FOUND person.name=persons/xiao"));
  EXPECT_THAT(Told(row, LimitExceeded("person", "too many")), ElementsAre("LIMIT_EXCEEDED person.display_name=萧丽"));
  EXPECT_THAT(Told({}, LimitExceeded("request", "too long to be read")), ElementsAre("LIMIT_EXCEEDED person="));
  for (const std::string reason : {"RESOURCE_DELETED", "PERSON_MERGED", "PERSON_RESTRICTED"})
    EXPECT_THAT(Told(row, MakeError(absl::StatusCode::kFailedPrecondition, reason, "so it is")),
                ElementsAre(reason + " person.display_name=萧丽"));
}

TEST(RefusalFindings, OfMissingEmployersNameThoseOfTheRow) {
  v1::ImportPersonsRequest row = Row("张三", "990824198808088886");
  for (const char* organization : {"organizations/a", "organizations/b"})
    row.mutable_person()->add_employments()->set_organization(organization);
  // The record has an employment before the row's.
  const absl::Status refusal =
      RequireOrganizations({{"person.employments[2].organization", "organizations/b"}}, {"organizations/b"});
  EXPECT_THAT(Told(row, refusal),
              ElementsAre("ORGANIZATION_MISSING person.employments[1].organization=organizations/b"));
  row.mutable_person()->clear_employments();
  EXPECT_THAT(Told(row, refusal), ElementsAre("ORGANIZATION_MISSING person.employments="));
}

TEST(RefusalFindings, OfAnythingElseAreTheirReason) {
  const v1::ImportPersonsRequest row = Row("张三", "990824198808088886");
  EXPECT_THAT(Told(row, MakeError(absl::StatusCode::kResourceExhausted, "DISK_FULL", "no room")),
              ElementsAre("DISK_FULL ="));
  EXPECT_THAT(Told(row, absl::UnavailableError("gone")), ElementsAre("UNAVAILABLE ="));
}

}  // namespace
}  // namespace jiedui::registry
