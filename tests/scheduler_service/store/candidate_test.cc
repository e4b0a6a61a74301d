// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/candidate.h"

#include "tests/scheduler_service/store/queue_world.h"

namespace jiedui::scheduler {
namespace {

class Candidates : public QueueWorld {
 protected:
  Candidates() : QueueWorld(10) {}

  // Asks the course for what takes reading.
  void Ask(const std::function<void(v1::Course&)>& change) {
    Do([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(auto record, tables_.courses.Find(txn, "yh-cx/clinical"));
      change(*record->mutable_course());
      return tables_.courses.Put(txn, *record);
    });
  }
  Seeker Zhao() const { return {.pairing = "pairings/yh-cx", .person = "persons/zhao", .item = Clinical().name()}; }
};

// The same from a transaction and from a snapshot.
TEST_F(Candidates, HaveWhoIsAwayOnlyWhereItIsAskedFor) {
  Seat("qian");
  Seat("zhao");
  EXPECT_TRUE(LoadCandidate(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), Zhao())->away.empty());
  Ask([](v1::Course& course) { course.mutable_requirements()->set_away_per_organization_max(1); });
  Do([this](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(const Candidate candidate, LoadCandidate(tables_, txn, Zhao()));
    EXPECT_EQ(candidate.away.size(), 1u);  // not herself
    EXPECT_EQ(candidate.away[0].first, "2021-10-18");
    return absl::OkStatus();
  });
  EXPECT_EQ(LoadCandidate(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), Zhao())->away.size(), 1u);
  Leave("qian");
  EXPECT_TRUE(LoadCandidate(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), Zhao())->away.empty());
}

TEST_F(Candidates, HaveTheirHistoryOnlyWhereItIsAskedFor) {
  Seat("zhao");
  EXPECT_TRUE(LoadCandidate(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), Zhao())->history.empty());
  Ask([](v1::Course& course) { course.set_curriculum("急诊"); });
  Do([this](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(const Candidate candidate, LoadCandidate(tables_, txn, Zhao()));
    EXPECT_EQ(candidate.history.size(), 1u);
    EXPECT_EQ(candidate.history[0].curriculum, "急诊");
    EXPECT_FALSE(candidate.history[0].completed);
    return absl::OkStatus();
  });
}

TEST_F(Candidates, AnotherFirstDayIsTheItemsForThem) {
  Seeker seeker = Zhao();
  seeker.first_day = "2021-10-25";
  const auto candidate = LoadCandidate(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), seeker);
  ASSERT_THAT(candidate, IsOk());
  EXPECT_EQ(candidate->item.dates.first, "2021-10-25");
  EXPECT_EQ(candidate->item.dates.last, "2021-10-29");
}

}  // namespace
}  // namespace jiedui::scheduler
