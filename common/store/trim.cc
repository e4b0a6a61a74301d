// SPDX-License-Identifier: Apache-2.0
#include "common/store/trim.h"

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/change_log.h"
#include "common/store/limits.h"
#include "common/store/request_log.h"

namespace jiedui::store {
namespace {

bool MayGo(const v1::ChangeEntry& entry, uint64_t head, absl::Time now) {
  if (entry.revision() >= head) return false;
  const absl::Duration age = now - CommitTime(entry);
  return age > kChangeRetention || (head - entry.revision() >= kChangesKeptMax && age > kRequestRetention);
}

// Adds an entry to the plan if it may go; entries come oldest first, so the first that stays ends the scan.
absl::StatusOr<bool> AddEntry(absl::string_view value, uint64_t head, absl::Time now, TrimPlan& plan) {
  v1::ChainedEntry chained;
  v1::ChangeEntry entry;
  if (!chained.ParseFromArray(value.data(), static_cast<int>(value.size())) || !entry.ParseFromString(chained.entry()))
    return MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED", "change log: an old entry is damaged");
  if (!MayGo(entry, head, now)) return false;
  plan.deletes.emplace_back(Family::kChanges, RevisionKey(entry.revision()));
  if (!entry.request_key().empty()) plan.deletes.emplace_back(Family::kRequests, entry.request_key());
  plan.trimmed.emplace();
  plan.trimmed->set_revision(entry.revision());
  plan.trimmed->set_digest(chained.digest());
  return true;
}

absl::Status AddEntries(const Snapshot& snapshot, absl::Time now, TrimPlan& plan) {
  ASSIGN_OR_RETURN(const v1::Head trimmed, ReadHead(snapshot, kTrimmedKey));
  absl::Status status;
  size_t steps = 0;
  RETURN_IF_ERROR(snapshot.Scan(Family::kChanges, {.first = RevisionKey(trimmed.revision() + 1)},
                                [&](absl::string_view, absl::string_view value) {
                                  const absl::StatusOr<bool> added = AddEntry(value, snapshot.revision(), now, plan);
                                  status = added.status();
                                  return added.ok() && *added && ++steps < kTrimmedPerStepMax;
                                }));
  plan.is_full = plan.is_full || steps == kTrimmedPerStepMax;
  return status;
}

absl::Status AddExpired(const Snapshot& snapshot, absl::Time now, TrimPlan& plan) {
  size_t steps = 0;
  RETURN_IF_ERROR(snapshot.Scan(Family::kMeta, ExpiredBefore(now - kRequestRetention),
                                [&](absl::string_view key, absl::string_view) {
                                  plan.deletes.emplace_back(Family::kMeta, key);
                                  plan.deletes.emplace_back(Family::kRequests, RequestKeyOfExpiry(key));
                                  return ++steps < kTrimmedPerStepMax;
                                }));
  plan.is_full = plan.is_full || steps == kTrimmedPerStepMax;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<TrimPlan> PlanTrim(const Snapshot& snapshot, absl::Time now) {
  TrimPlan plan;
  RETURN_IF_ERROR(AddEntries(snapshot, now, plan));
  RETURN_IF_ERROR(AddExpired(snapshot, now, plan));
  return plan;
}

}  // namespace jiedui::store
