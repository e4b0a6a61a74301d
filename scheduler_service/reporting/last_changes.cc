// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/last_changes.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "common/store/change_log.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

// Prefixes of the rows that belong to one pairing and that a report reads: the pairing's id follows.
constexpr absl::string_view kPairingRows[] = {kAssignmentPrefix, kCoursePrefix,    kPostingPrefix,      kOutcomePrefix,
                                              kDemandPrefix,     kAgreementPrefix, kManualFigurePrefix, kPairingPrefix};

// What was counted at one of two revisions holds at the other, if nothing changed later than the earlier one.
bool Holds(uint64_t changed, uint64_t a, uint64_t b) { return std::min(a, b) >= changed; }

}  // namespace

void LastChanges::Note(absl::string_view row_key, uint64_t revision) {
  for (const absl::string_view prefix : kPairingRows) {
    if (!absl::StartsWith(row_key, prefix)) continue;
    const absl::string_view rest = row_key.substr(prefix.size());
    pairings_[rest.substr(0, rest.find('/'))] = revision;
    any_ = revision;
    return;
  }
  if (!absl::StartsWith(row_key, kDirectoryOrganizationPrefix) &&
      !absl::StartsWith(row_key, kDirectoryOrganizationPairPrefix))
    return;
  organizations_ = revision;
  any_ = revision;
}

bool LastChanges::CatchUp(const store::Snapshot& snapshot) {
  const uint64_t head = snapshot.revision();
  if (head <= known_to_) return true;
  absl::Status read = absl::OutOfRangeError("nothing is known, or too much has changed");
  if (known_to_ != 0 && head - known_to_ <= kChangesReadMax) {
    read = store::ReadChanges(snapshot, known_to_ + 1, [this](const store::v1::ChangeEntry& entry) {
      for (const store::v1::RowChange& row : entry.changes()) Note(row.key(), entry.revision());
      return true;
    });
  }
  known_to_ = head;
  if (read.ok()) return true;
  known_from_ = head;
  pairings_.clear();
  return false;
}

bool LastChanges::HoldsFor(absl::string_view pairing, uint64_t counted_at, uint64_t revision) const {
  const auto found = pairings_.find(PairingKey(pairing));
  const uint64_t changed = found == pairings_.end() ? 0 : found->second;
  return Holds(std::max(changed, known_from_), counted_at, revision);
}

bool LastChanges::OrganizationsHoldFor(uint64_t counted_at, uint64_t revision) const {
  return Holds(std::max(organizations_, known_from_), counted_at, revision);
}

bool LastChanges::AllHoldFor(uint64_t counted_at, uint64_t revision) const {
  return Holds(std::max(any_, known_from_), counted_at, revision);
}

}  // namespace jiedui::scheduler
