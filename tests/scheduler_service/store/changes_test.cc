// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "common/store/memory/memory_store.h"
#include "scheduler_service/domain/frozen.h"
#include "scheduler_service/domain/leaving.h"
#include "scheduler_service/domain/seat_giving.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {
namespace {

constexpr char kName[] = "pairings/yh-cx/assignments/a";

class Changes : public testing::Test {
 protected:
  Changes() {
    EXPECT_THAT(Commit(*store_, [this](auto& txn) { return PutSmallWorld(tables_, txn); }), IsOk());
  }

  absl::Status AssignZhao() {
    return Commit(*store_, [this](auto& txn) -> absl::Status {
      ASSIGN_OR_RETURN(
          const auto facts,
          LoadNewAssignment(
              tables_, txn,
              {.name = kName, .parent = "pairings/yh-cx", .person = "persons/zhao", .item = Clinical().name()}));
      ASSIGN_OR_RETURN(const AssignmentChange change,
                       Assign(facts, {.verb = "CreateAssignment", .name = kName}, StampOf(txn)));
      return Put(tables_, txn, change);
    });
  }

  uint64_t Revision() const { return store_->Info().revision; }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

TEST_F(Changes, AnAssignmentItsDaysAndItsSeatAreOneCommit) {
  const uint64_t before = Revision();
  ASSERT_THAT(AssignZhao(), IsOk());
  EXPECT_EQ(Revision(), before + 1);
  EXPECT_EQ(store::ChangesOf(*store_).back().changes_size(), 4);  // and the guard of who is away
  EXPECT_EQ(store::RowsOf(*store_, store::Family::kIndex).size(), 4u);
}

TEST_F(Changes, AnUnchangedAssignmentIsNoCommit) {
  ASSERT_THAT(AssignZhao(), IsOk());
  const uint64_t before = Revision();
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, kName));
                       return Put(tables_, txn, AssignmentChange{.assignment = facts.assignment});
                     }),
              IsOk());
  EXPECT_EQ(Revision(), before);
}

TEST_F(Changes, ARefusedCommandLeavesNothing) {
  ASSERT_THAT(AssignZhao(), IsOk());
  const auto before = store::RowsOf(*store_, store::Family::kRows);
  EXPECT_THAT(AssignZhao(), FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_EQ(store::RowsOf(*store_, store::Family::kRows), before);
}

TEST_F(Changes, ACancelledAssignmentLeavesEmptyGuards) {
  ASSERT_THAT(AssignZhao(), IsOk());
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, kName));
                       const Step step{
                           .verb = "CancelAssignment", .name = kName, .date = "2021-10-13", .reason = "疫情防控"};
                       ASSIGN_OR_RETURN(const AssignmentChange change, Cancel(facts, step, StampOf(txn)));
                       return Put(tables_, txn, change);
                     }),
              IsOk());
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, kName));
                       EXPECT_EQ(facts.calendar.engagements_size(), 0);
                       EXPECT_EQ(facts.seats.ledger().taken(), 0);
                       return absl::OkStatus();
                     }),
              IsOk());
}

TEST_F(Changes, APostingComesWithItsSeats) {
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(auto facts,
                                        LoadNewPosting(tables_, txn, Stationed().name(), "organizations/lingjiang"));
                       ASSIGN_OR_RETURN(const auto change, NewPosting(facts, Stationed(), StampOf(txn)));
                       return Put(tables_, txn, change);
                     }),
              IsOk());
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(const auto facts, LoadPosting(tables_, txn, Stationed().name(), ""));
                       EXPECT_EQ(facts.seats.ledger().seats(), 1);
                       EXPECT_EQ(facts.item_dates.first_days_size(), 2);
                       return absl::OkStatus();
                     }),
              IsOk());
}

// The one place where commands meet frozen periods.
class FrozenChanges : public Changes {
 protected:
  FrozenChanges() {
    EXPECT_THAT(AssignZhao(), IsOk());
    EXPECT_THAT(Commit(*store_,
                       [this](auto& txn) -> absl::Status {
                         storage::v1::FrozenPeriodsRecord frozen;
                         frozen.set_pairing("pairings/yh-cx");
                         RETURN_IF_ERROR(Freeze(frozen, {"2021-05-01", "2021-10-31"}));
                         return tables_.frozen.Put(txn, frozen);
                       }),
                IsOk());
  }

  absl::Status CheckInOn(const std::string& date,
                         absl::Status (*put)(const Tables&, store::Transaction&, const AssignmentChange&)) {
    return Commit(*store_, [&](auto& txn) -> absl::Status {
      AssignmentChange change{.assignment = {}, .changed = true};
      ASSIGN_OR_RETURN(change.assignment, LoadAssignment(tables_, txn, kName));
      change.assignment.set_check_in_date(date);
      return put(tables_, txn, change);
    });
  }
  absl::Status PutCourse(const std::function<void(v1::Course&)>& edit) {
    return Commit(*store_, [&](auto& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const CourseFacts facts, LoadCourse(tables_, txn, Clinical().name()));
      CourseChange change{facts.course, facts.seats, facts.item_dates};
      edit(change.course);
      return Put(tables_, txn, change);
    });
  }
};

TEST_F(FrozenChanges, OfAnAssignmentAreRefusedUnlessPassed) {
  EXPECT_THAT(CheckInOn("2021-10-31", Put), FailsWith(absl::StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(CheckInOn("2021-11-01", Put), IsOk());
  EXPECT_THAT(CheckInOn("2021-10-31", Put), FailsWith(absl::StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(CheckInOn("2021-10-31", PutPastFreeze), IsOk());
}

TEST_F(FrozenChanges, OfACourseAreRefusedWhereTheyCount) {
  EXPECT_THAT(PutCourse([](v1::Course& course) { course.set_state(v1::Course::STATE_CANCELLED); }),
              FailsWith(absl::StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(PutCourse([](v1::Course& course) { course.set_start_date("2021-11-01"); }),
              FailsWith(absl::StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(PutCourse([](v1::Course& course) { course.set_end_date("2021-12-01"); }), IsOk());
  EXPECT_THAT(PutCourse([](v1::Course& course) { course.set_state(v1::Course::STATE_ENDED); }), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
