// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/pairing_tally.h"

#include <utility>

#include "common/base/status_macros.h"
#include "scheduler_service/reporting/beside.h"
#include "scheduler_service/reporting/report_rows.h"

namespace jiedui::scheduler {

absl::StatusOr<PairingTally> TallyPairing(const Tables& tables, const store::Snapshot& snapshot,
                                          const v1::Pairing& pairing, const ReportQuestion& question) {
  Ledger ledger;
  const Counting counting(pairing, question, kAllFigures, ledger);
  RETURN_IF_ERROR(CountRows(tables, snapshot, pairing.name(), counting));
  ledger.Settle();
  ASSIGN_OR_RETURN(const auto agreements, ReadAgreements(tables, snapshot, pairing.name()));
  ASSIGN_OR_RETURN(const auto manual_figures, ReadManualFigures(tables, snapshot, pairing.name()));
  return PairingTally{.tally = TallyOf(ledger),
                      .targets = TargetsOn(agreements, question.as_of),
                      .entered = EnteredFigures(manual_figures, question.as_of)};
}

Tally TallyOrganizations(const v1::Pairing& pairing, const ReportQuestion& question, const OrganizationRows& rows) {
  Ledger ledger;
  CountOrganizations(Counting(pairing, question, kOrganizationFigures, ledger), rows);
  ledger.Settle();
  return TallyOf(ledger);
}

std::vector<FigureTally> FiguresOf(const PairingTally& rows, const Tally& organizations) {
  std::vector<FigureTally> figures = rows.tally.figures;
  for (size_t i = 0; i < figures.size(); ++i)
    if ((kOrganizationFigures >> i & 1) != 0) figures[i] = organizations.figures[i];
  return figures;
}

size_t BytesOf(const PairingTally& tally) {
  size_t bytes = sizeof(PairingTally) + BytesOf(tally.tally);
  for (const auto& [code, target] : tally.targets) bytes += code.capacity() + target.SpaceUsedLong();
  for (const v1::Figure& figure : tally.entered) bytes += figure.SpaceUsedLong();
  return bytes;
}

}  // namespace jiedui::scheduler
