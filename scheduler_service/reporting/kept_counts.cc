// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/kept_counts.h"

#include <algorithm>

namespace jiedui::scheduler {

void KeptCounts::CatchUp(const store::Snapshot& snapshot) {
  const MutexLock lock(mutex_);
  if (changes_.CatchUp(snapshot)) return;
  tallies_.clear();
  reports_.clear();
  organizations_ = {};
  bytes_ = 0;
}

SharedTally KeptCounts::FindTally(const ReportQuestion& question, uint64_t revision) {
  const MutexLock lock(mutex_);
  const auto found = tallies_.find(question);
  if (found == tallies_.end()) return nullptr;
  if (!changes_.HoldsFor(question.pairing, found->second.revision, revision)) return nullptr;
  found->second.used = ++uses_;
  return found->second.what;
}

SharedReport KeptCounts::FindReport(const ReportQuestion& question, uint64_t revision) {
  const MutexLock lock(mutex_);
  const auto found = reports_.find(question);
  if (found == reports_.end() || !changes_.AllHoldFor(found->second.revision, revision)) return nullptr;
  found->second.used = ++uses_;
  return found->second.what;
}

SharedOrganizations KeptCounts::FindOrganizations(uint64_t revision) {
  const MutexLock lock(mutex_);
  if (organizations_.what == nullptr || !changes_.OrganizationsHoldFor(organizations_.revision, revision))
    return nullptr;
  return organizations_.what;
}

void KeptCounts::Keep(const ReportQuestion& question, uint64_t revision, SharedTally tally) {
  const size_t bytes = BytesOf(*tally);
  const MutexLock lock(mutex_);
  Put(tallies_, question, {.what = std::move(tally), .revision = revision, .bytes = bytes});
}

void KeptCounts::Keep(const ReportQuestion& question, uint64_t revision, SharedReport report) {
  const size_t bytes = report->SpaceUsedLong();
  const MutexLock lock(mutex_);
  Put(reports_, question, {.what = std::move(report), .revision = revision, .bytes = bytes});
}

void KeptCounts::Keep(uint64_t revision, SharedOrganizations organizations) {
  const MutexLock lock(mutex_);
  organizations_ = {.what = std::move(organizations), .revision = revision};
}

size_t KeptCounts::bytes() const {
  const MutexLock lock(mutex_);
  return bytes_;
}

template <typename Shared>
void KeptCounts::Put(KeptByQuestion<Shared>& kept, const ReportQuestion& question, Kept<Shared> what) {
  what.used = ++uses_;
  Kept<Shared>& place = kept[question];
  bytes_ = bytes_ - place.bytes + what.bytes;
  place = std::move(what);
  MakeRoom();
}

void KeptCounts::MakeRoom() {
  while (bytes_ > bytes_max_)
    if (!DropOldest(tallies_) && !DropOldest(reports_)) return;
}

template <typename Shared>
bool KeptCounts::DropOldest(KeptByQuestion<Shared>& kept) {
  if (kept.empty()) return false;
  const auto oldest = std::min_element(kept.begin(), kept.end(),
                                       [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
  bytes_ -= oldest->second.bytes;
  kept.erase(oldest);
  return true;
}

}  // namespace jiedui::scheduler
