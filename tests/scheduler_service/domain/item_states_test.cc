// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item_states.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<bool> Move(v1::Course& course, absl::string_view verb) {
  return MoveItem(course, {.verb = verb, .etag = "", .reason = "r", .detail = "d"}, SomeStamp());
}

TEST(MoveItem, ACourseFromDraftToArchive) {
  v1::Course course = Clinical();
  course.set_state(v1::Course::STATE_DRAFT);
  for (const char* verb :
       {"PublishCourse", "OpenNominations", "CloseNominations", "StartCourse", "EndCourse", "ArchiveCourse"}) {
    EXPECT_THAT(Move(course, verb), IsOk()) << verb;
    EXPECT_FALSE(*Move(course, verb)) << verb << " again";
  }
  EXPECT_EQ(course.state(), v1::Course::STATE_ARCHIVED);
  ASSERT_EQ(course.events_size(), 6);
  EXPECT_EQ(course.events(0).verb(), "PublishCourse");
  EXPECT_EQ(course.events(0).state(), v1::Course::STATE_PUBLISHED);
  EXPECT_EQ(course.events(0).actor(), "office");
  const auto late = Move(course, "CancelCourse");
  EXPECT_THAT(late, FailsWith(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(late.status()).metadata().at("possible"), "none");
}

TEST(MoveItem, AnIllegalMoveNamesWhatIsPossible) {
  v1::Course course = Clinical();
  course.set_state(v1::Course::STATE_DRAFT);
  const auto early = Move(course, "StartCourse");
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(early.status()).metadata().at("possible"),
            "PublishCourse, CancelCourse, PostponeCourse, AllocateSeats, UpdateCourse");
  EXPECT_THAT(std::string(early.status().message()), HasSubstr("found STATE_DRAFT"));
  EXPECT_THAT(MoveItem(course, {.verb = "PublishCourse", .etag = "old", .reason = "", .detail = ""}, SomeStamp()),
              FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST(MoveItem, APostingToItsEnd) {
  v1::Posting posting = Stationed();
  posting.set_state(v1::Posting::STATE_PLANNED);
  const auto move = [&](absl::string_view verb) {
    return MoveItem(posting, {.verb = verb, .etag = "", .reason = "", .detail = ""}, SomeStamp());
  };
  EXPECT_THAT(move("StartPosting"), FailsWith(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  for (const char* verb : {"ConfirmPosting", "StartPosting", "CompletePosting"}) EXPECT_THAT(move(verb), IsOk());
  EXPECT_EQ(posting.state(), v1::Posting::STATE_COMPLETED);
}

TEST(NotAllowed, SaysWhatIsFoundAndRequired) {
  v1::Course course = Clinical();
  course.set_state(v1::Course::STATE_PUBLISHED);
  EXPECT_EQ(NotAllowed(ItemOf(course), Deed::kNominate)->description, "found PUBLISHED, required OPEN_FOR_NOMINATION");
  course.set_state(v1::Course::STATE_CONFIRMED);
  EXPECT_TRUE(NotAllowed(ItemOf(course), Deed::kNominate).has_value());
  EXPECT_FALSE(NotAllowed(ItemOf(course), Deed::kGiveSeat).has_value());
  EXPECT_FALSE(NotAllowed(ItemOf(course), Deed::kCheckIn).has_value());
  EXPECT_TRUE(NotAllowed(ItemOf(course), Deed::kFinish).has_value());
}

// A hundred steps are enough for anybody, but whatever has been written down, a course can be cancelled.
TEST(MoveItem, AFullStoryCanStillEnd) {
  v1::Course course = Clinical();
  course.set_state(v1::Course::STATE_OPEN_FOR_NOMINATION);
  for (int i = 0; i < 100; ++i) ASSERT_THAT(Move(course, "AllocateSeats"), IsOk()) << i;
  EXPECT_THAT(Move(course, "AllocateSeats"), FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  EXPECT_THAT(Move(course, "CloseNominations"), IsOk());
  EXPECT_THAT(Move(course, "OpenNominations"), FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  course.set_state(v1::Course::STATE_CONFIRMED);  // what a refusal leaves is thrown away
  EXPECT_THAT(Move(course, "CancelCourse"), IsOk());
  EXPECT_EQ(course.events_size(), 102);
}

}  // namespace
}  // namespace jiedui::scheduler
