// SPDX-License-Identifier: Apache-2.0
// Certificates of completion (结业证书): their numbers, and the hours (学时) and credits (学分) they say. Pure, any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/domain/attendance.h"

namespace jiedui::scheduler {

// Of "2021-11-15": 2021.
int YearOf(absl::string_view date);

// "yh-cx-2021-000157": pairing, year of issue, count. The two last parts have no "-", so no two pairings share one.
std::string CertificateNumber(absl::string_view pairing_name, int year, int64_t count);

// What a course brought a person: 0 unless they completed it. A certificate says what it said when it was issued.
struct Earned {
  int hours = 0;
  int credit_tenths = 0;
};
Earned EarnedBy(const AttendanceFacts& facts);

// FAILED_PRECONDITION / RULES_FAILED: DATE_IN_FUTURE.
absl::Status CheckIssueDate(absl::string_view name, absl::string_view date, const Stamp& stamp);

// Why somebody in state COMPLETED gets no certificate on the day: DATE_OUTSIDE, ATTENDANCE or STEPS_FULL, the first.
std::optional<RuleViolation> WhyNoCertificate(const AttendanceFacts& facts, absl::string_view date);

// The certificate with the counter's next number; `counter` counts on only if it is issued. `step` has the verb and the
// day of issue. FAILED_PRECONDITION / ILLEGAL_STATE, or RULES_FAILED with what WhyNoCertificate says.
absl::StatusOr<AssignmentChange> Certify(const AttendanceFacts& facts, const Step& step, const Stamp& stamp,
                                         storage::v1::CertificateCounterRecord& counter);

// The same certificate, issued once more. ABORTED / ETAG_MISMATCH; FAILED_PRECONDITION / ILLEGAL_STATE, or RULES_FAILED
// with DATE_OUTSIDE or DATE_IN_FUTURE; RESOURCE_EXHAUSTED: kEventsMax.
absl::StatusOr<AssignmentChange> Reissue(const v1::Assignment& assignment, const Step& step, const Stamp& stamp);

}  // namespace jiedui::scheduler
