// SPDX-License-Identifier: Apache-2.0
// Verifies one snapshot: every invariant of design.md section 7 that the rows alone can tell, recomputed, in bounded
// steps and bounded memory however many rows there are. Each check is a class of its own (verify_*.h); a new one is a
// class and a line in verify.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "jiedui/scheduler/v1/admin_service.pb.h"
#include "scheduler_service/domain/recount.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Rows that a step looks at, more or less: one person, or one item, is looked at whole.
inline constexpr int64_t kVerifyRowsPerStep = 20'000;

// What is verified. Both outlive the checks.
struct Verified {
  const Tables& tables;
  const store::Snapshot& snapshot;
};

// What a check has looked at and found.
class VerifyReport {
 public:
  explicit VerifyReport(absl::string_view check) { check_.set_check(std::string(check)); }

  void Add(int invariant, Discrepancy discrepancy);
  // Damaged bytes are a finding like others, of invariant 5; every other error is answered back.
  absl::Status AddDamage(const absl::Status& status);
  void CountRows(int64_t rows) { check_.set_rows(check_.rows() + rows); }
  void SkipFor(absl::string_view reason) { check_.set_not_checked(std::string(reason)); }

  const v1::VerifyCheck& check() const { return check_; }
  std::vector<v1::VerifyFinding> TakeFindings();

 private:
  v1::VerifyCheck check_;
  std::vector<v1::VerifyFinding> findings_;
};

// One thread at a time.
class VerifyStep {
 public:
  virtual ~VerifyStep() = default;
  virtual absl::string_view name() const = 0;
  // Looks at the next rows. True: that was all.
  virtual absl::StatusOr<bool> Step(VerifyReport& report) = 0;
};

// All checks, one after the other. One thread at a time.
class Verifier {
 public:
  // `tables` outlive it. `findings_max` at least 1.
  Verifier(const Tables& tables, std::unique_ptr<store::Snapshot> snapshot, int findings_max);

  // A check of a layer above, after all others; before the first Next().
  void Add(absl::FunctionRef<std::unique_ptr<VerifyStep>(const Verified&)> make) {
    steps_.push_back(make({tables_, *snapshot_}));
  }

  // The next step's messages: at least one; the last one is the summary. The errors of the store, but for DATA_LOSS,
  // which is a finding.
  absl::StatusOr<std::vector<v1::VerifyResponse>> Next();
  bool done() const { return done_; }

 private:
  v1::VerifyResponse Summary();

  const Tables& tables_;
  const std::unique_ptr<store::Snapshot> snapshot_;
  const int findings_max_;
  std::vector<std::unique_ptr<VerifyStep>> steps_;
  size_t at_ = 0;
  std::unique_ptr<VerifyReport> report_;
  v1::VerifySummary summary_;
  bool done_ = false;
};

// Walks a range in steps: visits rows from `range.first` on and moves it forward, until `report` has counted
// kVerifyRowsPerStep more rows or the range ends. True: it has ended. `visit`: (key, value) -> absl::Status; what it
// answers as DATA_LOSS is a finding, and the walk goes on.
using RowVisit = absl::FunctionRef<absl::Status(absl::string_view key, absl::string_view value)>;
absl::StatusOr<bool> WalkRows(const store::Snapshot& snapshot, store::Family family, store::KeyRange& range,
                              VerifyReport& report, RowVisit visit);

// The assignments in a range of an index, counted as rows.
absl::StatusOr<std::vector<v1::Assignment>> AssignmentsIn(const Verified& verified, absl::string_view index_prefix,
                                                          absl::string_view value, VerifyReport& report);

}  // namespace jiedui::scheduler
