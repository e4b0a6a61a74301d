// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/demand.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scheduler_service/domain/limits.h"
#include "tests/scheduler_service/demand_samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

DemandFacts Nothing() { return {.pairing = YuhangCangxi(), .host = CangxiAgriculture(), .demand = {}}; }

// For so many people.
v1::Demand Open(int headcount = 1) {
  v1::Demand draft = KiwiExpert();
  draft.set_headcount(headcount);
  return *NewDemand(Nothing(), draft, SomeStamp());
}

DemandFacts After(const v1::Demand& demand) {
  DemandFacts facts = Nothing();
  facts.demand = demand;
  return facts;
}

ItemVerb Verb(absl::string_view verb) { return {.verb = verb, .etag = "", .reason = "同意", .detail = ""}; }

v1::FulfillDemandRequest With(int headcount = 0) {
  v1::FulfillDemandRequest request;
  request.set_kind(v1::Posting::KIND_SUPPORT);
  request.set_headcount(headcount);
  return request;
}

v1::Posting PostingOf(const v1::Demand& demand, const std::string& id, int headcount = 0) {
  return *PostingFor(demand, With(headcount), "pairings/yh-cx/postings/" + id);
}

v1::Demand FulfilledBy(const v1::Demand& demand, const v1::Posting& posting) {
  return *Fulfilled(demand, posting, Verb("FulfillDemand"), SomeStamp());
}

std::vector<std::string> VerbsOf(const v1::Demand& demand) {
  std::vector<std::string> verbs;
  for (const v1::DemandEvent& event : demand.events())
    verbs.push_back(absl::StrCat(event.verb(), " ", v1::Demand::State_Name(event.state()), " ", event.detail()));
  return verbs;
}

TEST(CheckDemand, DatesInOrderAndNotTooLong) {
  v1::Demand demand = KiwiExpert();
  EXPECT_THAT(CheckDemand(demand), IsOk());
  demand.set_end_date("2021-08-31");
  EXPECT_THAT(FieldsIn(CheckDemand(demand)), ElementsAre("demand.end_date"));
  demand.set_end_date("2027-09-01");
  EXPECT_THAT(FieldsIn(CheckDemand(demand)), ElementsAre("demand.end_date"));
}

TEST(NewDemand, IsOpen) {
  const v1::Demand demand = Open();
  EXPECT_EQ(demand.state(), v1::Demand::STATE_OPEN);
  EXPECT_EQ(demand.met_headcount(), 0);
  EXPECT_EQ(demand.etag(), "7");
}

TEST(NewDemand, AllThatIsInTheWayIsListed) {
  DemandFacts facts = Nothing();
  facts.host.reset();
  EXPECT_THAT(NewDemand(facts, KiwiExpert(), SomeStamp()),
              FailsWith(StatusCode::kFailedPrecondition, "ORGANIZATION_UNKNOWN"));
  facts = Nothing();
  facts.host->mutable_delete_time()->set_seconds(1);
  facts.pairing.set_end_date("2021-10-30");
  EXPECT_THAT(RulesIn(NewDemand(facts, KiwiExpert(), SomeStamp()).status()),
              ElementsAre(StartsWith("HOST_DELETED"), StartsWith("PAIRING_DATES")));
}

TEST(PostingFor, TakesFromTheDemandWhatTheRequestLeavesOut) {
  const v1::Posting posting = PostingOf(Open(3), "kiwi");
  EXPECT_EQ(posting.name(), "pairings/yh-cx/postings/kiwi");
  EXPECT_EQ(posting.demand(), KiwiExpert().name());
  EXPECT_EQ(posting.display_name(), "猕猴桃种植专家");
  EXPECT_EQ(posting.host_organization(), "organizations/cx-agriculture");
  EXPECT_EQ(posting.category(), v1::Posting::CATEGORY_AGRONOMIST);
  EXPECT_EQ(posting.start_date(), "2021-09-01");
  EXPECT_EQ(posting.end_date(), "2021-10-31");
  EXPECT_EQ(posting.headcount(), 3);
  EXPECT_EQ(posting.requirements().specialties(0), "果树");
  auto request = With(2);
  request.set_display_name("红心猕猴桃专家");
  EXPECT_EQ(PostingFor(Open(3), request, "x")->display_name(), "红心猕猴桃专家");
  EXPECT_EQ(PostingFor(Open(3), request, "x")->headcount(), 2);
}

