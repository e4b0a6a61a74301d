// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/outcome_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/scheduler_service/reporting_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Outcome Shop(const std::string& more = "") {
  auto shop = FromText<v1::Outcome>(R"pb(
    kind: KIND_SHOP
    display_name: "山货小铺"
    division: "510824100"
    open_date: "2021-07-01"
    platform: PLATFORM_TAOBAO
    platform_shop_id: "tb-1"
    person: "persons/zhao")pb");
  shop.MergeFrom(FromText<v1::Outcome>(more));
  return shop;
}

v1::Outcome Entrepreneur(const std::string& person) {
  auto outcome = FromText<v1::Outcome>(
      "kind: KIND_ENTREPRENEUR display_name: '赵示范' division: '510824100' open_date: '2021-07-01'");
  outcome.set_person("persons/" + person);
  return outcome;
}

class OutcomeService : public ReportingServer {
 protected:
  static v1::Outcome Entity(const std::string& display_name) {
    auto entity = FromText<v1::Outcome>(
        "kind: KIND_ENTITY entity_form: ENTITY_FORM_COOPERATIVE division: '510824100' open_date: '2021-07-01'");
    entity.set_display_name(display_name);
    return entity;
  }
  absl::StatusOr<v1::Outcome> Rename(const v1::Outcome& outcome, const std::string& display_name) {
    v1::UpdateOutcomeRequest request;
    request.mutable_outcome()->set_name(outcome.name());
    request.mutable_outcome()->set_display_name(display_name);
    return Invoke(*outcomes_, &Outcomes::UpdateOutcome, request);
  }
  static v1::RecordOutcomeRequest ToRecord(const v1::Outcome& outcome) {
    v1::RecordOutcomeRequest request;
    request.set_parent("pairings/yh-cx");
    *request.mutable_outcome() = outcome;
    return request;
  }
  absl::StatusOr<v1::RecordOutcomeResponse> Record(const v1::Outcome& outcome) {
    return Invoke(*outcomes_, &Outcomes::RecordOutcome, ToRecord(outcome));
  }
  absl::StatusOr<v1::BulkSummary> RecordAll(const std::vector<v1::Outcome>& rows, bool validate_only = false) {
    grpc::ClientContext context;
    rpc::SetTimeout(context, absl::Seconds(20));
    v1::RecordOutcomesResponse response;
    const auto stream = outcomes_->RecordOutcomes(&context, &response);
    for (const v1::Outcome& row : rows) {
      v1::RecordOutcomesRequest request;
      request.mutable_options()->set_validate_only(validate_only);
      *request.mutable_record() = ToRecord(row);
      if (&row != &rows.front()) request.clear_options();
      if (!stream->Write(request)) break;
    }
    stream->WritesDone();
    const grpc::Status status = stream->Finish();
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    return response.summary();
  }
  std::vector<v1::Outcome> Listed(const std::string& filter) {
    v1::ListOutcomesRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_filter(filter);
    const auto page = Invoke(*outcomes_, &Outcomes::ListOutcomes, request);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return {};
    return {page->outcomes().begin(), page->outcomes().end()};
  }
};

