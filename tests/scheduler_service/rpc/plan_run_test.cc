// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "tests/scheduler_service/plan_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::_;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class PlanRun : public PlanServer {
 protected:
  absl::Status Refusal(const v1::CreatePlanRequest& request) { return MakePlan(request).status(); }
};

TEST_F(PlanRun, RefusesWhatIsWrongByItself) {
  EXPECT_THAT(FieldsIn(Refusal(ToPlan("x", "items: 'pairings/other/courses/c'"))), ElementsAre("question.items[0]"));
  EXPECT_THAT(FieldsIn(Refusal(ToPlan("X"))), ElementsAre("plan_id"));
  EXPECT_THAT(FieldsIn(Refusal(ToPlan("x", "pinned: 'nonsense'"))), ElementsAre("question.pinned[0]"));
  auto edited = ToPlan("x");
  *edited.add_edits() = FromText<v1::PlanEdit>("item: 'pairings/yh-cx/courses/c' seats: 3");
  EXPECT_THAT(FieldsIn(Refusal(edited)), ElementsAre("edits"));
  edited.set_seconds_max(601);
  EXPECT_THAT(FieldsIn(Refusal(edited)), ElementsAre("seconds_max"));
  auto elsewhere = ToPlan("x");
  elsewhere.set_parent("pairings/none");
  EXPECT_THAT(Refusal(elsewhere), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Refusal(ToPlan("x", "base_plan: 'pairings/yh-cx/plans/none'")),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(PlanRun, GarbageIsRefusedAndHarmsNobody) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string bytes(std::uniform_int_distribution<size_t>(0, 60)(random), ' ');
    for (char& byte : bytes) byte = static_cast<char>(random());
    v1::CreatePlanRequest request = ToPlan(absl::StrCat("g", round));
    request.MergeFromString(bytes);
    request.mutable_question()->MergeFromString(bytes);
    const absl::Status status = MakePlan(request).status();
    EXPECT_NE(status.code(), StatusCode::kInternal) << status;
  }
  EXPECT_THAT(Unsound(), IsEmpty());
}

TEST_F(PlanRun, AnIdIsTakenOnce) {
  ApproveForClinical(1, 1);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  EXPECT_THAT(Refusal(ToPlan("x")), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
  const auto chosen = MakePlan(ToPlan(""));
  ASSERT_THAT(chosen, IsOk());
  EXPECT_THAT(chosen->name(), StartsWith("pairings/yh-cx/plans/p"));
}

TEST_F(PlanRun, PinsThatCannotAllBeSeatedAreNamed) {
  ApproveForClinical(2, 1);
  const absl::Status status = Refusal(ToPlan("x",
                                             "pinned: 'pairings/yh-cx/assignments/p0-clinical' "
                                             "pinned: 'pairings/yh-cx/assignments/p1-clinical'"));
  EXPECT_THAT(status, FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(status), Contains(StartsWith("SEATS pairings/yh-cx/courses/clinical")));
  EXPECT_THAT(RulesIn(Refusal(ToPlan("x", "pinned: 'pairings/yh-cx/assignments/none'"))),
              ElementsAre(StartsWith("NOT_A_CANDIDATE")));
}

TEST_F(PlanRun, PinnedForbiddenAndPriorityAreHeeded) {
  ApproveForClinical(5, 2);
  const auto plan = MakePlan(ToPlan("x",
                                    "pinned: 'pairings/yh-cx/assignments/p4-clinical' "
                                    "forbidden: 'pairings/yh-cx/assignments/p0-clinical' "
                                    "priority: 'pairings/yh-cx/assignments/p3-clinical'"));
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(Placed(*plan), ElementsAre("p3-clinical", "p4-clinical"));
  const auto committed = CommitPlan("x");
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->waitlisted(), 2);
  EXPECT_EQ(committed->unchanged(), 1);
  EXPECT_EQ(StateOf("p0-clinical"), v1::Assignment::STATE_APPROVED);
  EXPECT_THAT(Unsound(), IsEmpty());
}

TEST_F(PlanRun, OfABasePlanAsLittleAsCanBeChanges) {
  ApproveForClinical(4, 2);
  ASSERT_THAT(MakePlan(ToPlan("x", "priority: 'pairings/yh-cx/assignments/p3-clinical'")), IsOk());
  const auto kept = MakePlan(ToPlan("y", "base_plan: 'pairings/yh-cx/plans/x'"));
  ASSERT_THAT(kept, IsOk());
  EXPECT_THAT(Placed(*kept), ElementsAre("p0-clinical", "p3-clinical"));
  EXPECT_EQ(kept->levels(1).goal(), v1::PLAN_GOAL_KEPT);
  EXPECT_EQ(kept->levels(1).value(), 2);
}

