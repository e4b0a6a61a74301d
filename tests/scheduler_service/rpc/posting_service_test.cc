// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/posting_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

class PostingService : public SchedulerServer {
 protected:
  PostingService() { CreateSmallWorld(); }

  absl::StatusOr<v1::Posting> Get(const std::string& id) {
    v1::GetPostingRequest request;
    request.set_name("pairings/yh-cx/postings/" + id);
    return Invoke(*postings_, &Postings::GetPosting, request);
  }
  absl::StatusOr<v1::Posting> Update(const v1::Posting& posting) {
    v1::UpdatePostingRequest request;
    *request.mutable_posting() = posting;
    return Invoke(*postings_, &Postings::UpdatePosting, request);
  }
};

v1::Posting AtHost(const std::string& host) {
  v1::Posting posting = Stationed();
  posting.set_name("pairings/yh-cx/postings/new");
  posting.set_host_organization("organizations/" + host);
  return posting;
}

v1::Posting Patch(const std::string& text) {
  v1::Posting posting = FromText<v1::Posting>(text);
  posting.set_name("pairings/yh-cx/postings/ortho");
  return posting;
}

TEST_F(PostingService, CreatedIsReadAgain) {
  const auto read = Get("ortho");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->headcount(), 1);
  EXPECT_THAT(Get("none"), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(PostingService, CreateRefusals) {
  EXPECT_THAT(Create(Stationed()), FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
  const auto unknown = Create(AtHost("nowhere"));
  EXPECT_THAT(unknown, FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_UNKNOWN"));
  EXPECT_THAT(RulesIn(unknown.status()), ElementsAre(StartsWith("HOST_UNKNOWN organizations/nowhere: ")));
  v1::Posting posting = AtHost("cx-hospital");
  posting.set_headcount(0);
  posting.set_host_organization("persons/zhao");
  EXPECT_THAT(FieldsIn(Create(posting).status()), ElementsAre("posting.host_organization", "posting.headcount"));
  posting = AtHost("cx-hospital");
  posting.set_end_date("2030-01-01");
  EXPECT_THAT(FieldsIn(Create(posting).status()), ElementsAre("posting.end_date"));
}

TEST_F(PostingService, AHostJustCreatedIsFound) {
  registry_.HoldFeed(true);
  registry_.Put(FromText<registry::v1::Organization>("name: 'organizations/new' kind: KIND_SCHOOL"));
  const int before = registry_.status_calls();
  std::thread release([&] {
    EXPECT_TRUE(Eventually([&] { return registry_.status_calls() > before; }));
    registry_.HoldFeed(false);
  });
  EXPECT_THAT(Create(AtHost("new")), IsOk());
  release.join();
}

TEST_F(PostingService, WithoutTheRegistryAnUnknownHostIsUnavailable) {
  registry_.Stop();
  EXPECT_THAT(Create(AtHost("new"), absl::Seconds(5)),
              FailsWith(absl::StatusCode::kUnavailable, "REGISTRY_UNAVAILABLE"));
  EXPECT_THAT(Create(AtHost("cx-hospital")), IsOk());
}

TEST_F(PostingService, Update) {
  ASSERT_THAT(Assign("a", "zhao", "postings/ortho"), IsOk());
  EXPECT_THAT(Update(Patch("headcount: 2 host_position: '科主任'")), IsOk());
  ASSERT_THAT(Assign("b", "qian", "postings/ortho"), IsOk());
  EXPECT_THAT(Update(Patch("headcount: 1")), FailsWith(absl::StatusCode::kFailedPrecondition, "BELOW_TAKEN"));
  EXPECT_THAT(Update(Patch("end_date: '2021-12-31'")),
              FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(Update(Patch("host_organization: 'organizations/nowhere'")),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_UNKNOWN"));
  v1::Posting posting = Patch("headcount: 3");
  posting.set_etag("old");
  EXPECT_THAT(Update(posting), FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
  posting.set_name("pairings/yh-cx/postings/none");
  EXPECT_THAT(Update(posting), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(PostingService, ListIsFiltered) {
  v1::ListPostingsRequest request;
  request.set_parent("pairings/yh-cx");
  request.set_filter("category = CATEGORY_DOCTOR");
  EXPECT_EQ(Invoke(*postings_, &Postings::ListPostings, request)->postings_size(), 1);
  request.set_filter("category = CATEGORY_CADRE");
  EXPECT_EQ(Invoke(*postings_, &Postings::ListPostings, request)->postings_size(), 0);
}

}  // namespace
}  // namespace jiedui::scheduler
