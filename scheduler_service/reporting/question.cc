// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/question.h"

namespace jiedui::scheduler {

DateRange PeriodOf(const ReportQuestion& question, const v1::Pairing& pairing) {
  return {.first = question.since.empty() ? pairing.start_date() : question.since, .last = question.as_of};
}

}  // namespace jiedui::scheduler