// A course is told of, then one of its people steps back, and another course is closed.
TEST_F(PlanRun, AfterADisturbanceEverybodyWhomItChangesIsTold) {
  ApproveForClinical(4, 2);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  ASSERT_THAT(Withdraw("p0-clinical"), IsOk());
  const auto plan = MakePlan(ToPlan("y", "base_plan: 'pairings/yh-cx/plans/x'"));
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(Placed(*plan), ElementsAre("p1-clinical", "p2-clinical"));
  ASSERT_THAT(plan->notices(), SizeIs(2));
  EXPECT_EQ(plan->notices(0).person(), "persons/p2");
  EXPECT_EQ(plan->notices(0).cause(), v1::PlanNotice::CAUSE_NEW_PLACE);
  EXPECT_FALSE(plan->notices(0).person_display_name().empty());
  EXPECT_EQ(plan->notices(1).person(), "persons/p0");
  EXPECT_EQ(plan->notices(1).cause(), v1::PlanNotice::CAUSE_ASSIGNMENT);
  EXPECT_EQ(plan->notices(1).state(), v1::Assignment::STATE_WITHDRAWN);
  const auto stored = GetPlan("y");
  ASSERT_THAT(stored, IsOk());
  EXPECT_EQ(stored->ShortDebugString(), plan->ShortDebugString());
}

// Both would do by themselves: CommitPlan refuses the second (rule EXCLUSION).
TEST_F(PlanRun, OfTwoRunsOfOneCurriculumAPersonGetsOne) {
  AddPeople(2);
  AddCourse("first", 1, "curriculum: '急救' start_date: '2021-10-18' end_date: '2021-10-22'");
  AddCourse("second", 1, "curriculum: '急救' start_date: '2021-11-15' end_date: '2021-11-19'");
  for (const char* course : {"first", "second"}) Approve("p0", course);
  const auto alone = MakePlan(ToPlan("x"));
  ASSERT_THAT(alone, IsOk());
  EXPECT_THAT(alone->placements(), SizeIs(1));
  Approve("p1", "first");
  const auto both = MakePlan(ToPlan("y"));
  ASSERT_THAT(both, IsOk());
  EXPECT_THAT(Placed(*both), ElementsAre("p0-second", "p1-first"));
  EXPECT_TRUE(both->optimal());
  EXPECT_TRUE(VerifyPlan("y")->verified());
  EXPECT_THAT(CommitPlan("y"), IsOk());
}

// Of a person's courses one ends two days before the other begins.
TEST_F(PlanRun, DaysToTravelAndDaysOfAPersonAreKept) {
  AddPeople(1);
  AddCourse("first", 1, "start_date: '2021-11-01' end_date: '2021-11-05'");
  AddCourse("second", 1, "start_date: '2021-11-08' end_date: '2021-11-12'");
  for (const char* course : {"first", "second"}) Approve("p0", course);
  const auto placed = [&](const std::string& question) { return MakePlan(ToPlan("", question))->placements_size(); };
  EXPECT_EQ(placed("travel_days: 2"), 2);
  EXPECT_EQ(placed("travel_days: 3"), 1);
  EXPECT_EQ(placed("days_per_person_max: 10"), 2);
  EXPECT_EQ(placed("days_per_person_max: 9"), 1);
  EXPECT_EQ(placed("days_per_person_max: 4"), 0);
  // Also where one of them is certain already.
  ASSERT_THAT(Confirm("p0-first"), IsOk());
  EXPECT_EQ(placed("travel_days: 2"), 1);
  EXPECT_EQ(placed("travel_days: 3"), 0);
}

