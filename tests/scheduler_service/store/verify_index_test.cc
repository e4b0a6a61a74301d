// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_index.h"

#include "common/store/table.h"
#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

using VerifyIndex = VerifiedWorld;

TEST_F(VerifyIndex, EveryRowHasItsIndexRows) {
  Write([&](store::Transaction& txn) {
    return txn.Stage(store::Family::kIndex,
                     store::IndexKey(kAssignmentByStatePrefix,
                                     StateValue("pairings/yh-cx", v1::Assignment::STATE_CONFIRMED), "yh-cx/zhao"),
                     std::nullopt);
  });
  EXPECT_THAT(Findings(),
              ElementsAre("5 ROWS assignment/ assignment/yh-cx/zhao: found no index row, required index row "
                          "assignment.state/yh-cx/01\\x00\\x01yh-cx/zhao"));
}

TEST_F(VerifyIndex, EveryIndexRowHasItsRow) {
  Write([&](store::Transaction& txn) -> absl::Status {
    RETURN_IF_ERROR(
        txn.Stage(store::Family::kIndex, store::IndexKey(kAssignmentByItemPrefix, kCourse, "yh-cx/nobody"), ""));
    return txn.Stage(store::Family::kIndex, store::IndexKey(kCalendarWithClashPrefix, "", "zhao"), "");
  });
  EXPECT_THAT(
      Findings(),
      ElementsAre(HasSubstr("5 INDEX assignment.item/ assignment/yh-cx/nobody: found index row"),
                  "5 INDEX calendar.clash/ calendar/zhao: found index row calendar.clash/\\x00\\x01zhao, required "
                  "none: the row is not as it says"));
}

TEST_F(VerifyIndex, EveryRowBelongsToATable) {
  Write([&](store::Transaction& txn) -> absl::Status {
    RETURN_IF_ERROR(txn.Stage(store::Family::kIndex, "assignment.zzz/x", ""));
    RETURN_IF_ERROR(txn.PutRow({.key = "aaa/x", .after = "x"}));
    return txn.PutRow({.key = "zzz/x", .after = "x"});
  });
  EXPECT_THAT(Findings(), ElementsAre("5 STRAY_ROWS aaa/x: found a row of no table, required none",
                                      "5 STRAY_ROWS zzz/x: found a row of no table, required none",
                                      "5 STRAY_INDEX_ROWS assignment.zzz/x: found a row of no table, required none"));
}

}  // namespace
}  // namespace jiedui::scheduler
