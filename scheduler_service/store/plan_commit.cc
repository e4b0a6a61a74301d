// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/plan_commit.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/status_macros.h"
#include "common/store/limits.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/plan_changes.h"
#include "scheduler_service/store/plan_rows.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;
using v1::Assignment;

// What one more person on a waiting list takes: the assignment and its index rows, the calendar, the seats and guards.
constexpr size_t kOpsPerWaiting = 20;
constexpr int kLeftOutAskedMax = 2000;          // a command must be quick, also where all of them are refused
constexpr size_t kBytesPerWaiting = 16 * 1024;  // besides the calendar

class Committing {
 public:
  Committing(const Tables& tables, Transaction& txn, const storage::v1::PlanBasis& basis, Step step)
      : tables_(tables), txn_(txn), basis_(basis), names_(basis), step_(std::move(step)) {}

  absl::StatusOr<PlanCommitted> Run(v1::Plan plan, bool queue_left_out) {
    for (const v1::PlanPlacement& placement : plan.placements()) {
      RETURN_IF_ERROR(Seat(plan, placement));
      placed_.insert(placement.assignment());
      persons_.insert(placement.person());
    }
    if (!refused_.empty()) return PlanOutdated(plan.name(), refused_);
    committed_.unchanged = plan.left_out();
    const std::set<std::string> forbidden(plan.question().forbidden().begin(), plan.question().forbidden().end());
    for (int k = 0; k < basis_.seekers_size() && queue_left_out; ++k)
      if (forbidden.count(names_.Assignment(k)) == 0) RETURN_IF_ERROR(QueueLeftOut(k));
    committed_.plan = std::move(plan);
    return committed_;
  }

  // Placements that a rule refuses now, up to the first that does not fit.
  std::vector<RuleViolation> Refused(const v1::Plan& plan) && {
    for (const v1::PlanPlacement& placement : plan.placements())
      if (!Seat(plan, placement).ok()) break;
    return std::move(refused_);
  }

 private:
  struct Change {
    AssignmentChange change;
    size_t calendar_bytes = 0;
  };

  // As ConfirmAssignment, without putting it.
  absl::StatusOr<Change> Confirmed(const std::string& assignment) {
    Step step = step_;
    step.name = assignment;
    ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn_, assignment));
    ASSIGN_OR_RETURN(const Candidate candidate, LoadCandidateOf(tables_, txn_, facts));
    ASSIGN_OR_RETURN(AssignmentChange change, Confirm(facts, candidate, step, StampOf(txn_)));
    return Change{std::move(change), facts.calendar.ByteSizeLong()};
  }

  // A limit of the person or the assignment is told as it is; one of the store by how many did fit.
  absl::Status Seat(const v1::Plan& plan, const v1::PlanPlacement& placement) {
    const absl::StatusOr<Change> confirmed = Confirmed(placement.assignment());
    if (absl::IsFailedPrecondition(confirmed.status()) || absl::IsNotFound(confirmed.status())) {
      refused_.push_back({"PLACEMENT", placement.assignment(), std::string(confirmed.status().message())});
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(confirmed.status());
    const Assignment& assignment = confirmed->change.assignment;
    if (assignment.state() != Assignment::STATE_CONFIRMED || !confirmed->change.changed) {
      refused_.push_back({"PLACEMENT", placement.assignment(),
                          absl::StrCat("found no seat for it (", Assignment::State_Name(assignment.state()), ")")});
      return absl::OkStatus();
    }
    const absl::Status put = Put(tables_, txn_, confirmed->change);
    if (absl::IsResourceExhausted(put)) return TooMany(plan, put);
    RETURN_IF_ERROR(put);
    ++committed_.confirmed;
    return absl::OkStatus();
  }

  // Whoever has nothing else in the plan, and for whom no seat is free, waits.
  absl::Status QueueLeftOut(int32_t seeker) {
    const std::string name = names_.Assignment(seeker);
    const bool has_place =
        placed_.count(name) > 0 || persons_.count(names_.Person(basis_.seekers(seeker).person())) > 0;
    if (has_place || !basis_.seekers(seeker).findings().empty() || is_full_) return absl::OkStatus();
    if (++asked_ > kLeftOutAskedMax) return absl::OkStatus();
    const absl::StatusOr<Change> confirmed = Confirmed(name);
    const bool is_refused = absl::IsFailedPrecondition(confirmed.status()) || absl::IsNotFound(confirmed.status()) ||
                            absl::IsResourceExhausted(confirmed.status());
    if (is_refused) return absl::OkStatus();
    RETURN_IF_ERROR(confirmed.status());
    const AssignmentChange& change = confirmed->change;
    if (!change.changed || change.assignment.state() != Assignment::STATE_WAITLISTED) return absl::OkStatus();
    is_full_ = txn_.ops() + kOpsPerWaiting > store::kOpsPerCommandMax ||
               txn_.bytes() + kBytesPerWaiting + confirmed->calendar_bytes > store::kBytesPerCommandMax;
    if (is_full_) return absl::OkStatus();
    ++committed_.waitlisted;
    --committed_.unchanged;
    return Put(tables_, txn_, change);
  }

  absl::Status TooMany(const v1::Plan& plan, const absl::Status& limit) const {
    if (committed_.confirmed == 0) return limit;
    return LimitExceeded(plan.name(), absl::StrCat("of its ", plan.placements_size(), " placements ",
                                                   committed_.confirmed, " fit into one commit: plan fewer items"));
  }

  const Tables& tables_;
  Transaction& txn_;
  const storage::v1::PlanBasis& basis_;
  const PlanNames names_;
  const Step step_;
  std::set<std::string> placed_;   // assignments
  std::set<std::string> persons_;  // with a place in the plan
  std::vector<RuleViolation> refused_;
  int asked_ = 0;         // of those left out
  bool is_full_ = false;  // no room for anybody else to wait
  PlanCommitted committed_;
};

}  // namespace

