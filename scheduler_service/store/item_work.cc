// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/item_work.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/item_people.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/counted_beside.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using State = v1::Assignment::State;
using storage::v1::ItemWork;
using store::Transaction;

using Decide = absl::StatusOr<AssignmentChange> (*)(const StepFacts&, const Step&, const Stamp&);

// What is done with each person; null = nothing, only offers.
Decide DecisionOf(ItemWork::Kind kind) {
  switch (kind) {
    case ItemWork::KIND_CANCEL:
      return CancelWithItem;
    case ItemWork::KIND_CLOSE:
      return CloseWithItem;
    case ItemWork::KIND_END_EARLY:
      return EndWithItem;
    case ItemWork::KIND_MOVE:
      return MoveWithItem;
    case ItemWork::KIND_ASK_AGAIN:
      return FollowItem;
    default:
      return nullptr;
  }
}

// Whether work may begin while other work goes on: what that had to do is done by this one, or by its end.
bool MayBegin(ItemWork::Kind kind, ItemWork::Kind current) {
  return current == ItemWork::KIND_UNSPECIFIED || current == ItemWork::KIND_OFFER || current == kind ||
         kind == ItemWork::KIND_CANCEL;
}

Verb VerbOf(ItemWork::Kind kind, absl::string_view item) {
  const bool is_course = IsCourseName(item);
  switch (kind) {
    case ItemWork::KIND_CANCEL:
      return is_course ? "CancelCourse" : "CancelPosting";
    case ItemWork::KIND_CLOSE:
      return is_course ? "EndCourse" : "CompletePosting";
    case ItemWork::KIND_END_EARLY:
      return "EndPostingEarly";
    case ItemWork::KIND_MOVE:
      return "PostponeCourse";
    default:
      return "Offer";
  }
}

// Index rows of the item's assignments from `next_key` on, at most `count_max`.
absl::StatusOr<std::vector<std::string>> IndexRows(const Tables& tables, const Transaction& txn, absl::string_view item,
                                                   const std::string& next_key, size_t count_max) {
  ASSIGN_OR_RETURN(const auto guard, LoadSeats(tables, txn, item));
  store::KeyRange range = store::IndexRange(kAssignmentByItemPrefix, item);
  if (!next_key.empty()) range.first = next_key;
  std::vector<std::string> rows;
  RETURN_IF_ERROR(txn.ScanUnder(tables.seats.RowKey(SeatsKey(item)), store::Family::kIndex, range,
                                [&](absl::string_view key, absl::string_view) {
                                  rows.emplace_back(key);
                                  return rows.size() < count_max;
                                }));
  return rows;
}

absl::StatusOr<StepFacts> FactsOf(const Tables& tables, const Transaction& txn, const std::string& index_row) {
  const auto key = store::KeyOfIndexRow(kAssignmentByItemPrefix, index_row);
  if (!key.has_value()) return store::DamagedRow(index_row);
  ASSIGN_OR_RETURN(const auto record, tables.assignments.Find(txn, *key));
  if (!record.has_value()) return store::DamagedRow(tables.assignments.RowKey(*key));
  return LoadStep(tables, txn, record->assignment().name());
}

absl::StatusOr<bool> Anybody(const Tables& tables, const Transaction& txn, absl::string_view item,
                             bool (*is_it)(const v1::Assignment&)) {
  ASSIGN_OR_RETURN(const std::vector<std::string> rows, IndexRows(tables, txn, item, "", SIZE_MAX));
  for (const std::string& row : rows) {
    const auto key = store::KeyOfIndexRow(kAssignmentByItemPrefix, row);
    if (!key.has_value()) return store::DamagedRow(row);
    ASSIGN_OR_RETURN(const auto record, tables.assignments.Find(txn, *key));
    if (record.has_value() && is_it(record->assignment())) return true;
  }
  return false;
}

// How the changes are put. Work that has begun goes on to its end, whatever was frozen meanwhile; FreezeEdition counts
// when it is over.
using PutFunction = absl::Status (*)(const Tables&, Transaction&, const AssignmentChange&);

RuleViolation CameAfter(const v1::Assignment& assignment, const std::string& day) {
  return {"DATE_OUTSIDE", assignment.name(),
          absl::StrCat("found ", day, ", required ", assignment.check_in_date(), ", the check-in, or later")};
}

class ItemWorker {
 public:
  ItemWorker(const Tables& tables, Transaction& txn, absl::string_view item, ItemWork work, PutFunction put)
      : tables_(tables), txn_(txn), item_(item), work_(std::move(work)), put_(put), stamp_(StampOf(txn)) {
    if (!work_.actor().empty()) stamp_.actor = work_.actor();
  }

  absl::StatusOr<WorkDone> Run() {
    const Decide decide = DecisionOf(work_.kind());
    constexpr size_t kRowsMax = 4000;  // looked at in one command, of which most may be over already
    std::vector<std::string> rows;
    if (decide != nullptr) {
      ASSIGN_OR_RETURN(rows, IndexRows(tables_, txn_, item_, work_.next_key(), kRowsMax));
    }
    for (const std::string& row : rows) {
      if (!HasRoom(txn_)) return GoOnFrom(row);
      RETURN_IF_ERROR(Do(decide, row));
    }
    if (rows.size() == kRowsMax) return GoOnFrom(rows.back() + '\0');
    return Finish();
  }

