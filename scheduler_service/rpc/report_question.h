// SPDX-License-Identifier: Apache-2.0
// What the calls about reports have in common: parsing what they ask (since, as_of, year, basis), and the pairing. Any
// thread.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/reporting/question.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// The fields as they came, of GetReport, ListContributors and FreezeEdition.
struct PeriodFields {
  std::string since;
  std::string as_of;
  int year = 0;  // 0 = none
};

// Of a request that has such fields.
template <typename Request>
PeriodFields PeriodFieldsOf(const Request& request) {
  return {.since = request.since(), .as_of = request.as_of(), .year = request.year()};
}

// A question about the days that the fields mean: a year stands for its first and last day, each unless it is given.
// INVALID_ARGUMENT: neither as_of nor year is given; since, or the year's first day, is after as_of.
absl::StatusOr<ReportQuestion> ParseQuestion(const std::string& pairing, const PeriodFields& fields);

// INVALID_ARGUMENT: training is not counted on this basis.
absl::StatusOr<v1::Basis> ParseBasis(v1::Basis basis);

// DEADLINE_EXCEEDED: whoever asked waits no longer.
absl::Status CheckDeadline(const ServiceParts& parts, const rpc::ReadContext& context);

// INVALID_ARGUMENT: the pairing's first day, where the question begins with it, is after as_of.
absl::Status CheckPeriod(const ReportQuestion& question, const v1::Pairing& pairing);

}  // namespace jiedui::scheduler