// Four people for two courses on the same days, each of which asks for three.
TEST_F(PlanRun, ACourseThatTooFewWouldAttendIsNotRun) {
  AddPeople(4);
  AddCourse("large", 4, "seats_min: 3");
  AddCourse("small", 4, "seats_min: 3");
  for (const char* person : {"p0", "p1", "p2"}) Approve(person, "large");
  for (const char* person : {"p2", "p3"}) Approve(person, "small");
  const auto plan = MakePlan(ToPlan("x"));
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(Placed(*plan), ElementsAre("p0-large", "p1-large", "p2-large"));
  ASSERT_THAT(plan->course_sizes(), SizeIs(1));
  EXPECT_EQ(plan->course_sizes(0).item(), "pairings/yh-cx/courses/small");
  EXPECT_EQ(plan->course_sizes(0).outcome(), v1::PlanCourseSize::OUTCOME_FEW_CANDIDATES);
  EXPECT_TRUE(VerifyPlan("x")->verified());
  EXPECT_EQ(Explain("x", "p3")->refusals(0).why(), v1::PlanRefusal::WHY_NOT_RUN);
  const auto committed = CommitPlan("x");
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->confirmed(), 3);
  EXPECT_EQ(committed->waitlisted(), 0);
  EXPECT_EQ(StateOf("p3-small"), v1::Assignment::STATE_APPROVED);  // there are seats: nobody waits for one
  EXPECT_THAT(Unsound(), IsEmpty());
}

TEST_F(PlanRun, HowManyACourseAsksForCanBeChangedAndSupposed) {
  AddPeople(2);
  AddCourse("clinical", 4, "seats_min: 3");
  for (const char* person : {"p0", "p1"}) Approve(person, "clinical");
  EXPECT_THAT(Placed(*MakePlan(ToPlan("x"))), IsEmpty());
  auto supposed = ToPlan("y");
  supposed.set_validate_only(true);
  *supposed.add_edits() = FromText<v1::PlanEdit>("item: 'pairings/yh-cx/courses/clinical' seats_min: 2");
  EXPECT_EQ(MakePlan(supposed)->effects(0).change(), 2);
  v1::UpdateCourseRequest update;
  update.mutable_course()->set_name("pairings/yh-cx/courses/clinical");
  update.mutable_course()->set_seats_min(2);
  update.mutable_update_mask()->add_paths("seats_min");
  const auto course = Invoke(*courses_, &Courses::UpdateCourse, update);
  ASSERT_THAT(course, IsOk());
  EXPECT_EQ(course->seats_min(), 2);
  EXPECT_TRUE(VerifyPlan("x")->outdated());
  EXPECT_THAT(Placed(*MakePlan(ToPlan("z"))), SizeIs(2));
  update.mutable_course()->set_seats_min(5);
  EXPECT_THAT(FieldsIn(Invoke(*courses_, &Courses::UpdateCourse, update).status()), ElementsAre("course.seats_min"));
}

TEST_F(PlanRun, WhoIsConfirmedMakesACourseRun) {
  AddPeople(3);
  AddCourse("clinical", 4, "seats_min: 4");
  for (const char* person : {"p0", "p1", "p2"}) Approve(person, "clinical");
  ASSERT_THAT(Confirm("p0-clinical"), IsOk());
  const auto plan = MakePlan(ToPlan("x"));
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(Placed(*plan), ElementsAre("p1-clinical", "p2-clinical"));
  ASSERT_THAT(plan->course_sizes(), SizeIs(1));
  EXPECT_EQ(plan->course_sizes(0).outcome(), v1::PlanCourseSize::OUTCOME_RUNS_BELOW_MINIMUM);
  EXPECT_EQ(plan->course_sizes(0).participants(), 3);
  EXPECT_THAT(CommitPlan("x"), IsOk());
}

TEST_F(PlanRun, APinInACourseThatCannotBeFilledIsRefused) {
  AddPeople(1);
  AddCourse("clinical", 4, "seats_min: 2");
  Approve("p0", "clinical");
  const absl::Status status = Refusal(ToPlan("x", "pinned: 'pairings/yh-cx/assignments/p0-clinical'"));
  EXPECT_THAT(status, FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(status), ElementsAre(StartsWith("SEATS_MIN pairings/yh-cx/courses/clinical")));
}

