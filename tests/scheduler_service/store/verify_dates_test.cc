// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_dates.h"

#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

class VerifyDates : public testing::Test {
 protected:
  VerifyDates() {
    EXPECT_THAT(Commit(*store_, [&](store::Transaction& txn) { return PutSmallWorld(tables_, txn); }), IsOk());
  }

  // Of this check alone.
  std::vector<std::string> Findings() {
    const auto snapshot = store_->NewSnapshot(store::ReadTier::kDisk);
    const auto step = VerifyItemDates({tables_, *snapshot});
    VerifyReport report(step->name());
    EXPECT_TRUE(step->Step(report).value_or(false));
    std::vector<std::string> findings;
    for (const v1::VerifyFinding& finding : report.TakeFindings())
      findings.push_back(absl::StrCat(finding.invariant(), " ", finding.resource(), ": found ", finding.found(),
                                      ", required ", finding.required()));
    return findings;
  }

  FakeClock clock_;
  Tables tables_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
};

TEST_F(VerifyDates, AreThoseOfTheItems) {
  EXPECT_THAT(Findings(), ElementsAre());
  ASSERT_THAT(Commit(*store_,
                     [&](store::Transaction& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(auto record, tables_.item_dates.Find(txn, "yh-cx"));
                       record->mutable_last_days(0)->set_date("2021-10-30");
                       return tables_.item_dates.Put(txn, *record);
                     }),
              IsOk());
  EXPECT_THAT(Findings(), ElementsAre("5 pairings/yh-cx: found the days of 1 items, 2021-10-18 to 2021-10-30, required "
                                      "the days of 1 items, 2021-10-18 to 2021-10-29"));
}

TEST_F(VerifyDates, ARowThatIsGone) {
  ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.item_dates.Delete(txn, "yh-cx"); }),
              IsOk());
  EXPECT_THAT(Findings(), ElementsAre("5 pairings/yh-cx: found the days of 0 items, required the days of 1 items, "
                                      "2021-10-18 to 2021-10-29"));
}

}  // namespace
}  // namespace jiedui::scheduler
