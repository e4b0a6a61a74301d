// SPDX-License-Identifier: Apache-2.0
// A real server over the in-memory store, with handlers that a test may replace, and the real generated client.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/rpc/channel.h"
#include "common/rpc/server.h"
#include "common/rpc/status.h"
#include "common/store/memory/memory_store.h"
#include "common/store/transaction.h"
#include "gtest/gtest.h"
#include "jiedui/registry/v1/admin_service.grpc.pb.h"
#include "jiedui/registry/v1/change_service.grpc.pb.h"
#include "jiedui/registry/v1/person_service.grpc.pb.h"

namespace jiedui::rpc {

namespace v1 = registry::v1;
using PersonStub = v1::PersonService::Stub;

template <typename Request, typename Response>
using Decide = std::function<absl::StatusOr<Response>(const Request&, store::Transaction&)>;
template <typename Request, typename Response>
using Load = std::function<absl::StatusOr<Response>(const Request&, const ReadContext&)>;

inline absl::Status NotWanted() { return MakeError(absl::StatusCode::kUnimplemented, "INTERNAL", "not in this test"); }

// Stores the person under its name; there must be none yet.
inline absl::StatusOr<v1::Person> StorePerson(const v1::CreatePersonRequest& request, store::Transaction& transaction) {
  v1::Person person = request.person();
  person.set_name(absl::StrCat("persons/", request.person_id()));
  ASSIGN_OR_RETURN(const auto before, transaction.Get(store::Family::kRows, person.name()));
  if (before.has_value()) return ResourceExists("ID_TAKEN", "Person", person.name(), "there is one");
  RETURN_IF_ERROR(transaction.PutRow({.key = person.name(), .after = person.SerializeAsString()}));
  return person;
}

inline absl::StatusOr<Encoded> LoadPerson(const v1::GetPersonRequest& request, const ReadContext& context) {
  ASSIGN_OR_RETURN(auto row, context.snapshot.Get(store::Family::kRows, request.name()));
  if (!row.has_value()) return ResourceNotFound("Person", request.name());
  return Encoded{*std::move(row)};
}

// Stores the row's person, whatever was there.
inline absl::StatusOr<RowResult> StoreRow(const v1::ImportPersonsRequest& request, store::Transaction& transaction) {
  const v1::Person& person = request.person();
  std::string after = person.SerializeAsString();
  ASSIGN_OR_RETURN(auto before, transaction.Get(store::Family::kRows, person.name()));
  if (before == after) return RowResult{.effect = RowEffect::kUnchanged, .name = person.name()};
  const RowEffect effect = before.has_value() ? RowEffect::kUpdated : RowEffect::kCreated;
  RETURN_IF_ERROR(transaction.PutRow({.key = person.name(), .before = std::move(before), .after = std::move(after)}));
  return RowResult{.effect = effect, .name = person.name()};
}

struct Handlers {
  std::function<absl::StatusOr<v1::CreatePersonRequest>(v1::CreatePersonRequest, const CallInfo&)> parse_create =
      [](v1::CreatePersonRequest request, const CallInfo&) { return request; };
  Decide<v1::CreatePersonRequest, v1::Person> create = StorePerson;
  Decide<v1::UpdatePersonRequest, v1::Person> update = [](const auto&, auto&) { return NotWanted(); };
  Load<v1::GetPersonRequest, Encoded> get = LoadPerson;
  Load<v1::ListPersonsRequest, v1::ListPersonsResponse> list = [](const auto&, const auto&) { return NotWanted(); };
  Decide<v1::ImportPersonsRequest, RowResult> import_row = StoreRow;
  std::function<absl::Status(const v1::ImportPersonsRequest&, absl::Status)> explain_row;
  std::function<absl::StatusOr<std::unique_ptr<StreamSource>>(const v1::WatchChangesRequest&, const CallInfo&)> watch =
      [](const auto&, const auto&) { return NotWanted(); };
  Recovery recovery;
};

// Hands on what it gets.
inline constexpr auto kAsItIs = []<typename Request>(Request request, const CallInfo&) -> absl::StatusOr<Request> {
  return request;
};

inline Service NewPersonService(const Handlers& handlers) {
  Service service("jiedui.registry.v1.PersonService");
  service.Write<v1::CreatePersonRequest, v1::Person>("CreatePerson", handlers.parse_create, handlers.create);
  service.Read<v1::GetPersonRequest, v1::Person>("GetPerson", ReadCost::kPoint, handlers.get);
  service.Read<v1::ListPersonsRequest, v1::ListPersonsResponse>("ListPersons", ReadCost::kScan, handlers.list);
  service.Write<v1::UpdatePersonRequest, v1::Person>("UpdatePerson", kAsItIs, handlers.update);
  const auto no_write = [](const auto&, store::Transaction&) -> absl::StatusOr<v1::Person> { return NotWanted(); };
  service.Write<v1::DeletePersonRequest, v1::Person>("DeletePerson", kAsItIs, no_write);
  service.Write<v1::UndeletePersonRequest, v1::Person>("UndeletePerson", kAsItIs, no_write);
  service.Write<v1::MergePersonsRequest, v1::Person>("MergePersons", kAsItIs, no_write);
  service.Write<v1::UnmergePersonsRequest, v1::Person>("UnmergePersons", kAsItIs, no_write);
  service.Write<v1::RestrictPersonRequest, v1::Person>("RestrictPerson", kAsItIs, no_write);
  service.Write<v1::GetPersonDossierRequest, v1::PersonDossier>(
      "GetPersonDossier", kAsItIs,
      [](const auto&, store::Transaction&) -> absl::StatusOr<v1::PersonDossier> { return NotWanted(); });
  const auto no_read = [](const auto&, const auto&) -> absl::StatusOr<Encoded> { return NotWanted(); };
  service.Read<v1::BatchGetPersonsRequest, v1::BatchGetPersonsResponse>("BatchGetPersons", ReadCost::kPoint, no_read);
  service.Read<v1::SearchPersonsRequest, v1::SearchPersonsResponse>("SearchPersons", ReadCost::kScan, no_read);
  service.Read<v1::ListExpiringLicencesRequest, v1::ListExpiringLicencesResponse>("ListExpiringLicences",
                                                                                  ReadCost::kScan, no_read);
  service.Read<v1::ListEmployersRequest, v1::ListEmployersResponse>("ListEmployers", ReadCost::kScan, no_read);
  service.Stream<v1::ExportPersonsRequest>(
      "ExportPersons",
      [](const auto&, const auto&) -> absl::StatusOr<std::unique_ptr<StreamSource>> { return NotWanted(); });
  service.Bulk<v1::ImportPersonsRequest, v1::ImportPersonsResponse>("ImportPersons", kAsItIs, handlers.import_row,
                                                                    handlers.explain_row);
  if (handlers.recovery != nullptr) service.RecoverWith(handlers.recovery);
  return service;
}

inline Service NewChangeService(const Handlers& handlers) {
  Service service("jiedui.registry.v1.ChangeService");
  service.Stream<v1::WatchChangesRequest>("WatchChanges", handlers.watch);
  if (handlers.recovery != nullptr) service.RecoverWith(handlers.recovery);
  return service;
}

inline ServerOptions QuickOptions() {
  return {
      .error_domain = "registry.jiedui", .drain_delay = absl::ZeroDuration(), .drain_timeout = absl::Milliseconds(500)};
}

class TestServer {
 public:
  explicit TestServer(const Handlers& handlers = {}, ServerOptions options = QuickOptions())
      : store_(store::NewMemoryStore(clock_)) {
    std::vector<Service> services = {NewPersonService(handlers), NewChangeService(handlers)};
    auto server = Server::Start(std::move(options), std::move(services), *store_, clock_);
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
  }

