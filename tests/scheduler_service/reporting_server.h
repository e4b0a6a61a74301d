// SPDX-License-Identifier: Apache-2.0
// AssignmentServer with clients of the services that store what reports are made of, and editions of reports.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "jiedui/scheduler/v1/agreement_service.grpc.pb.h"
#include "jiedui/scheduler/v1/edition_service.grpc.pb.h"
#include "jiedui/scheduler/v1/expense_service.grpc.pb.h"
#include "jiedui/scheduler/v1/manual_figure_service.grpc.pb.h"
#include "jiedui/scheduler/v1/outcome_service.grpc.pb.h"
#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {

class ReportingServer : public AssignmentServer {
 protected:
  using Agreements = v1::AgreementService::Stub;
  using Editions = v1::EditionService::Stub;
  using Expenses = v1::ExpenseService::Stub;
  using ManualFigures = v1::ManualFigureService::Stub;
  using Outcomes = v1::OutcomeService::Stub;

  ReportingServer() {
    const auto channel = rpc::NewChannel(absl::StrCat("127.0.0.1:", server_->port()));
    agreements_ = v1::AgreementService::NewStub(channel);
    editions_ = v1::EditionService::NewStub(channel);
    expenses_ = v1::ExpenseService::NewStub(channel);
    manual_figures_ = v1::ManualFigureService::NewStub(channel);
    outcomes_ = v1::OutcomeService::NewStub(channel);
    // Somebody who is free while the others are at courses.
    const uint64_t revision = registry_.Put(VillageDoctor("li"));
    EXPECT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
    CreateSmallWorld();
  }

  // Freezes the days from the pairing's first to `as_of`; `more` is text of the request.
  absl::StatusOr<v1::Edition> FreezeUntil(const std::string& as_of, const std::string& id = "",
                                          const std::string& more = "") {
    auto request = FromText<v1::FreezeEditionRequest>(more);
    request.set_parent("pairings/yh-cx");
    request.set_edition_id(id);
    request.set_as_of(as_of);
    return Invoke(*editions_, &Editions::FreezeEdition, request);
  }
  absl::StatusOr<v1::Edition> GetEdition(const std::string& id) {
    v1::GetEditionRequest request;
    request.set_name("pairings/yh-cx/editions/" + id);
    return Invoke(*editions_, &Editions::GetEdition, request);
  }
  // `changes` is text of the correction.
  absl::StatusOr<v1::Correction> AskFor(const std::string& id, const std::string& changes) {
    v1::RequestCorrectionRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_correction_id(id);
    *request.mutable_correction() = FromText<v1::Correction>(changes);
    request.mutable_correction()->set_reason("查出未签到");
    request.mutable_correction()->set_requester("协作办 李某");
    return Invoke(*editions_, &Editions::RequestCorrection, request);
  }
  absl::StatusOr<v1::Correction> Approve(const std::string& id, const std::string& approver = "组织部 王某") {
    v1::ApproveCorrectionRequest request;
    request.set_name("pairings/yh-cx/corrections/" + id);
    request.set_approver(approver);
    request.set_reason("同意更正");
    return Invoke(*editions_, &Editions::ApproveCorrection, request);
  }
  // Of the assignments with these ids, that they never came.
  static std::string NeverCame(const std::vector<std::string>& ids) {
    std::string changes;
    for (const std::string& id : ids)
      absl::StrAppend(&changes, "changes { assignment: '", NameOf(id), "' kind: KIND_NOT_CHECKED_IN } ");
    return changes;
  }
  absl::StatusOr<v1::CompareEditionsResponse> Compare(const std::string& before, const std::string& after = "") {
    v1::CompareEditionsRequest request;
    request.set_before("pairings/yh-cx/editions/" + before);
    if (!after.empty()) request.set_after("pairings/yh-cx/editions/" + after);
    return Invoke(*editions_, &Editions::CompareEditions, request);
  }

  // A seat, a check-in on the course's first day, a completion on its last.
  void CompleteClinical(const std::string& person) {
    ASSERT_THAT(Assign(person, person, "courses/clinical"), IsOk());
    ASSERT_THAT(CheckIn(person, "2021-10-18"), IsOk());
    ASSERT_THAT(Finish(person, "2021-10-29"), IsOk());
  }
  absl::StatusOr<v1::Assignment> Finish(const std::string& id, const std::string& date) {
    return Invoke(*assignments_, &Assignments::CompleteAssignment, StepOf<v1::CompleteAssignmentRequest>(id, date));
  }

  // The figure's value in a report; -1 if it has none.
  static int64_t ValueOf(const v1::Report& report, const std::string& code) {
    for (const v1::Figure& figure : report.figures())
      if (figure.code() == code) return figure.value();
    return -1;
  }
  v1::Report Live(const std::string& as_of) {
    v1::GetReportRequest request;
    request.set_pairing("pairings/yh-cx");
    request.set_as_of(as_of);
    return Invoke(*reports_, &v1::ReportService::Stub::GetReport, request).value_or(v1::Report());
  }

  std::vector<std::string> VerifyFindings() {
    grpc::ClientContext context;
    rpc::SetTimeout(context, absl::Seconds(60));
    const auto reader = admin_->Verify(&context, v1::VerifyRequest());
    std::vector<std::string> findings;
    v1::VerifyResponse message;
    while (reader->Read(&message))
      if (message.has_finding()) findings.push_back(message.finding().ShortDebugString());
    EXPECT_TRUE(reader->Finish().ok());
    return findings;
  }

  std::unique_ptr<Agreements> agreements_;
  std::unique_ptr<Editions> editions_;
  std::unique_ptr<Expenses> expenses_;
  std::unique_ptr<ManualFigures> manual_figures_;
  std::unique_ptr<Outcomes> outcomes_;
};

}  // namespace jiedui::scheduler