// Six of one township were nominated before two of another.
TEST_F(PlanRun, FairnessBetweenDivisionsIsPlannedProvenAndCommitted) {
  registry_.Put(FromText<registry::v1::Organization>(
      "name: 'organizations/dongxi' kind: KIND_TOWNSHIP_HOSPITAL divisions { division: '510824112' }"));
  std::vector<registry::v1::Person> people;
  for (int i = 0; i < 8; ++i) {
    people.push_back(VillageDoctor(absl::StrCat("p", i)));
    if (i >= 6) people.back().mutable_employments(0)->set_organization("organizations/dongxi");
  }
  const uint64_t revision = registry_.PutAll(people);
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  AddCourse("clinical", 4);
  for (int i = 0; i < 8; ++i) Approve(absl::StrCat("p", i), "clinical");
  EXPECT_THAT(Placed(*MakePlan(ToPlan("x"))), ElementsAre("p0-clinical", "p1-clinical", "p2-clinical", "p3-clinical"));
  const auto fair = MakePlan(ToPlan("y", "goals: [PLAN_GOAL_PLACED, PLAN_GOAL_FAIRNESS, PLAN_GOAL_PREFERENCE]"));
  ASSERT_THAT(fair, IsOk());
  EXPECT_TRUE(fair->optimal());
  EXPECT_THAT(fair->relaxed(), IsEmpty());
  EXPECT_THAT(Placed(*fair), ElementsAre("p0-clinical", "p1-clinical", "p2-clinical", "p6-clinical"));
  ASSERT_THAT(fair->divisions(), SizeIs(2));
  EXPECT_EQ(fair->divisions(0).placed(), 3);
  EXPECT_EQ(fair->divisions(1).people(), 2);
  const auto verified = VerifyPlan("y");
  ASSERT_THAT(verified, IsOk());
  EXPECT_TRUE(verified->verified());
  EXPECT_EQ(verified->levels(1).gap(), 0);
  EXPECT_THAT(Explain("y", "p3"), IsOk());
  EXPECT_THAT(CommitPlan("y"), IsOk());
  EXPECT_THAT(Unsound(), IsEmpty());
}

// Two courses on the same days of different months: everybody may come to either, in one of them.
TEST_F(PlanRun, SpreadOverMonthsIsPlannedProvenAndCommitted) {
  AddPeople(4);
  AddCourse("clinical", 4);
  AddCourse("later", 4, "start_date: '2021-12-06' end_date: '2021-12-10'");
  for (int i = 0; i < 4; ++i)
    for (const char* course : {"clinical", "later"}) Approve(absl::StrCat("p", i), course);
  const auto spread = MakePlan(
      ToPlan("y", "items_per_person_max: 1 goals: [PLAN_GOAL_PLACED, PLAN_GOAL_SPREAD, PLAN_GOAL_PREFERENCE]"));
  ASSERT_THAT(spread, IsOk());
  EXPECT_TRUE(spread->optimal());
  ASSERT_THAT(spread->periods(), SizeIs(2));
  EXPECT_EQ(spread->periods(0).placed(), 2);
  EXPECT_EQ(spread->periods(1).placed(), 2);
  EXPECT_EQ(spread->periods(1).last_date(), "2021-12-31");
  const auto verified = VerifyPlan("y");
  ASSERT_THAT(verified, IsOk());
  EXPECT_TRUE(verified->verified());
  EXPECT_EQ(verified->levels(1).gap(), 0);
  EXPECT_THAT(CommitPlan("y"), IsOk());
  EXPECT_THAT(Unsound(), IsEmpty());
}

TEST_F(PlanRun, WhatIfWritesNothing) {
  ApproveForClinical(4, 2);
  const uint64_t before = Status().revision();
  auto request = ToPlan("x");
  request.set_validate_only(true);
  *request.add_edits() = FromText<v1::PlanEdit>(
      "item: 'pairings/yh-cx/courses/clinical' "
      "days { start_date: '2021-12-01' end_date: '2021-12-03' }");
  *request.add_edits() = FromText<v1::PlanEdit>(
      "item: 'pairings/yh-cx/courses/clinical' "
      "quota { division: '510824100' seats: 1 }");
  const auto plan = MakePlan(request);
  ASSERT_THAT(plan, IsOk());
  EXPECT_EQ(plan->placements_size(), 1);
  EXPECT_EQ(plan->effects(0).change(), -1);
  EXPECT_EQ(Status().revision(), before);
  request.mutable_edits(0)->set_item("pairings/yh-cx/courses/none");
  EXPECT_THAT(FieldsIn(Refusal(request)), ElementsAre("edits[0].item"));
}

// A plan of many candidates, whose caller goes away at once, ends; the next one is made.
TEST_F(PlanRun, EndsWhenTheCallerGoesAway) {
  ApproveForClinical(40, 20);
  for (int i = 0; i < 20; ++i) {
    grpc::ClientContext context;
    const auto reader = planning_->CreatePlan(&context, ToPlan(absl::StrCat("gone-", i)));
    v1::CreatePlanResponse message;
    reader->Read(&message);
    context.TryCancel();
    EXPECT_NE(reader->Finish().error_code(), grpc::StatusCode::UNKNOWN);
  }
  EXPECT_TRUE(Eventually([&] { return MakePlan(ToPlan("x")).ok(); }));
  EXPECT_THAT(Unsound(), IsEmpty());
}

