// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/assignment_states.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

using ::testing::HasSubstr;
using State = v1::Assignment;

TEST(CheckVerb, NamesTheStateAndWhatIsPossible) {
  v1::Assignment assignment;
  assignment.set_name(kLifeName);
  assignment.set_state(State::STATE_CHECKED_IN);
  EXPECT_THAT(CheckVerb(assignment, "CompleteAssignment"), IsOk());
  const absl::Status status = CheckVerb(assignment, "CancelAssignment");
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  const auto metadata = DetailOf<google::rpc::ErrorInfo>(status).metadata();
  EXPECT_EQ(metadata.at("state"), "STATE_CHECKED_IN");
  EXPECT_EQ(metadata.at("possible"), "ReplaceAssignment, CompleteAssignment, EndAssignmentEarly, DismissAssignment");
  EXPECT_THAT(std::string(status.message()), HasSubstr("STATE_CHECKED_IN"));
}

TEST(PossibleVerbs, EveryStateIsEitherLiveOrOver) {
  for (int value = State::State_MIN + 1; value <= State::State_MAX; ++value) {
    const auto state = static_cast<State::State>(value);
    const bool leads_on = PossibleVerbs(state) != "none";
    const bool certificates = state == State::STATE_COMPLETED || state == State::STATE_CERTIFIED;
    EXPECT_EQ(leads_on, IsLive(state) || certificates) << State::State_Name(state);
    EXPECT_FALSE(IsPending(state) && HoldsSeat(state)) << State::State_Name(state);
    EXPECT_TRUE(!IsPending(state) || IsLive(state)) << State::State_Name(state);
    EXPECT_TRUE(!IsCompleted(state) || HoldsSeat(state)) << State::State_Name(state);
  }
}

TEST(IsAway, FullTimeWithASeatOnKnownDays) {
  v1::Assignment assignment = Seated().assignment;
  EXPECT_TRUE(IsAway(assignment));
  assignment.set_dates_undecided(true);
  EXPECT_FALSE(IsAway(assignment));
  assignment = Seated().assignment;
  assignment.set_intensity(v1::INTENSITY_PART_TIME);
  EXPECT_FALSE(IsAway(assignment));
  EXPECT_FALSE(IsAway(Waiting().assignment));
}

}  // namespace
}  // namespace jiedui::scheduler
