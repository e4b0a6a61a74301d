// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_employers.h"

#include <gmock/gmock.h>

#include <string>

#include "common/base/civil_date.h"
#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

void AddDivision(v1::Organization& organization, const std::string& division, const std::string& start,
                 const std::string& end) {
  v1::DivisionMembership& membership = *organization.add_divisions();
  membership.set_division(division);
  membership.set_start_date(start);
  membership.set_end_date(end);
}

v1::Organization Named(const std::string& display_name, v1::Organization::Kind kind) {
  v1::Organization organization;
  organization.set_display_name(display_name);
  organization.set_kind(kind);
  return organization;
}

void AddEmployment(v1::Person& person, const std::string& organization, const std::string& start,
                   const std::string& end) {
  v1::Employment& employment = *person.add_employments();
  employment.set_organization("organizations/" + organization);
  employment.set_start_date(start);
  employment.set_end_date(end);
}

absl::StatusOr<v1::ListEmployersResponse> EmployersOn(RegistryServer& server, const std::string& person,
                                                      const std::string& date) {
  v1::ListEmployersRequest request;
  request.set_person(person);
  request.set_date(date);
  return Call(server.persons(), &v1::PersonService::Stub::ListEmployers, request);
}

// "organization division full name" of each.
std::vector<std::string> Told(const absl::StatusOr<v1::ListEmployersResponse>& response) {
  EXPECT_THAT(response, IsOk());
  std::vector<std::string> told;
  for (const v1::Employer& employer : response->employers())
    told.push_back(absl::StrCat(employer.organization().display_name(), " ", employer.division(), " ",
                                employer.division_display_name()));
  return told;
}

void MergeOrganizations(RegistryServer& server, const std::string& name, const std::string& predecessor,
                        const std::string& date) {
  v1::MergeOrganizationsRequest request;
  request.set_name("organizations/" + name);
  request.set_predecessor("organizations/" + predecessor);
  request.set_merge_date(date);
  request.set_reason("合并");
  EXPECT_THAT(Call(server.organizations(), &v1::OrganizationService::Stub::MergeOrganizations, request), IsOk());
}

// A school of 塘栖镇, which 临平区 took over on 2021-04-09, and township hospitals of 苍溪县.
class EmployersTest : public testing::Test {
 protected:
  EmployersTest() {
    v1::Organization school = Named("塘栖示范小学", v1::Organization::KIND_SCHOOL);
    AddDivision(school, "330110", "", "2021-04-08");
    AddDivision(school, "330113", "2021-04-09", "");
    EXPECT_THAT(CreateOrganization(server_, "school", school), IsOk());
    v1::Organization hospital = Named("白山乡卫生院", v1::Organization::KIND_TOWNSHIP_HOSPITAL);
    AddDivision(hospital, "510824226", "", "");
    EXPECT_THAT(CreateOrganization(server_, "baishan", hospital), IsOk());
    hospital.set_display_name("云峰镇卫生院");
    hospital.mutable_divisions(0)->set_division("510824102");
    EXPECT_THAT(CreateOrganization(server_, "yunfeng", hospital), IsOk());
    hospital.set_display_name("陵江镇卫生院");
    hospital.mutable_divisions(0)->set_division("510824100");
    EXPECT_THAT(CreateOrganization(server_, "lingjiang", hospital), IsOk());
  }
  void CreateDoctor() {
    v1::Person doctor = Doctor();
    AddEmployment(doctor, "baishan", "2015-07-01", "");
    EXPECT_THAT(CreatePerson(server_, "doctor", doctor), IsOk());
  }
  RegistryServer server_;
};

TEST_F(EmployersTest, ASchoolLiesInTheDivisionOfTheDay) {
  v1::Person teacher = Teacher();
  AddEmployment(teacher, "school", "2018-09-01", "2023-08-31");
  ASSERT_THAT(CreatePerson(server_, "teacher", teacher), IsOk());
  const auto on = [this](const std::string& date) { return Told(EmployersOn(server_, "persons/teacher", date)); };
  EXPECT_THAT(on("2021-04-08"), ElementsAre("塘栖示范小学 330110 浙江省杭州市余杭区"));
  EXPECT_THAT(on("2021-04-09"), ElementsAre("塘栖示范小学 330113 浙江省杭州市临平区"));
  EXPECT_THAT(on("2023-08-31"), ElementsAre("塘栖示范小学 330113 浙江省杭州市临平区"));
  EXPECT_THAT(on("2018-08-31"), IsEmpty());
  EXPECT_THAT(on("2023-09-01"), IsEmpty());
}

