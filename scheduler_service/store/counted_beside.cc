// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/counted_beside.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/store/frozen_rows.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/outcomes.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;
using v1::Assignment;

// The person's other assignments of the pairing to which they have come. The calendar guards them.
absl::StatusOr<std::vector<Assignment>> OthersThatBegan(const Tables& tables, const Transaction& txn,
                                                        const Assignment& assignment) {
  const std::string calendar = PersonKey(assignment.person());
  RETURN_IF_ERROR(tables.calendars.FindBytes(txn, calendar).status());
  const std::string in_pairing = absl::StrCat(PairingKey(ParentName(assignment.name())), "/");
  const store::KeyRange range =
      store::PrefixRange(store::IndexKey(kAssignmentByPersonPrefix, assignment.person(), in_pairing));
  std::vector<std::string> keys;
  RETURN_IF_ERROR(txn.ScanUnder(tables.calendars.RowKey(calendar), store::Family::kIndex, range,
                                [&](absl::string_view row, absl::string_view) {
                                  auto key = store::KeyOfIndexRow(kAssignmentByPersonPrefix, row);
                                  if (key.has_value()) keys.push_back(*std::move(key));
                                  return true;
                                }));
  std::vector<Assignment> others;
  for (const std::string& key : keys) {
    ASSIGN_OR_RETURN(auto record, tables.assignments.Find(txn, key));
    if (!record.has_value()) return store::DamagedRow(tables.assignments.RowKey(key));
    if (record->assignment().name() == assignment.name() || record->assignment().check_in_date().empty()) continue;
    others.push_back(std::move(*record->mutable_assignment()));
  }
  return others;
}

// Reports count cadres and professionals apart, and each direction: a stay goes on only from one of the same line.
absl::StatusOr<bool> AreOfOneLine(const Tables& tables, const Transaction& txn, const std::string& a,
                                  const std::string& b) {
  ASSIGN_OR_RETURN(const auto one, tables.postings.FindShared(txn, MemberKey(a)));
  ASSIGN_OR_RETURN(const auto other, tables.postings.FindShared(txn, MemberKey(b)));
  if (one == nullptr || other == nullptr) return false;
  const auto is_cadre = [](const v1::Posting& posting) { return posting.category() == v1::Posting::CATEGORY_CADRE; };
  return one->posting().direction() == other->posting().direction() &&
         is_cadre(one->posting()) == is_cadre(other->posting());
}

absl::StatusOr<std::vector<std::string>> OtherStays(const Tables& tables, const Transaction& txn,
                                                    const Assignment& assignment) {
  ASSIGN_OR_RETURN(const std::vector<Assignment> others, OthersThatBegan(tables, txn, assignment));
  std::vector<std::string> days;
  for (const Assignment& other : others) {
    if (IsCourseName(other.item())) continue;
    ASSIGN_OR_RETURN(const bool same, AreOfOneLine(tables, txn, assignment.item(), other.item()));
    if (same) days.push_back(other.check_in_date());
  }
  return days;
}

// Reports leave the training of a cancelled course out.
absl::StatusOr<bool> IsAboutSelling(const Tables& tables, const Transaction& txn, const std::string& course) {
  ASSIGN_OR_RETURN(const auto record, tables.courses.FindShared(txn, MemberKey(course)));
  return record != nullptr && record->course().programme() == v1::PROGRAMME_ECOMMERCE &&
         record->course().state() != v1::Course::STATE_CANCELLED;
}

// Empty: the person is no entrepreneur of the pairing.
absl::StatusOr<std::vector<std::string>> BeganToSell(const Tables& tables, const Transaction& txn,
                                                     const Assignment& assignment) {
  ASSIGN_OR_RETURN(const std::vector<std::string> outcomes, EntrepreneursOf(tables, txn, assignment.person()));
  std::vector<std::string> days;
  for (const std::string& name : outcomes) {
    if (ParentName(name) != ParentName(assignment.name())) continue;
    ASSIGN_OR_RETURN(const auto record, tables.outcomes.Find(txn, MemberKey(name)));
    if (!record.has_value()) return store::DamagedRow(tables.outcomes.RowKey(MemberKey(name)));
    days.push_back(record->outcome().open_date());
  }
  return days;
}

absl::StatusOr<std::string> TrainedSince(const Tables& tables, const Transaction& txn,
                                         const std::vector<Assignment>& others) {
  std::string first;
  for (const Assignment& other : others) {
    if (!IsCourseName(other.item()) || (!first.empty() && other.check_in_date() >= first)) continue;
    ASSIGN_OR_RETURN(const bool sells, IsAboutSelling(tables, txn, other.item()));
    if (sells) first = other.check_in_date();
  }
  return first;
}

}  // namespace

absl::StatusOr<CountedBeside> LoadCountedBeside(const Tables& tables, const Transaction& txn,
                                                const Assignment& assignment) {
  CountedBeside beside;
  if (!IsCourseName(assignment.item())) {
    ASSIGN_OR_RETURN(const auto posting, tables.postings.FindShared(txn, MemberKey(assignment.item())));
    if (posting == nullptr) return store::DamagedRow(tables.postings.RowKey(MemberKey(assignment.item())));
    beside.counts_on_post = posting->posting().direction() == v1::DIRECTION_EAST_TO_WEST;
    beside.days_min = DaysAskedFor(posting->posting());
    ASSIGN_OR_RETURN(beside.other_stays, OtherStays(tables, txn, assignment));
    return beside;
  }
  ASSIGN_OR_RETURN(beside.sells, IsAboutSelling(tables, txn, assignment.item()));
  if (!beside.sells) return beside;
  ASSIGN_OR_RETURN(beside.began_to_sell, BeganToSell(tables, txn, assignment));
  if (beside.began_to_sell.empty()) return beside;
  ASSIGN_OR_RETURN(const std::vector<Assignment> others, OthersThatBegan(tables, txn, assignment));
  ASSIGN_OR_RETURN(beside.trained_since, TrainedSince(tables, txn, others));
  return beside;
}

absl::Status AskFrozenWithBeside(const Tables& tables, const Transaction& txn, const Assignment& before,
                                 const Assignment& after) {
  if (!MayBeCounted(before, after)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto frozen, LoadFrozen(tables, txn, ParentName(after.name())));
  if (frozen.periods().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const CountedBeside beside, LoadCountedBeside(tables, txn, after));
  return CheckNotFrozen(frozen, before, after, beside);
}

}  // namespace jiedui::scheduler
