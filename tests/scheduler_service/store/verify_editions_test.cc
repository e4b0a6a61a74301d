// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_editions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/store/edition_world.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::EditionRecord;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class VerifyEdition : public EditionWorld {
 protected:
  VerifyEdition() {
    CompleteAll();
    PutEdition({"a", "b"});
  }
};

TEST_F(VerifyEdition, IsSound) {
  ASSERT_THAT(AskFor("k", NeverCame("p0")), IsOk());
  ASSERT_THAT(Approve("k"), IsOk());
  PutEdition({"a"}, "pairings/yh-cx/editions/e2");
  EXPECT_THAT(Findings(), IsEmpty());
}

TEST_F(VerifyEdition, RowsAreWhatItsDigestSays) {
  Break<EditionRecord>(tables_.editions, "yh-cx/e1",
                       [](auto& record) { record.mutable_edition()->set_rows_digest("00"); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("6 EDITIONS pairings/yh-cx/editions/e1: found rows with another digest")));
  Break<EditionRecord>(tables_.editions, "yh-cx/e1", [](auto& record) { record.mutable_edition()->set_rows(3); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("found 2 rows, required 3 rows")));
}

TEST_F(VerifyEdition, APieceThatIsGoneIsDamage) {
  Write([&](store::Transaction& txn) { return tables_.edition_parts.Delete(txn, "yh-cx/e1/0000"); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("5 EDITIONS")));
}

TEST_F(VerifyEdition, PiecesBelongToAnEdition) {
  Write([&](store::Transaction& txn) { return tables_.editions.Delete(txn, "yh-cx/e1"); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("5 EDITION_PARTS pairings/yh-cx/editions/e1: found a piece 0")));
  EXPECT_THAT(Findings(), Contains(HasSubstr("6 FROZEN_PERIODS pairings/yh-cx: found pairings/yh-cx/editions/e1")));
}

TEST_F(VerifyEdition, ItsPeriodIsFrozen) {
  Break<storage::v1::FrozenPeriodsRecord>(tables_.frozen, "yh-cx", [](auto& record) { record.clear_periods(); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("found an edition of a period that is not frozen")));
}

TEST_F(VerifyEdition, AnApprovedCorrectionHasBeenMade) {
  ASSERT_THAT(AskFor("k", NeverCame("p0")), IsOk());
  ASSERT_THAT(Approve("k"), IsOk());
  BreakAssignment("p0", [](v1::Assignment& assignment) { assignment.clear_events(); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("6 CORRECTIONS pairings/yh-cx/assignments/p0: found no step")));
}

}  // namespace
}  // namespace jiedui::scheduler