  Server& server() { return *server_; }
  store::Store& store() { return *store_; }
  std::string address() const { return absl::StrCat("127.0.0.1:", server_->port()); }
  std::shared_ptr<grpc::Channel> NewChannel() const { return rpc::NewChannel(address()); }
  std::unique_ptr<PersonStub> NewPersons() const { return v1::PersonService::NewStub(NewChannel()); }
  std::unique_ptr<v1::ChangeService::Stub> NewChanges() const { return v1::ChangeService::NewStub(NewChannel()); }

 private:
  const SystemClock clock_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Server> server_;
};

// One blocking call, with a timeout that no test means to reach.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request, absl::Duration timeout = absl::Seconds(60)) {
  grpc::ClientContext context;
  SetTimeout(context, timeout);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return FromGrpcStatus(status);
  return response;
}

inline v1::CreatePersonRequest NewPerson(absl::string_view id) {
  v1::CreatePersonRequest request;
  request.set_person_id(std::string(id));
  request.mutable_person()->set_display_name("王小明");
  request.mutable_person()->set_category(v1::PERSON_CATEGORY_DOCTOR);
  return request;
}

inline v1::GetPersonRequest PersonNamed(absl::string_view name) {
  v1::GetPersonRequest request;
  request.set_name(std::string(name));
  return request;
}

}  // namespace jiedui::rpc