TEST_F(EmployersTest, AMergedHospitalIsItselfUntilTheDay) {
  CreateDoctor();
  MergeOrganizations(server_, "yunfeng", "baishan", "2022-01-01");
  const auto before = EmployersOn(server_, "persons/doctor", "2021-12-31");
  EXPECT_THAT(Told(before), ElementsAre("白山乡卫生院 510824226 四川省广元市苍溪县白山乡"));
  const auto after = EmployersOn(server_, "persons/doctor", "2022-01-01");
  EXPECT_THAT(Told(after), ElementsAre("云峰镇卫生院 510824102 四川省广元市苍溪县云峰镇"));
  EXPECT_EQ(after->employers(0).employment().organization(), "organizations/baishan") << "as it was entered";
}

TEST_F(EmployersTest, MergesAreFollowedOneAfterTheOther) {
  CreateDoctor();
  MergeOrganizations(server_, "lingjiang", "yunfeng", "2023-01-01");
  MergeOrganizations(server_, "yunfeng", "baishan", "2022-01-01");
  const auto on = [this](const std::string& date) {
    return EmployersOn(server_, "persons/doctor", date)->employers(0).organization().name();
  };
  EXPECT_EQ(on("2021-06-30"), "organizations/baishan");
  EXPECT_EQ(on("2022-06-30"), "organizations/yunfeng");
  EXPECT_EQ(on("2023-06-30"), "organizations/lingjiang");
}

TEST_F(EmployersTest, ADivisionThatTheTableDoesNotKnowIsAnsweredByItsCode) {
  v1::Organization far = Named("外地医院", v1::Organization::KIND_HOSPITAL);
  AddDivision(far, "990101", "2020-01-01", "");
  ASSERT_THAT(CreateOrganization(server_, "far", far), IsOk());
  v1::Person doctor = Doctor();
  AddEmployment(doctor, "far", "", "");
  ASSERT_THAT(CreatePerson(server_, "doctor", doctor), IsOk());
  EXPECT_THAT(Told(EmployersOn(server_, "persons/doctor", "2021-01-01")), ElementsAre("外地医院 990101 "));
  EXPECT_THAT(Told(EmployersOn(server_, "persons/doctor", "2019-12-31")), ElementsAre("外地医院  "));
}

TEST_F(EmployersTest, WithoutADayItIsToday) {
  CreateDoctor();
  const auto today = EmployersOn(server_, "persons/doctor", "");
  ASSERT_THAT(today, IsOk());
  EXPECT_TRUE(ParseDate(today->date()).has_value()) << today->date();
  EXPECT_EQ(today->employers_size(), 1);
}

TEST_F(EmployersTest, AMergedPersonIsReadAsTheOneThatStays) {
  CreateDoctor();
  v1::Person twin = Teacher();
  AddEmployment(twin, "school", "2018-09-01", "2019-08-31");
  ASSERT_THAT(CreatePerson(server_, "twin", twin), IsOk());
  v1::MergePersonsRequest merge;
  merge.set_name("persons/doctor");
  merge.set_duplicate("persons/twin");
  merge.set_reason("同一人");
  ASSERT_THAT(Call(server_.persons(), &v1::PersonService::Stub::MergePersons, merge), IsOk());
  const auto employers = EmployersOn(server_, "persons/twin", "2019-01-01");
  ASSERT_THAT(employers, IsOk());
  EXPECT_EQ(employers->person(), "persons/doctor");
  EXPECT_EQ(employers->employers_size(), 2);
}

TEST_F(EmployersTest, ARestrictedPersonIsWithheld) {
  CreateDoctor();
  v1::RestrictPersonRequest restrict_request;
  restrict_request.set_name("persons/doctor");
  restrict_request.set_reason("本人申请");
  ASSERT_THAT(Call(server_.persons(), &v1::PersonService::Stub::RestrictPerson, restrict_request), IsOk());
  EXPECT_THAT(EmployersOn(server_, "persons/doctor", "2021-01-01"),
              FailsWith(StatusCode::kFailedPrecondition, "PERSON_RESTRICTED"));
}

TEST_F(EmployersTest, WrongRequestsAreRefused) {
  EXPECT_THAT(EmployersOn(server_, "persons/none", "2021-01-01"), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(EmployersOn(server_, "persons/doctor", "2021-02-29"),
              StatusIs(StatusCode::kInvalidArgument, testing::HasSubstr("date")));
}

}  // namespace
}  // namespace jiedui::registry
