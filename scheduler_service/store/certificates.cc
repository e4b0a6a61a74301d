// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/certificates.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/certificate.h"
#include "scheduler_service/domain/item_states.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/store/attendance.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/items.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;
using v1::Assignment;

constexpr int kRefusalsListedMax = 1000;
constexpr size_t kOpsPerCertificate = 12;  // the assignment's row and its entries in the indexes
constexpr size_t kBytesOfEntries = 2048;   // those entries, and what the certificate adds
constexpr size_t kBytesOfCounter = 1024;

// Keys of the course's assignments, in the order of their ids.
absl::StatusOr<std::vector<std::string>> KeysAt(const Tables& tables, const Transaction& txn,
                                                absl::string_view course) {
  ASSIGN_OR_RETURN(const auto guard, LoadSeats(tables, txn, course));
  std::vector<std::string> keys;
  RETURN_IF_ERROR(txn.ScanUnder(tables.seats.RowKey(SeatsKey(course)), store::Family::kIndex,
                                store::IndexRange(kAssignmentByItemPrefix, course),
                                [&](absl::string_view row, absl::string_view) {
                                  auto key = store::KeyOfIndexRow(kAssignmentByItemPrefix, row);
                                  if (key.has_value()) keys.push_back(*std::move(key));
                                  return true;
                                }));
  return keys;
}

class Issuer {
 public:
  Issuer(const Tables& tables, Transaction& txn, const std::string& date)
      : tables_(tables), txn_(txn), step_{.verb = "IssueCertificates", .date = date} {}

  absl::StatusOr<v1::IssueCertificatesResponse> Run(absl::string_view course) {
    RETURN_IF_ERROR(LoadCounter(ParentName(course)));
    ASSIGN_OR_RETURN(const std::vector<std::string> waiting, Waiting(course));
    for (const std::string& key : waiting) {
      ASSIGN_OR_RETURN(const Assignment assignment, Load(key));
      if (!HasRoom(assignment)) {
        response_.set_more(true);
        break;
      }
      RETURN_IF_ERROR(IssueTo(assignment));
    }
    if (response_.issued() > 0) RETURN_IF_ERROR(tables_.certificates.Put(txn_, counter_));
    return std::move(response_);
  }

 private:
  absl::Status LoadCounter(absl::string_view pairing) {
    const int year = YearOf(step_.date);
    ASSIGN_OR_RETURN(auto counter, tables_.certificates.Find(txn_, CertificatesKey(pairing, year)));
    if (counter.has_value()) counter_ = *std::move(counter);
    counter_.set_pairing(std::string(pairing));
    counter_.set_year(year);
    return absl::OkStatus();
  }

  absl::StatusOr<Assignment> Load(const std::string& key) const {
    ASSIGN_OR_RETURN(auto record, tables_.assignments.Find(txn_, key));
    if (!record.has_value()) return store::DamagedRow(tables_.assignments.RowKey(key));
    return std::move(*record->mutable_assignment());
  }

  // Keys of those in state COMPLETED; remembers who has a certificate.
  absl::StatusOr<std::vector<std::string>> Waiting(absl::string_view course) {
    ASSIGN_OR_RETURN(std::vector<std::string> keys, KeysAt(tables_, txn_, course));
    std::vector<std::string> waiting;
    for (std::string& key : keys) {
      ASSIGN_OR_RETURN(const Assignment assignment, Load(key));
      if (assignment.has_certificate()) certified_.insert(assignment.person());
      if (assignment.state() == Assignment::STATE_COMPLETED) waiting.push_back(std::move(key));
    }
    return waiting;
  }

  bool HasRoom(const Assignment& assignment) const {
    const size_t bytes = 2 * assignment.ByteSizeLong() + kBytesOfEntries + kBytesOfCounter;
    return txn_.ops() + kOpsPerCertificate < kOpsPerWorkStepMax && txn_.bytes() + bytes <= kBytesPerWorkStepMax;
  }

  absl::Status IssueTo(const Assignment& assignment) {
    ASSIGN_OR_RETURN(const AttendanceFacts facts, LoadAttendance(tables_, txn_, assignment));
    if (certified_.contains(assignment.person())) {
      Refuse({"CERTIFIED_TWICE", assignment.name(), "found a certificate of the same person, required none"});
      return absl::OkStatus();
    }
    if (const auto violation = WhyNoCertificate(facts, step_.date); violation.has_value()) {
      Refuse(*violation);
      return absl::OkStatus();
    }
    step_.name = assignment.name();
    ASSIGN_OR_RETURN(const AssignmentChange change, Certify(facts, step_, StampOf(txn_), counter_));
    RETURN_IF_ERROR(Put(tables_, txn_, change));
    certified_.insert(assignment.person());
    const std::string& number = change.assignment.certificate().number();
    if (response_.issued() == 0) response_.set_first_number(number);
    response_.set_last_number(number);
    response_.set_issued(response_.issued() + 1);
    return absl::OkStatus();
  }

  void Refuse(const RuleViolation& violation) {
    response_.set_refused(response_.refused() + 1);
    if (response_.refusals_size() >= kRefusalsListedMax) return;
    v1::CertificateRefusal& refusal = *response_.add_refusals();
    refusal.set_assignment(violation.subject);
    refusal.set_rule(violation.rule);
    refusal.set_description(violation.description);
  }

  const Tables& tables_;
  Transaction& txn_;
  Step step_;
  storage::v1::CertificateCounterRecord counter_;
  absl::flat_hash_set<std::string> certified_;  // persons
  v1::IssueCertificatesResponse response_;
};

}  // namespace

absl::StatusOr<v1::IssueCertificatesResponse> IssueCertificates(const Tables& tables, Transaction& txn,
                                                                absl::string_view course, const std::string& date) {
  ASSIGN_OR_RETURN(const Item item, LoadItem(tables, txn, course));
  if (const auto violation = NotAllowed(item, Deed::kFinish); violation.has_value())
    return RulesFailed("RULES_FAILED", {*violation});
  RETURN_IF_ERROR(CheckIssueDate(course, date, StampOf(txn)));
  return Issuer(tables, txn, date).Run(course);
}

}  // namespace jiedui::scheduler
