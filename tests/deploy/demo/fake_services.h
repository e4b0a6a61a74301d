// SPDX-License-Identifier: Apache-2.0
// Small real gRPC services with just enough behaviour for the loader: they remember what they were sent.
#pragma once

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <string>

#include "jiedui/registry/v1/admin_service.grpc.pb.h"
#include "jiedui/scheduler/v1/admin_service.grpc.pb.h"
#include "jiedui/scheduler/v1/assignment_service.grpc.pb.h"
#include "jiedui/scheduler/v1/course_service.grpc.pb.h"
#include "jiedui/scheduler/v1/pairing_service.grpc.pb.h"

namespace jiedui::demo {

class FakePairings final : public scheduler::v1::PairingService::Service {
 public:
  grpc::Status CreatePairing(grpc::ServerContext* context, const scheduler::v1::CreatePairingRequest* request,
                             scheduler::v1::Pairing* response) override {
    ++calls;
    static_cast<void>(context);
    if (request->pairing().display_name() == "away") return {grpc::StatusCode::UNAVAILABLE, "nobody answers"};
    if (request->pairing().display_name() == "bad") return {grpc::StatusCode::INVALID_ARGUMENT, "display_name is bad"};
    if (pairings.contains(request->pairing_id())) return {grpc::StatusCode::ALREADY_EXISTS, request->pairing_id()};
    *response = request->pairing();
    if (!request->validate_only()) pairings[request->pairing_id()] = *request;
    return grpc::Status::OK;
  }

  grpc::Status GetPairing(grpc::ServerContext* context, const scheduler::v1::GetPairingRequest* request,
                          scheduler::v1::Pairing* response) override {
    static_cast<void>(context);
    const auto found = pairings.find(request->name().substr(std::string("pairings/").size()));
    if (found == pairings.end()) return {grpc::StatusCode::NOT_FOUND, request->name()};
    *response = found->second.pairing();
    return grpc::Status::OK;
  }

  int calls = 0;
  std::map<std::string, scheduler::v1::CreatePairingRequest> pairings;
};

class FakeCourses final : public scheduler::v1::CourseService::Service {
 public:
  grpc::Status GetCourse(grpc::ServerContext* context, const scheduler::v1::GetCourseRequest* request,
                         scheduler::v1::Course* response) override {
    static_cast<void>(context);
    if (course.name() != request->name()) return {grpc::StatusCode::NOT_FOUND, request->name()};
    *response = course;
    return grpc::Status::OK;
  }
  grpc::Status UpdateCourse(grpc::ServerContext* context, const scheduler::v1::UpdateCourseRequest* request,
                            scheduler::v1::Course* response) override {
    static_cast<void>(context);
    ++updates;
    *course.mutable_quotas() = request->course().quotas();
    *response = course;
    return grpc::Status::OK;
  }

  int updates = 0;
  scheduler::v1::Course course;
};

// Refuses commands without a name.
class FakeAssignments final : public scheduler::v1::AssignmentService::Service {
 public:
  grpc::Status ApplyAssignmentCommands(grpc::ServerContext* context,
                                       grpc::ServerReader<scheduler::v1::ApplyAssignmentCommandsRequest>* reader,
                                       scheduler::v1::ApplyAssignmentCommandsResponse* response) override {
    static_cast<void>(context);
    scheduler::v1::BulkSummary& summary = *response->mutable_summary();
    scheduler::v1::ApplyAssignmentCommandsRequest command;
    while (reader->Read(&command)) {
      summary.set_rows(summary.rows() + 1);
      if (!command.check_in().name().empty()) {
        summary.set_updated(summary.updated() + 1);
        continue;
      }
      summary.set_refused(summary.refused() + 1);
      scheduler::v1::RowOutcome& outcome = *summary.add_outcomes();
      outcome.set_row(summary.rows());
      outcome.mutable_status()->set_code(3);
      outcome.mutable_status()->set_message("name is required");
    }
    if (summary.outcomes_size() == 0 || last_refusal.ok()) return grpc::Status::OK;
    google::rpc::Status& last = *summary.mutable_outcomes(summary.outcomes_size() - 1)->mutable_status();
    last.set_code(last_refusal.error_code());
    last.set_message(last_refusal.error_message());
    return grpc::Status::OK;
  }

  grpc::Status last_refusal;  // what the last of those refused is told instead
};

class FakeRegistryAdmin final : public registry::v1::AdminService::Service {
 public:
  grpc::Status GetStatus(grpc::ServerContext* context, const registry::v1::GetStatusRequest* request,
                         registry::v1::GetStatusResponse* response) override {
    static_cast<void>(context);
    static_cast<void>(request);
    response->set_incarnation("i");
    response->set_revision(7);
    return grpc::Status::OK;
  }
};

// Its directory comes one revision nearer with every question.
class FakeSchedulerAdmin final : public scheduler::v1::AdminService::Service {
 public:
  grpc::Status GetStatus(grpc::ServerContext* context, const scheduler::v1::GetStatusRequest* request,
                         scheduler::v1::GetStatusResponse* response) override {
    static_cast<void>(context);
    static_cast<void>(request);
    response->mutable_directory()->set_incarnation("i");
    response->mutable_directory()->set_revision(++revision);
    return grpc::Status::OK;
  }

  uint64_t revision = 4;
};

// All of them on one port.
class FakeServer {
 public:
  FakeServer() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&pairings).RegisterService(&courses).RegisterService(&assignments);
    builder.RegisterService(&registry_admin).RegisterService(&scheduler_admin);
    server_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
    channel_ = grpc::CreateChannel(address_, grpc::InsecureChannelCredentials());
  }

  const std::string& address() const { return address_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  FakePairings pairings;
  FakeCourses courses;
  FakeAssignments assignments;
  FakeRegistryAdmin registry_admin;
  FakeSchedulerAdmin scheduler_admin;

 private:
  std::string address_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace jiedui::demo
