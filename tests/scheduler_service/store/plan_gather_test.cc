// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/plan_gather.h"

#include "tests/scheduler_service/store/plan_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::_;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using PlanGather = PlanWorld;

std::vector<std::string> Who(const PlanFacts& facts) {
  std::vector<std::string> who;
  for (const PlanCandidate& candidate : facts.seekers) who.push_back(candidate.person);
  return who;
}

TEST_F(PlanGather, FindsTheApprovedAndTheirItem) {
  const auto facts = Gather();
  ASSERT_THAT(facts, IsOk());
  EXPECT_THAT(Who(*facts), ElementsAre("persons/li", "persons/wu"));
  ASSERT_THAT(facts->items, SizeIs(1));
  EXPECT_EQ(facts->items[0].ledger.taken(), 2);
  EXPECT_EQ(facts->seekers[0].seating.division, "510824100");
  EXPECT_EQ(facts->registry_revision, 42U);
  EXPECT_THAT(facts->rows, SizeIs(3));  // pairing, course, seats
  EXPECT_NE(facts->calendar_digests.at("persons/li"), 0U);
}

TEST_F(PlanGather, RefusesItemsThatAreNotThereOrTakeNobody) {
  EXPECT_THAT(Gather("items: 'pairings/yh-cx/courses/none'"), StatusIs(StatusCode::kNotFound, _));
  EXPECT_THAT(Gather("items: 'pairings/yh-cx/postings/none'"), StatusIs(StatusCode::kNotFound, _));
  Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/clinical",
                                   [](auto& record) { record.mutable_course()->set_state(v1::Course::STATE_ENDED); });
  EXPECT_THAT(RulesIn(Gather("items: 'pairings/yh-cx/courses/clinical'").status()),
              ElementsAre(HasSubstr("ITEM_STATE")));
  const auto others = Gather();
  ASSERT_THAT(others, IsOk());
  EXPECT_THAT(others->items, SizeIs(0));
  EXPECT_THAT(others->seekers, SizeIs(0));
}

TEST_F(PlanGather, WaitsForWorkThatGoesOn) {
  BreakSeats([](auto& record) { record.mutable_work()->set_kind(storage::v1::ItemWork::KIND_OFFER); });
  EXPECT_THAT(RulesIn(Gather().status()), ElementsAre(HasSubstr("WORK_IN_PROGRESS")));
}

TEST_F(PlanGather, SupposesEditsOfItsItemsOnly) {
  auto edit = FromText<v1::PlanEdit>("item: 'pairings/yh-cx/courses/clinical' seats: 9");
  const auto facts = Gather("", {edit});
  ASSERT_THAT(facts, IsOk());
  EXPECT_EQ(facts->items[0].ledger.seats(), 9);
  edit.set_item("pairings/yh-cx/courses/none");
  EXPECT_THAT(FieldsIn(Gather("", {edit}).status()), ElementsAre("edits[0].item"));
}

TEST_F(PlanGather, KnowsWhoIsAwayWhereItIsAsked) {
  Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/clinical", [](auto& record) {
    record.mutable_course()->mutable_requirements()->set_away_per_organization_max(4);
  });
  const auto facts = Gather();
  ASSERT_THAT(facts, IsOk());
  EXPECT_THAT(facts->away.at("organizations/lingjiang"), SizeIs(2));  // zhao, and qian with an offer
  EXPECT_THAT(facts->rows, SizeIs(4));
}

TEST_F(PlanGather, APersonWhoIsGoneIsRefused) {
  Write([&](store::Transaction& txn) { return tables_.persons.Delete(txn, "li"); });
  const auto facts = Gather();
  ASSERT_THAT(facts, IsOk());
  EXPECT_EQ(facts->seekers[0].findings[0].rule(), "PERSON_UNKNOWN");
}

TEST_F(PlanGather, AnotherPairingHasNoneOfIt) {
  const PlanInquiry inquiry{.pairing = "pairings/yh", .question = {}, .edits = {}};
  EXPECT_THAT(GatherPlan(tables_, *Now(), inquiry, [](int64_t) { return true; }), StatusIs(StatusCode::kNotFound, _));
}

}  // namespace
}  // namespace jiedui::scheduler