 private:
  absl::Status Do(Decide decide, const std::string& row) {
    ASSIGN_OR_RETURN(const StepFacts facts, FactsOf(tables_, txn_, row));
    const Step step{.verb = VerbOf(work_.kind(), item_),
                    .name = facts.assignment.name(),
                    .date = work_.date(),
                    .reason = work_.reason()};
    ASSIGN_OR_RETURN(AssignmentChange change, decide(facts, step, stamp_));
    if (change.changed) done_.notices.push_back(NoticeOf(facts, change));
    RETURN_IF_ERROR(put_(tables_, txn_, change));
    return ServeAfter(tables_, txn_, change);
  }

  absl::StatusOr<WorkDone> GoOnFrom(std::string row) {
    ASSIGN_OR_RETURN(storage::v1::SeatsRecord seats, LoadSeats(tables_, txn_, item_));
    work_.set_next_key(std::move(row));
    *seats.mutable_work() = work_;
    done_.goes_on = true;
    RETURN_IF_ERROR(Put(tables_, txn_, seats));
    return std::move(done_);
  }

  absl::StatusOr<WorkDone> Finish() {
    ASSIGN_OR_RETURN(storage::v1::SeatsRecord seats, LoadSeats(tables_, txn_, item_));
    seats.clear_work();
    RETURN_IF_ERROR(Put(tables_, txn_, seats));
    RETURN_IF_ERROR(ServeItem(tables_, txn_, item_, ""));
    return std::move(done_);
  }

  const Tables& tables_;
  Transaction& txn_;
  const std::string item_;
  ItemWork work_;
  const PutFunction put_;
  Stamp stamp_;
  WorkDone done_;
};

}  // namespace

absl::StatusOr<WorkDone> BeginWork(const Tables& tables, Transaction& txn, absl::string_view item,
                                   const ItemWork& work) {
  ASSIGN_OR_RETURN(const storage::v1::SeatsRecord seats, LoadSeats(tables, txn, item));
  if (!MayBegin(work.kind(), seats.work().kind()))
    return RulesFailed("RULES_FAILED", {{"WORK_IN_PROGRESS", std::string(item),
                                         "found a change of its people that goes on, required that it has ended"}});
  return ItemWorker(tables, txn, item, work, Put).Run();
}

absl::StatusOr<bool> ContinueWork(const Tables& tables, Transaction& txn, absl::string_view item) {
  ASSIGN_OR_RETURN(storage::v1::SeatsRecord seats, LoadSeats(tables, txn, item));
  if (!seats.has_work()) return false;
  RETURN_IF_ERROR(ItemWorker(tables, txn, item, seats.work(), PutPastFreeze).Run().status());
  ASSIGN_OR_RETURN(seats, LoadSeats(tables, txn, item));
  return seats.has_work();
}

absl::StatusOr<bool> AnybodyThere(const Tables& tables, const Transaction& txn, absl::string_view item) {
  return Anybody(tables, txn, item,
                 [](const v1::Assignment& one) { return one.state() == v1::Assignment::STATE_CHECKED_IN; });
}

absl::StatusOr<bool> AnybodyCame(const Tables& tables, const Transaction& txn, absl::string_view item) {
  return Anybody(tables, txn, item, [](const v1::Assignment& one) { return !one.check_in_date().empty(); });
}

absl::Status CheckMayEnd(const Tables& tables, const Transaction& txn, absl::string_view item, const std::string& day) {
  ASSIGN_OR_RETURN(const std::vector<std::string> rows, IndexRows(tables, txn, item, "", SIZE_MAX));
  std::vector<RuleViolation> violations;
  for (const std::string& row : rows) {
    ASSIGN_OR_RETURN(const StepFacts facts, FactsOf(tables, txn, row));
    const v1::Assignment& one = facts.assignment;
    if (one.state() != v1::Assignment::STATE_CHECKED_IN) continue;
    if (one.check_in_date() > day) {
      violations.push_back(CameAfter(one, day));
      continue;
    }
    const Step step{.verb = VerbOf(ItemWork::KIND_END_EARLY, item), .name = one.name(), .date = day};
    ASSIGN_OR_RETURN(const AssignmentChange change, EndWithItem(facts, step, StampOf(txn)));
    RETURN_IF_ERROR(AskFrozenWithBeside(tables, txn, one, change.assignment));
  }
  return violations.empty() ? absl::OkStatus() : RulesFailed("RULES_FAILED", violations);
}

absl::StatusOr<bool> AnybodyLive(const Tables& tables, const Transaction& txn, absl::string_view item) {
  return Anybody(tables, txn, item, [](const v1::Assignment& one) { return IsLive(one.state()); });
}

absl::Status KeepPeopleOn(const Tables& tables, Transaction& txn, absl::string_view item,
                          absl::string_view last_day_before, const std::string& reason) {
  ASSIGN_OR_RETURN(const std::vector<std::string> rows, IndexRows(tables, txn, item, "", SIZE_MAX));
  const Stamp stamp = StampOf(txn);
  std::vector<RuleViolation> violations;
  for (const std::string& row : rows) {
    ASSIGN_OR_RETURN(const StepFacts facts, FactsOf(tables, txn, row));
    const Step step{
        .verb = "ExtendPosting", .name = facts.assignment.name(), .date = facts.item.dates.last, .reason = reason};
    const bool has_seat = HoldsSeat(facts.assignment.state());
    ASSIGN_OR_RETURN(const AssignmentChange change, has_seat
                                                        ? StayWithItem(facts, last_day_before, step, stamp, violations)
                                                        : FollowItem(facts, step, stamp));
    RETURN_IF_ERROR(Put(tables, txn, change));
  }
  return violations.empty() ? absl::OkStatus() : RulesFailed("RULES_FAILED", violations);
}

}  // namespace jiedui::scheduler
