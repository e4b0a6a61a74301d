// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item_dates.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"

namespace jiedui::scheduler {
namespace {

using Days = google::protobuf::RepeatedPtrField<storage::v1::DayCount>;

bool IsBefore(const storage::v1::DayCount& day, absl::string_view date) { return day.date() < date; }

void Count(Days& days, const std::string& date, int change) {
  const auto at = std::lower_bound(days.begin(), days.end(), date, IsBefore);
  const auto index = static_cast<int>(at - days.begin());
  if (at == days.end() || at->date() != date) {
    days.Add()->set_date(date);
    std::rotate(days.begin() + index, days.end() - 1, days.end());
  }
  storage::v1::DayCount& day = days[index];
  day.set_items(day.items() + change);
  if (day.items() <= 0) days.erase(days.begin() + index);
}

}  // namespace

void AddItem(storage::v1::ItemDatesRecord& record, const DateRange& dates) {
  Count(*record.mutable_first_days(), dates.first, 1);
  Count(*record.mutable_last_days(), dates.last, 1);
}

void RemoveItem(storage::v1::ItemDatesRecord& record, const DateRange& dates) {
  Count(*record.mutable_first_days(), dates.first, -1);
  Count(*record.mutable_last_days(), dates.last, -1);
}

std::vector<RuleViolation> ItemsOutside(const storage::v1::ItemDatesRecord& record, const DateRange& allowed) {
  if (record.first_days().empty()) return {};
  const DateRange needed{record.first_days(0).date(), record.last_days(record.last_days_size() - 1).date()};
  if (Covers(allowed, needed)) return {};
  return {{"ITEM_DATES", record.pairing(),
           absl::StrCat("found ", ToString(allowed), ", required ", ToString(needed),
                        ", the days from the first to the last of its courses and postings")}};
}

}  // namespace jiedui::scheduler
