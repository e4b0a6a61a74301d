// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/demand_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "tests/scheduler_service/demand_server.h"
#include "tests/support/watch.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

class DemandService : public DemandServer {
 protected:
  DemandService() {
    EXPECT_TRUE(Eventually([this] { return Status().directory().revision() >= registry_.head(); }));
  }

  absl::StatusOr<v1::Demand> Update(const std::string& id, const std::string& values) {
    v1::UpdateDemandRequest request;
    *request.mutable_demand() = FromText<v1::Demand>(values);
    request.mutable_demand()->set_name(DemandName(id));
    return Invoke(*demands_, &Demands::UpdateDemand, request);
  }
  std::vector<std::string> Listed(const std::string& filter) {
    v1::ListDemandsRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_filter(filter);
    std::vector<std::string> ids;
    const auto page = Invoke(*demands_, &Demands::ListDemands, request);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return ids;
    for (const v1::Demand& demand : page->demands()) ids.push_back(demand.name().substr(demand.name().rfind('/') + 1));
    return ids;
  }
  std::vector<std::string> VerifyFindings() {
    grpc::ClientContext context;
    rpc::SetTimeout(context, absl::Seconds(20));
    const auto reader = admin_->Verify(&context, v1::VerifyRequest());
    std::vector<std::string> findings;
    v1::VerifyResponse message;
    while (reader->Read(&message))
      if (message.has_finding()) findings.push_back(message.finding().ShortDebugString());
    EXPECT_TRUE(reader->Finish().ok());
    return findings;
  }
};

v1::Demand Named(const std::string& id, const std::string& more = "") {
  v1::Demand demand = KiwiExpert();
  demand.MergeFrom(FromText<v1::Demand>(more));
  demand.set_name("pairings/yh-cx/demands/" + id);
  return demand;
}

