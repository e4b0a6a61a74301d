// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_pairing.h"

#include <algorithm>
#include <string>
#include <utility>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/reporting/beside.h"
#include "scheduler_service/reporting/lines.h"
#include "scheduler_service/reporting/report_rows.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/require_pairing.h"

namespace jiedui::scheduler {
namespace {

storage::v1::EditionRows RowsBehind(const Ledger& ledger) {
  storage::v1::EditionRows behind;
  for (const FigureSpec& spec : FigureSpecs()) {
    std::vector<absl::string_view> names;
    for (const Contribution& one : ledger[spec.id])
      if (one.counts()) names.push_back(ledger.rows[one.row]);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());  // a demand for three places is one row
    auto& figure = *behind.add_figures();
    figure.set_figure(std::string(spec.code));
    for (const absl::string_view name : names) figure.add_rows(std::string(name));
  }
  return behind;
}

}  // namespace

std::vector<v1::Figure> LinesOfPairing(const std::vector<FigureTally>& figures, const PairingTally& tally,
                                       const RulesOnDay& rules) {
  std::vector<v1::Figure> lines = CountedLines(figures, rules, PartKind::kItem);
  lines.insert(lines.end(), tally.entered.begin(), tally.entered.end());
  for (v1::Figure& line : lines) SetTarget(tally.targets, line);
  return lines;
}

absl::StatusOr<PairingCount> CountPairing(const Tables& tables, const store::Snapshot& snapshot,
                                          const ReportQuestion& question) {
  ASSIGN_OR_RETURN(const v1::Pairing pairing, RequirePairing(tables, snapshot, question.pairing));
  Ledger ledger;
  const Counting counting(pairing, question, kAllFigures, ledger);
  RETURN_IF_ERROR(CountRows(tables, snapshot, question.pairing, counting));
  ASSIGN_OR_RETURN(const OrganizationRows organizations, ReadOrganizationRows(tables, snapshot));
  CountOrganizations(counting, organizations);
  ledger.Settle();
  ASSIGN_OR_RETURN(const auto agreements, ReadAgreements(tables, snapshot, question.pairing));
  ASSIGN_OR_RETURN(const auto manual_figures, ReadManualFigures(tables, snapshot, question.pairing));
  const PairingTally tally{.tally = TallyOf(ledger),
                           .targets = TargetsOn(agreements, question.as_of),
                           .entered = EnteredFigures(manual_figures, question.as_of)};
  return PairingCount{.figures = LinesOfPairing(tally.tally.figures, tally, RulesFor(question)),
                      .rows = RowsBehind(ledger)};
}

}  // namespace jiedui::scheduler
