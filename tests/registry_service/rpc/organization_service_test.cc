// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/organization_service.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;
using Stub = v1::OrganizationService::Stub;

v1::Organization Coded() {
  v1::Organization organization = Hospital();
  organization.set_credit_code("91350100M000100Y43");
  return organization;
}

absl::StatusOr<v1::Organization> Get(RegistryServer& server, const std::string& name) {
  v1::GetOrganizationRequest request;
  request.set_name(name);
  return Call(server.organizations(), &Stub::GetOrganization, request);
}

absl::StatusOr<v1::Organization> Update(RegistryServer& server, const v1::Organization& organization,
                                        const std::vector<std::string>& paths) {
  v1::UpdateOrganizationRequest request;
  *request.mutable_organization() = organization;
  for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
  return Call(server.organizations(), &Stub::UpdateOrganization, request);
}

absl::StatusOr<v1::Organization> Delete(RegistryServer& server, const std::string& name) {
  v1::DeleteOrganizationRequest request;
  request.set_name(name);
  return Call(server.organizations(), &Stub::DeleteOrganization, request);
}

TEST(CreateOrganization, AnswersWhatGetAnswers) {
  RegistryServer server;
  const auto created = CreateOrganization(server, "a", Coded());
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(Get(server, "organizations/a")->SerializeAsString(), created->SerializeAsString());
  EXPECT_THAT(CreateOrganization(server, "", Hospital())->name(), StartsWith("organizations/o"));
}

TEST(CreateOrganization, WhatIsTakenIsRefused) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "a", Coded()), IsOk());
  EXPECT_THAT(CreateOrganization(server, "a", Hospital()), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_THAT(CreateOrganization(server, "b", Coded()), FailsWith(StatusCode::kAlreadyExists, "CREDIT_CODE_TAKEN"));
}

TEST(CreateOrganization, BadInputIsNamed) {
  RegistryServer server;
  const uint64_t untouched = server.store().Info().revision;
  const auto problems_with = [&server](const std::function<void(v1::Organization&)>& change) {
    v1::Organization organization = Hospital();
    change(organization);
    return FieldProblems(CreateOrganization(server, "", organization).status());
  };
  using Organization = v1::Organization;
  EXPECT_THAT(problems_with([](Organization& o) { o.clear_display_name(); }),
              Contains(StartsWith("organization.display_name: ")));
  EXPECT_THAT(problems_with([](Organization& o) { o.clear_kind(); }), Contains(StartsWith("organization.kind: ")));
  EXPECT_THAT(problems_with([](Organization& o) { o.clear_divisions(); }),
              Contains(StartsWith("organization.divisions: ")));
  EXPECT_THAT(problems_with([](Organization& o) { o.mutable_divisions(0)->set_division("33011"); }),
              Contains(StartsWith("organization.divisions[0].division: ")));
  EXPECT_THAT(problems_with([](Organization& o) { o.add_divisions()->set_division("330113"); }),
              Contains(StartsWith("organization.divisions[1].start_date: ")));
  EXPECT_THAT(problems_with([](Organization& o) { o.set_credit_code("91350100M000100Y44"); }),
              Contains(StartsWith("organization.credit_code: ")));
  EXPECT_THAT(problems_with([](Organization& o) { o.set_kind(static_cast<Organization::Kind>(77)); }),
              Contains(StartsWith("organization.kind: ")));
  EXPECT_EQ(server.store().Info().revision, untouched);
}

TEST(UpdateOrganization, ChangesTheNamedFields) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "a", Coded()), IsOk());
  v1::Organization patch;
  patch.set_name("organizations/a");
  patch.set_display_name("余杭示范医院B");
  patch.add_aliases("余杭示范医院A");
  const auto updated = Update(server, patch, {"display_name", "aliases"});
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->display_name(), "余杭示范医院B");
  EXPECT_EQ(updated->credit_code(), "91350100M000100Y43");
}

TEST(UpdateOrganization, MustLeaveAnOrganizationBehind) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "a", Coded()), IsOk());
  v1::Organization patch;
  patch.set_name("organizations/a");
  EXPECT_THAT(Update(server, patch, {"divisions"}),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("organization.divisions")));
}

TEST(UpdateOrganization, RefusesWhatIsNamelessUnknownOldTakenOrDeleted) {
  RegistryServer server;
  EXPECT_THAT(Update(server, Hospital(), {}), StatusIs(StatusCode::kInvalidArgument, HasSubstr("organization.name")));
  v1::Organization other = *CreateOrganization(server, "b", Hospital());
  ASSERT_THAT(CreateOrganization(server, "a", Coded()), IsOk());
  other.set_credit_code("91350100M000100Y43");
  EXPECT_THAT(Update(server, other, {}), FailsWith(StatusCode::kAlreadyExists, "CREDIT_CODE_TAKEN"));
  other.set_etag("0");
  EXPECT_THAT(Update(server, other, {}), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  other.clear_etag();
  ASSERT_THAT(Delete(server, "organizations/b"), IsOk());
  EXPECT_THAT(Update(server, other, {}), FailsWith(StatusCode::kFailedPrecondition, "RESOURCE_DELETED"));
  other.set_name("organizations/none");
  EXPECT_THAT(Update(server, other, {}), StatusIs(StatusCode::kNotFound));
}

TEST(DeleteOrganization, FreesTheCodeUntilUndeleted) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "a", Coded()), IsOk());
  ASSERT_THAT(Delete(server, "organizations/a"), IsOk());
  EXPECT_TRUE(Get(server, "organizations/a")->has_delete_time());
  v1::UndeleteOrganizationRequest undelete;
  undelete.set_name("organizations/a");
  EXPECT_FALSE(Call(server.organizations(), &Stub::UndeleteOrganization, undelete)->has_delete_time());
  ASSERT_THAT(Delete(server, "organizations/a"), IsOk());
  ASSERT_THAT(CreateOrganization(server, "b", Coded()), IsOk());
  EXPECT_THAT(Call(server.organizations(), &Stub::UndeleteOrganization, undelete),
              FailsWith(StatusCode::kAlreadyExists, "CREDIT_CODE_TAKEN"));
  EXPECT_THAT(Delete(server, "organizations/none"), StatusIs(StatusCode::kNotFound));
}

