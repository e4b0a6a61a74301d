// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include "common/store/memory/memory_store.h"
#include "scheduler_service/domain/seat_giving.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

constexpr absl::StatusCode kNotFound = absl::StatusCode::kNotFound;

class Facts : public testing::Test {
 protected:
  Facts() {
    InTransaction([this](auto& txn) { return PutSmallWorld(tables_, txn); });
  }

  void InTransaction(const std::function<absl::Status(store::Transaction&)>& step) {
    ASSERT_THAT(Commit(*store_, step), IsOk());
  }

  AssignmentDraft Draft() const {
    return {.name = "pairings/yh-cx/assignments/a",
            .parent = "pairings/yh-cx",
            .person = "persons/zhao",
            .item = Clinical().name()};
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

TEST_F(Facts, OfANewAssignmentAreAllThere) {
  InTransaction([this](auto& txn) {
    const auto facts = LoadNewAssignment(tables_, txn, Draft());
    EXPECT_THAT(facts, IsOk());
    EXPECT_EQ(facts->candidate.pairing.name(), "pairings/yh-cx");
    EXPECT_EQ(facts->candidate.item.display_name, "临床医生培训班");
    EXPECT_EQ(facts->candidate.person.name(), "persons/zhao");
    EXPECT_EQ(facts->candidate.organization, "organizations/lingjiang");
    EXPECT_EQ(facts->candidate.division, "510824100");
    EXPECT_EQ(facts->candidate.calendar.person(), "persons/zhao");
    EXPECT_EQ(facts->candidate.ledger.seats(), 100);
    EXPECT_EQ(facts->registry_revision, 42u);
    EXPECT_FALSE(facts->same_name.has_value());
    return facts.status();
  });
}

TEST_F(Facts, DivisionIsThatOfTheItemsFirstDay) {
  InTransaction([this](auto& txn) {
    auto organization = FromText<registry::v1::Organization>(R"pb(
      name: "organizations/lingjiang"
      divisions { division: "510824999" end_date: "2021-10-17" }
      divisions { division: "510824100" start_date: "2021-10-18" })pb");
    RETURN_IF_ERROR(PutOrganization(tables_, txn, organization));
    EXPECT_EQ(LoadNewAssignment(tables_, txn, Draft())->candidate.division, "510824100");
    organization.mutable_divisions(1)->set_start_date("2021-10-19");
    RETURN_IF_ERROR(PutOrganization(tables_, txn, organization));
    EXPECT_EQ(LoadNewAssignment(tables_, txn, Draft())->candidate.division, "");
    return absl::OkStatus();
  });
}

TEST_F(Facts, WithoutEmployerOrWithAnUnknownOneThereIsNoDivision) {
  InTransaction([this](auto& txn) {
    auto person = VillageDoctor();
    person.mutable_employments(0)->set_organization("organizations/unknown");
    RETURN_IF_ERROR(PutPerson(tables_, txn, person));
    EXPECT_EQ(LoadNewAssignment(tables_, txn, Draft())->candidate.organization, "organizations/unknown");
    EXPECT_EQ(LoadNewAssignment(tables_, txn, Draft())->candidate.division, "");
    person.clear_employments();
    RETURN_IF_ERROR(PutPerson(tables_, txn, person));
    EXPECT_EQ(LoadNewAssignment(tables_, txn, Draft())->candidate.organization, "");
    return absl::OkStatus();
  });
}

TEST_F(Facts, WhatDoesNotExistIsNamed) {
  InTransaction([this](auto& txn) {
    AssignmentDraft draft = Draft();
    draft.person = "persons/nobody";
    EXPECT_THAT(LoadNewAssignment(tables_, txn, draft), FailsWith(kNotFound, "PERSON_UNKNOWN"));
    draft = Draft();
    draft.item = "pairings/yh-cx/courses/none";
    const auto no_course = LoadNewAssignment(tables_, txn, draft);
    EXPECT_THAT(no_course, FailsWith(kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_EQ(DetailOf<google::rpc::ResourceInfo>(no_course.status()).resource_type(), "jiedui.scheduler.v1.Course");
    draft.item = "pairings/yh-cx/postings/clinical";
    EXPECT_THAT(LoadNewAssignment(tables_, txn, draft), FailsWith(kNotFound, "RESOURCE_NOT_FOUND"));
    draft.parent = "pairings/none";
    EXPECT_THAT(LoadNewAssignment(tables_, txn, draft), FailsWith(kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(LoadPairing(tables_, txn, "pairings/none"), FailsWith(kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(LoadNewCourse(tables_, txn, "pairings/none/courses/c"), FailsWith(kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(LoadCourse(tables_, txn, "pairings/yh-cx/courses/none"), StatusIs(kNotFound));
    EXPECT_THAT(LoadPosting(tables_, txn, "pairings/yh-cx/postings/none", ""), StatusIs(kNotFound));
    EXPECT_THAT(LoadAssignment(tables_, txn, "pairings/yh-cx/assignments/none"), StatusIs(kNotFound));
    return absl::OkStatus();
  });
}

TEST_F(Facts, AfterAssigningEverythingIsFoundAgain) {
  InTransaction([this](auto& txn) {
    const auto facts = LoadNewAssignment(tables_, txn, Draft());
    ASSIGN_OR_RETURN(const AssignmentChange change,
                     Assign(*facts, {.verb = "CreateAssignment", .name = Draft().name}, StampOf(txn)));
    return Put(tables_, txn, change);
  });
  InTransaction([this](auto& txn) {
    const auto again = LoadNewAssignment(tables_, txn, Draft());
    EXPECT_EQ(again->same_name->item(), Clinical().name());
    EXPECT_EQ(again->candidate.calendar.engagements_size(), 1);
    EXPECT_EQ(again->candidate.ledger.taken(), 1);
    const auto step = LoadStep(tables_, txn, Draft().name);
    EXPECT_THAT(step, IsOk());
    EXPECT_EQ(step->calendar.engagements(0).assignment(), Draft().name);
    EXPECT_EQ(step->seats.ledger().taken(), 1);
    return absl::OkStatus();
  });
}

TEST_F(Facts, OfAPostingHaveTheHostWhereItIsKnown) {
  InTransaction([this](auto& txn) {
    EXPECT_TRUE(LoadNewPosting(tables_, txn, Stationed().name(), "organizations/lingjiang")->host.has_value());
    EXPECT_FALSE(LoadNewPosting(tables_, txn, Stationed().name(), "organizations/none")->host.has_value());
    return absl::OkStatus();
  });
}

TEST_F(Facts, AnItemWithoutItsSeatsIsDamage) {
  InTransaction([this](auto& txn) {
    RETURN_IF_ERROR(tables_.seats.Delete(txn, "yh-cx/courses/clinical"));
    EXPECT_THAT(LoadNewAssignment(tables_, txn, Draft()), StatusIs(absl::StatusCode::kDataLoss));
    EXPECT_THAT(LoadCourse(tables_, txn, Clinical().name()), StatusIs(absl::StatusCode::kDataLoss));
    return absl::OkStatus();
  });
}

TEST_F(Facts, StampIsTheTransactions) {
  InTransaction([this](auto& txn) {
    const Stamp stamp = StampOf(txn);
    EXPECT_EQ(stamp.now, clock_.Now());
    EXPECT_EQ(stamp.actor, "tester");
    EXPECT_EQ(stamp.revision, 2u);
    return absl::OkStatus();
  });
}

}  // namespace
}  // namespace jiedui::scheduler
