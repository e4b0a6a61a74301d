// SPDX-License-Identifier: Apache-2.0
// A registry with village doctors of thirty townships and a scheduler that follows it, as they are shipped, each a
// process with a directory of its own: what the benchmark of the scheduler begins with.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "jiedui/registry/v1/admin_service.grpc.pb.h"
#include "jiedui/registry/v1/organization_service.grpc.pb.h"
#include "jiedui/registry/v1/person_service.grpc.pb.h"
#include "jiedui/scheduler/v1/admin_service.grpc.pb.h"
#include "tests/bench/measure.h"
#include "tests/support/held_port.h"
#include "tests/support/process.h"

namespace jiedui::bench {

inline constexpr int kTownships = 30;

// Whatever `program` is, on a port of its own.
struct Server {
  HeldPort port;
  Process process;

  Server(const std::string& program, const std::string& directory, const std::string& flag)
      : process({program, "--listen=" + port.address(), absl::StrCat("--data_dir=", directory), flag}) {}

  std::shared_ptr<grpc::Channel> Connect() const {
    auto channel = grpc::CreateChannel(port.address(), grpc::InsecureChannelCredentials());
    Require(channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(20)),
            "a server does not start: " + process.log());
    return channel;
  }
};

inline Server NewRegistry(const std::string& directory) {
  return Server("jiedui-registry", directory, "--allow_synthetic_ids");
}

// The answer of a call that must succeed.
template <typename Stub, typename Request, typename Response>
Response Call(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
              const Request& request) {
  grpc::ClientContext context;
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  Require(status.ok(), absl::StrCat(Request::descriptor()->name(), ": ", status.error_message()));
  return response;
}

// Neighbours in the order of their numbers are of the same township, and a hundred further is the next one.
inline int TownshipOf(int64_t person) { return static_cast<int>(person / 100 % kTownships); }
inline std::string DivisionOf(int township) { return absl::StrCat("510824", 100 + township); }

inline registry::v1::Person VillageDoctor(int64_t n) {
  registry::v1::Person person;
  person.set_display_name("王小明");
  person.set_category(registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
  person.mutable_private_fields()->mutable_id_document()->set_kind(registry::v1::IdDocument::KIND_RESIDENT_ID);
  person.mutable_private_fields()->mutable_id_document()->set_number(IdNumber(n));
  person.add_employments()->set_organization(absl::StrCat("organizations/township-", TownshipOf(n)));
  auto& licence = *person.add_licences();
  licence.set_kind(registry::v1::Licence::KIND_VILLAGE_DOCTOR);
  licence.set_valid_from("2018-01-01");
  return person;
}

inline void CreateTownships(const Server& server) {
  const auto stub = registry::v1::OrganizationService::NewStub(server.Connect());
  for (int i = 0; i < kTownships; ++i) {
    registry::v1::CreateOrganizationRequest request;
    request.set_organization_id(absl::StrCat("township-", i));
    request.mutable_organization()->set_display_name("乡镇卫生院");
    request.mutable_organization()->set_kind(registry::v1::Organization::KIND_TOWNSHIP_HOSPITAL);
    request.mutable_organization()->add_divisions()->set_division(DivisionOf(i));
    Call(*stub, &registry::v1::OrganizationService::Stub::CreateOrganization, request);
  }
}

// persons/p0 and so on.
inline void ImportPersons(const Server& server, int count) {
  const auto stub = registry::v1::PersonService::NewStub(server.Connect());
  grpc::ClientContext context;
  registry::v1::ImportPersonsResponse response;
  const auto writer = stub->ImportPersons(&context, &response);
  for (int n = 0; n < count; ++n) {
    registry::v1::ImportPersonsRequest row;
    *row.mutable_person() = VillageDoctor(n);
    row.mutable_person()->set_name(absl::StrCat("persons/p", n));
    if (!writer->Write(row)) break;
  }
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  Require(status.ok() && response.summary().created() == count,
          absl::StrCat("import: ", status.error_message(), response.summary().ShortDebugString().substr(0, 500)));
}

// Until the scheduler knows whatever the registry does.
inline void WaitForDirectory(const Server& registry, const Server& scheduler) {
  const auto source = registry::v1::AdminService::NewStub(registry.Connect());
  const auto follower = scheduler::v1::AdminService::NewStub(scheduler.Connect());
  const uint64_t revision =
      Call(*source, &registry::v1::AdminService::Stub::GetStatus, registry::v1::GetStatusRequest()).revision();
  for (int i = 0; i < 1200; ++i) {
    const auto status =
        Call(*follower, &scheduler::v1::AdminService::Stub::GetStatus, scheduler::v1::GetStatusRequest());
    if (status.directory().synced() && status.directory().revision() >= revision) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  Require(false, "the scheduler's directory does not reach the registry's revision");
}

}  // namespace jiedui::bench
