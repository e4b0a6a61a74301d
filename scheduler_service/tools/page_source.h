// SPDX-License-Identifier: Apache-2.0
// Reads what the page shows beside the figures: rows, courses, postings, seats, and the names of townships.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "scheduler_service/tools/report_data.h"
#include "scheduler_service/tools/report_source.h"

namespace jiedui::scheduler {

inline constexpr int kLedgersMax = 100;  // courses whose seats the page shows at most

// Everything that the page shows of the answer, with at most `rows_max` rows a figure. Names of divisions come from the
// registry; where it does not answer, codes stand in the page and `warning` says why. Whatever else cannot be read is
// an error. Of an edition only the rows are read: it keeps neither dates of courses nor seats, and those of now are not
// its own.
absl::StatusOr<ReportData> FetchPage(const Service& scheduler, const Service& registry, const ReportQuestion& question,
                                     ReportAnswer answer, int64_t rows_max);

}  // namespace jiedui::scheduler
