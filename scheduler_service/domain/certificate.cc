// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/certificate.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/limits.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;

constexpr int kHoursPerHalfDayDefault = 4;  // 半天 = 4 学时 at most
constexpr int kCreditsMaxDefault = 25;      // of one project

}  // namespace

int YearOf(absl::string_view date) {
  int year = 0;
  return absl::SimpleAtoi(date.substr(0, 4), &year) ? year : 0;
}

std::string CertificateNumber(absl::string_view pairing_name, int year, int64_t count) {
  return absl::StrCat(absl::StripPrefix(pairing_name, "pairings/"), "-", absl::Dec(year, absl::kZeroPad4), "-",
                      absl::Dec(count, absl::kZeroPad6));
}

Earned EarnedBy(const AttendanceFacts& facts) {
  const Assignment& assignment = facts.assignment;
  if (!IsCompleted(assignment.state())) return {};
  if (assignment.has_certificate())
    return {.hours = assignment.certificate().hours(), .credit_tenths = assignment.certificate().credit_tenths()};
  const v1::CreditRule& rule = facts.course.credit_rule();
  const int per_half_day = rule.hours_per_half_day() > 0 ? rule.hours_per_half_day() : kHoursPerHalfDayDefault;
  Earned earned{.hours = Tallied(facts).attended() * per_half_day};
  if (rule.hours_per_credit() == 0) return earned;
  const int credits_max = rule.credits_max() > 0 ? rule.credits_max() : kCreditsMaxDefault;
  earned.credit_tenths = std::min(10 * earned.hours / rule.hours_per_credit(), 10 * credits_max);
  return earned;
}

absl::Status CheckIssueDate(absl::string_view name, absl::string_view date, const Stamp& stamp) {
  const std::string today = FormatDate(ShanghaiDay(stamp.now));
  if (date <= today) return absl::OkStatus();
  return RulesFailed("RULES_FAILED", {{"DATE_IN_FUTURE", std::string(name),
                                       absl::StrCat("found ", date, ", required ", today, " or before")}});
}

std::optional<RuleViolation> WhyNoCertificate(const AttendanceFacts& facts, absl::string_view date) {
  const Assignment& assignment = facts.assignment;
  if (date < assignment.close_date())
    return RuleViolation{"DATE_OUTSIDE", assignment.name(),
                         absl::StrCat("found ", date, ", required ", assignment.close_date(), " or after")};
  if (assignment.events_size() >= kEventsMax)
    return RuleViolation{"STEPS_FULL", assignment.name(),
                         absl::StrCat("found ", assignment.events_size(), " steps, required fewer than ", kEventsMax)};
  return MissedTooMuch(facts);
}

absl::StatusOr<AssignmentChange> Certify(const AttendanceFacts& facts, const Step& step, const Stamp& stamp,
                                         storage::v1::CertificateCounterRecord& counter) {
  const Assignment& assignment = facts.assignment;
  RETURN_IF_ERROR(CheckVerb(assignment, step.verb));
  if (const auto violation = WhyNoCertificate(facts, step.date); violation.has_value())
    return RulesFailed("RULES_FAILED", {*violation});
  ASSIGN_OR_RETURN(AssignmentChange change,
                   Moved({.assignment = assignment}, Assignment::STATE_CERTIFIED, step, stamp));
  const Earned earned = EarnedBy(facts);
  counter.set_last(counter.last() + 1);
  v1::Certificate& certificate = *change.assignment.mutable_certificate();
  certificate.set_number(CertificateNumber(counter.pairing(), counter.year(), counter.last()));
  certificate.set_issue_date(step.date);
  certificate.set_hours(earned.hours);
  certificate.set_credit_tenths(earned.credit_tenths);
  return change;
}

absl::StatusOr<AssignmentChange> Reissue(const Assignment& assignment, const Step& step, const Stamp& stamp) {
  if (!step.etag.empty() && step.etag != assignment.etag())
    return EtagMismatch(assignment.name(), step.etag, assignment.etag());
  RETURN_IF_ERROR(CheckVerb(assignment, step.verb));
  RETURN_IF_ERROR(CheckDate(assignment, step.date, {assignment.certificate().issue_date(), ""}));
  RETURN_IF_ERROR(CheckIssueDate(assignment.name(), step.date, stamp));
  ASSIGN_OR_RETURN(AssignmentChange change, Moved({.assignment = assignment}, assignment.state(), step, stamp));
  v1::Certificate& certificate = *change.assignment.mutable_certificate();
  certificate.set_reissues(certificate.reissues() + 1);
  return change;
}

}  // namespace jiedui::scheduler
