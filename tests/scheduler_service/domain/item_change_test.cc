// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

TEST(AddNewItem, CountsBesideTheOthersOfThePairing) {
  const v1::Pairing pairing = YuhangCangxi();
  const storage::v1::ItemDatesRecord none;
  const auto first = AddNewItem({.pairing = pairing, .item_dates = none}, ItemOf(Clinical()), {.seats = 100});
  ASSERT_THAT(first, IsOk());
  const auto second =
      AddNewItem({.pairing = pairing, .item_dates = first->item_dates}, ItemOf(Maternal()), {.seats = 80});
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->item_dates.first_days_size(), 2);
  EXPECT_EQ(second->seats.ledger().item(), Maternal().name());
}

TEST(AddNewItem, ListsWhatWasFoundBeforeToo) {
  v1::Pairing pairing = YuhangCangxi();
  pairing.set_end_date("2021-10-20");
  const storage::v1::ItemDatesRecord none;
  const auto change = AddNewItem(
      {.pairing = pairing, .item_dates = none, .found = {{"HOST_DELETED", "organizations/x", "found a deleted one"}}},
      ItemOf(Clinical()), {.seats = 100});
  EXPECT_THAT(RulesIn(change.status()), ElementsAre(StartsWith("HOST_DELETED"), StartsWith("PAIRING_DATES")));
}

TEST(ChangeItem, TheReasonSaysBelowTakenOnlyWhereThatIsAll) {
  const v1::Pairing pairing = YuhangCangxi();
  const Item before = ItemOf(Clinical());
  const auto added = AddNewItem({.pairing = pairing, .item_dates = {}}, before, {.seats = 2});
  ASSERT_THAT(added, IsOk());
  storage::v1::SeatsRecord seats = added->seats;
  Take(*seats.mutable_ledger(), "");
  Take(*seats.mutable_ledger(), "");
  const ItemFacts facts{.pairing = pairing, .item_dates = added->item_dates, .seats = seats};
  EXPECT_THAT(ChangeItem(facts, before, before, {.seats = 1}),
              FailsWith(absl::StatusCode::kFailedPrecondition, "BELOW_TAKEN"));
  Item moved = before;
  moved.dates.last = "2021-10-30";
  EXPECT_THAT(ChangeItem(facts, before, moved, {.seats = 1}),
              FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
}

}  // namespace
}  // namespace jiedui::scheduler
