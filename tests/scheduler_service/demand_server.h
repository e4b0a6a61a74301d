// SPDX-License-Identifier: Apache-2.0
// AssignmentServer with a client of DemandService, and people who could be sent.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "jiedui/scheduler/v1/demand_service.grpc.pb.h"
#include "tests/scheduler_service/assignment_server.h"
#include "tests/scheduler_service/demand_samples.h"

namespace jiedui::scheduler {

class DemandServer : public AssignmentServer {
 protected:
  using Demands = v1::DemandService::Stub;

  DemandServer() {
    demands_ = v1::DemandService::NewStub(rpc::NewChannel(absl::StrCat("127.0.0.1:", server_->port())));
    registry_.Put(CangxiAgriculture());
    registry_.Put(YuhangAgriculture());
    CreateSmallWorld();
  }

  // The directory has them when it answers.
  void Register(const std::vector<registry::v1::Person>& persons) {
    const uint64_t revision = registry_.PutAll(persons);
    ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  }

  static std::string DemandName(const std::string& id) { return "pairings/yh-cx/demands/" + id; }

  absl::StatusOr<v1::Demand> CreateDemand(const v1::Demand& demand, const std::string& request_id = "") {
    v1::CreateDemandRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_demand_id(demand.name().substr(demand.name().rfind('/') + 1));
    *request.mutable_demand() = demand;
    request.set_request_id(request_id);
    return Invoke(*demands_, &Demands::CreateDemand, request);
  }
  v1::Demand GetDemand(const std::string& id) {
    v1::GetDemandRequest request;
    request.set_name(DemandName(id));
    return Invoke(*demands_, &Demands::GetDemand, request).value_or(v1::Demand());
  }
  // `more` is text of the request.
  absl::StatusOr<v1::FulfillDemandResponse> Fulfill(const std::string& id, const std::string& posting_id,
                                                    const std::string& more = "") {
    auto request = FromText<v1::FulfillDemandRequest>("kind: KIND_SUPPORT reason: '同意选派' " + more);
    request.set_name(DemandName(id));
    request.set_posting_id(posting_id);
    return Invoke(*demands_, &Demands::FulfillDemand, request);
  }
  absl::StatusOr<v1::Demand> Withdraw(const std::string& id) {
    v1::WithdrawDemandRequest request;
    request.set_name(DemandName(id));
    request.set_reason("已自行解决");
    return Invoke(*demands_, &Demands::WithdrawDemand, request);
  }
  absl::Status CancelPosting(const std::string& id) {
    v1::CancelPostingRequest request;
    request.set_name("pairings/yh-cx/postings/" + id);
    request.set_date("2021-08-20");
    request.set_reason("另有任务");
    return Invoke(*postings_, &Postings::CancelPosting, request).status();
  }
  absl::StatusOr<v1::ListUnmetDemandResponse> Unmet(const std::string& as_of) {
    v1::ListUnmetDemandRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_as_of(as_of);
    return Invoke(*demands_, &Demands::ListUnmetDemand, request);
  }
  absl::StatusOr<v1::SuggestCandidatesResponse> Suggest(const std::string& item, const std::string& more = "") {
    auto request = FromText<v1::SuggestCandidatesRequest>(more);
    request.set_item("pairings/yh-cx/" + item);
    return Invoke(*demands_, &Demands::SuggestCandidates, request);
  }
  std::vector<std::string> Suggested(const std::string& item) {
    std::vector<std::string> persons;
    const auto answer = Suggest(item);
    EXPECT_THAT(answer, IsOk());
    if (!answer.ok()) return persons;
    for (const auto& suggestion : answer->candidates()) persons.push_back(suggestion.person().substr(8));
    return persons;
  }
  // "RULE persons near_misses" of a line each.
  static std::vector<std::string> LeftOut(const v1::SuggestCandidatesResponse& answer) {
    std::vector<std::string> left_out;
    for (const v1::LeftOut& line : answer.left_out())
      left_out.push_back(absl::StrCat(line.rule(), " ", line.persons(), " ", line.near_misses()));
    return left_out;
  }

  std::unique_ptr<v1::DemandService::Stub> demands_;
};

}  // namespace jiedui::scheduler