TEST(ListOrganizations, FiltersAndHidesTheDeleted) {
  RegistryServer server;
  for (const char* id : {"a", "b"}) ASSERT_THAT(CreateOrganization(server, id, Hospital()), IsOk());
  ASSERT_THAT(Delete(server, "organizations/a"), IsOk());
  v1::ListOrganizationsRequest list;
  list.set_filter("kind = KIND_HOSPITAL AND divisions.division:\"330110\"");
  const auto page = Call(server.organizations(), &Stub::ListOrganizations, list);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->organizations_size(), 1);
  EXPECT_EQ(page->organizations(0).name(), "organizations/b");
  list.set_show_deleted(true);
  EXPECT_EQ(Call(server.organizations(), &Stub::ListOrganizations, list)->organizations_size(), 2);
}

TEST(BatchGetOrganizations, NeedsAllOfThem) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "a", Hospital()), IsOk());
  v1::BatchGetOrganizationsRequest request;
  request.add_names("organizations/a");
  EXPECT_EQ(Call(server.organizations(), &Stub::BatchGetOrganizations, request)->organizations_size(), 1);
  request.add_names("organizations/none");
  EXPECT_THAT(Call(server.organizations(), &Stub::BatchGetOrganizations, request), StatusIs(StatusCode::kNotFound));
}

TEST(ImportOrganizations, KnowsThemByNameAndByCode) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "a", Coded()), IsOk());
  v1::Organization renamed = Coded();
  renamed.set_display_name("余杭示范医院B");
  v1::Organization named = Hospital();
  named.set_name("organizations/b");
  grpc::ClientContext context;
  rpc::SetTimeout(context, kCallTimeout);
  v1::ImportOrganizationsResponse response;
  const auto writer = server.organizations().ImportOrganizations(&context, &response);
  for (const v1::Organization& row : {renamed, named, named, v1::Organization()}) {
    v1::ImportOrganizationsRequest request;
    *request.mutable_organization() = row;
    ASSERT_TRUE(writer->Write(request));
  }
  writer->WritesDone();
  ASSERT_TRUE(writer->Finish().ok());
  EXPECT_EQ(response.summary().updated(), 1);
  EXPECT_EQ(response.summary().created(), 1);
  EXPECT_EQ(response.summary().unchanged(), 1);
  EXPECT_EQ(response.summary().refused(), 1);
  EXPECT_EQ(Get(server, "organizations/a")->display_name(), "余杭示范医院B");
}

// Imports one row.
v1::BulkSummary Import(RegistryServer& server, const v1::Organization& row) {
  grpc::ClientContext context;
  rpc::SetTimeout(context, kCallTimeout);
  v1::ImportOrganizationsResponse response;
  const auto writer = server.organizations().ImportOrganizations(&context, &response);
  v1::ImportOrganizationsRequest request;
  *request.mutable_organization() = row;
  EXPECT_TRUE(writer->Write(request));
  writer->WritesDone();
  EXPECT_TRUE(writer->Finish().ok());
  return response.summary();
}

TEST(ImportOrganizations, AFormerNameOutlivesTheNextImport) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "a", Coded()), IsOk());
  v1::Organization renamed = Coded();
  renamed.set_display_name("余杭示范医院B");
  EXPECT_EQ(Import(server, renamed).updated(), 1);
  EXPECT_EQ(Import(server, renamed).unchanged(), 1);
  renamed.add_aliases("示范医院");
  EXPECT_EQ(Import(server, renamed).updated(), 1);
  EXPECT_THAT(Get(server, "organizations/a")->aliases(), testing::ElementsAre("余杭示范医院A", "示范医院"));
}

// The association of homestays founded a training base (民宿农家乐培训基地).
TEST(OrganizationFounder, IsAnOrganizationThatExists) {
  RegistryServer server;
  v1::Organization base = Hospital();
  base.set_display_name("民宿农家乐培训基地");
  base.set_kind(v1::Organization::KIND_TRAINING_BASE);
  base.set_founder("organizations/association");
  EXPECT_THAT(CreateOrganization(server, "base", base),
              FailsWith(StatusCode::kFailedPrecondition, "ORGANIZATION_MISSING"));
  v1::Organization association = Hospital();
  association.set_display_name("余杭区民宿农家乐协会");
  association.set_kind(v1::Organization::KIND_ASSOCIATION);
  ASSERT_THAT(CreateOrganization(server, "association", association), IsOk());
  EXPECT_EQ(CreateOrganization(server, "base", base)->founder(), "organizations/association");
  ASSERT_THAT(Delete(server, "organizations/association"), IsOk());
  base.set_name("organizations/base");
  base.set_display_name("民宿培训基地");
  EXPECT_THAT(Update(server, base, {}), IsOk()) << "a founder that is gone does not stand in the way";
  v1::ListOrganizationsRequest list;
  list.set_filter("kind = KIND_TRAINING_BASE AND founder = \"organizations/association\"");
  EXPECT_EQ(Call(server.organizations(), &Stub::ListOrganizations, list)->organizations_size(), 1);
}

}  // namespace
}  // namespace jiedui::registry
