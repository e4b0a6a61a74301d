// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_demands.h"

#include "scheduler_service/domain/demand.h"
#include "tests/scheduler_service/demand_samples.h"
#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A demand for two that a posting for one meets in part.
class VerifyDemand : public VerifiedWorld {
 protected:
  static constexpr char kPosting[] = "pairings/yh-cx/postings/kiwi-1";

  VerifyDemand() {
    Write([&](store::Transaction& txn) -> absl::Status {
      RETURN_IF_ERROR(PutOrganization(tables_, txn, CangxiAgriculture()));
      ASSIGN_OR_RETURN(const PostingFacts facts,
                       LoadNewPosting(tables_, txn, kPosting, "organizations/cx-agriculture"));
      v1::Demand demand = KiwiExpert();
      demand.set_headcount(2);
      ASSIGN_OR_RETURN(demand, NewDemand({facts.pairing, facts.host, {}}, demand, StampOf(txn)));
      v1::FulfillDemandRequest request;
      request.set_headcount(1);
      ASSIGN_OR_RETURN(const v1::Posting draft, PostingFor(demand, request, kPosting));
      ASSIGN_OR_RETURN(const PostingChange change, NewPosting(facts, draft, StampOf(txn)));
      ASSIGN_OR_RETURN(
          demand, Fulfilled(demand, change.posting, {.verb = "FulfillDemand", .etag = "", .reason = "", .detail = ""},
                            StampOf(txn)));
      RETURN_IF_ERROR(Put(tables_, txn, demand));
      return Put(tables_, txn, change);
    });
  }
  void BreakDemand(const std::function<void(v1::Demand&)>& change) {
    Break<storage::v1::DemandRecord>(tables_.demands, "yh-cx/kiwi",
                                     [&](auto& record) { change(*record.mutable_demand()); });
  }
  void BreakPosting(const std::function<void(v1::Posting&)>& change) {
    Break<storage::v1::PostingRecord>(tables_.postings, "yh-cx/kiwi-1",
                                      [&](auto& record) { change(*record.mutable_posting()); });
  }
};

TEST_F(VerifyDemand, IsSound) { EXPECT_THAT(Findings(), IsEmpty()); }

TEST_F(VerifyDemand, CountsItsPostings) {
  BreakDemand([](v1::Demand& demand) { demand.set_met_headcount(2); });
  EXPECT_THAT(Findings(),
              ElementsAre("2 DEMANDS pairings/yh-cx/demands/kiwi: found met_headcount 2, required met_headcount 1"));
}

TEST_F(VerifyDemand, IsMetOnlyWhenThereAreAsManyPlaces) {
  BreakDemand([](v1::Demand& demand) { demand.set_state(v1::Demand::STATE_MET); });
  EXPECT_THAT(Findings(), ElementsAre("2 DEMANDS pairings/yh-cx/demands/kiwi: found STATE_MET, required STATE_OPEN "
                                      "with 1 of 2 met"));
}

TEST_F(VerifyDemand, NoCancelledPostingMeetsIt) {
  BreakPosting([](v1::Posting& posting) { posting.set_state(v1::Posting::STATE_CANCELLED); });
  EXPECT_THAT(Findings(), ElementsAre("2 DEMANDS pairings/yh-cx/postings/kiwi-1: found no posting of the demand, or a "
                                      "cancelled one, required 1 places for pairings/yh-cx/demands/kiwi"));
}

TEST_F(VerifyDemand, KnowsItsPostings) {
  BreakDemand([](v1::Demand& demand) {
    demand.clear_fulfilments();
    demand.set_met_headcount(0);
  });
  EXPECT_THAT(Findings(), ElementsAre("2 DEMANDED_POSTINGS pairings/yh-cx/postings/kiwi-1: found a posting for "
                                      "pairings/yh-cx/demands/kiwi, which does not know it, required a fulfilment of "
                                      "the demand"));
}

}  // namespace
}  // namespace jiedui::scheduler
