// SPDX-License-Identifier: Apache-2.0
// The whole scheduler in process, served on loopback over a store in memory, following a fake registry; with clients,
// and a small world to start from.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/rpc/channel.h"
#include "common/rpc/server.h"
#include "common/rpc/status.h"
#include "common/store/memory/memory_store.h"
#include "jiedui/scheduler/v1/admin_service.grpc.pb.h"
#include "jiedui/scheduler/v1/assignment_service.grpc.pb.h"
#include "jiedui/scheduler/v1/change_service.grpc.pb.h"
#include "jiedui/scheduler/v1/course_service.grpc.pb.h"
#include "jiedui/scheduler/v1/pairing_service.grpc.pb.h"
#include "jiedui/scheduler/v1/posting_service.grpc.pb.h"
#include "jiedui/scheduler/v1/report_service.grpc.pb.h"
#include "scheduler_service/scheduler.h"
#include "tests/scheduler_service/eventually.h"
#include "tests/scheduler_service/fake_registry.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {

// One call with a deadline: the answer, or what the client makes of the error.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Invoke(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request, absl::Duration timeout = absl::Seconds(60)) {
  grpc::ClientContext context;
  rpc::SetTimeout(context, timeout);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return rpc::FromGrpcStatus(status);
  return response;
}

class SchedulerServer : public testing::Test {
 protected:
  using Assignments = v1::AssignmentService::Stub;
  using Courses = v1::CourseService::Stub;
  using Pairings = v1::PairingService::Stub;
  using Postings = v1::PostingService::Stub;

  SchedulerServer() {
    registry_.Put(Lingjiang());
    registry_.Put(FromText<registry::v1::Organization>(
        "name: 'organizations/cx-hospital' kind: KIND_HOSPITAL divisions { division: '510824' }"));
    for (const char* id : {"zhao", "qian", "sun"}) registry_.Put(VillageDoctor(id));
    scheduler_.Start();
    auto server = rpc::Server::Start({.error_domain = kErrorDomain, .drain_delay = absl::ZeroDuration()},
                                     scheduler_.Services(), *store_, clock_);
    EXPECT_THAT(server, IsOk());
    server_ = *std::move(server);
    const auto channel = rpc::NewChannel(absl::StrCat("127.0.0.1:", server_->port()));
    pairings_ = v1::PairingService::NewStub(channel);
    courses_ = v1::CourseService::NewStub(channel);
    postings_ = v1::PostingService::NewStub(channel);
    assignments_ = v1::AssignmentService::NewStub(channel);
    reports_ = v1::ReportService::NewStub(channel);
    changes_ = v1::ChangeService::NewStub(channel);
    admin_ = v1::AdminService::NewStub(channel);
    EXPECT_TRUE(Eventually([this] { return Status().directory().synced(); }));
  }
  ~SchedulerServer() override {
    server_->Drain();
    scheduler_.Stop();
  }

  v1::GetStatusResponse Status() {
    return Invoke(*admin_, &v1::AdminService::Stub::GetStatus, v1::GetStatusRequest())
        .value_or(v1::GetStatusResponse());
  }

  absl::StatusOr<v1::Pairing> Create(const v1::Pairing& pairing, const std::string& id = "yh-cx") {
    v1::CreatePairingRequest request;
    request.set_pairing_id(id);
    *request.mutable_pairing() = pairing;
    return Invoke(*pairings_, &Pairings::CreatePairing, request);
  }
  absl::StatusOr<v1::Course> Create(const v1::Course& course, v1::Course::State state = v1::Course::STATE_RUNNING) {
    v1::CreateCourseRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_course_id(course.name().substr(course.name().rfind('/') + 1));
    *request.mutable_course() = course;
    request.set_initial_state(state);
    return Invoke(*courses_, &Courses::CreateCourse, request);
  }
  absl::StatusOr<v1::Posting> Create(const v1::Posting& posting, absl::Duration timeout = absl::Seconds(60),
                                     v1::Posting::State state = v1::Posting::STATE_ON_POST) {
    v1::CreatePostingRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_posting_id(posting.name().substr(posting.name().rfind('/') + 1));
    *request.mutable_posting() = posting;
    request.set_initial_state(state);
    return Invoke(*postings_, &Postings::CreatePosting, request, timeout);
  }

  // All of them are under way. The pairing, the courses clinical and maternal, which overlap, and the posting ortho,
  // which overlaps both.
  void CreateSmallWorld() {
    ASSERT_THAT(Create(YuhangCangxi()), IsOk());
    ASSERT_THAT(Create(Clinical()), IsOk());
    ASSERT_THAT(Create(Maternal()), IsOk());
    ASSERT_THAT(Create(Stationed()), IsOk());
  }

  static v1::CreateAssignmentRequest ToAssign(const std::string& id, const std::string& person,
                                              const std::string& item) {
    v1::CreateAssignmentRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_assignment_id(id);
    request.mutable_assignment()->set_person("persons/" + person);
    request.mutable_assignment()->set_item("pairings/yh-cx/" + item);
    return request;
  }
  absl::StatusOr<v1::Assignment> Assign(const std::string& id, const std::string& person, const std::string& item,
                                        absl::Duration timeout = absl::Seconds(60)) {
    return Invoke(*assignments_, &Assignments::CreateAssignment, ToAssign(id, person, item), timeout);
  }
  template <typename Request>
  static Request StepOf(const std::string& id, const std::string& date, const std::string& reason = "") {
    Request request;
    request.set_name("pairings/yh-cx/assignments/" + id);
    request.set_date(date);
    if constexpr (requires { request.set_reason(reason); }) request.set_reason(reason);
    return request;
  }
  absl::StatusOr<v1::Assignment> CheckIn(const std::string& id, const std::string& date) {
    return Invoke(*assignments_, &Assignments::CheckInAssignment, StepOf<v1::CheckInAssignmentRequest>(id, date));
  }

  SystemClock clock_;
  FakeRegistry registry_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Scheduler scheduler_{*store_, rpc::NewChannel(registry_.address()), clock_};
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::PairingService::Stub> pairings_;
  std::unique_ptr<v1::CourseService::Stub> courses_;
  std::unique_ptr<v1::PostingService::Stub> postings_;
  std::unique_ptr<v1::AssignmentService::Stub> assignments_;
  std::unique_ptr<v1::ReportService::Stub> reports_;
  std::unique_ptr<v1::ChangeService::Stub> changes_;
  std::unique_ptr<v1::AdminService::Stub> admin_;
};

}  // namespace jiedui::scheduler
