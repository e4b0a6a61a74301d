// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item_dates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace jiedui::scheduler {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using Record = storage::v1::ItemDatesRecord;

Record TwoItems() {
  Record record;
  record.set_pairing("pairings/yh-cx");
  AddItem(record, {"2021-10-18", "2021-10-29"});
  AddItem(record, {"2021-06-15", "2021-12-14"});
  return record;
}

TEST(ItemsOutside, NamesTheDaysThatAreNeeded) {
  EXPECT_THAT(ItemsOutside(TwoItems(), {"2021-06-15", "2021-12-14"}), IsEmpty());
  EXPECT_THAT(ItemsOutside(TwoItems(), {"2021-05-01", ""}), IsEmpty());
  const auto late = ItemsOutside(TwoItems(), {"2021-06-16", ""});
  ASSERT_THAT(late, SizeIs(1));
  EXPECT_EQ(late[0].rule, "ITEM_DATES");
  EXPECT_EQ(late[0].subject, "pairings/yh-cx");
  EXPECT_EQ(late[0].description,
            "found 2021-06-16..., required 2021-06-15..2021-12-14, the days from the first to the last of its courses "
            "and postings");
  EXPECT_THAT(ItemsOutside(TwoItems(), {"2021-05-01", "2021-12-13"}), SizeIs(1));
}

TEST(ItemsOutside, NoItemsNeedNoDays) { EXPECT_THAT(ItemsOutside({}, {"2021-05-01", "2021-05-01"}), IsEmpty()); }

TEST(RemoveItem, DaysOfOthersStay) {
  Record record = TwoItems();
  AddItem(record, {"2021-06-15", "2021-10-29"});
  RemoveItem(record, {"2021-06-15", "2021-12-14"});
  EXPECT_THAT(ItemsOutside(record, {"2021-06-15", "2021-10-29"}), IsEmpty());
  EXPECT_THAT(ItemsOutside(record, {"2021-06-16", "2021-10-29"}), SizeIs(1));
}

// Against a plain list of the items, in any order of coming and going.
TEST(ItemDates, StaySortedAndCounted) {
  std::mt19937 random(7);
  Record record;
  std::vector<DateRange> items;
  for (int step = 0; step < 2000; ++step) {
    if (items.empty() || random() % 3 != 0) {
      const int day = 10 + static_cast<int>(random() % 20);
      items.push_back({absl::StrCat("2021-10-", day), absl::StrCat("2021-11-", day)});
      AddItem(record, items.back());
    } else {
      std::swap(items[random() % items.size()], items.back());
      RemoveItem(record, items.back());
      items.pop_back();
    }
    int first_days = 0;
    for (int i = 0; i < record.first_days_size(); ++i) {
      first_days += record.first_days(i).items();
      ASSERT_GT(record.first_days(i).items(), 0);
      ASSERT_TRUE(i == 0 || record.first_days(i - 1).date() < record.first_days(i).date());
    }
    ASSERT_EQ(first_days, static_cast<int>(items.size()));
    if (items.empty()) continue;
    const auto earliest =
        std::min_element(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    ASSERT_EQ(record.first_days(0).date(), earliest->first);
  }
}

}  // namespace
}  // namespace jiedui::scheduler
