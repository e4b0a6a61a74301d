// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/posting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/seats.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

registry::v1::Organization Hospital() {
  return FromText<registry::v1::Organization>(R"pb(name: "organizations/cx-hospital" kind: KIND_HOSPITAL)pb");
}

PostingFacts Nothing() { return {.pairing = YuhangCangxi(), .host = Hospital()}; }

PostingFacts AfterCreation() {
  const auto change = NewPosting(Nothing(), Stationed(), SomeStamp());
  EXPECT_THAT(change, IsOk());
  PostingFacts facts = Nothing();
  facts.posting = change->posting;
  facts.seats = change->seats;
  facts.item_dates = change->item_dates;
  return facts;
}

TEST(CheckPosting, CadresStayThreeYearsButNotSix) {
  v1::Posting posting = Stationed();
  posting.set_end_date("2024-05-31");
  EXPECT_THAT(CheckPosting(posting), IsOk());
  posting.set_end_date("2027-05-31");
  EXPECT_THAT(FieldsIn(CheckPosting(posting)), ElementsAre("posting.end_date"));
}

TEST(NewPosting, HeadcountIsThePool) {
  const auto change = NewPosting(Nothing(), Stationed(), SomeStamp());
  ASSERT_THAT(change, IsOk());
  ASSERT_EQ(change->seats.ledger().counts_size(), 1);
  EXPECT_EQ(change->seats.ledger().counts(0).seats(), 1);
  EXPECT_EQ(change->posting.etag(), "7");
}

TEST(NewPosting, AnUnknownHostHasAReasonOfItsOwn) {
  PostingFacts facts = Nothing();
  facts.host.reset();
  const auto change = NewPosting(facts, Stationed(), SomeStamp());
  EXPECT_THAT(change, FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_UNKNOWN"));
  EXPECT_THAT(RulesIn(change.status()), ElementsAre(StartsWith("HOST_UNKNOWN organizations/cx-hospital: ")));
}

TEST(NewPosting, ADeletedHostIsListedWithTheRest) {
  PostingFacts facts = Nothing();
  facts.host->mutable_delete_time()->set_seconds(1);
  facts.pairing.set_end_date("2021-12-13");
  const auto change = NewPosting(facts, Stationed(), SomeStamp());
  EXPECT_THAT(change, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(change.status()),
              ElementsAre(StartsWith("HOST_DELETED organizations/cx-hospital: "), StartsWith("PAIRING_DATES")));
}

TEST(ChangedPosting, FewerPlacesThanPeopleIsRefused) {
  PostingFacts facts = AfterCreation();
  facts.posting.set_headcount(2);
  *facts.seats.mutable_ledger() = Reshaped(facts.seats.ledger(), {.seats = 2});
  Take(*facts.seats.mutable_ledger(), "");
  Take(*facts.seats.mutable_ledger(), "");
  v1::Posting wanted = facts.posting;
  wanted.set_headcount(1);
  EXPECT_THAT(ChangedPosting(facts, wanted, SomeStamp()),
              FailsWith(absl::StatusCode::kFailedPrecondition, "BELOW_TAKEN"));
}

TEST(ChangedPosting, TheHostIsLookedAtOnlyWhenItChanges) {
  PostingFacts facts = AfterCreation();
  facts.host.reset();
  v1::Posting wanted = facts.posting;
  wanted.set_host_position("科主任");
  EXPECT_THAT(ChangedPosting(facts, wanted, SomeStamp()), IsOk());
  wanted.set_host_organization("organizations/other");
  EXPECT_THAT(ChangedPosting(facts, wanted, SomeStamp()),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_UNKNOWN"));
}

TEST(ChangedPosting, PeopleGoWhereTheHostLiesOnTheFirstDay) {
  PostingFacts facts = AfterCreation();
  facts.host = FromText<registry::v1::Organization>(R"pb(
    name: "organizations/cx-hospital"
    divisions { division: "510824100" end_date: "2021-06-30" }
    divisions { division: "510824112" start_date: "2021-07-01" })pb");
  v1::Posting wanted = facts.posting;
  wanted.set_start_date("2021-07-01");
  const auto change = ChangedPosting(facts, wanted, SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->posting.location_division(), "510824112");
}

TEST(ChangedPosting, NoDifferenceChangesNothing) {
  const PostingFacts facts = AfterCreation();
  const auto same = ChangedPosting(facts, facts.posting, {.now = SomeStamp().now, .revision = 99, .actor = ""});
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->posting.etag(), "7");
}

TEST(ChangedPosting, WhatComesOutMustBeSound) {
  const PostingFacts facts = AfterCreation();
  v1::Posting wanted = facts.posting;
  wanted.set_end_date("2021-06-14");
  EXPECT_THAT(ChangedPosting(facts, wanted, SomeStamp()), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace jiedui::scheduler
