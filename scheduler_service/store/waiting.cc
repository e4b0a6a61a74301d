// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/waiting.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/domain/moving.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/domain/seats.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/items.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/moving.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;

// What one more person takes, with whoever moves up for them; then, at every item that people wait for, the note that
// work goes on there.
constexpr size_t kOpsPerPerson = 30 + 2 * kApplicationsPerPersonMax;
constexpr size_t kBytesPerPerson = 3 * kCalendarBytesMax / 2;

// Keys of those who wait, in their order.
absl::StatusOr<std::vector<std::string>> WaitingKeys(const Tables& tables, const Transaction& txn,
                                                     absl::string_view item) {
  std::vector<std::string> keys;
  const std::string range = absl::StrCat(kAssignmentWaitingPrefix, item, "/");
  RETURN_IF_ERROR(txn.ScanUnder(tables.seats.RowKey(SeatsKey(item)), store::Family::kIndex, store::PrefixRange(range),
                                [&](absl::string_view key, absl::string_view) {
                                  auto row = store::KeyOfIndexRow(kAssignmentWaitingPrefix, key);
                                  if (row.has_value()) keys.push_back(*std::move(row));
                                  return true;
                                }));
  return keys;
}

// The first assignment in a part of the index of those who wait, by who employs them; nullopt if there is none.
absl::StatusOr<std::optional<std::string>> FirstAwaiting(const Transaction& txn, const std::string& guard,
                                                         const store::KeyRange& range) {
  std::optional<std::string> assignment;
  RETURN_IF_ERROR(txn.ScanUnder(guard, store::Family::kIndex, range, [&](absl::string_view row, absl::string_view) {
    assignment = store::KeyOfIndexRow(kAssignmentAwaitingPrefix, row);
    return false;
  }));
  return assignment;
}

// Items that people of the organisation wait for. One look at the index for each: many may wait for one.
absl::StatusOr<std::vector<std::string>> ItemsAwaitedIn(const Tables& tables, const Transaction& txn,
                                                        absl::string_view organization) {
  std::vector<std::string> items;
  if (organization.empty()) return items;
  const std::string key = OrganizationKey(organization);
  ASSIGN_OR_RETURN(const auto guard, tables.away.FindBytes(txn, key));
  if (!guard.has_value()) return items;
  store::KeyRange rest = store::PrefixRange(absl::StrCat(kAssignmentAwaitingPrefix, organization, "/"));
  while (true) {
    ASSIGN_OR_RETURN(const auto assignment, FirstAwaiting(txn, tables.away.RowKey(key), rest));
    if (!assignment.has_value()) return items;
    ASSIGN_OR_RETURN(const auto record, tables.assignments.Find(txn, *assignment));
    if (!record.has_value()) return store::DamagedRow(tables.assignments.RowKey(*assignment));
    const std::string& item = items.emplace_back(record->assignment().item());
    rest.first = store::IndexRange(kAssignmentAwaitingPrefix, AwaitingValue(organization, item)).end;
  }
}

// One pass over an item's waiting list.
class Serving {
 public:
  Serving(const Tables& tables, Transaction& txn, std::string item, absl::string_view freed_by)
      : tables_(tables), txn_(txn), item_(std::move(item)), freed_by_(freed_by) {}

  absl::Status Run() {
    ASSIGN_OR_RETURN(storage::v1::SeatsRecord seats, LoadSeats(tables_, txn_, item_));
    if (!HasFree(seats)) return Finish(false);
    ASSIGN_OR_RETURN(const std::vector<std::string> keys, WaitingKeys(tables_, txn_, item_));
    for (const std::string& key : keys) {
      if (!HasRoom(txn_)) return Finish(true);
      RETURN_IF_ERROR(Ask(key));
      ASSIGN_OR_RETURN(seats, LoadSeats(tables_, txn_, item_));
      if (!HasFree(seats)) break;
    }
    return Finish(false);
  }

  // Seats at other items that were given up for one of this.
  const std::vector<AssignmentChange>& left() const { return left_; }

 private:
  static bool HasFree(const storage::v1::SeatsRecord& seats) {
    return seats.ledger().waiting() > 0 && seats.ledger().taken() < seats.ledger().seats();
  }

