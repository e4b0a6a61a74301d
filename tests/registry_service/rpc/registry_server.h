// SPDX-License-Identifier: Apache-2.0
// A registry in this process, over an empty store, behind a real server on a loopback port; and calls to it with the
// generated stubs.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/rpc/channel.h"
#include "common/rpc/server.h"
#include "common/rpc/status.h"
#include "common/store/memory/memory_store.h"
#include "grpcpp/client_context.h"
#include "jiedui/registry/v1/admin_service.grpc.pb.h"
#include "jiedui/registry/v1/change_service.grpc.pb.h"
#include "jiedui/registry/v1/division_service.grpc.pb.h"
#include "jiedui/registry/v1/organization_service.grpc.pb.h"
#include "jiedui/registry/v1/person_service.grpc.pb.h"
#include "jiedui/registry/v1/privacy_service.grpc.pb.h"
#include "registry_service/registry.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {

inline constexpr absl::Duration kCallTimeout = absl::Seconds(60);

class RegistryServer {
 public:
  explicit RegistryServer(bool allow_synthetic_ids = true) {
    registry_ = *Registry::Open(
        *store_, clock_,
        {.allow_synthetic_ids = allow_synthetic_ids, .divisions = ParseDivisions(ShippedDivisions()).value()});
    rpc::ServerOptions options;
    options.error_domain = kErrorDomain;
    options.drain_delay = absl::ZeroDuration();
    server_ = *rpc::Server::Start(options, registry_->Services(), *store_, clock_);
    channel_ = rpc::NewChannel(absl::StrCat("127.0.0.1:", server_->port()));
    persons_ = v1::PersonService::NewStub(channel_);
    organizations_ = v1::OrganizationService::NewStub(channel_);
    changes_ = v1::ChangeService::NewStub(channel_);
    divisions_ = v1::DivisionService::NewStub(channel_);
    admin_ = v1::AdminService::NewStub(channel_);
    privacy_ = v1::PrivacyService::NewStub(channel_);
  }

  v1::PersonService::Stub& persons() { return *persons_; }
  v1::OrganizationService::Stub& organizations() { return *organizations_; }
  v1::ChangeService::Stub& changes() { return *changes_; }
  v1::DivisionService::Stub& divisions() { return *divisions_; }
  v1::AdminService::Stub& admin() { return *admin_; }
  v1::PrivacyService::Stub& privacy() { return *privacy_; }
  store::Store& store() { return *store_; }
  rpc::Server& server() { return *server_; }

 private:
  SystemClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  std::unique_ptr<Registry> registry_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::PersonService::Stub> persons_;
  std::unique_ptr<v1::OrganizationService::Stub> organizations_;
  std::unique_ptr<v1::ChangeService::Stub> changes_;
  std::unique_ptr<v1::DivisionService::Stub> divisions_;
  std::unique_ptr<v1::AdminService::Stub> admin_;
  std::unique_ptr<v1::PrivacyService::Stub> privacy_;
};

// One unary call: Call(server.persons(), &v1::PersonService::Stub::GetPerson, request).
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request) {
  grpc::ClientContext context;
  rpc::SetTimeout(context, kCallTimeout);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return rpc::FromGrpcStatus(status);
  return response;
}

inline v1::Organization Hospital() {
  v1::Organization hospital;
  hospital.set_display_name("余杭示范医院A");
  hospital.set_kind(v1::Organization::KIND_HOSPITAL);
  hospital.add_divisions()->set_division("330110");
  return hospital;
}

inline v1::Person Doctor() {
  v1::Person person;
  person.set_display_name("张三");
  person.set_category(v1::PERSON_CATEGORY_DOCTOR);
  auto& document = *person.mutable_private_fields()->mutable_id_document();
  document.set_kind(v1::IdDocument::KIND_RESIDENT_ID);
  document.set_number("990824198808088886");
  person.mutable_private_fields()->set_mobile("15412345678");
  return person;
}

// A person without private fields, of whom there may be many.
inline v1::Person Teacher() {
  v1::Person person;
  person.set_display_name("李四");
  person.set_category(v1::PERSON_CATEGORY_TEACHER);
  return person;
}

inline absl::StatusOr<v1::Person> CreatePerson(RegistryServer& server, const std::string& id,
                                               const v1::Person& person) {
  v1::CreatePersonRequest request;
  request.set_person_id(id);
  *request.mutable_person() = person;
  return Call(server.persons(), &v1::PersonService::Stub::CreatePerson, request);
}

inline absl::StatusOr<v1::Person> GetPerson(RegistryServer& server, const std::string& name) {
  v1::GetPersonRequest request;
  request.set_name(name);
  return Call(server.persons(), &v1::PersonService::Stub::GetPerson, request);
}

inline absl::StatusOr<v1::Person> DeletePerson(RegistryServer& server, const std::string& name) {
  v1::DeletePersonRequest request;
  request.set_name(name);
  return Call(server.persons(), &v1::PersonService::Stub::DeletePerson, request);
}

// `paths` as in a field mask; none = the empty mask.
inline absl::StatusOr<v1::Person> UpdatePerson(RegistryServer& server, const v1::Person& person,
                                               const std::vector<std::string>& paths) {
  v1::UpdatePersonRequest request;
  *request.mutable_person() = person;
  for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
  return Call(server.persons(), &v1::PersonService::Stub::UpdatePerson, request);
}

inline absl::StatusOr<v1::Organization> CreateOrganization(RegistryServer& server, const std::string& id,
                                                           const v1::Organization& organization) {
  v1::CreateOrganizationRequest request;
  request.set_organization_id(id);
  *request.mutable_organization() = organization;
  return Call(server.organizations(), &v1::OrganizationService::Stub::CreateOrganization, request);
}

}  // namespace jiedui::registry
