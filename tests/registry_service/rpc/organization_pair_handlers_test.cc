// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/organization_pair_handlers.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::HasSubstr;
using Stub = v1::OrganizationService::Stub;

v1::CreateOrganizationPairRequest Hospitals() {
  v1::CreateOrganizationPairRequest request;
  request.set_organization_pair_id("hospitals");
  auto& pair = *request.mutable_organization_pair();
  pair.set_kind(v1::OrganizationPair::KIND_HOSPITAL);
  pair.set_east_organization("organizations/east");
  pair.set_west_organization("organizations/west");
  pair.set_sign_date("2021-06-10");
  return request;
}

void CreateBoth(RegistryServer& server) {
  for (const char* id : {"east", "west"}) ASSERT_THAT(CreateOrganization(server, id, Hospital()), IsOk());
}

TEST(CreateOrganizationPair, AnswersWhatGetAnswers) {
  RegistryServer server;
  CreateBoth(server);
  const auto created = Call(server.organizations(), &Stub::CreateOrganizationPair, Hospitals());
  ASSERT_THAT(created, IsOk());
  v1::GetOrganizationPairRequest get;
  get.set_name("organizationPairs/hospitals");
  const auto read = Call(server.organizations(), &Stub::GetOrganizationPair, get);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), created->SerializeAsString());
}

TEST(CreateOrganizationPair, RefusesTakenIdsAndMissingOrganizations) {
  RegistryServer server;
  const auto missing = Call(server.organizations(), &Stub::CreateOrganizationPair, Hospitals());
  EXPECT_THAT(missing, FailsWith(StatusCode::kFailedPrecondition, "ORGANIZATION_MISSING"));
  CreateBoth(server);
  ASSERT_THAT(Call(server.organizations(), &Stub::CreateOrganizationPair, Hospitals()), IsOk());
  EXPECT_THAT(Call(server.organizations(), &Stub::CreateOrganizationPair, Hospitals()),
              FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
}

TEST(CreateOrganizationPair, RefusesOrganizationsOfAnotherKind) {
  RegistryServer server;
  CreateBoth(server);
  v1::CreateOrganizationPairRequest request = Hospitals();
  request.mutable_organization_pair()->set_kind(v1::OrganizationPair::KIND_SCHOOL);
  const auto refused = Call(server.organizations(), &Stub::CreateOrganizationPair, request);
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "ORGANIZATION_KIND_MISMATCH"));
  EXPECT_THAT(refused.status().ToString(), HasSubstr("KIND_HOSPITAL"));
}

TEST(CreateOrganizationPair, RefusesWrongFieldsByTheirPath) {
  RegistryServer server;
  v1::CreateOrganizationPairRequest request = Hospitals();
  request.mutable_organization_pair()->set_west_organization("organizations/east");
  EXPECT_THAT(Call(server.organizations(), &Stub::CreateOrganizationPair, request),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("organization_pair.west_organization")));
  request = Hospitals();
  request.mutable_organization_pair()->clear_sign_date();
  EXPECT_THAT(Call(server.organizations(), &Stub::CreateOrganizationPair, request),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("organization_pair.sign_date")));
}

TEST(GetOrganizationPair, OfNoneIsNotFound) {
  RegistryServer server;
  v1::GetOrganizationPairRequest get;
  get.set_name("organizationPairs/none");
  EXPECT_THAT(Call(server.organizations(), &Stub::GetOrganizationPair, get), StatusIs(StatusCode::kNotFound));
}

TEST(ListOrganizationPairs, FindsByKind) {
  RegistryServer server;
  CreateBoth(server);
  ASSERT_THAT(Call(server.organizations(), &Stub::CreateOrganizationPair, Hospitals()), IsOk());
  v1::ListOrganizationPairsRequest list;
  list.set_filter("kind = KIND_HOSPITAL");
  EXPECT_EQ(Call(server.organizations(), &Stub::ListOrganizationPairs, list)->organization_pairs_size(), 1);
  list.set_filter("kind = KIND_SCHOOL");
  EXPECT_EQ(Call(server.organizations(), &Stub::ListOrganizationPairs, list)->organization_pairs_size(), 0);
}

class RecordedPair : public testing::Test {
 protected:
  RecordedPair() {
    CreateBoth(server_);
    EXPECT_THAT(Call(server_.organizations(), &Stub::CreateOrganizationPair, Hospitals()), IsOk());
  }
  absl::StatusOr<v1::OrganizationPair> Read() {
    v1::GetOrganizationPairRequest get;
    get.set_name("organizationPairs/hospitals");
    return Call(server_.organizations(), &Stub::GetOrganizationPair, get);
  }
  RegistryServer server_;
};

TEST_F(RecordedPair, Ends) {
  v1::UpdateOrganizationPairRequest update;
  update.mutable_organization_pair()->set_name("organizationPairs/hospitals");
  update.mutable_organization_pair()->set_end_date("2023-06-09");
  const auto ended = Call(server_.organizations(), &Stub::UpdateOrganizationPair, update);
  ASSERT_THAT(ended, IsOk());
  EXPECT_EQ(ended->end_date(), "2023-06-09");
  EXPECT_EQ(Read()->SerializeAsString(), ended->SerializeAsString());
}

TEST_F(RecordedPair, StaysAPair) {
  v1::UpdateOrganizationPairRequest update;
  update.mutable_organization_pair()->set_name("organizationPairs/hospitals");
  update.mutable_update_mask()->add_paths("sign_date");
  EXPECT_THAT(Call(server_.organizations(), &Stub::UpdateOrganizationPair, update),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("organization_pair.sign_date")));
  update.mutable_organization_pair()->clear_name();
  EXPECT_THAT(Call(server_.organizations(), &Stub::UpdateOrganizationPair, update),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("organization_pair.name")));
  EXPECT_EQ(Read()->sign_date(), "2021-06-10");
}

TEST_F(RecordedPair, IsRemovedOnceAndARetryIsAnsweredTheSame) {
  v1::DeleteOrganizationPairRequest remove;
  remove.set_name("organizationPairs/hospitals");
  remove.set_request_id("r1");
  const auto removed = Call(server_.organizations(), &Stub::DeleteOrganizationPair, remove);
  ASSERT_THAT(removed, IsOk());
  EXPECT_EQ(removed->sign_date(), "2021-06-10");
  EXPECT_THAT(Read(), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Call(server_.organizations(), &Stub::DeleteOrganizationPair, remove), IsOk());
  remove.clear_request_id();
  EXPECT_THAT(Call(server_.organizations(), &Stub::DeleteOrganizationPair, remove), StatusIs(StatusCode::kNotFound));
}

}  // namespace
}  // namespace jiedui::registry
