// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_pairing.h"

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/reporting/report.h"
#include "scheduler_service/reporting/report_rows.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {

absl::StatusOr<PairingCount> CountPairing(const Tables& tables, const store::Snapshot& snapshot,
                                          const ReportQuestion& question) {
  ASSIGN_OR_RETURN(const auto record, tables.pairings.Find(snapshot, PairingKey(question.pairing)));
  if (!record.has_value()) return ResourceNotFound(v1::Pairing::descriptor()->full_name(), question.pairing);
  ReportCounter counter(record->pairing(), PeriodOf(question, record->pairing()));
  RETURN_IF_ERROR(AddRows(tables, snapshot, question.pairing, counter));
  return PairingCount{.figures = counter.Figures(), .rows = {}};
}

}  // namespace jiedui::scheduler
