// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/registered_review.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "registry_service/tools/cell_finding.h"

namespace jiedui::registry {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using v1::Licence;
using v1::Person;
using v1::RowFinding;

OrganizationNames Organizations() {
  OrganizationNames names;
  v1::Organization organization;
  for (const auto& [id, title] : {std::pair{"a", "甲院"}, std::pair{"b", "乙院"}}) {
    organization.set_name(std::string("organizations/") + id);
    organization.set_display_name(title);
    names.Add(organization);
  }
  return names;
}

ReadRow RowAt(const std::string& organization) {
  ReadRow row;
  row.request.mutable_person()->add_employments()->set_organization(organization);
  row.request.mutable_update_mask()->add_paths("employments");
  return row;
}

Person EmployedAt(const std::vector<std::string>& organizations) {
  Person person;
  for (const std::string& organization : organizations) person.add_employments()->set_organization(organization);
  return person;
}

TEST(ReviewAgainst, WarnsOfAnotherEmployerWithBothNames) {
  const ReadRow row = RowAt("organizations/b");
  ASSERT_TRUE(NeedsReview(row));
  // Before the row, as a dry run sees her, and after it.
  for (const Person& person : {EmployedAt({"organizations/a"}), EmployedAt({"organizations/a", "organizations/b"})}) {
    const std::vector<RowFinding> findings = ReviewAgainst(row, person, Organizations());
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].kind(), RowFinding::KIND_WARNED);
    EXPECT_EQ(findings[0].code(), "OTHER_EMPLOYER");
    EXPECT_EQ(findings[0].problem(), "此人在登记库中另有在职单位:甲院;名册所填单位:乙院");
    EXPECT_THAT(findings[0].suggestion(), HasSubstr("end_date"));
  }
}

TEST(ReviewAgainst, KnowsWhoHasLeftOrIsTheSame) {
  Person person = EmployedAt({"organizations/a", "organizations/b"});
  person.mutable_employments(0)->set_end_date("2021-10-31");
  EXPECT_THAT(ReviewAgainst(RowAt("organizations/b"), person, Organizations()), IsEmpty());
}

TEST(ReviewAgainst, WarnsOfAPositionThatIsReplaced) {
  ReadRow row = RowAt("organizations/a");
  row.request.mutable_person()->mutable_employments(0)->set_position("主任医师");
  Person person = EmployedAt({"organizations/a"});
  EXPECT_THAT(ReviewAgainst(row, person, Organizations()), IsEmpty()) << "it had none";
  person.mutable_employments(0)->set_position("院长");
  const std::vector<RowFinding> findings = ReviewAgainst(row, person, Organizations());
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind(), RowFinding::KIND_WARNED);
  EXPECT_EQ(findings[0].code(), "POSITION_REPLACED");
  EXPECT_EQ(findings[0].field(), "person.employments[0].position");
  EXPECT_EQ(findings[0].value(), "主任医师");
  EXPECT_THAT(findings[0].problem(), HasSubstr("院长"));
  EXPECT_THAT(findings[0].suggestion(), HasSubstr("UpdatePerson"));

  *person.add_employments() = person.employments(0);
  EXPECT_THAT(ReviewAgainst(row, person, Organizations()), IsEmpty()) << "of two none is replaced";
  person.mutable_employments(1)->set_end_date("2020-12-31");
  EXPECT_EQ(ReviewAgainst(row, person, Organizations()).size(), 1u) << "one that has ended does not count";
  row.request.mutable_person()->mutable_employments(0)->set_position("院长");
  EXPECT_THAT(ReviewAgainst(row, person, Organizations()), IsEmpty()) << "the same";
  row.request.mutable_person()->mutable_employments(0)->clear_position();
  EXPECT_THAT(ReviewAgainst(row, person, Organizations()), IsEmpty()) << "nothing is said";
}

TEST(NeedsReview, NotWhereTheRowChangesNothing) {
  ReadRow by_default = RowAt("organizations/a");
  by_default.request.clear_update_mask();
  EXPECT_FALSE(NeedsReview(by_default));
  ReadRow blank;
  blank.licence_without_end = "长期";
  EXPECT_FALSE(NeedsReview(blank)) << "there is no licence";
}

ReadRow RowForGood(const std::string& number) {
  ReadRow row;
  row.licence_without_end = "长期";
  Licence& licence = *row.request.mutable_person()->add_licences();
  licence.set_kind(Licence::KIND_PHYSICIAN);
  licence.set_number(number);
  return row;
}

Person Licensed(const std::string& number, const std::string& valid_to) {
  Person person;
  Licence& licence = *person.add_licences();
  licence.set_kind(Licence::KIND_PHYSICIAN);
  licence.set_number(number);
  licence.set_valid_to(valid_to);
  return person;
}

TEST(ReviewAgainst, WarnsThatALicenceStillEnds) {
  for (const char* number : {"", "1"}) {
    const ReadRow row = RowForGood(number);
    ASSERT_TRUE(NeedsReview(row));
    const std::vector<RowFinding> findings = ReviewAgainst(row, Licensed("1", "2020-12-31"), Organizations());
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].code(), "LICENCE_END_STAYS");
    EXPECT_EQ(findings[0].kind(), RowFinding::KIND_WARNED);
    EXPECT_EQ(findings[0].field(), "person.licences[0].valid_to");
    EXPECT_EQ(findings[0].value(), "长期");
    EXPECT_THAT(findings[0].problem(), HasSubstr("2020-12-31"));
  }
}

TEST(ReviewAgainst, KnowsOtherLicencesAndThoseWithoutEnd) {
  EXPECT_THAT(ReviewAgainst(RowForGood("1"), Licensed("2", "2020-12-31"), Organizations()), IsEmpty());
  EXPECT_THAT(ReviewAgainst(RowForGood("1"), Licensed("1", ""), Organizations()), IsEmpty());
  ReadRow row = RowForGood("1");
  row.request.mutable_person()->mutable_licences(0)->add_scopes("内科");
  EXPECT_THAT(ReviewAgainst(row, Licensed("1", "2020-12-31"), Organizations()), IsEmpty()) << "another scope";
}

}  // namespace
}  // namespace jiedui::registry
