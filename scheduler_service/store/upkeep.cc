// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/upkeep.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/base/civil_date.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_expiry.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/item_work.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/plan_rows.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;

constexpr char kActor[] = "upkeep";
constexpr char kMethod[] = "jiedui.scheduler.upkeep/Run";
constexpr size_t kDuePerRunMax = 1000;

// Primary keys in the part of an index that is due.
absl::StatusOr<std::vector<std::string>> Due(const store::Store& store, absl::string_view prefix,
                                             const store::KeyRange& range) {
  std::vector<std::string> keys;
  const std::unique_ptr<store::Snapshot> snapshot = store.NewSnapshot(store::ReadTier::kDisk);
  RETURN_IF_ERROR(snapshot->Scan(store::Family::kIndex, range, [&](absl::string_view key, absl::string_view) {
    auto row = store::KeyOfIndexRow(prefix, key);
    if (row.has_value()) keys.push_back(*std::move(row));
    return keys.size() < kDuePerRunMax;
  }));
  return keys;
}

absl::Status Commit(store::Store& store, const std::function<absl::Status(Transaction&)>& work) {
  store::Command command{.method = kMethod, .actor = kActor};
  command.decide = [&](Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(work(txn));
    return std::string();
  };
  return store::MutateAndWait(store, std::move(command)).status();
}

// The offer is over if it still is one; what has happened since has happened.
absl::Status EndOffer(const Tables& tables, Transaction& txn, const std::string& key) {
  ASSIGN_OR_RETURN(const auto record, tables.assignments.Find(txn, key));
  if (!record.has_value()) return absl::OkStatus();
  const v1::Assignment& assignment = record->assignment();
  const Stamp stamp = StampOf(txn);
  const bool is_over = assignment.has_offer_expire_time() &&
                       absl::FromUnixSeconds(assignment.offer_expire_time().seconds()) <= stamp.now;
  if (assignment.state() != v1::Assignment::STATE_OFFERED || !is_over) return absl::OkStatus();
  ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables, txn, assignment.name()));
  const Step step{.verb = "DeclineOffer",
                  .name = assignment.name(),
                  .date = FormatDate(ShanghaiDay(stamp.now)),
                  .reason = "the offer was not taken in time"};
  ASSIGN_OR_RETURN(const AssignmentChange change, DeclineOffer(facts, step, stamp));
  return PutAndServe(tables, txn, change).status();
}

absl::Status EndOffers(store::Store& store, const Tables& tables, absl::Time now) {
  const std::string prefix(kAssignmentOfferedPrefix);
  // The transaction's own time decides; this one says where to look.
  const store::KeyRange range{.first = prefix, .end = prefix + OfferValue(now + absl::Seconds(1))};
  ASSIGN_OR_RETURN(const std::vector<std::string> keys, Due(store, prefix, range));
  absl::Status first_error;
  for (const std::string& key : keys)
    first_error.Update(Commit(store, [&](Transaction& txn) { return EndOffer(tables, txn, key); }));
  return first_error;
}

absl::Status GoOnWithWorkOf(store::Store& store, const Tables& tables, const std::string& item) {
  bool goes_on = true;
  while (goes_on)
    RETURN_IF_ERROR(Commit(store, [&](Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(goes_on, ContinueWork(tables, txn, item));
      return absl::OkStatus();
    }));
  return absl::OkStatus();
}

absl::Status GoOnWithWork(store::Store& store, const Tables& tables) {
  ASSIGN_OR_RETURN(const std::vector<std::string> keys,
                   Due(store, kSeatsWithWorkPrefix, store::PrefixRange(kSeatsWithWorkPrefix)));
  absl::Status first_error;
  for (const std::string& key : keys) first_error.Update(GoOnWithWorkOf(store, tables, "pairings/" + key));
  return first_error;
}

// What has happened since has happened: a plan that was committed stays.
absl::Status DropPlan(const Tables& tables, Transaction& txn, const std::string& key) {
  ASSIGN_OR_RETURN(auto record, tables.plans.Find(txn, key));
  if (!record.has_value() || ExpireTimeOf(record->plan()) > StampOf(txn).now) return absl::OkStatus();
  RETURN_IF_ERROR(DropBasis(tables, txn, *record));
  return tables.plans.Delete(txn, key);
}

absl::Status DropPlans(store::Store& store, const Tables& tables, absl::Time now) {
  const std::string prefix(kPlanExpirePrefix);
  const store::KeyRange range{.first = prefix, .end = prefix + ExpireValue(now + absl::Seconds(1))};
  ASSIGN_OR_RETURN(const std::vector<std::string> keys, Due(store, prefix, range));
  absl::Status first_error;
  for (const std::string& key : keys)
    first_error.Update(Commit(store, [&](Transaction& txn) { return DropPlan(tables, txn, key); }));
  return first_error;
}

}  // namespace

absl::Status RunUpkeep(store::Store& store, const Tables& tables, absl::Time now) {
  absl::Status first_error = GoOnWithWork(store, tables);
  first_error.Update(EndOffers(store, tables, now));
  first_error.Update(DropPlans(store, tables, now));
  return first_error;
}

}  // namespace jiedui::scheduler
