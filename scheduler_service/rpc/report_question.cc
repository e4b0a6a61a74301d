// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/report_question.h"

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"

namespace jiedui::scheduler {
namespace {

std::string DayOf(int year, absl::string_view day) { return absl::StrCat(absl::Dec(year, absl::kZeroPad4), "-", day); }

}  // namespace

absl::StatusOr<ReportQuestion> ParseQuestion(const std::string& pairing, const PeriodFields& fields) {
  if (fields.as_of.empty() && fields.year == 0) return InvalidField("as_of", "is required without year");
  if (fields.year != 0 && fields.year < 1900) return InvalidField("year", "must be 1900 to 2199");
  ReportQuestion question{.pairing = pairing, .since = fields.since, .as_of = fields.as_of};
  const bool is_year = fields.year != 0;
  if (is_year && question.since.empty()) question.since = DayOf(fields.year, "01-01");
  if (is_year && question.as_of.empty()) question.as_of = DayOf(fields.year, "12-31");
  if (question.since <= question.as_of) return question;
  if (!fields.since.empty()) return InvalidField("since", absl::StrCat("is after as_of ", question.as_of));
  return InvalidField("as_of", absl::StrCat("is before the year's first day ", question.since));
}

absl::StatusOr<v1::Basis> ParseBasis(v1::Basis basis) {
  switch (basis) {
    case v1::BASIS_UNSPECIFIED:
    case v1::BASIS_NOMINATED:
    case v1::BASIS_CHECKED_IN:
    case v1::BASIS_COMPLETED:
    case v1::BASIS_CERTIFIED:
      return basis;
    default:
      return InvalidField("basis", "must be NOMINATED, CHECKED_IN, COMPLETED or CERTIFIED");
  }
}

absl::Status CheckDeadline(const ServiceParts& parts, const rpc::ReadContext& context) {
  if (parts.clock.Now() < context.call.deadline) return absl::OkStatus();
  return absl::DeadlineExceededError("the report was not counted to its end: its caller's deadline is over");
}

absl::Status CheckPeriod(const ReportQuestion& question, const v1::Pairing& pairing) {
  if (!question.since.empty() || pairing.start_date() <= question.as_of) return absl::OkStatus();
  return InvalidField("as_of", absl::StrCat("is before the pairing's first day ", pairing.start_date()));
}

}  // namespace jiedui::scheduler
