// SPDX-License-Identifier: Apache-2.0
// What the rows of one pairing come to, but for what all pairings share (its organisations): counted once, it holds for
// as long as none of these rows changes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "scheduler_service/reporting/count_organizations.h"
#include "scheduler_service/reporting/question.h"
#include "scheduler_service/reporting/tally.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

struct PairingTally {
  Tally tally;
  std::map<std::string, v1::FigureTarget> targets;
  std::vector<v1::Figure> entered;
};

// DATA_LOSS; RESOURCE_EXHAUSTED (kReportRowsMax); what a snapshot's reads may answer.
absl::StatusOr<PairingTally> TallyPairing(const Tables& tables, const store::Snapshot& snapshot,
                                          const v1::Pairing& pairing, const ReportQuestion& question);

// The figures of kOrganizationFigures.
Tally TallyOrganizations(const v1::Pairing& pairing, const ReportQuestion& question, const OrganizationRows& rows);

// All figures of a pairing, from its two tallies.
std::vector<FigureTally> FiguresOf(const PairingTally& rows, const Tally& organizations);

size_t BytesOf(const PairingTally& tally);

}  // namespace jiedui::scheduler
