// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_demands.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/verify_rows.h"

namespace jiedui::scheduler {
namespace {

using v1::Demand;
using v1::Posting;

absl::Status CheckFulfilment(const Verified& verified, const Demand& demand, const v1::DemandFulfilment& fulfilment,
                             VerifyReport& report) {
  report.CountRows(1);
  ASSIGN_OR_RETURN(const auto record,
                   verified.tables.postings.Find(verified.snapshot, MemberKey(fulfilment.posting())));
  const Posting& posting = record.has_value() ? record->posting() : Posting::default_instance();
  const bool is_met = posting.demand() == demand.name() && posting.state() != Posting::STATE_CANCELLED;
  if (is_met && posting.headcount() == fulfilment.headcount()) return absl::OkStatus();
  const std::string found =
      is_met ? absl::StrCat(posting.headcount(), " places") : "no posting of the demand, or a cancelled one";
  report.Add(2, {fulfilment.posting(), found, absl::StrCat(fulfilment.headcount(), " places for ", demand.name())});
  return absl::OkStatus();
}

absl::Status CheckDemandRow(const Verified& verified, const storage::v1::DemandRecord& record, VerifyReport& report) {
  const Demand& demand = record.demand();
  int met = 0;
  for (const v1::DemandFulfilment& fulfilment : demand.fulfilments()) {
    met += fulfilment.headcount();
    RETURN_IF_ERROR(CheckFulfilment(verified, demand, fulfilment, report));
  }
  if (met != demand.met_headcount())
    report.Add(2, {demand.name(), absl::StrCat("met_headcount ", demand.met_headcount()),
                   absl::StrCat("met_headcount ", met)});
  const bool is_settled = demand.state() != Demand::STATE_OPEN && demand.state() != Demand::STATE_MET;
  const Demand::State state = met < demand.headcount() ? Demand::STATE_OPEN : Demand::STATE_MET;
  if (!is_settled && demand.state() != state)
    report.Add(2, {demand.name(), Demand::State_Name(demand.state()),
                   absl::StrCat(Demand::State_Name(state), " with ", met, " of ", demand.headcount(), " met")});
  return absl::OkStatus();
}

absl::Status CheckPostingRow(const Verified& verified, const storage::v1::PostingRecord& record, VerifyReport& report) {
  const Posting& posting = record.posting();
  if (posting.demand().empty() || posting.state() == Posting::STATE_CANCELLED) return absl::OkStatus();
  report.CountRows(1);
  ASSIGN_OR_RETURN(const auto found, verified.tables.demands.Find(verified.snapshot, MemberKey(posting.demand())));
  const Demand& demand = found.has_value() ? found->demand() : Demand::default_instance();
  const bool is_known =
      std::any_of(demand.fulfilments().begin(), demand.fulfilments().end(),
                  [&](const v1::DemandFulfilment& fulfilment) { return fulfilment.posting() == posting.name(); });
  if (!is_known)
    report.Add(2, {posting.name(), absl::StrCat("a posting for ", posting.demand(), ", which does not know it"),
                   "a fulfilment of the demand"});
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<VerifyStep> VerifyDemands(const Verified& verified) {
  return std::make_unique<RowsStep<storage::v1::DemandRecord>>("DEMANDS", verified, verified.tables.demands,
                                                               CheckDemandRow);
}

std::unique_ptr<VerifyStep> VerifyDemandedPostings(const Verified& verified) {
  return std::make_unique<RowsStep<storage::v1::PostingRecord>>("DEMANDED_POSTINGS", verified, verified.tables.postings,
                                                                CheckPostingRow);
}

}  // namespace jiedui::scheduler
