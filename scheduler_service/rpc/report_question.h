// SPDX-License-Identifier: Apache-2.0
// Parses the days that a report is asked for: since, as_of, year. Pure, any thread.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/reporting/question.h"

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

// INVALID_ARGUMENT: the pairing's first day, where the question begins with it, is after as_of.
absl::Status CheckPeriod(const ReportQuestion& question, const v1::Pairing& pairing);

}  // namespace jiedui::scheduler
