// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/reporter.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "common/base/status_macros.h"
#include "scheduler_service/reporting/count_pairing.h"
#include "scheduler_service/reporting/report_rows.h"
#include "scheduler_service/reporting/roll_up.h"

namespace jiedui::scheduler {
namespace {

v1::Report ReportWith(std::vector<v1::Figure> lines, const ReportQuestion& question) {
  v1::Report report;
  report.set_pairing(question.pairing);
  report.set_since(question.since);
  report.set_as_of(question.as_of);
  for (v1::Figure& line : lines) *report.add_figures() = std::move(line);
  return report;
}

}  // namespace

absl::StatusOr<SharedTally> Reporter::TallyFor(const store::Snapshot& snapshot, const v1::Pairing& pairing,
                                               const ReportQuestion& question) {
  ReportQuestion of_pairing = question;
  of_pairing.pairing = pairing.name();
  SharedTally kept = kept_.FindTally(of_pairing, snapshot.revision());
  if (kept != nullptr) return kept;
  ASSIGN_OR_RETURN(PairingTally counted, TallyPairing(tables_, snapshot, pairing, of_pairing));
  kept = std::make_shared<const PairingTally>(std::move(counted));
  kept_.Keep(of_pairing, snapshot.revision(), kept);
  return kept;
}

absl::StatusOr<SharedOrganizations> Reporter::OrganizationsAt(const store::Snapshot& snapshot) {
  SharedOrganizations kept = kept_.FindOrganizations(snapshot.revision());
  if (kept != nullptr) return kept;
  ASSIGN_OR_RETURN(OrganizationRows read, ReadOrganizationRows(tables_, snapshot));
  kept = std::make_shared<const OrganizationRows>(std::move(read));
  kept_.Keep(snapshot.revision(), kept);
  return kept;
}

absl::StatusOr<v1::Report> Reporter::ReportOf(const store::Snapshot& snapshot, const v1::Pairing& pairing,
                                              const ReportQuestion& question) {
  kept_.CatchUp(snapshot);
  ASSIGN_OR_RETURN(const SharedTally rows, TallyFor(snapshot, pairing, question));
  ASSIGN_OR_RETURN(const SharedOrganizations organizations, OrganizationsAt(snapshot));
  const Tally of_organizations = TallyOrganizations(pairing, question, *organizations);
  v1::Report report =
      ReportWith(LinesOfPairing(FiguresOf(*rows, of_organizations), *rows, RulesFor(question)), question);
  report.set_pairing_display_name(pairing.display_name());
  report.set_since(PeriodOf(question, pairing).first);
  report.set_revision(snapshot.revision());
  report.set_pairings(1);
  return report;
}

absl::StatusOr<v1::Report> Reporter::CountAll(const store::Snapshot& snapshot, const ReportQuestion& question,
                                              KeepOn keep_on) {
  ASSIGN_OR_RETURN(const std::vector<v1::Pairing> pairings, ReadPairings(tables_, snapshot));
  ASSIGN_OR_RETURN(const SharedOrganizations organizations, OrganizationsAt(snapshot));
  RollUp roll_up;
  int counted = 0;
  std::string since = question.as_of;
  for (const v1::Pairing& pairing : pairings) {
    const DateRange period = PeriodOf(question, pairing);
    if (period.first > period.last) continue;
    RETURN_IF_ERROR(keep_on());
    ASSIGN_OR_RETURN(SharedTally rows, TallyFor(snapshot, pairing, question));
    roll_up.Add(pairing, std::move(rows), TallyOrganizations(pairing, question, *organizations));
    since = std::min(since, period.first);
    ++counted;
  }
  v1::Report report = ReportWith(roll_up.Lines(RulesFor(question)), question);
  if (question.since.empty()) report.set_since(since);
  report.set_pairings(counted);
  return report;
}

absl::StatusOr<SharedReport> Reporter::CountInTurn(const store::Snapshot& snapshot, const ReportQuestion& question,
                                                   KeepOn keep_on) {
  RETURN_IF_ERROR(turns_.Await(question, keep_on));
  const absl::Cleanup end = [&] { turns_.End(question); };
  SharedReport kept = kept_.FindReport(question, snapshot.revision());  // who had the turn before has counted it
  if (kept != nullptr) return kept;
  ASSIGN_OR_RETURN(v1::Report counted, CountAll(snapshot, question, keep_on));
  kept = std::make_shared<const v1::Report>(std::move(counted));
  kept_.Keep(question, snapshot.revision(), kept);
  return kept;
}

absl::StatusOr<v1::Report> Reporter::ReportOfAll(const store::Snapshot& snapshot, const ReportQuestion& question,
                                                 KeepOn keep_on) {
  kept_.CatchUp(snapshot);
  SharedReport kept = kept_.FindReport(question, snapshot.revision());
  if (kept == nullptr) {
    ASSIGN_OR_RETURN(kept, CountInTurn(snapshot, question, keep_on));
  }
  v1::Report report = *kept;
  report.set_revision(snapshot.revision());
  return report;
}

}  // namespace jiedui::scheduler