TEST_F(DemandService, CreatedIsReadAgain) {
  const auto created = CreateDemand(KiwiExpert());
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->state(), v1::Demand::STATE_OPEN);
  EXPECT_EQ(GetDemand("kiwi").SerializeAsString(), created->SerializeAsString());
  v1::GetDemandRequest request;
  request.set_name(DemandName("none"));
  EXPECT_THAT(Invoke(*demands_, &Demands::GetDemand, request), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(DemandService, ARetryIsAnsweredAsTheFirstTime) {
  const auto first = CreateDemand(KiwiExpert(), "r-1");
  const auto again = CreateDemand(KiwiExpert(), "r-1");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_THAT(CreateDemand(Named("other"), "r-1"), FailsWith(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_THAT(CreateDemand(KiwiExpert()), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
}

TEST_F(DemandService, WhatAFieldAccepts) {
  const struct {
    std::function<void(v1::Demand&)> spoil;
    std::string field;
  } cases[] = {
      {[](auto& d) { d.clear_display_name(); }, "demand.display_name"},
      {[](auto& d) { d.set_host_organization("persons/zhao"); }, "demand.host_organization"},
      {[](auto& d) { d.clear_field(); }, "demand.field"},
      {[](auto& d) { d.clear_category(); }, "demand.category"},
      {[](auto& d) { d.clear_direction(); }, "demand.direction"},
      {[](auto& d) { d.set_headcount(0); }, "demand.headcount"},
      {[](auto& d) { d.set_headcount(1001); }, "demand.headcount"},
      {[](auto& d) { d.set_start_date("2021-9-1"); }, "demand.start_date"},
      {[](auto& d) { d.set_end_date("2021-02-29"); }, "demand.end_date"},
      {[](auto& d) { d.set_end_date("2021-08-31"); }, "demand.end_date"},
      {[](auto& d) { d.set_reason(std::string(501, 'x')); }, "demand.reason"},
      {[](auto& d) { d.mutable_requirements()->set_specialties(0, std::string(41, 'x')); },
       "demand.requirements.specialties[0]"},
      {[](auto& d) { d.set_name("pairings/yh-cx/demands/Kiwi"); }, "demand_id"},
  };
  for (const auto& test : cases) {
    v1::Demand demand = KiwiExpert();
    test.spoil(demand);
    const auto created = CreateDemand(demand);
    EXPECT_THAT(created, FailsWith(StatusCode::kInvalidArgument, "INVALID_FIELD")) << test.field;
    EXPECT_THAT(FieldsIn(created.status()), ::testing::Contains(test.field));
  }
  EXPECT_THAT(Listed(""), ElementsAre());
}

TEST_F(DemandService, WhatIsOutOfPlaceIsRefused) {
  EXPECT_THAT(RulesIn(CreateDemand(Named("x", "start_date: '2021-04-30'")).status()),
              ElementsAre(StartsWith("PAIRING_DATES")));
  EXPECT_THAT(CreateDemand(Named("x", "host_organization: 'organizations/nowhere'")),
              FailsWith(StatusCode::kFailedPrecondition, "ORGANIZATION_UNKNOWN"));
  v1::CreateDemandRequest request;
  request.set_parent("pairings/none");
  *request.mutable_demand() = KiwiExpert();
  EXPECT_THAT(Invoke(*demands_, &Demands::CreateDemand, request),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(DemandService, AHostJustCreatedIsFound) {
  registry_.HoldFeed(true);
  registry_.Put(FromText<registry::v1::Organization>("name: 'organizations/new' kind: KIND_GOVERNMENT"));
  const int before = registry_.status_calls();
  std::thread release([&] {
    EXPECT_TRUE(Eventually([&] { return registry_.status_calls() > before; }));
    registry_.HoldFeed(false);
  });
  EXPECT_THAT(CreateDemand(Named("x", "host_organization: 'organizations/new'")), IsOk());
  release.join();
}

// Else the demand would be met by something that nobody asked for.
TEST_F(DemandService, APostingStaysWhatItsDemandAsksFor) {
  ASSERT_THAT(CreateDemand(KiwiExpert()), IsOk());
  ASSERT_THAT(Fulfill("kiwi", "kiwi-1"), IsOk());
  const auto update = [this](const std::string& field, const std::string& value, const std::string& id = "kiwi-1") {
    v1::UpdatePostingRequest request;
    *request.mutable_posting() = FromText<v1::Posting>(field + ": " + value);
    request.mutable_posting()->set_name("pairings/yh-cx/postings/" + id);
    request.mutable_update_mask()->add_paths(field);
    return Invoke(*postings_, &Postings::UpdatePosting, request).status();
  };
  EXPECT_THAT(RulesIn(update("category", "CATEGORY_TEACHER")), ElementsAre(StartsWith("FIXED_WHILE_MET")));
  EXPECT_THAT(RulesIn(update("direction", "DIRECTION_WEST_TO_EAST")), ElementsAre(StartsWith("FIXED_WHILE_MET")));
  EXPECT_THAT(RulesIn(update("host_organization", "'organizations/cx-hospital'")),
              ElementsAre(StartsWith("FIXED_WHILE_MET")));
  EXPECT_THAT(update("host_position", "'技术顾问'"), IsOk());
  ASSERT_THAT(CreateDemand(Named("other", "headcount: 3")), IsOk());
  ASSERT_THAT(Fulfill("other", "kiwi-2", "headcount: 1"), IsOk());
  ASSERT_THAT(Withdraw("other"), IsOk());
  EXPECT_THAT(update("category", "CATEGORY_TEACHER", "kiwi-2"), IsOk()) << "nobody asks any more";
  v1::CancelPostingRequest cancel;
  cancel.set_name("pairings/yh-cx/postings/kiwi-1");
  cancel.set_date("2021-08-20");
  cancel.set_reason("另派");
  ASSERT_THAT(Invoke(*postings_, &Postings::CancelPosting, cancel), IsOk());
  EXPECT_THAT(update("category", "CATEGORY_TEACHER"), IsOk());
}

// U24: accepted, it is a posting like any other, in the same commit.
TEST_F(DemandService, FulfilledByAPosting) {
  ASSERT_THAT(CreateDemand(Named("kiwi", "headcount: 3")), IsOk());
  const auto first = Fulfill("kiwi", "kiwi-1", "headcount: 2 host_position: '技术顾问'");
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->demand().state(), v1::Demand::STATE_OPEN);
  EXPECT_EQ(first->demand().met_headcount(), 2);
  EXPECT_EQ(first->posting().state(), v1::Posting::STATE_PLANNED);
  EXPECT_EQ(first->posting().demand(), DemandName("kiwi"));
  v1::GetPostingRequest get;
  get.set_name("pairings/yh-cx/postings/kiwi-1");
  EXPECT_EQ(Invoke(*postings_, &Postings::GetPosting, get)->SerializeAsString(), first->posting().SerializeAsString());
  EXPECT_THAT(Fulfill("kiwi", "kiwi-1"), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_THAT(RulesIn(Fulfill("kiwi", "kiwi-2", "headcount: 2").status()), ElementsAre(StartsWith("OVER_DEMAND")));
  const auto second = Fulfill("kiwi", "kiwi-2", "initial_state: STATE_ON_POST");
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->posting().headcount(), 1);
  EXPECT_EQ(second->posting().state(), v1::Posting::STATE_ON_POST);
  EXPECT_EQ(GetDemand("kiwi").SerializeAsString(), second->demand().SerializeAsString());
  EXPECT_EQ(second->demand().state(), v1::Demand::STATE_MET);
  EXPECT_EQ(second->demand().events(1).reason(), "同意选派");
  EXPECT_THAT(Fulfill("kiwi", "kiwi-3"), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  Register({Agronomist("wang", "果树", registry::v1::TITLE_LEVEL_INTERMEDIATE)});
  EXPECT_THAT(Assign("w", "wang", "postings/kiwi-1"), IsOk());
  EXPECT_THAT(VerifyFindings(), ElementsAre());
}

TEST_F(DemandService, FulfillRefusals) {
  ASSERT_THAT(CreateDemand(KiwiExpert()), IsOk());
  EXPECT_THAT(FieldsIn(Fulfill("kiwi", "k", "initial_state: STATE_CANCELLED").status()), ElementsAre("initial_state"));
  EXPECT_THAT(FieldsIn(Fulfill("kiwi", "K", "headcount: -1").status()),
              UnorderedElementsAre("posting_id", "headcount"));
  EXPECT_THAT(FieldsIn(Invoke(*demands_, &Demands::FulfillDemand,
                              FromText<v1::FulfillDemandRequest>("name: 'pairings/yh-cx/demands/kiwi'"))
                           .status()),
              ElementsAre("kind"));
  EXPECT_THAT(Fulfill("kiwi", "k", "etag: 'old'"), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(Fulfill("none", "k"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Fulfill("kiwi", "k", "validate_only: true"), IsOk());
  EXPECT_EQ(GetDemand("kiwi").met_headcount(), 0);
}

// The demand follows its postings, whoever changes them.
TEST_F(DemandService, ACancelledPostingIsUnmetAgain) {
  ASSERT_THAT(CreateDemand(KiwiExpert()), IsOk());
  ASSERT_THAT(Fulfill("kiwi", "kiwi-1"), IsOk());
  EXPECT_EQ(Unmet("2021-09-15")->total().demands(), 0);
  ASSERT_THAT(CancelPosting("kiwi-1"), IsOk());
  EXPECT_EQ(GetDemand("kiwi").state(), v1::Demand::STATE_OPEN);
  EXPECT_EQ(GetDemand("kiwi").events(1).verb(), "CancelPosting");
  EXPECT_EQ(Unmet("2021-09-15")->total().unmet_headcount(), 1);
  ASSERT_THAT(Fulfill("kiwi", "kiwi-2"), IsOk());
  EXPECT_EQ(GetDemand("kiwi").state(), v1::Demand::STATE_MET);
  v1::UpdatePostingRequest more;
  *more.mutable_posting() = FromText<v1::Posting>("name: 'pairings/yh-cx/postings/kiwi-2' headcount: 2");
  ASSERT_THAT(Invoke(*postings_, &Postings::UpdatePosting, more), IsOk());
  EXPECT_EQ(GetDemand("kiwi").met_headcount(), 2);
  EXPECT_THAT(VerifyFindings(), ElementsAre());
}

TEST_F(DemandService, UnmetByFieldUntilWithdrawnOrLapsed) {
  ASSERT_THAT(CreateDemand(Named("kiwi")), IsOk());
  ASSERT_THAT(CreateDemand(Named("tea", "headcount: 2 end_date: '2021-12-31'")), IsOk());
  ASSERT_THAT(CreateDemand(Named("surgeon", "field: FIELD_PUBLIC_SERVICES headcount: 4")), IsOk());
  ASSERT_THAT(Fulfill("surgeon", "surgeon-1", "headcount: 3"), IsOk());
  auto unmet = Unmet("2021-10-31");
  ASSERT_THAT(unmet, IsOk());
  ASSERT_EQ(unmet->fields_size(), 4);
  EXPECT_EQ(unmet->fields(0).ShortDebugString(),
            "field: FIELD_RURAL_REVITALISATION demands: 2 headcount: 3 unmet_headcount: 3");
  EXPECT_EQ(unmet->fields(2).ShortDebugString(),
            "field: FIELD_PUBLIC_SERVICES demands: 1 headcount: 4 unmet_headcount: 1");
  EXPECT_EQ(unmet->total().unmet_headcount(), 4);
  EXPECT_EQ(unmet->revision(), Status().revision());
  // A day later two of them are over.
  unmet = Unmet("2021-11-01");
  EXPECT_EQ(unmet->total().demands(), 1);
  EXPECT_EQ(unmet->total().lapsed_demands(), 2);
  EXPECT_EQ(unmet->total().lapsed_unmet_headcount(), 2);
  ASSERT_THAT(Withdraw("tea"), IsOk());
  ASSERT_THAT(Withdraw("tea"), IsOk()) << "done already";
  v1::LapseDemandRequest lapse;
  lapse.set_name(DemandName("kiwi"));
  EXPECT_EQ(Invoke(*demands_, &Demands::LapseDemand, lapse)->state(), v1::Demand::STATE_LAPSED);
  unmet = Unmet("2021-10-31");
  EXPECT_EQ(unmet->fields(0).ShortDebugString(),
            "field: FIELD_RURAL_REVITALISATION lapsed_demands: 1 lapsed_headcount: 1 lapsed_unmet_headcount: 1");
  EXPECT_THAT(Withdraw("kiwi"), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(FieldsIn(Unmet("").status()), ElementsAre("as_of"));
  v1::ListUnmetDemandRequest nowhere;
  nowhere.set_parent("pairings/none");
  nowhere.set_as_of("2021-10-31");
  EXPECT_THAT(Invoke(*demands_, &Demands::ListUnmetDemand, nowhere),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(DemandService, ADemandOfTheFutureDoesNotLapse) {
  ASSERT_THAT(CreateDemand(Named("later", "end_date: '2026-01-01'")), IsOk());
  ASSERT_THAT(Update("later", "start_date: '2099-01-01' end_date: '2099-02-01'"), IsOk());
  v1::LapseDemandRequest lapse;
  lapse.set_name(DemandName("later"));
  EXPECT_THAT(RulesIn(Invoke(*demands_, &Demands::LapseDemand, lapse).status()), ElementsAre(StartsWith("NOT_OVER")));
  EXPECT_EQ(GetDemand("later").state(), v1::Demand::STATE_OPEN);
}

TEST_F(DemandService, ListsByStateFieldAndDate) {
  ASSERT_THAT(CreateDemand(Named("kiwi")), IsOk());
  ASSERT_THAT(CreateDemand(Named("tea", "end_date: '2021-12-31'")), IsOk());
  ASSERT_THAT(CreateDemand(Named("surgeon", "field: FIELD_PUBLIC_SERVICES")), IsOk());
  ASSERT_THAT(Fulfill("surgeon", "surgeon-1"), IsOk());
  EXPECT_THAT(Listed(""), ElementsAre("kiwi", "surgeon", "tea"));
  EXPECT_THAT(Listed("state = STATE_OPEN"), ElementsAre("kiwi", "tea"));
  EXPECT_THAT(Listed("field = FIELD_PUBLIC_SERVICES"), ElementsAre("surgeon"));
  EXPECT_THAT(Listed("state = STATE_OPEN AND end_date < \"2021-11-15\""), ElementsAre("kiwi"));
}

TEST_F(DemandService, Update) {
  ASSERT_THAT(CreateDemand(KiwiExpert()), IsOk());
  EXPECT_EQ(Update("kiwi", "headcount: 2 reason: '两个乡镇'")->headcount(), 2);
  ASSERT_THAT(Fulfill("kiwi", "kiwi-1"), IsOk());
  EXPECT_EQ(Update("kiwi", "headcount: 3")->state(), v1::Demand::STATE_OPEN);
  EXPECT_EQ(GetDemand("kiwi").met_headcount(), 2) << "what is output only stays";
  EXPECT_THAT(Update("kiwi", "headcount: 1"), FailsWith(StatusCode::kFailedPrecondition, "BELOW_TAKEN"));
  EXPECT_THAT(RulesIn(Update("kiwi", "end_date: '2021-11-30'").status()), ElementsAre(HasSubstr("FIXED_WHILE_MET")));
  EXPECT_THAT(Update("kiwi", "etag: 'old' headcount: 4"), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(Update("none", "headcount: 1"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(DemandService, TheFeedTellsDemandAndPostingInOneCommit) {
  ASSERT_THAT(CreateDemand(KiwiExpert()), IsOk());
  WatchedFeed<v1::WatchChangesResponse, v1::Marker> watch(
      *changes_, FromText<v1::WatchChangesRequest>("types: [RESOURCE_TYPE_POSTING, RESOURCE_TYPE_DEMAND]"));
  const auto snapshot = watch.Until(v1::Marker::KIND_SYNCED);
  ASSERT_EQ(snapshot.size(), 4u);
  ASSERT_EQ(snapshot[1].snapshot().resources_size(), 1) << snapshot[1].ShortDebugString();
  EXPECT_EQ(snapshot[1].snapshot().resources(0).demand().display_name(), "猕猴桃种植专家");
  ASSERT_THAT(Fulfill("kiwi", "kiwi-1"), IsOk());
  std::vector<std::string> names;
  const v1::WatchChangesResponse told = watch.Next();
  for (const auto& change : told.commit().changes()) names.push_back(change.name());
  EXPECT_THAT(names, UnorderedElementsAre(DemandName("kiwi"), "pairings/yh-cx/postings/kiwi-1"));
}

}  // namespace
}  // namespace jiedui::scheduler
