// SPDX-License-Identifier: Apache-2.0
// FreezeEdition, which takes two commits so that nothing moves between counting and storing: the first names the period
// in the guard, and from then on changes inside are refused; then the report is counted, off the committer; the second
// stores what was counted if the guard is as it was at the count, else it is counted again. A process that dies between
// leaves a frozen period, and the call that is retried completes it.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/store/store.h"
#include "jiedui/scheduler/v1/edition_service.pb.h"
#include "scheduler_service/reporting/count_pairing.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// How often a report is counted again because a correction, or another edition, came between.
inline constexpr int kCountsMax = 5;

// On a thread that may wait: for two commits, and for the count. Errors as FreezeEdition's.
absl::StatusOr<v1::Edition> FreezeEdition(const ServiceParts& parts, store::Store& store,
                                          const v1::FreezeEditionRequest& request, const rpc::CallInfo& call);

// The question that an edition answered.
ReportQuestion QuestionOf(const v1::Report& report);

// A report of the question, without figures.
absl::StatusOr<v1::Report> HeadOfReport(const ServiceParts& parts, const ReportQuestion& question,
                                        const v1::Pairing& pairing, const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