TEST_F(OutcomeService, TwoTownshipsReportOneShop) {
  const auto first = Record(Shop());
  ASSERT_THAT(first, IsOk());
  EXPECT_FALSE(first->known());
  const auto second = Record(Shop("division: '510824101'"));
  ASSERT_THAT(second, IsOk());
  EXPECT_TRUE(second->known());
  EXPECT_EQ(second->outcome().name(), first->outcome().name());
  EXPECT_THAT(second->outcome().reporting_divisions(), ElementsAre("510824100", "510824101"));
  EXPECT_THAT(Listed(""), SizeIs(1));
  v1::GetOutcomeRequest request;
  request.set_name(first->outcome().name());
  EXPECT_EQ(Invoke(*outcomes_, &Outcomes::GetOutcome, request)->SerializeAsString(),
            second->outcome().SerializeAsString());
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

TEST_F(OutcomeService, APersonWithFiveShopsIsOneEntrepreneurAndFiveShops) {
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(Record(Shop(absl::StrCat("platform_shop_id: 'tb-", i + 10, "'")))->known());
  EXPECT_FALSE(Record(Entrepreneur("zhao"))->known());
  EXPECT_TRUE(Record(Entrepreneur("zhao"))->known());
  EXPECT_THAT(Listed("kind = KIND_SHOP AND open_date >= \"2021-06-01\""), SizeIs(5));
  EXPECT_THAT(Listed("kind = KIND_ENTREPRENEUR"), SizeIs(1));
}

TEST_F(OutcomeService, RefusesWhatIsWrongOrUnknown) {
  EXPECT_THAT(FieldsIn(Record(Shop("credit_code: '91350100M000100Y43'")).status()), ElementsAre("outcome.credit_code"));
  EXPECT_THAT(FieldsIn(Record(Shop("open_date: '2021-7-1'")).status()), ElementsAre("outcome.open_date"));
  EXPECT_THAT(Record(Shop("course: 'pairings/yh-cx/courses/none'")),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Record(Shop("person: 'persons/nobody'")), FailsWith(StatusCode::kFailedPrecondition, "PERSON_UNKNOWN"));
  auto elsewhere = ToRecord(Shop());
  elsewhere.set_parent("pairings/none");
  EXPECT_THAT(Invoke(*outcomes_, &Outcomes::RecordOutcome, elsewhere),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Listed(""), IsEmpty());
}

TEST_F(OutcomeService, WaitsForAPersonWhomTheRegistryHasJustGot) {
  registry_.Put(VillageDoctor("new"));
  EXPECT_THAT(Record(Shop("person: 'persons/new'")), IsOk());
}

TEST_F(OutcomeService, AnEntrepreneurIsTheOneWhoStaysAfterAMerge) {
  auto merged = VillageDoctor("qian");
  merged.set_merged_into("persons/zhao");
  const uint64_t revision = registry_.Put(merged);
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  const auto first = Record(Entrepreneur("zhao"));
  const auto second = Record(Entrepreneur("qian"));
  ASSERT_THAT(second, IsOk());
  EXPECT_TRUE(second->known());
  EXPECT_EQ(second->outcome().name(), first->outcome().name());
}

TEST_F(OutcomeService, ValidateOnlyAndARetryChangeNothingMore) {
  auto request = ToRecord(Shop());
  request.set_validate_only(true);
  EXPECT_THAT(Invoke(*outcomes_, &Outcomes::RecordOutcome, request), IsOk());
  EXPECT_THAT(Listed(""), IsEmpty());
  request.set_validate_only(false);
  request.set_request_id("r-1");
  EXPECT_FALSE(Invoke(*outcomes_, &Outcomes::RecordOutcome, request)->known());
  EXPECT_FALSE(Invoke(*outcomes_, &Outcomes::RecordOutcome, request)->known());
}

TEST_F(OutcomeService, UpdatesWhatTheMaskNames) {
  const auto recorded = Record(Shop());
  ASSERT_THAT(recorded, IsOk());
  v1::UpdateOutcomeRequest request;
  request.mutable_outcome()->set_name(recorded->outcome().name());
  request.mutable_outcome()->set_close_date("2021-11-01");
  request.mutable_outcome()->set_etag(recorded->outcome().etag());
  const auto closed = Invoke(*outcomes_, &Outcomes::UpdateOutcome, request);
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->close_date(), "2021-11-01");
  EXPECT_EQ(closed->display_name(), "山货小铺");
  EXPECT_THAT(Invoke(*outcomes_, &Outcomes::UpdateOutcome, request), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  request.mutable_outcome()->clear_etag();
  request.mutable_outcome()->set_platform(v1::Outcome::PLATFORM_OTHER);
  EXPECT_THAT(FieldsIn(Invoke(*outcomes_, &Outcomes::UpdateOutcome, request).status()),
              ElementsAre("outcome.platform"));
}

TEST_F(OutcomeService, AStreamSaysWhatBecameOfEachRow) {
  const std::vector<v1::Outcome> rows = {Shop(),
                                         Shop("platform_shop_id: 'tb-2'"),
                                         Shop("division: '510824101'"),
                                         Shop(),
                                         Shop("open_date: '2020-01-01' platform_shop_id: 'tb-3'"),
                                         Shop("entity_form: ENTITY_FORM_HOUSEHOLD")};
  const auto rehearsed = RecordAll(rows, true);
  ASSERT_THAT(rehearsed, IsOk());
  EXPECT_EQ(rehearsed->refused(), 2);
  EXPECT_THAT(Listed(""), IsEmpty());
  const auto summary = RecordAll(rows);
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->created(), 2);
  EXPECT_EQ(summary->updated(), 1);
  EXPECT_EQ(summary->unchanged(), 1);
  EXPECT_EQ(summary->refused(), 2);
  const auto again = RecordAll(rows);
  EXPECT_EQ(again->unchanged(), 4);
  EXPECT_EQ(again->refused(), 2);
}

