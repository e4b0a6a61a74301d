// SPDX-License-Identifier: Apache-2.0
// Reports, of one pairing or of all, from what is kept where that holds, else counted. Any thread.
#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "scheduler_service/reporting/counting_turns.h"
#include "scheduler_service/reporting/kept_counts.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Asked between two pairings whether to go on: an error ends the report with it.
using KeepOn = absl::FunctionRef<absl::Status()>;

class Reporter {
 public:
  // `tables` outlive it.
  explicit Reporter(const Tables& tables, size_t kept_bytes_max = kKeptBytesMax)
      : tables_(tables), kept_(kept_bytes_max) {}

  // The report but for the state of the directory. The same rows give the same report, kept or not.
  // `pairing` is the one that the question names. DATA_LOSS; RESOURCE_EXHAUSTED (kReportRowsMax); what a snapshot's
  // reads may answer.
  absl::StatusOr<v1::Report> ReportOf(const store::Snapshot& snapshot, const v1::Pairing& pairing,
                                      const ReportQuestion& question);
  // The question is about kAllPairings: those whose period has a day. Whoever asks the same while it is counted waits.
  absl::StatusOr<v1::Report> ReportOfAll(const store::Snapshot& snapshot, const ReportQuestion& question,
                                         KeepOn keep_on);

  size_t kept_bytes() const { return kept_.bytes(); }

 private:
  absl::StatusOr<SharedTally> TallyFor(const store::Snapshot& snapshot, const v1::Pairing& pairing,
                                       const ReportQuestion& question);
  absl::StatusOr<SharedOrganizations> OrganizationsAt(const store::Snapshot& snapshot);
  absl::StatusOr<SharedReport> CountInTurn(const store::Snapshot& snapshot, const ReportQuestion& question,
                                           KeepOn keep_on);
  absl::StatusOr<v1::Report> CountAll(const store::Snapshot& snapshot, const ReportQuestion& question, KeepOn keep_on);

  const Tables& tables_;
  KeptCounts kept_;
  CountingTurns turns_;  // of reports on all
};

}  // namespace jiedui::scheduler
