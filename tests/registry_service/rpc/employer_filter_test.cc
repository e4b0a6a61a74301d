// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/employer_filter.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "tests/registry_service/rpc/registry_server.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

const char kToday[] = "2022-01-01";

// What a read of the server's store sees.
class EmployerFilterTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* id : {"old", "new"}) {
      v1::Organization organization = Hospital();
      organization.set_display_name(absl::StrCat("卫生院", id));
      organization.mutable_divisions(0)->set_division(id == std::string("old") ? "510824226" : "510824102");
      ASSERT_THAT(CreateOrganization(server_, id, organization), IsOk());
      v1::Person person = Teacher();
      person.add_employments()->set_organization(absl::StrCat("organizations/", id));
      ASSERT_THAT(CreatePerson(server_, absl::StrCat("at-", id), person), IsOk());
    }
  }
  void MergeOn(const std::string& date) {
    v1::MergeOrganizationsRequest merge;
    merge.set_name("organizations/new");
    merge.set_predecessor("organizations/old");
    merge.set_merge_date(date);
    merge.set_reason("合并");
    ASSERT_THAT(Call(server_.organizations(), &v1::OrganizationService::Stub::MergeOrganizations, merge), IsOk());
  }
  std::vector<std::string> EmployedAt(const std::string& organization) {
    const auto snapshot = server_.store().NewSnapshot(store::ReadTier::kDisk);
    const store::StoreInfo info = server_.store().Info();
    const rpc::CallInfo call;
    const auto ids = PersonsEmployedAt(parts_, organization, kToday, {*snapshot, info, call, absl::UnixEpoch()});
    EXPECT_THAT(ids, IsOk());
    return ids.ok() ? ids->ids() : std::vector<std::string>();
  }
  absl::StatusOr<bool> Takes(const std::string& division, const std::string& organization,
                             const std::string& end_date = "") {
    const auto snapshot = server_.store().NewSnapshot(store::ReadTier::kDisk);
    const store::StoreInfo info = server_.store().Info();
    const rpc::CallInfo call;
    const rpc::ReadContext context{*snapshot, info, call, absl::UnixEpoch()};
    const std::string today = kToday;
    DivisionFilter filter(parts_, division, today, context);
    v1::Person person;
    person.add_employments()->set_organization(organization);
    person.mutable_employments(0)->set_end_date(end_date);
    return filter.Takes(person);
  }

  RegistryServer server_;
  const Tables tables_;
  const PlainSeal seal_{"key"};
  const PrivateRules rules_{.seal = seal_, .allow_synthetic_ids = true};
  const SystemClock clock_{};
  const Divisions divisions_ = ParseDivisions(ShippedDivisions()).value();
  const ServiceParts parts_{server_.store(), tables_, rules_, clock_, divisions_, absl::Hours(1)};
};

TEST_F(EmployerFilterTest, PersonsOfAPredecessorAreThoseOfItsSuccessorFromTheDay) {
  EXPECT_THAT(EmployedAt("organizations/new"), ElementsAre("at-new"));
  MergeOn("2022-01-02");
  EXPECT_THAT(EmployedAt("organizations/new"), ElementsAre("at-new"));
  v1::UnmergeOrganizationsRequest unmerge;
  unmerge.set_name("organizations/old");
  ASSERT_THAT(Call(server_.organizations(), &v1::OrganizationService::Stub::UnmergeOrganizations, unmerge), IsOk());
  MergeOn(kToday);
  EXPECT_THAT(EmployedAt("organizations/new"), ElementsAre("at-new", "at-old"));
  EXPECT_THAT(EmployedAt("organizations/old"), ElementsAre("at-old"));
  EXPECT_THAT(EmployedAt("organizations/nowhere"), IsEmpty());
}

TEST_F(EmployerFilterTest, ADivisionTakesThoseWhoseEmployerOfTheDayLiesInside) {
  EXPECT_THAT(Takes("510824226", "organizations/old"), IsOkAndHolds(true));
  EXPECT_THAT(Takes("51", "organizations/old"), IsOkAndHolds(true));
  EXPECT_THAT(Takes("510824102", "organizations/old"), IsOkAndHolds(false));
  EXPECT_THAT(Takes("51", "organizations/old", "2021-12-31"), IsOkAndHolds(false));
  EXPECT_THAT(Takes("", "organizations/old", "2021-12-31"), IsOkAndHolds(true));
  EXPECT_THAT(Takes("51", "organizations/nowhere"), StatusIs(StatusCode::kNotFound));
  MergeOn(kToday);
  EXPECT_THAT(Takes("510824102", "organizations/old"), IsOkAndHolds(true));
}

}  // namespace
}  // namespace jiedui::registry
