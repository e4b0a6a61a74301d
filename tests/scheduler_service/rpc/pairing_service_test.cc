// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/pairing_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::StartsWith;

class PairingService : public SchedulerServer {
 protected:
  absl::StatusOr<v1::Pairing> Get(const std::string& name) {
    v1::GetPairingRequest request;
    request.set_name(name);
    return Invoke(*pairings_, &Pairings::GetPairing, request);
  }
  absl::StatusOr<v1::Pairing> Update(const v1::Pairing& pairing, const std::string& path = "") {
    v1::UpdatePairingRequest request;
    *request.mutable_pairing() = pairing;
    if (!path.empty()) request.mutable_update_mask()->add_paths(path);
    return Invoke(*pairings_, &Pairings::UpdatePairing, request);
  }
};

TEST_F(PairingService, CreatedIsReadAgain) {
  const auto created = Create(YuhangCangxi());
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->name(), "pairings/yh-cx");
  EXPECT_TRUE(created->has_create_time());
  EXPECT_NE(created->etag(), "");
  const auto read = Get("pairings/yh-cx");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), created->SerializeAsString());
}

TEST_F(PairingService, WithoutAnIdTheServerChooses) {
  const auto created = Create(YuhangCangxi(), "");
  ASSERT_THAT(created, IsOk());
  EXPECT_THAT(created->name(), StartsWith("pairings/p"));
  EXPECT_THAT(Get(created->name()), IsOk());
}

TEST_F(PairingService, ATakenIdIsRefused) {
  ASSERT_THAT(Create(YuhangCangxi()), IsOk());
  EXPECT_THAT(Create(YuhangCangxi()), FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
}

TEST_F(PairingService, WrongFieldsAreNamed) {
  v1::Pairing pairing = YuhangCangxi();
  pairing.set_east_division("3301");
  pairing.set_west_division("51082");
  pairing.set_start_date("2021-02-30");
  pairing.clear_display_name();
  const auto created = Create(pairing);
  EXPECT_THAT(created, FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(FieldsIn(created.status()),
              ElementsAre("pairing.display_name", "pairing.west_division", "pairing.start_date"));
  pairing = YuhangCangxi();
  pairing.set_end_date("2021-04-30");
  EXPECT_THAT(FieldsIn(Create(pairing).status()), ElementsAre("pairing.end_date"));
  EXPECT_THAT(FieldsIn(Create(YuhangCangxi(), "No Id").status()), ElementsAre("pairing_id"));
}

TEST_F(PairingService, WhatIsNotThereIsNotFound) {
  EXPECT_THAT(Get("pairings/none"), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::Pairing pairing = YuhangCangxi();
  pairing.clear_etag();
  EXPECT_THAT(Update(pairing), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(PairingService, UpdateChangesTheNamedFieldsOnly) {
  ASSERT_THAT(Create(YuhangCangxi()), IsOk());
  const auto updated =
      Update(FromText<v1::Pairing>("name: 'pairings/yh-cx' display_name: '新名' end_date: '2030-12-31'"), "end_date");
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->display_name(), "余杭-苍溪");
  EXPECT_EQ(updated->end_date(), "2030-12-31");
}

TEST_F(PairingService, UpdateRefusesWhatMakesNoSense) {
  const auto created = Create(YuhangCangxi());
  ASSERT_THAT(created, IsOk());
  EXPECT_THAT(FieldsIn(Update(FromText<v1::Pairing>("display_name: 'x'")).status()), ElementsAre("pairing.name"));
  v1::Pairing pairing = *created;
  pairing.set_east_division("330113");
  EXPECT_THAT(FieldsIn(Update(pairing).status()), ElementsAre("pairing.east_division"));
  EXPECT_THAT(FieldsIn(Update(*created, "no_such_field").status()), ElementsAre("update_mask"));
  pairing = FromText<v1::Pairing>("name: 'pairings/yh-cx'");
  EXPECT_THAT(FieldsIn(Update(pairing, "display_name").status()), ElementsAre("pairing.display_name"));
}

TEST_F(PairingService, AnOldEtagAborts) {
  const auto created = Create(YuhangCangxi());
  v1::Pairing pairing = *created;
  pairing.set_display_name("第一次");
  ASSERT_THAT(Update(pairing), IsOk());
  pairing.set_display_name("第二次");
  EXPECT_THAT(Update(pairing), FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST_F(PairingService, ItsCoursesMustStayWithin) {
  CreateSmallWorld();
  const auto updated = Update(FromText<v1::Pairing>("name: 'pairings/yh-cx' end_date: '2021-11-30'"));
  EXPECT_THAT(updated, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(updated.status()), ElementsAre(StartsWith("ITEM_DATES pairings/yh-cx: ")));
  EXPECT_THAT(Update(FromText<v1::Pairing>("name: 'pairings/yh-cx' end_date: '2021-12-14'")), IsOk());
}

TEST_F(PairingService, ListIsFilteredAndPaged) {
  for (const char* id : {"a", "b", "c"}) ASSERT_THAT(Create(YuhangCangxi(), id), IsOk());
  v1::ListPairingsRequest request;
  request.set_page_size(2);
  const auto first = Invoke(*pairings_, &Pairings::ListPairings, request);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->pairings_size(), 2);
  request.set_page_token(first->next_page_token());
  const auto second = Invoke(*pairings_, &Pairings::ListPairings, request);
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->pairings_size(), 1);
  EXPECT_EQ(second->pairings(0).name(), "pairings/c");
  EXPECT_EQ(second->next_page_token(), "");
  request = {};
  request.set_filter("west_division = \"510821\"");
  EXPECT_EQ(Invoke(*pairings_, &Pairings::ListPairings, request)->pairings_size(), 0);
  request.set_filter("no_such = 1");
  EXPECT_THAT(FieldsIn(Invoke(*pairings_, &Pairings::ListPairings, request).status()), Contains("filter"));
  request = {};
  request.set_page_token("garbage");
  EXPECT_THAT(Invoke(*pairings_, &Pairings::ListPairings, request),
              FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
}

TEST_F(PairingService, ARequestIdIsAnsweredOnce) {
  v1::CreatePairingRequest request;
  request.set_request_id("r-1");
  *request.mutable_pairing() = YuhangCangxi();
  const auto first = Invoke(*pairings_, &Pairings::CreatePairing, request);
  const auto again = Invoke(*pairings_, &Pairings::CreatePairing, request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->name(), first->name());
  request.mutable_pairing()->set_display_name("另一个");
  EXPECT_THAT(Invoke(*pairings_, &Pairings::CreatePairing, request),
              FailsWith(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(PairingService, ValidateOnlyKeepsNothing) {
  v1::CreatePairingRequest request;
  request.set_pairing_id("yh-cx");
  request.set_validate_only(true);
  *request.mutable_pairing() = YuhangCangxi();
  EXPECT_THAT(Invoke(*pairings_, &Pairings::CreatePairing, request), IsOk());
  EXPECT_THAT(Get("pairings/yh-cx"), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace jiedui::scheduler
