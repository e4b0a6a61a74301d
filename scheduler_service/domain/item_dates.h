// SPDX-License-Identifier: Apache-2.0
// The first and last days of a pairing's courses and postings, counted by day in one row, so that the pairing's own
// dates can be checked by one read. Pure, any thread.
#pragma once

#include <vector>

#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"

namespace jiedui::scheduler {

void AddItem(storage::v1::ItemDatesRecord& record, const DateRange& dates);
// The dates must have been added.
void RemoveItem(storage::v1::ItemDatesRecord& record, const DateRange& dates);

// ITEM_DATES, if an item would lie outside of the pairing's dates `allowed`.
std::vector<RuleViolation> ItemsOutside(const storage::v1::ItemDatesRecord& record, const DateRange& allowed);

}  // namespace jiedui::scheduler
