// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/expiring_licences.h"

#include <gmock/gmock.h>

#include "tests/registry_service/rpc/registry_server.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Stub = v1::PersonService::Stub;

v1::Person With(v1::Licence::Kind kind, const std::string& valid_to) {
  v1::Person person;
  person.set_display_name("张三");
  person.set_category(v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
  v1::Licence& licence = *person.add_licences();
  licence.set_kind(kind);
  licence.set_valid_to(valid_to);
  return person;
}

absl::StatusOr<v1::ListExpiringLicencesResponse> List(RegistryServer& server, const std::string& before,
                                                      const std::string& from = "", int page_size = 0,
                                                      const std::string& token = "") {
  v1::ListExpiringLicencesRequest request;
  request.set_before_date(before);
  request.set_from_date(from);
  request.set_page_size(page_size);
  request.set_page_token(token);
  return Call(server.persons(), &Stub::ListExpiringLicences, request);
}

// "persons/x by 2021-07-31"
std::vector<std::string> Due(const absl::StatusOr<v1::ListExpiringLicencesResponse>& response) {
  EXPECT_THAT(response, IsOk());
  std::vector<std::string> due;
  for (const v1::ExpiringLicence& licence : response->licences())
    due.push_back(absl::StrCat(licence.person(), " by ", licence.renew_by_date()));
  return due;
}

class ExpiringLicencesTest : public testing::Test {
 protected:
  ExpiringLicencesTest() {
    EXPECT_THAT(CreatePerson(server_, "village", With(v1::Licence::KIND_VILLAGE_DOCTOR, "2021-10-31")), IsOk());
    EXPECT_THAT(CreatePerson(server_, "nurse", With(v1::Licence::KIND_NURSE, "2021-12-31")), IsOk());
    EXPECT_THAT(CreatePerson(server_, "physician", With(v1::Licence::KIND_PHYSICIAN, "")), IsOk());
  }
  RegistryServer server_;
};

TEST_F(ExpiringLicencesTest, RenewalIsDueThreeMonthsOrThirtyDaysBefore) {
  const auto response = List(server_, "2021-12-31");
  EXPECT_THAT(Due(response), ElementsAre("persons/village by 2021-07-31", "persons/nurse by 2021-12-01"));
  EXPECT_EQ(response->licences(0).licence().valid_to(), "2021-10-31");
  EXPECT_EQ(response->licences(0).person_display_name(), "张三");
  EXPECT_THAT(response->licences(0).rule_source(), HasSubstr("乡村医生"));
}

TEST_F(ExpiringLicencesTest, TheLastDayIsNotBeforeItself) {
  EXPECT_THAT(Due(List(server_, "2021-12-01")), ElementsAre("persons/village by 2021-07-31"));
  EXPECT_THAT(Due(List(server_, "2021-07-31")), IsEmpty());
  EXPECT_THAT(Due(List(server_, "2021-12-31", "2021-08-01")), ElementsAre("persons/nurse by 2021-12-01"));
}

TEST_F(ExpiringLicencesTest, ARenewedLicenceIsNoLongerDue) {
  v1::UpdatePersonRequest update;
  *update.mutable_person() = With(v1::Licence::KIND_VILLAGE_DOCTOR, "2021-10-31");
  update.mutable_person()->set_name("persons/village");
  v1::Licence& renewed = *update.mutable_person()->add_licences();
  renewed.set_kind(v1::Licence::KIND_VILLAGE_DOCTOR);
  renewed.set_valid_from("2021-11-01");
  renewed.set_valid_to("2026-10-31");
  ASSERT_THAT(Call(server_.persons(), &Stub::UpdatePerson, update), IsOk());
  EXPECT_THAT(Due(List(server_, "2021-12-31")), ElementsAre("persons/nurse by 2021-12-01"));
  EXPECT_THAT(Due(List(server_, "2027-01-01")),
              ElementsAre("persons/nurse by 2021-12-01", "persons/village by 2026-07-31"));
}

TEST_F(ExpiringLicencesTest, PagesJoinWithoutAGap) {
  const auto first = List(server_, "2021-12-31", "", 1);
  EXPECT_THAT(Due(first), ElementsAre("persons/village by 2021-07-31"));
  const auto second = List(server_, "2021-12-31", "", 1, first->next_page_token());
  EXPECT_THAT(Due(second), ElementsAre("persons/nurse by 2021-12-01"));
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_THAT(List(server_, "2022-12-31", "", 1, first->next_page_token()),
              FailsWith(StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
}

TEST_F(ExpiringLicencesTest, BadDatesAreRefused) {
  EXPECT_THAT(List(server_, ""), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(List(server_, "2021-13-01"), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(List(server_, "2021-12-31", "", -1), StatusIs(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace jiedui::registry
