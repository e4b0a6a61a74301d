// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/moving.h"

#include "tests/scheduler_service/store/queue_world.h"

namespace jiedui::scheduler {
namespace {

using State = v1::Assignment;

class Moving : public QueueWorld {
 protected:
  Moving() : QueueWorld(1) { PutCourse("clinical", OpenWithOneSeat); }

  static void OpenWithOneSeat(v1::Course& course) {
    course.set_state(v1::Course::STATE_OPEN_FOR_NOMINATION);
    course.set_seats(1);
  }

  std::optional<StepFacts> GivenUpBy(const std::string& id) {
    std::optional<StepFacts> held;
    Do([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const StepFacts waits, LoadStep(tables_, txn, Name(id)));
      ASSIGN_OR_RETURN(held, LoadGivenUp(tables_, txn, waits));
      return absl::OkStatus();
    });
    return held;
  }

  void GiveUpFor(const std::string& id, const std::string& held) {
    Do([&](store::Transaction& txn) {
      return ConfirmGivingUp(tables_, txn, {.verb = "ConfirmAssignment", .name = Name(id)}, Name(held)).status();
    });
  }
};

TEST_F(Moving, ManyMoveUpInAChainOfAnyLength) {
  // In a row of courses on the same days everybody waits for the one before.
  constexpr int kCourses = 120;
  Seat("a");
  for (int i = 0; i < kCourses; ++i) {
    const std::string course = absl::StrCat("c", i);
    PutCourse(course, OpenWithOneSeat);
    SeatAt(absl::StrCat("p", i), course);
    const std::string before = i == 0 ? "clinical" : absl::StrCat("c", i - 1);
    NominateAt(absl::StrCat("w", i), absl::StrCat("p", i), before);
    Approve(absl::StrCat("w", i));
    GiveUpFor(absl::StrCat("w", i), absl::StrCat("p", i));
    EXPECT_EQ(StateOf(absl::StrCat("w", i)), State::STATE_WAITLISTED);
  }
  EXPECT_TRUE(GivenUpBy("w3").has_value());
  Leave("a");
  for (int i = 0; i < 10; ++i) EXPECT_EQ(StateOf(absl::StrCat("w", i)), State::STATE_CONFIRMED) << i;
  // The rest is noted as work that goes on.
  Do([this](store::Transaction& txn) -> absl::Status {
    for (int i = 0; i < kCourses; ++i) {
      ASSIGN_OR_RETURN(const auto record, tables_.assignments.Find(txn, "yh-cx/" + absl::StrCat("w", i)));
      if (record->assignment().state() == State::STATE_CONFIRMED) continue;
      ASSIGN_OR_RETURN(const auto seats, LoadSeats(tables_, txn, record->assignment().item()));
      EXPECT_EQ(seats.work().kind(), storage::v1::ItemWork::KIND_OFFER) << i;
      return absl::OkStatus();
    }
    return absl::OkStatus();
  });
}

TEST_F(Moving, WhatIsGoneIsNotGivenUp) {
  Seat("a");
  PutCourse("c1", OpenWithOneSeat);
  SeatAt("p", "c1");
  NominateAt("w", "p", "clinical");
  Approve("w");
  GiveUpFor("w", "p");
  EXPECT_TRUE(GivenUpBy("w").has_value());
  Leave("p");
  EXPECT_FALSE(GivenUpBy("w").has_value());
  Leave("a");
  EXPECT_EQ(StateOf("w"), State::STATE_OFFERED);  // as anybody who waits
}

}  // namespace
}  // namespace jiedui::scheduler
