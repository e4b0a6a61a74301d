// SPDX-License-Identifier: Apache-2.0
// AssignmentServer with the planning service, and courses that people are approved for.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "jiedui/scheduler/v1/planning_service.grpc.pb.h"
#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {

class PlanServer : public AssignmentServer {
 protected:
  using Planning = v1::PlanningService::Stub;

  PlanServer() {
    planning_ = v1::PlanningService::NewStub(rpc::NewChannel(absl::StrCat("127.0.0.1:", server_->port())));
    EXPECT_THAT(Create(YuhangCangxi()), IsOk());
  }

  // The clinical course, open for nominations, under another id, days and seats.
  void AddCourse(const std::string& id, int seats, const std::string& extra = "") {
    v1::Course course = Clinical();
    course.set_name("pairings/yh-cx/courses/" + id);
    course.set_seats(seats);
    course.MergeFrom(FromText<v1::Course>(extra));
    ASSERT_THAT(Create(course, v1::Course::STATE_OPEN_FOR_NOMINATION), IsOk());
  }

  // Village doctors p0, p1, ... of Lingjiang().
  void AddPeople(int count) {
    std::vector<registry::v1::Person> persons;
    for (int i = 0; i < count; ++i) persons.push_back(VillageDoctor(absl::StrCat("p", i)));
    const uint64_t revision = registry_.PutAll(persons);
    ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  }

  // `person` is approved for the course, by the assignment {person}-{course}.
  std::string Approve(const std::string& person, const std::string& course) {
    const std::string id = absl::StrCat(person, "-", course);
    EXPECT_THAT(Nominate(id, person, "courses/" + course), IsOk());
    EXPECT_THAT(Review(id, v1::ReviewAssignmentRequest::DECISION_APPROVE), IsOk());
    return id;
  }
  // p0 to p{count - 1}, for "clinical" with so many seats.
  void ApproveForClinical(int count, int seats) {
    AddPeople(count);
    AddCourse("clinical", seats);
    for (int i = 0; i < count; ++i) Approve(absl::StrCat("p", i), "clinical");
  }

  static v1::CreatePlanRequest ToPlan(const std::string& id, const std::string& question = "") {
    v1::CreatePlanRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_plan_id(id);
    *request.mutable_question() = FromText<v1::PlanQuestion>(question);
    return request;
  }
  static std::string PlanName(const std::string& id) { return "pairings/yh-cx/plans/" + id; }

  // Everything that a stream tells.
  absl::StatusOr<std::vector<v1::CreatePlanResponse>> Stream(const v1::CreatePlanRequest& request) {
    grpc::ClientContext context;
    rpc::SetTimeout(context, absl::Seconds(60));
    const auto reader = planning_->CreatePlan(&context, request);
    std::vector<v1::CreatePlanResponse> messages;
    v1::CreatePlanResponse message;
    while (reader->Read(&message)) messages.push_back(message);
    const grpc::Status status = reader->Finish();
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    return messages;
  }
  absl::StatusOr<v1::Plan> MakePlan(const v1::CreatePlanRequest& request) {
    const auto messages = Stream(request);
    if (!messages.ok()) return messages.status();
    return messages->back().plan();
  }

  absl::StatusOr<v1::Plan> GetPlan(const std::string& id) {
    v1::GetPlanRequest request;
    request.set_name(PlanName(id));
    return Invoke(*planning_, &Planning::GetPlan, request);
  }
  absl::StatusOr<v1::CommitPlanResponse> CommitPlan(const std::string& id, const std::string& fields = "") {
    auto request = FromText<v1::CommitPlanRequest>(fields);
    request.set_name(PlanName(id));
    request.set_date("2021-10-01");
    return Invoke(*planning_, &Planning::CommitPlan, request);
  }
  absl::StatusOr<v1::Plan> DiscardPlan(const std::string& id, const std::string& etag = "") {
    v1::DiscardPlanRequest request;
    request.set_name(PlanName(id));
    request.set_etag(etag);
    return Invoke(*planning_, &Planning::DiscardPlan, request);
  }
  absl::StatusOr<v1::VerifyPlanResponse> VerifyPlan(const std::string& id) {
    v1::VerifyPlanRequest request;
    request.set_name(PlanName(id));
    return Invoke(*planning_, &Planning::VerifyPlan, request);
  }
  absl::StatusOr<v1::PersonExplanation> Explain(const std::string& id, const std::string& person) {
    v1::ExplainPersonRequest request;
    request.set_plan(PlanName(id));
    request.set_person("persons/" + person);
    return Invoke(*planning_, &Planning::ExplainPerson, request);
  }

  absl::StatusOr<v1::PlanOverview> Survey(const std::string& id) {
    v1::SurveyPlanRequest request;
    request.set_plan(PlanName(id));
    return Invoke(*planning_, &Planning::SurveyPlan, request);
  }

  // "p0-clinical" of every placement.
  static std::vector<std::string> Placed(const v1::Plan& plan) {
    std::vector<std::string> placed;
    for (const v1::PlanPlacement& placement : plan.placements())
      placed.push_back(placement.assignment().substr(placement.assignment().rfind('/') + 1));
    return placed;
  }

  // What AdminService.Verify finds.
  std::vector<std::string> Unsound() {
    grpc::ClientContext context;
    rpc::SetTimeout(context, absl::Seconds(60));
    const auto reader = admin_->Verify(&context, v1::VerifyRequest());
    std::vector<std::string> findings;
    v1::VerifyResponse message;
    while (reader->Read(&message))
      if (message.has_finding()) findings.push_back(message.ShortDebugString());
    EXPECT_TRUE(reader->Finish().ok());
    return findings;
  }

  std::unique_ptr<Planning> planning_;
};

}  // namespace jiedui::scheduler
