// SPDX-License-Identifier: Apache-2.0
// Counts that are kept in memory between reports, each for as long as nothing that it read has changed (last_changes.h)
// and there is room: what was used longest ago goes first. What is found here is what counting again would give.
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/base/mutex.h"
#include "scheduler_service/reporting/last_changes.h"
#include "scheduler_service/reporting/pairing_tally.h"

namespace jiedui::scheduler {

// Enough for the nation on one day: about 24 bytes for each person that counts.
inline constexpr size_t kKeptBytesMax = 256 * 1024 * 1024;

// Shared, so that what a report uses stays while others make room.
using SharedTally = std::shared_ptr<const PairingTally>;
using SharedReport = std::shared_ptr<const v1::Report>;
using SharedOrganizations = std::shared_ptr<const OrganizationRows>;

class KeptCounts {
 public:
  explicit KeptCounts(size_t bytes_max = kKeptBytesMax) : bytes_max_(bytes_max) {}

  // Learns what has changed up to the snapshot: before each report, so that Find... answers for it.
  void CatchUp(const store::Snapshot& snapshot);

  // Null: none that holds at the revision, which has been caught up with.
  SharedTally FindTally(const ReportQuestion& question, uint64_t revision);
  SharedReport FindReport(const ReportQuestion& question, uint64_t revision);
  SharedOrganizations FindOrganizations(uint64_t revision);

  // What was counted at the revision, which has been caught up with.
  void Keep(const ReportQuestion& question, uint64_t revision, SharedTally tally);
  void Keep(const ReportQuestion& question, uint64_t revision, SharedReport report);
  void Keep(uint64_t revision, SharedOrganizations organizations);

  size_t bytes() const;

 private:
  template <typename Shared>
  struct Kept {
    Shared what;
    uint64_t revision = 0;
    size_t bytes = 0;
    uint64_t used = 0;  // the greater, the later
  };
  template <typename Shared>
  using KeptByQuestion = absl::flat_hash_map<ReportQuestion, Kept<Shared>>;

  template <typename Shared>
  void Put(KeptByQuestion<Shared>& kept, const ReportQuestion& question, Kept<Shared> what)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void MakeRoom() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  template <typename Shared>
  bool DropOldest(KeptByQuestion<Shared>& kept) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t bytes_max_;

  mutable Mutex mutex_;
  LastChanges changes_ ABSL_GUARDED_BY(mutex_);
  KeptByQuestion<SharedTally> tallies_ ABSL_GUARDED_BY(mutex_);
  KeptByQuestion<SharedReport> reports_ ABSL_GUARDED_BY(mutex_);
  Kept<SharedOrganizations> organizations_ ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;  // of tallies and reports
  uint64_t uses_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace jiedui::scheduler