TEST_F(PlanRun, APlanWithoutCandidatesIsEmpty) {
  const auto plan = MakePlan(ToPlan("x"));
  ASSERT_THAT(plan, IsOk());
  EXPECT_EQ(plan->placements_size(), 0);
  EXPECT_TRUE(plan->optimal());
}

// Over random courses with quotas, categories and coverage, and people with leave and other engagements: every plan
// verifies, can be committed, and leaves everything sound.
TEST_F(PlanRun, EveryPlanCommitsAndLeavesAllSound) {
  std::mt19937 random(20211115);
  const auto up_to = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  registry_.Put(FromText<registry::v1::Organization>(
      "name: 'organizations/dongxi' kind: KIND_TOWNSHIP_HOSPITAL divisions { division: '510824112' }"));
  std::vector<registry::v1::Person> people;
  for (int i = 0; i < 25; ++i) {
    people.push_back(VillageDoctor(absl::StrCat("p", i)));
    if (i % 3 == 0) people.back().mutable_employments(0)->set_organization("organizations/dongxi");
    if (i % 4 == 0) people.back().set_category(registry::v1::PERSON_CATEGORY_NURSE);
  }
  const uint64_t revision = registry_.PutAll(people);
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  int placed = 0;
  for (int round = 0; round < 12; ++round) {
    const int year = 2022 + round;
    std::vector<std::string> items;
    for (int c = 0; c < 3; ++c) {
      const std::string id = absl::StrCat("c", round, "-", c);
      v1::Course course = Clinical();
      course.set_name("pairings/yh-cx/courses/" + id);
      const int month = 1 + up_to(2);
      course.set_start_date(absl::StrCat(year, "-0", month, "-10"));
      course.set_end_date(absl::StrCat(year, "-0", month + up_to(1), "-20"));
      course.set_seats(4 + up_to(6));
      if (up_to(3) == 0) course.set_intensity(v1::INTENSITY_PART_TIME);
      if (up_to(1) == 0)
        *course.add_quotas() = FromText<v1::Quota>(
            absl::StrCat("division: '510824100' seats: ", 1 + up_to(1), up_to(1) == 0 ? " ceiling: 4" : ""));
      if (up_to(1) == 0) *course.add_quotas() = FromText<v1::Quota>("division: '510824112' seats: 2");
      if (up_to(1) == 0)
        *course.add_category_quotas() = FromText<v1::CategoryQuota>(
            absl::StrCat("category: PERSON_CATEGORY_NURSE floor: ", up_to(2), up_to(1) == 0 ? " ceiling: 3" : ""));
      if (up_to(3) == 0) course.mutable_requirements()->set_away_per_organization_max(2 + up_to(3));
      ASSERT_THAT(Create(course, v1::Course::STATE_OPEN_FOR_NOMINATION), IsOk());
      items.push_back(course.name());
      for (int i = 0; i < 25; ++i)
        if (up_to(1) == 0) Approve(absl::StrCat("p", i), id);
    }
    v1::RecordLeaveRequest leave;
    leave.set_parent(absl::StrCat("persons/p", up_to(24)));
    *leave.mutable_leave() = FromText<v1::Leave>(
        absl::StrCat("start_date: '", year, "-01-15' end_date: '", year, "-02-12' kind: KIND_SICK reason: '病假'"));
    ASSERT_THAT(Invoke(*assignments_, &Assignments::RecordLeave, leave), IsOk());
    auto request = ToPlan(absl::StrCat("r", round));
    for (const std::string& item : items) request.mutable_question()->add_items(item);
    const auto plan = MakePlan(request);
    ASSERT_THAT(plan, IsOk()) << "round " << round;
    EXPECT_TRUE(VerifyPlan(absl::StrCat("r", round))->verified()) << "round " << round;
    const auto committed = CommitPlan(absl::StrCat("r", round));
    ASSERT_THAT(committed, IsOk()) << "round " << round;
    EXPECT_EQ(committed->confirmed(), plan->placements_size());
    placed += committed->confirmed();
    ASSERT_THAT(Unsound(), IsEmpty()) << "round " << round;
  }
  EXPECT_GT(placed, 100);
}

}  // namespace
}  // namespace jiedui::scheduler
