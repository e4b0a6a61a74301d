// SPDX-License-Identifier: Apache-2.0
// SchedulerServer with the steps of an assignment's life, for tests that walk through it over real calls.
#pragma once

#include <string>
#include <vector>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {

class AssignmentServer : public SchedulerServer {
 protected:
  static std::string NameOf(const std::string& id) { return "pairings/yh-cx/assignments/" + id; }

  absl::StatusOr<v1::Assignment> Nominate(const std::string& id, const std::string& person, const std::string& item) {
    v1::NominateAssignmentRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_assignment_id(id);
    request.mutable_assignment()->set_person("persons/" + person);
    request.mutable_assignment()->set_item("pairings/yh-cx/" + item);
    return Invoke(*assignments_, &Assignments::NominateAssignment, request);
  }
  absl::StatusOr<v1::Assignment> Review(const std::string& id, v1::ReviewAssignmentRequest::Decision decision) {
    auto request = StepOf<v1::ReviewAssignmentRequest>(id, "2021-09-21", "材料不全");
    request.set_decision(decision);
    request.set_review_reason(v1::REVIEW_REASON_PAPERS_MISSING);
    return Invoke(*assignments_, &Assignments::ReviewAssignment, request);
  }
  absl::StatusOr<v1::Assignment> Confirm(const std::string& id) {
    return Invoke(*assignments_, &Assignments::ConfirmAssignment,
                  StepOf<v1::ConfirmAssignmentRequest>(id, "2021-09-22"));
  }
  // Giving up another seat for it.
  absl::StatusOr<v1::Assignment> ConfirmFor(const std::string& id, const std::string& gives_up) {
    auto request = StepOf<v1::ConfirmAssignmentRequest>(id, "2021-09-22");
    request.set_gives_up(NameOf(gives_up));
    return Invoke(*assignments_, &Assignments::ConfirmAssignment, request);
  }
  // Nominated while nominations are open again, approved, confirmed: seated or waiting.
  absl::StatusOr<v1::Assignment> Confirmed(const std::string& id, const std::string& person, const std::string& item) {
    if (item.rfind("courses/", 0) == 0) {
      v1::OpenNominationsRequest open;
      open.set_name("pairings/yh-cx/" + item);
      EXPECT_THAT(Invoke(*courses_, &Courses::OpenNominations, open), IsOk());
    }
    auto nominated = Nominate(id, person, item);
    if (!nominated.ok()) return nominated;
    EXPECT_THAT(Review(id, v1::ReviewAssignmentRequest::DECISION_APPROVE), IsOk());
    if (item.rfind("courses/", 0) == 0) {
      v1::CloseNominationsRequest close;
      close.set_name("pairings/yh-cx/" + item);
      EXPECT_THAT(Invoke(*courses_, &Courses::CloseNominations, close), IsOk());
    }
    return Confirm(id);
  }
  absl::StatusOr<v1::Assignment> Withdraw(const std::string& id) {
    return Invoke(*assignments_, &Assignments::WithdrawAssignment,
                  StepOf<v1::WithdrawAssignmentRequest>(id, "2021-10-01", "单位有任务"));
  }
  absl::StatusOr<v1::Assignment> NoShow(const std::string& id, const std::string& date) {
    return Invoke(*assignments_, &Assignments::MarkNoShow, StepOf<v1::MarkNoShowRequest>(id, date));
  }
  absl::StatusOr<v1::Assignment> Accept(const std::string& id) {
    return Invoke(*assignments_, &Assignments::AcceptOffer, StepOf<v1::AcceptOfferRequest>(id, "2021-10-02"));
  }
  absl::StatusOr<v1::Assignment> Decline(const std::string& id) {
    return Invoke(*assignments_, &Assignments::DeclineOffer, StepOf<v1::DeclineOfferRequest>(id, "2021-10-02", "有事"));
  }

  // One bulk stream; what became of its rows.
  absl::StatusOr<v1::BulkSummary> Apply(const std::vector<v1::ApplyAssignmentCommandsRequest>& rows) {
    grpc::ClientContext context;
    rpc::SetTimeout(context, absl::Seconds(60));
    v1::ApplyAssignmentCommandsResponse response;
    const auto stream = assignments_->ApplyAssignmentCommands(&context, &response);
    for (const v1::ApplyAssignmentCommandsRequest& row : rows)
      if (!stream->Write(row)) break;
    stream->WritesDone();
    const grpc::Status status = stream->Finish();
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    return response.summary();
  }

  v1::Assignment Get(const std::string& id) {
    v1::GetAssignmentRequest request;
    request.set_name(NameOf(id));
    return Invoke(*assignments_, &Assignments::GetAssignment, request).value_or(v1::Assignment());
  }
  v1::Assignment::State StateOf(const std::string& id) { return Get(id).state(); }
  v1::PersonCalendar CalendarOf(const std::string& person) {
    v1::GetPersonCalendarRequest request;
    request.set_person("persons/" + person);
    return Invoke(*assignments_, &Assignments::GetPersonCalendar, request).value_or(v1::PersonCalendar());
  }
  v1::SeatLedger LedgerOf(const std::string& item) {
    v1::GetSeatLedgerRequest request;
    request.set_item("pairings/yh-cx/" + item);
    return Invoke(*assignments_, &Assignments::GetSeatLedger, request).value_or(v1::SeatLedger());
  }
};

}  // namespace jiedui::scheduler
