// SPDX-License-Identifier: Apache-2.0
// Feeds a report with the rows of one pairing, from one snapshot.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "scheduler_service/reporting/report.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// A report that would read more is refused, so that one call cannot hold a thread for minutes.
inline constexpr int64_t kReportRowsMax = 5'000'000;

// `pairing` is "pairings/{pairing}". DATA_LOSS: a row is damaged; RESOURCE_EXHAUSTED: kReportRowsMax; what a snapshot's
// reads may answer.
absl::Status AddRows(const Tables& tables, const store::Snapshot& snapshot, absl::string_view pairing,
                     ReportCounter& counter);

}  // namespace jiedui::scheduler