TEST(PostingFor, NoMorePlacesThanAreUnmet) {
  EXPECT_THAT(RulesIn(PostingFor(Open(3), With(4), "x").status()),
              ElementsAre(HasSubstr("found 4 places, required 3 or fewer")));
  const v1::Demand part = FulfilledBy(Open(3), PostingOf(Open(3), "a", 2));
  EXPECT_THAT(RulesIn(PostingFor(part, With(2), "x").status()), ElementsAre(StartsWith("OVER_DEMAND")));
  const v1::Demand met = FulfilledBy(part, PostingOf(part, "b", 1));
  EXPECT_THAT(PostingFor(met, With(), "x"), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST(Fulfilled, IsMetWhenThereAreAsManyPlacesAsPeopleAskedFor) {
  v1::Demand demand = FulfilledBy(Open(3), PostingOf(Open(3), "a", 2));
  EXPECT_EQ(demand.state(), v1::Demand::STATE_OPEN);
  EXPECT_EQ(demand.met_headcount(), 2);
  demand = FulfilledBy(demand, PostingOf(demand, "b"));
  EXPECT_EQ(demand.state(), v1::Demand::STATE_MET);
  EXPECT_EQ(demand.met_headcount(), 3);
  EXPECT_THAT(VerbsOf(demand), ElementsAre("FulfillDemand STATE_OPEN pairings/yh-cx/postings/a: 2",
                                           "FulfillDemand STATE_MET pairings/yh-cx/postings/b: 1"));
  EXPECT_EQ(demand.events(0).actor(), "office");
  EXPECT_EQ(demand.events(0).reason(), "同意");
  ItemVerb stale = Verb("FulfillDemand");
  stale.etag = "old";
  EXPECT_THAT(Fulfilled(Open(), PostingOf(Open(), "a"), stale, SomeStamp()),
              FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST(FollowPosting, ACancelledOneMeetsNothing) {
  v1::Posting posting = PostingOf(Open(), "a");
  v1::Demand demand = FulfilledBy(Open(), posting);
  EXPECT_FALSE(FollowPosting(demand, posting, SomeStamp()));
  posting.set_state(v1::Posting::STATE_CANCELLED);
  EXPECT_TRUE(FollowPosting(demand, posting, SomeStamp()));
  EXPECT_EQ(demand.state(), v1::Demand::STATE_OPEN);
  EXPECT_EQ(demand.met_headcount(), 0);
  EXPECT_EQ(demand.fulfilments_size(), 0);
  EXPECT_EQ(VerbsOf(demand).back(), "CancelPosting STATE_OPEN pairings/yh-cx/postings/a: 1 to 0");
  EXPECT_FALSE(FollowPosting(demand, posting, SomeStamp())) << "it is gone already";
}

TEST(FollowPosting, AnotherHeadcountMeetsMoreOrLess) {
  v1::Posting posting = PostingOf(Open(2), "a", 1);
  v1::Demand demand = FulfilledBy(Open(2), posting);
  posting.set_headcount(3);
  EXPECT_TRUE(FollowPosting(demand, posting, SomeStamp()));
  EXPECT_EQ(demand.state(), v1::Demand::STATE_MET);
  EXPECT_EQ(demand.met_headcount(), 3);
  posting.set_headcount(1);
  EXPECT_TRUE(FollowPosting(demand, posting, SomeStamp()));
  EXPECT_EQ(demand.state(), v1::Demand::STATE_OPEN);
}

TEST(FollowPosting, ADemandThatIsClosedStaysClosed) {
  v1::Posting posting = PostingOf(Open(2), "a", 1);
  v1::Demand demand = FulfilledBy(Open(2), posting);
  ASSERT_THAT(MoveItem(demand, Verb("WithdrawDemand"), SomeStamp()), IsOk());
  posting.set_state(v1::Posting::STATE_CANCELLED);
  EXPECT_TRUE(FollowPosting(demand, posting, SomeStamp()));
  EXPECT_EQ(demand.state(), v1::Demand::STATE_WITHDRAWN);
  EXPECT_EQ(demand.met_headcount(), 0);
}

// A posting must be free to be cancelled.
TEST(FollowPosting, WithoutRoomForAnotherStepItFollowsAllTheSame) {
  v1::Posting posting = PostingOf(Open(), "a");
  v1::Demand demand = FulfilledBy(Open(), posting);
  while (demand.events_size() < kEventsMax) demand.add_events();
  posting.set_state(v1::Posting::STATE_CANCELLED);
  EXPECT_TRUE(FollowPosting(demand, posting, SomeStamp()));
  EXPECT_EQ(demand.state(), v1::Demand::STATE_OPEN);
  EXPECT_EQ(demand.events_size(), kEventsMax);
}

TEST(ChangedDemand, HeadcountDecidesWhetherItIsMet) {
  const v1::Demand met = FulfilledBy(Open(), PostingOf(Open(), "a"));
  v1::Demand wanted = met;
  wanted.set_headcount(2);
  const auto changed = ChangedDemand(After(met), wanted, SomeStamp());
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->state(), v1::Demand::STATE_OPEN);
  EXPECT_EQ(VerbsOf(*changed).back(), "UpdateDemand STATE_OPEN headcount 1 to 2");
  EXPECT_EQ(ChangedDemand(After(met), met, SomeStamp())->events_size(), met.events_size());
}

TEST(ChangedDemand, Refusals) {
  const v1::Demand part = FulfilledBy(Open(3), PostingOf(Open(3), "a", 2));
  v1::Demand wanted = part;
  wanted.set_headcount(1);
  EXPECT_THAT(ChangedDemand(After(part), wanted, SomeStamp()),
              FailsWith(StatusCode::kFailedPrecondition, "BELOW_TAKEN"));
  wanted = part;
  wanted.set_end_date("2021-11-30");
  wanted.set_direction(v1::DIRECTION_WEST_TO_EAST);
  EXPECT_THAT(RulesIn(ChangedDemand(After(part), wanted, SomeStamp()).status()),
              UnorderedElementsAre(HasSubstr("found end_date 2021-11-30, required 2021-10-31"),
                                   HasSubstr("direction DIRECTION_WEST_TO_EAST")));
  v1::Demand open = Open();
  wanted = open;
  wanted.set_end_date("2021-11-30");
  EXPECT_THAT(ChangedDemand(After(open), wanted, SomeStamp()), IsOk()) << "nobody has promised anything";
  wanted.set_start_date("2021-12-01");
  EXPECT_THAT(FieldsIn(ChangedDemand(After(open), wanted, SomeStamp()).status()), ElementsAre("demand.end_date"));
  ASSERT_THAT(MoveItem(open, Verb("WithdrawDemand"), SomeStamp()), IsOk());
  wanted = open;
  wanted.set_headcount(2);
  EXPECT_THAT(ChangedDemand(After(open), wanted, SomeStamp()),
              FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST(Lapse, OnlyWhenItsLastDayIsOver) {
  v1::Demand demand = Open();
  EXPECT_THAT(RulesIn(Lapse(demand, absl::CivilDay(2021, 10, 31), Verb("LapseDemand"), SomeStamp()).status()),
              ElementsAre(HasSubstr("found 2021-10-31 as its last day, required one before 2021-10-31")));
  demand = Open();
  EXPECT_TRUE(*Lapse(demand, absl::CivilDay(2021, 11, 1), Verb("LapseDemand"), SomeStamp()));
  EXPECT_EQ(demand.state(), v1::Demand::STATE_LAPSED);
  EXPECT_FALSE(*Lapse(demand, absl::CivilDay(2021, 11, 1), Verb("LapseDemand"), SomeStamp()));
  EXPECT_THAT(MoveItem(demand, Verb("WithdrawDemand"), SomeStamp()),
              FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST(CountUnmet, ByFieldWithThoseThatLapsedApart) {
  auto unmet = NothingUnmet();
  v1::Demand doctor = Open(2);
  doctor.set_field(v1::Demand::FIELD_PUBLIC_SERVICES);
  doctor.set_end_date("2021-12-31");
  const v1::Demand met = FulfilledBy(Open(), PostingOf(Open(), "a"));
  v1::Demand lapsed = FulfilledBy(Open(3), PostingOf(Open(3), "b", 1));
  ASSERT_THAT(Lapse(lapsed, absl::CivilDay(2021, 11, 1), Verb("LapseDemand"), SomeStamp()), IsOk());
  v1::Demand withdrawn = Open();
  ASSERT_THAT(MoveItem(withdrawn, Verb("WithdrawDemand"), SomeStamp()), IsOk());
  for (const v1::Demand& demand : {Open(), doctor, met, lapsed, withdrawn}) CountUnmet(demand, "2021-11-15", unmet);
  ASSERT_EQ(unmet.fields_size(), 4);
  EXPECT_EQ(unmet.fields(0).ShortDebugString(),
            "field: FIELD_RURAL_REVITALISATION lapsed_demands: 2 lapsed_headcount: 4 lapsed_unmet_headcount: 3");
  EXPECT_EQ(unmet.fields(1).ShortDebugString(), "field: FIELD_ECONOMIC_DEVELOPMENT");
  EXPECT_EQ(unmet.fields(2).ShortDebugString(),
            "field: FIELD_PUBLIC_SERVICES demands: 1 headcount: 2 unmet_headcount: 2");
  EXPECT_EQ(unmet.total().ShortDebugString(),
            "demands: 1 headcount: 2 unmet_headcount: 2 lapsed_demands: 2 lapsed_headcount: 4 "
            "lapsed_unmet_headcount: 3");
}

TEST(CountUnmet, ItsLastDayIsNotOver) {
  auto unmet = NothingUnmet();
  CountUnmet(Open(), "2021-10-31", unmet);
  EXPECT_EQ(unmet.total().demands(), 1);
  EXPECT_EQ(unmet.total().lapsed_demands(), 0);
}

}  // namespace
}  // namespace jiedui::scheduler
