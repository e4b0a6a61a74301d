// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/store/table.h"
#include "scheduler_service/store/verify_certificates.h"
#include "scheduler_service/store/verify_dates.h"
#include "scheduler_service/store/verify_demands.h"
#include "scheduler_service/store/verify_editions.h"
#include "scheduler_service/store/verify_index.h"
#include "scheduler_service/store/verify_items.h"
#include "scheduler_service/store/verify_log.h"
#include "scheduler_service/store/verify_people.h"
#include "scheduler_service/store/verify_plans.h"
#include "scheduler_service/store/verify_sources.h"

namespace jiedui::scheduler {
namespace {

// Every check, the cheap ones that show the most first.
std::vector<std::unique_ptr<VerifyStep>> AllSteps(const Verified& verified) {
  std::vector<std::unique_ptr<VerifyStep>> steps;
  steps.push_back(VerifyCourses(verified));
  steps.push_back(VerifyPostings(verified));
  steps.push_back(VerifySeatsRows(verified));
  steps.push_back(VerifyDemands(verified));
  steps.push_back(VerifyDemandedPostings(verified));
  steps.push_back(VerifyCalendars(verified));
  steps.push_back(VerifyLeaves(verified));
  steps.push_back(VerifyAssignments(verified));
  steps.push_back(VerifyCertificates(verified));
  steps.push_back(VerifyCertificateNumbers(verified));
  steps.push_back(VerifyPlans(verified));
  steps.push_back(VerifyPlanParts(verified));
  steps.push_back(VerifyItemDates(verified));
  for (auto& step : VerifySources(verified)) steps.push_back(std::move(step));
  steps.push_back(VerifyEditions(verified));
  steps.push_back(VerifyEditionParts(verified));
  steps.push_back(VerifyFrozenPeriods(verified));
  steps.push_back(VerifyCorrections(verified));
  for (auto& step : VerifyIndexes(verified)) steps.push_back(std::move(step));
  steps.push_back(VerifyChangeLog(verified));
  steps.push_back(VerifyReplay(verified));
  return steps;
}

}  // namespace

void VerifyReport::Add(int invariant, Discrepancy discrepancy) {
  v1::VerifyFinding& finding = findings_.emplace_back();
  finding.set_invariant(invariant);
  finding.set_check(check_.check());
  finding.set_resource(std::move(discrepancy.resource));
  finding.set_found(std::move(discrepancy.found));
  finding.set_required(std::move(discrepancy.required));
  check_.set_findings(check_.findings() + 1);
}

absl::Status VerifyReport::AddDamage(const absl::Status& status) {
  if (!absl::IsDataLoss(status)) return status;
  Add(5, {"", std::string(status.message()), "rows that can be read"});
  return absl::OkStatus();
}

std::vector<v1::VerifyFinding> VerifyReport::TakeFindings() { return std::exchange(findings_, {}); }

Verifier::Verifier(const Tables& tables, std::unique_ptr<store::Snapshot> snapshot, int findings_max)
    : tables_(tables),
      snapshot_(std::move(snapshot)),
      findings_max_(findings_max),
      steps_(AllSteps({tables_, *snapshot_})) {
  summary_.set_revision(snapshot_->revision());
}

absl::StatusOr<std::vector<v1::VerifyResponse>> Verifier::Next() {
  VerifyStep& step = *steps_[at_];
  if (report_ == nullptr) report_ = std::make_unique<VerifyReport>(step.name());
  absl::StatusOr<bool> ended = step.Step(*report_);
  if (!ended.ok()) {
    RETURN_IF_ERROR(report_->AddDamage(ended.status()));  // what is damaged so that nothing goes on
    ended = true;
  }
  std::vector<v1::VerifyResponse> messages;
  for (v1::VerifyFinding& finding : report_->TakeFindings()) {
    if (summary_.findings() >= findings_max_) {
      summary_.set_stopped(true);
      break;
    }
    summary_.set_findings(summary_.findings() + 1);
    *messages.emplace_back().mutable_finding() = std::move(finding);
  }
  *messages.emplace_back().mutable_progress() = report_->check();
  if (*ended || summary_.stopped()) {
    *summary_.add_checks() = report_->check();
    report_.reset();
    ++at_;
  }
  if (at_ == steps_.size() || summary_.stopped()) messages.push_back(Summary());
  return messages;
}

v1::VerifyResponse Verifier::Summary() {
  done_ = true;
  for (; at_ < steps_.size(); ++at_) {
    v1::VerifyCheck& check = *summary_.add_checks();
    check.set_check(std::string(steps_[at_]->name()));
    check.set_not_checked("stopped before");
  }
  v1::VerifyResponse message;
  *message.mutable_summary() = summary_;
  return message;
}

absl::StatusOr<bool> WalkRows(const store::Snapshot& snapshot, store::Family family, store::KeyRange& range,
                              VerifyReport& report, RowVisit visit) {
  const int64_t rows_max = report.check().rows() + kVerifyRowsPerStep;
  bool stopped = false;
  absl::Status status;
  const std::string first = range.first;
  RETURN_IF_ERROR(
      snapshot.Scan(family, {.first = first, .end = range.end}, [&](absl::string_view key, absl::string_view value) {
        if (report.check().rows() >= rows_max) {
          range.first = std::string(key);
          stopped = true;
          return false;
        }
        report.CountRows(1);
        status = report.AddDamage(visit(key, value));
        return status.ok();
      }));
  RETURN_IF_ERROR(status);
  return !stopped;
}

absl::StatusOr<std::vector<v1::Assignment>> AssignmentsIn(const Verified& verified, absl::string_view index_prefix,
                                                          absl::string_view value, VerifyReport& report) {
  std::vector<v1::Assignment> assignments;
  absl::Status status;
  RETURN_IF_ERROR(verified.snapshot.Scan(store::Family::kIndex, store::IndexRange(index_prefix, value),
                                         [&](absl::string_view key, absl::string_view) {
                                           const auto row = store::KeyOfIndexRow(index_prefix, key);
                                           if (!row.has_value()) return true;  // the check of the indexes tells
                                           auto record = verified.tables.assignments.Find(verified.snapshot, *row);
                                           status = record.ok() ? absl::OkStatus() : report.AddDamage(record.status());
                                           if (record.ok() && record->has_value())
                                             assignments.push_back(std::move(*(*record)->mutable_assignment()));
                                           return status.ok();
                                         }));
  report.CountRows(static_cast<int64_t>(assignments.size()));
  RETURN_IF_ERROR(status);
  return assignments;
}

}  // namespace jiedui::scheduler