  // Offers the seat if the person may take it.
  absl::Status Ask(const std::string& key) {
    ASSIGN_OR_RETURN(auto record, tables_.assignments.Find(txn_, key));
    if (!record.has_value()) return store::DamagedRow(tables_.assignments.RowKey(key));
    ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn_, record->assignment().name()));
    const absl::StatusOr<Candidate> candidate = LoadCandidateOf(tables_, txn_, facts);
    if (absl::IsNotFound(candidate.status())) return absl::OkStatus();  // the registry has the person no more
    RETURN_IF_ERROR(candidate.status());
    ASSIGN_OR_RETURN(const std::optional<StepFacts> held, LoadGivenUp(tables_, txn_, facts));
    // Nobody leaves a seat that they may keep.
    if (held.has_value() && !MayTakeSeat(facts, *candidate)) return AskToMove(facts, *held, *candidate);
    const absl::StatusOr<AssignmentChange> change = Offer(facts, *candidate, freed_by_, StampOf(txn_));
    if (!change.ok()) return KeepOrganization(facts.assignment, candidate->organization);  // the next one is asked
    return Give(*change);
  }

  // The same for somebody who has a seat to give up for it.
  absl::Status AskToMove(const StepFacts& facts, const StepFacts& held, const Candidate& candidate) {
    if (!MayTakeSeat(facts, WithoutSeat(candidate, held.assignment)))
      return KeepOrganization(facts.assignment, candidate.organization);
    ASSIGN_OR_RETURN(AssignmentChange leaves, GiveUp(held, facts.assignment, StampOf(txn_)));
    RETURN_IF_ERROR(Put(tables_, txn_, leaves));
    left_.push_back(std::move(leaves));
    ASSIGN_OR_RETURN(const StepFacts free, LoadStep(tables_, txn_, facts.assignment.name()));
    ASSIGN_OR_RETURN(const Candidate mover, LoadCandidateOf(tables_, txn_, free));
    ASSIGN_OR_RETURN(const AssignmentChange change, MoveUp(free, mover, freed_by_, StampOf(txn_)));
    return Give(change);
  }

  absl::Status Give(const AssignmentChange& change) {
    if (!freed_by_.empty()) RETURN_IF_ERROR(LinkTo(change.assignment.name()));
    return Put(tables_, txn_, change);
  }

  // Who waits is found by who employs them (ServeOrganization), whatever the registry has said since.
  absl::Status KeepOrganization(v1::Assignment assignment, const std::string& organization) {
    if (assignment.organization() == organization) return absl::OkStatus();
    assignment.set_organization(organization);
    MarkUpdated(assignment, StampOf(txn_));
    return Put(tables_, txn_, assignment);
  }

  // The one who gave the seat up knows who got it; one seat is for one person.
  absl::Status LinkTo(const std::string& name) {
    ASSIGN_OR_RETURN(v1::Assignment freed, LoadAssignment(tables_, txn_, freed_by_));
    freed.set_replaced_by(name);
    freed_by_.clear();
    return Put(tables_, txn_, freed);
  }

  // Notes what is left, or that nothing is.
  absl::Status Finish(bool goes_on) {
    ASSIGN_OR_RETURN(storage::v1::SeatsRecord seats, LoadSeats(tables_, txn_, item_));
    const bool was_offering = seats.work().kind() == storage::v1::ItemWork::KIND_OFFER;
    if (seats.has_work() && !was_offering) return absl::OkStatus();  // other work offers when it is done
    if (!goes_on && !was_offering) return absl::OkStatus();
    if (goes_on) {
      seats.mutable_work()->set_kind(storage::v1::ItemWork::KIND_OFFER);
    } else {
      seats.clear_work();
    }
    return Put(tables_, txn_, seats);
  }

  const Tables& tables_;
  Transaction& txn_;
  const std::string item_;
  std::string freed_by_;
  std::vector<AssignmentChange> left_;
};

}  // namespace

bool HasRoom(const Transaction& txn) {
  return txn.ops() + kOpsPerPerson <= kOpsPerWorkStepMax && txn.bytes() + kBytesPerPerson <= kBytesPerWorkStepMax;
}

absl::StatusOr<AssignmentChange> PutAndServe(const Tables& tables, Transaction& txn, AssignmentChange change) {
  RETURN_IF_ERROR(Put(tables, txn, change));
  RETURN_IF_ERROR(ServeFreed(tables, txn, change));
  if (change.freed_seat) {
    const std::string name = change.assignment.name();
    ASSIGN_OR_RETURN(change.assignment, LoadAssignment(tables, txn, name));
  }
  return change;
}

absl::Status ServeFreed(const Tables& tables, Transaction& txn, const AssignmentChange& change) {
  const v1::Assignment& assignment = change.assignment;
  if (change.freed_seat) RETURN_IF_ERROR(ServeItem(tables, txn, assignment.item(), assignment.name()));
  return ServeAfter(tables, txn, change);
}

absl::Status ServeItem(const Tables& tables, Transaction& txn, absl::string_view item, absl::string_view freed_by) {
  Serving serving(tables, txn, std::string(item), freed_by);
  RETURN_IF_ERROR(serving.Run());
  for (const AssignmentChange& change : serving.left()) RETURN_IF_ERROR(ServeFreed(tables, txn, change));
  return absl::OkStatus();
}

absl::Status ServePerson(const Tables& tables, Transaction& txn, absl::string_view person) {
  ASSIGN_OR_RETURN(const v1::PersonCalendar calendar, LoadCalendar(tables, txn, person));
  for (const v1::Application& application : calendar.applications())
    if (application.waiting()) RETURN_IF_ERROR(ServeItem(tables, txn, application.item(), ""));
  return absl::OkStatus();
}

absl::Status ServeOrganization(const Tables& tables, Transaction& txn, absl::string_view organization) {
  ASSIGN_OR_RETURN(const std::vector<std::string> items, ItemsAwaitedIn(tables, txn, organization));
  for (const std::string& item : items) RETURN_IF_ERROR(ServeItem(tables, txn, item, ""));
  return absl::OkStatus();
}

absl::Status ServeAfter(const Tables& tables, Transaction& txn, const AssignmentChange& change) {
  if (!change.freed_days) return absl::OkStatus();
  RETURN_IF_ERROR(ServePerson(tables, txn, change.assignment.person()));
  ASSIGN_OR_RETURN(const std::vector<std::string> items, ItemsAwaitedIn(tables, txn, change.assignment.organization()));
  for (const std::string& name : items) {
    ASSIGN_OR_RETURN(const Item item, LoadItem(tables, txn, name));
    if (AsksForAway(item)) RETURN_IF_ERROR(ServeItem(tables, txn, name, ""));
  }
  return absl::OkStatus();
}

}  // namespace jiedui::scheduler
