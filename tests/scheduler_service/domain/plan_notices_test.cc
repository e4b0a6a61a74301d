// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_notices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/strip.h"
#include "scheduler_service/domain/plan_answer.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using v1::Assignment;

std::string Id(const std::string& name) { return name.substr(name.rfind('/') + 1); }

ToldPlace Told(const std::string& id, const std::string& item, Assignment::State state = Assignment::STATE_APPROVED) {
  ToldPlace place{.placement = {}, .state = state};
  place.placement.set_assignment("pairings/yh-cx/assignments/" + id);
  place.placement.set_person("persons/" + id.substr(0, id.find('-')));
  place.placement.set_item("pairings/yh-cx/courses/" + item);
  return place;
}

// The best plan for two courses on the same days, beside what was told: "p: a-0 > a-1 CAUSE_OTHERS".
class PlanNotices : public testing::Test {
 protected:
  v1::Plan Planned(const std::vector<ToldPlace>& told, const std::string& question = "") {
    const auto model = ModelOf(facts_, question);
    EXPECT_THAT(model, IsOk());
    const auto answer = planning::Solve(model->instance);
    EXPECT_THAT(answer, IsOk());
    v1::Plan plan = *PlanOf(*model, std::get<planning::Solution>(*answer));
    *plan.mutable_question() = Completed(FromText<v1::PlanQuestion>(question));
    AddNotices(told, model->basis, model->instance, plan);
    return plan;
  }
  std::vector<std::string> Notices(const std::vector<ToldPlace>& told, const std::string& question = "") {
    const v1::Plan plan = Planned(told, question);
    std::vector<std::string> notices;
    for (const v1::PlanNotice& notice : plan.notices())
      notices.push_back(absl::StrCat(Id(notice.person()), ": ", Id(notice.from_assignment()), " > ",
                                     Id(notice.to_assignment()), " ",
                                     absl::StripPrefix(v1::PlanNotice::Cause_Name(notice.cause()), "CAUSE_")));
    return notices;
  }

  PlanFacts facts_ =
      FactsOf({PlannedCourse("a", 1), PlannedCourse("b", 1)}, {Seeks("p", 0), Seeks("q", 0), Seeks("r", 1)});
};

TEST_F(PlanNotices, WhatStaysAsItWasIsNoNews) { EXPECT_THAT(Notices({Told("p-0", "a"), Told("r-1", "b")}), IsEmpty()); }

TEST_F(PlanNotices, WhoComesNewAndWhoGivesWay) {
  EXPECT_THAT(Notices({Told("q-0", "a")}),
              ElementsAre("p:  > p-0 NEW_PLACE", "q: q-0 >  OTHERS", "r:  > r-1 NEW_PLACE"));
}

TEST_F(PlanNotices, AMoveIsOneNotice) {
  facts_.seekers = {Seeks("p", 1), Seeks("p", 0)};
  facts_.items[0].ledger = NewLedger(facts_.items[0].item.name, {.seats = 0, .quotas = {}, .categories = {}});
  const v1::Plan plan = Planned({Told("p-0", "a")});
  ASSERT_THAT(plan.notices(), SizeIs(1));
  EXPECT_EQ(Id(plan.notices(0).from_item()), "a");
  EXPECT_EQ(Id(plan.notices(0).to_item()), "b");
  EXPECT_EQ(plan.notices(0).cause(), v1::PlanNotice::CAUSE_OTHERS);
}

TEST_F(PlanNotices, ARuleThatRefusesIsNamed) {
  facts_.seekers[0].findings.emplace_back().set_rule("LICENCE");
  facts_.seekers[2].busy.push_back({{"2021-10-01", "2021-10-18"}, "pairings/yh-cx/postings/o"});
  const v1::Plan plan = Planned({Told("p-0", "a"), Told("r-1", "b")});
  ASSERT_THAT(plan.notices(), SizeIs(3));
  EXPECT_EQ(plan.notices(0).person(), "persons/q");
  for (const int k : {1, 2}) EXPECT_EQ(plan.notices(k).cause(), v1::PlanNotice::CAUSE_RULES);
  EXPECT_EQ(plan.notices(1).findings(0).rule(), "DOUBLE_BOOKING");
  EXPECT_EQ(plan.notices(1).findings(0).subject(), "pairings/yh-cx/postings/o");
  EXPECT_EQ(plan.notices(2).findings(0).rule(), "LICENCE");
}

TEST_F(PlanNotices, WhatIsForbiddenOrNotPlannedOrNoLongerAskedFor) {
  EXPECT_THAT(Notices({Told("p-0", "a"), Told("r-1", "b")}, "forbidden: 'pairings/yh-cx/assignments/p-0'"),
              ElementsAre("p: p-0 >  FORBIDDEN", "q:  > q-0 NEW_PLACE"));
  const v1::Plan plan = Planned({Told("p-0", "a"), Told("r-1", "b"), Told("s-9", "a", Assignment::STATE_WITHDRAWN),
                                 Told("t-9", "gone", Assignment::STATE_CANCELLED)});
  ASSERT_THAT(plan.notices(), SizeIs(2));
  EXPECT_EQ(plan.notices(0).cause(), v1::PlanNotice::CAUSE_ASSIGNMENT);
  EXPECT_EQ(plan.notices(0).state(), Assignment::STATE_WITHDRAWN);
  EXPECT_EQ(plan.notices(1).cause(), v1::PlanNotice::CAUSE_ITEM);
  EXPECT_EQ(plan.notices(1).state(), Assignment::STATE_CANCELLED);
}

// The base plan was committed since.
TEST_F(PlanNotices, WhoHasTheSeatKeepsIt) {
  facts_.seekers.pop_back();
  EXPECT_THAT(Notices({Told("p-0", "a"), Told("r-1", "b", Assignment::STATE_CONFIRMED)}), IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
