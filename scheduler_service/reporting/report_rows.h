// SPDX-License-Identifier: Apache-2.0
// Reads the rows that a report counts, from one snapshot: each once, in the order of the keys, and none kept.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "jiedui/scheduler/v1/agreement.pb.h"
#include "jiedui/scheduler/v1/manual_figure.pb.h"
#include "scheduler_service/reporting/count_organizations.h"
#include "scheduler_service/reporting/counting.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// A pairing with more assignments is refused, so that one call cannot hold a thread for minutes.
inline constexpr int64_t kReportRowsMax = 5'000'000;

// All functions: DATA_LOSS, a row is damaged; and what a snapshot's reads may answer.

// The contributions of the pairing's own rows: courses, postings, assignments, outcomes, demands.
// RESOURCE_EXHAUSTED: kReportRowsMax.
absl::Status CountRows(const Tables& tables, const store::Snapshot& snapshot, absl::string_view pairing,
                       const Counting& counting);

// What the pairings share.
absl::StatusOr<OrganizationRows> ReadOrganizationRows(const Tables& tables, const store::Snapshot& snapshot);

// In the order of their names.
absl::StatusOr<std::vector<v1::Pairing>> ReadPairings(const Tables& tables, const store::Snapshot& snapshot);
absl::StatusOr<std::vector<v1::Agreement>> ReadAgreements(const Tables& tables, const store::Snapshot& snapshot,
                                                          absl::string_view pairing);
absl::StatusOr<std::vector<v1::ManualFigure>> ReadManualFigures(const Tables& tables, const store::Snapshot& snapshot,
                                                                absl::string_view pairing);

}  // namespace jiedui::scheduler