TEST_F(OutcomeService, ManyAtOnceRecordOne) {
  std::vector<std::thread> townships;
  townships.reserve(16);
  std::atomic<int> made = 0;
  for (int i = 0; i < 16; ++i)
    townships.emplace_back([this, &made, i] {
      const auto recorded = Record(Shop(absl::StrCat("division: '", 510824100 + i, "'")));
      if (recorded.ok() && !recorded->known()) ++made;
    });
  for (std::thread& township : townships) township.join();
  EXPECT_EQ(made, 1);
  ASSERT_THAT(Listed(""), SizeIs(1));
  EXPECT_THAT(Listed("")[0].reporting_divisions(), SizeIs(16));
}

// The township sends its corrected list again.
TEST_F(OutcomeService, AnEntityWhoseNameWasPutRightIsKnownByBoth) {
  const auto first = Record(Entity("苍溪弥猴桃社"));
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(Rename(first->outcome(), "苍溪猕猴桃社"), IsOk());
  for (const char* name : {"苍溪猕猴桃社", "苍溪弥猴桃社"}) {
    const auto again = Record(Entity(name));
    ASSERT_THAT(again, IsOk());
    EXPECT_TRUE(again->known());
    EXPECT_EQ(again->outcome().name(), first->outcome().name());
    EXPECT_EQ(again->outcome().display_name(), "苍溪猕猴桃社");
  }
  EXPECT_THAT(Listed(""), SizeIs(1));
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

TEST_F(OutcomeService, ANameThatWasGivenUpIsFree) {
  const auto first = Record(Entity("红心合作社"));
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(Rename(first->outcome(), "金心合作社"), IsOk());
  ASSERT_THAT(Rename(first->outcome(), "红心合作社"), IsOk());
  const auto second = Record(Entity("金心合作社"));
  ASSERT_THAT(second, IsOk());
  EXPECT_FALSE(second->known());
  EXPECT_THAT(Listed(""), SizeIs(2));
}

TEST_F(OutcomeService, AnEntityDoesNotGetTheNameOfAnother) {
  const auto one = Record(Entity("红心合作社"));
  const auto other = Record(Entity("绿心合作社"));
  ASSERT_THAT(one, IsOk());
  ASSERT_THAT(other, IsOk());
  EXPECT_THAT(Rename(other->outcome(), "红心合作社"), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
  ASSERT_THAT(Rename(one->outcome(), "金心合作社"), IsOk());
  EXPECT_THAT(Rename(other->outcome(), "金心合作社"), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_THAT(Rename(one->outcome(), "红心合作社"), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
