// SPDX-License-Identifier: Apache-2.0
// The report of one pairing, counted from one snapshot: its figures, and the rows behind each.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "jiedui/scheduler/storage/v1/reports.pb.h"
#include "jiedui/scheduler/v1/report.pb.h"
#include "scheduler_service/reporting/counting_rules.h"
#include "scheduler_service/reporting/pairing_tally.h"
#include "scheduler_service/reporting/question.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

struct PairingCount {
  std::vector<v1::Figure> figures;  // in the order of the report: counted ones, then entered ones
  storage::v1::EditionRows rows;    // of each counted figure the rows that count, names sorted
};

// `question.pairing` is one pairing, whose period (PeriodOf) has a day at least. NOT_FOUND: there is no such pairing;
// DATA_LOSS: a row is damaged; RESOURCE_EXHAUSTED: too many rows for one report.
absl::StatusOr<PairingCount> CountPairing(const Tables& tables, const store::Snapshot& snapshot,
                                          const ReportQuestion& question);

// The lines of a pairing's report from its counts; `figures` by FigureId, `rules` as RulesFor.
std::vector<v1::Figure> LinesOfPairing(const std::vector<FigureTally>& figures, const PairingTally& tally,
                                       const RulesOnDay& rules);

}  // namespace jiedui::scheduler
