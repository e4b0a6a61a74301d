// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/item_work.h"

#include "scheduler_service/domain/attending.h"
#include "scheduler_service/store/upkeep.h"
#include "tests/scheduler_service/store/queue_world.h"

namespace jiedui::scheduler {
namespace {

using State = v1::Assignment;

class ItemWork : public QueueWorld {
 protected:
  ItemWork() : QueueWorld(300) {}

  WorkDone Begin(storage::v1::ItemWork::Kind kind) {
    WorkDone done;
    Do([&](store::Transaction& txn) -> absl::Status {
      storage::v1::ItemWork work;
      work.set_kind(kind);
      work.set_date("2021-10-13");
      work.set_reason("疫情防控");
      work.set_actor("office");
      ASSIGN_OR_RETURN(done, BeginWork(tables_, txn, Clinical().name(), work));
      return absl::OkStatus();
    });
    return done;
  }
};

// U7's 63 are one commit.
TEST_F(ItemWork, SixtyThreePeopleFitIntoOneCommand) {
  for (int i = 0; i < 63; ++i) Seat(absl::StrCat("p", i));
  const WorkDone done = Begin(storage::v1::ItemWork::KIND_CANCEL);
  EXPECT_FALSE(done.goes_on);
  EXPECT_EQ(done.notices.size(), 63u);
  EXPECT_EQ(Seats().ledger().taken(), 0);
}

TEST_F(ItemWork, MorePeopleAreLookedAtInTheirOrder) {
  for (int i = 0; i < 250; ++i) Seat(absl::StrCat("p", i));
  const WorkDone done = Begin(storage::v1::ItemWork::KIND_CANCEL);
  EXPECT_TRUE(done.goes_on);
  EXPECT_GE(done.notices.size(), 63u);
  EXPECT_TRUE(Seats().ledger().work_in_progress());
  const size_t left = 250 - done.notices.size();
  EXPECT_EQ(Seats().ledger().taken(), static_cast<int>(left));
  ASSERT_THAT(RunUpkeep(*store_, tables_, clock_.Now()), IsOk());
  EXPECT_EQ(Seats().ledger().taken(), 0);
  EXPECT_FALSE(Seats().has_work());
  for (int i = 0; i < 250; ++i) EXPECT_EQ(StateOf(absl::StrCat("p", i)), State::STATE_CANCELLED) << i;
}

TEST_F(ItemWork, NobodyIsThereBeforeCheckIn) {
  Seat("a");
  Do([this](store::Transaction& txn) -> absl::Status {
    EXPECT_FALSE(*AnybodyThere(tables_, txn, Clinical().name()));
    ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, Name("a")));
    const Step step{.verb = "CheckInAssignment", .name = Name("a"), .date = "2021-10-18"};
    ASSIGN_OR_RETURN(const auto change, CheckIn(facts, step, StampOf(txn)));
    RETURN_IF_ERROR(Put(tables_, txn, change));
    EXPECT_TRUE(*AnybodyThere(tables_, txn, Clinical().name()));
    return absl::OkStatus();
  });
}

// What is begun while other work goes on must not leave that undone.
TEST_F(ItemWork, OnlyWhatMakesItNeedlessTakesItsPlace) {
  for (int i = 0; i < 250; ++i) Seat(absl::StrCat("p", i));
  PutCourse("clinical", [](v1::Course& course) {
    course.set_start_date("2021-11-29");
    course.set_end_date("2021-12-03");
  });
  ASSERT_TRUE(Begin(storage::v1::ItemWork::KIND_MOVE).goes_on);
  const absl::Status closed = Commit(*store_, [this](store::Transaction& txn) {
    storage::v1::ItemWork work;
    work.set_kind(storage::v1::ItemWork::KIND_CLOSE);
    return BeginWork(tables_, txn, Clinical().name(), work).status();
  });
  EXPECT_THAT(RulesIn(closed), testing::ElementsAre(testing::HasSubstr("WORK_IN_PROGRESS")));
  EXPECT_EQ(Seats().work().kind(), storage::v1::ItemWork::KIND_MOVE);
  Begin(storage::v1::ItemWork::KIND_CANCEL);
  ASSERT_THAT(RunUpkeep(*store_, tables_, clock_.Now()), IsOk());
  EXPECT_EQ(Seats().ledger().taken(), 0);
}

TEST_F(ItemWork, LiveIsWhoeverMayYetComeToSomething) {
  Seat("a");
  Do([this](store::Transaction& txn) -> absl::Status {
    EXPECT_TRUE(*AnybodyLive(tables_, txn, Clinical().name()));
    return absl::OkStatus();
  });
  Leave("a");
  Do([this](store::Transaction& txn) -> absl::Status {
    EXPECT_FALSE(*AnybodyLive(tables_, txn, Clinical().name()));
    return absl::OkStatus();
  });
}

}  // namespace
}  // namespace jiedui::scheduler