absl::StatusOr<PlanCommitted> CommitPlan(const Tables& tables, Transaction& txn, storage::v1::PlanRecord record,
                                         const storage::v1::PlanBasis& basis, const PlanCommit& commit) {
  v1::Plan& plan = *record.mutable_plan();
  ASSIGN_OR_RETURN(const bool is_new,
                   MovePlan(v1::Plan::STATE_COMMITTED, "CommitPlan", commit.etag, StampOf(txn), plan));
  if (!is_new) return PlanCommitted{.plan = plan};
  ASSIGN_OR_RETURN(const std::vector<RuleViolation> changed, ChangedRows(tables, txn, basis));
  if (!changed.empty()) return PlanOutdated(plan.name(), changed);
  RETURN_IF_ERROR(tables.plans.Put(txn, record));
  Committing committing(
      tables, txn, basis,
      {.verb = "ConfirmAssignment", .name = "", .date = commit.date, .reason = absl::StrCat("by ", plan.name())});
  return committing.Run(plan, !commit.keep_left_out_approved);
}

absl::StatusOr<std::vector<RuleViolation>> WhyOutdated(const Tables& tables, const store::Snapshot& snapshot,
                                                       const v1::Plan& plan, const storage::v1::PlanBasis& basis,
                                                       absl::Time now) {
  ASSIGN_OR_RETURN(std::vector<RuleViolation> changed, ChangedRows(tables, snapshot, basis));
  if (!changed.empty()) return changed;
  Transaction txn(snapshot, {.now = now, .revision = snapshot.revision() + 1, .actor = "rehearsal"});
  const Step step{.verb = "ConfirmAssignment", .name = "", .date = FormatDate(ShanghaiDay(now)), .reason = ""};
  return Committing(tables, txn, basis, step).Refused(plan);
}

absl::StatusOr<PlanCommitted> RehearseCommit(const Tables& tables, const store::Snapshot& snapshot,
                                             const storage::v1::PlanRecord& record, const storage::v1::PlanBasis& basis,
                                             absl::Time now) {
  Transaction txn(snapshot, {.now = now, .revision = snapshot.revision() + 1, .actor = "rehearsal"});
  return CommitPlan(tables, txn, record, basis, {.date = FormatDate(ShanghaiDay(now))});
}

}  // namespace jiedui::scheduler
