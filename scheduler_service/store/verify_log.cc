// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_log.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/store/change_log.h"

namespace jiedui::scheduler {
namespace {

using store::Family;

// Reads entries from `next_revision` on, as many as one step may, and moves it forward. True: the head is reached.
template <typename Visit>
absl::StatusOr<bool> WalkLog(const store::Snapshot& snapshot, uint64_t& next_revision, VerifyReport& report,
                             Visit visit) {
  const int64_t rows_max = report.check().rows() + kVerifyRowsPerStep;
  RETURN_IF_ERROR(store::ReadChanges(snapshot, next_revision, [&](const store::v1::ChangeEntry& entry) {
    report.CountRows(1 + entry.changes_size());
    next_revision = entry.revision() + 1;
    visit(entry);
    return report.check().rows() < rows_max;
  }));
  return next_revision > snapshot.revision();
}

class ChangeLogStep final : public VerifyStep {
 public:
  explicit ChangeLogStep(const Verified& verified) : verified_(verified) {}

  absl::string_view name() const override { return "CHANGE_LOG"; }
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    const store::Snapshot& snapshot = verified_.snapshot;
    if (next_revision_ == 0) {
      ASSIGN_OR_RETURN(const auto trimmed, store::ReadHead(snapshot, store::kTrimmedKey));
      next_revision_ = trimmed.revision() + 1;
    }
    // Each step's first entry is checked against the digest of the one before, which the step before has checked.
    ASSIGN_OR_RETURN(const bool at_head, WalkLog(snapshot, next_revision_, report, [](const auto&) {}));
    if (at_head) RETURN_IF_ERROR(store::VerifyChain(snapshot, 1));
    return at_head;
  }

 private:
  const Verified verified_;
  uint64_t next_revision_ = 0;
};

// Pass by pass: the next rows in the order of their keys, then all of the log beside them.
class ReplayStep final : public VerifyStep {
 public:
  ReplayStep(const Verified& verified, size_t rows_per_pass) : verified_(verified), rows_per_pass_(rows_per_pass) {}

  absl::string_view name() const override { return "REPLAY"; }
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    ASSIGN_OR_RETURN(const bool possible, IsPossible(report));
    if (!possible) return true;
    if (next_revision_ == 0) {
      RETURN_IF_ERROR(ReadRows());
      next_revision_ = 1;
    }
    ASSIGN_OR_RETURN(const bool at_head,
                     WalkLog(verified_.snapshot, next_revision_, report, [&](const auto& entry) { Replay(entry); }));
    if (!at_head) return false;
    Compare(report);
    next_revision_ = 0;
    pass_.first = pass_.end;
    return pass_.end.empty();
  }

 private:
  // Digests of what a row is, and of what the log says it is; none = not there.
  struct Row {
    std::optional<std::string> is;
    std::optional<std::string> logged;
  };

  absl::StatusOr<bool> IsPossible(VerifyReport& report) const {
    ASSIGN_OR_RETURN(const auto trimmed, store::ReadHead(verified_.snapshot, store::kTrimmedKey));
    if (trimmed.revision() > 0) {
      report.SkipFor(absl::StrCat("the log begins with revision ", trimmed.revision() + 1));
      return false;
    }
    if (verified_.snapshot.revision() > kReplayEntriesMax) {
      report.SkipFor(absl::StrCat("the log has more than ", kReplayEntriesMax, " entries"));
      return false;
    }
    return true;
  }

  absl::Status ReadRows() {
    pass_.end.clear();
    return verified_.snapshot.Scan(Family::kRows, pass_, [&](absl::string_view key, absl::string_view value) {
      if (rows_.size() == rows_per_pass_) {
        pass_.end = std::string(key);
        return false;
      }
      rows_[std::string(key)].is = Sha256({value});
      return true;
    });
  }

  void Replay(const store::v1::ChangeEntry& entry) {
    for (const store::v1::RowChange& change : entry.changes()) {
      if (change.key() < pass_.first || (!pass_.end.empty() && change.key() >= pass_.end)) continue;
      std::optional<std::string>& logged = rows_[change.key()].logged;
      logged.reset();
      if (!change.after().empty()) logged = Sha256({change.after()});
    }
  }

  void Compare(VerifyReport& report) {
    for (const auto& [key, row] : rows_) {
      if (row.is == row.logged) continue;
      report.Add(5, {absl::CHexEscape(key), row.is.has_value() ? "a row" : "no row",
                     row.logged.has_value() ? "what the change log says" : "none, by the change log"});
    }
    rows_.clear();
  }

  const Verified verified_;
  const size_t rows_per_pass_;
  store::KeyRange pass_;
  std::map<std::string, Row> rows_;
  uint64_t next_revision_ = 0;  // 0: the rows of the pass are not read yet
};

}  // namespace

std::unique_ptr<VerifyStep> VerifyChangeLog(const Verified& verified) {
  return std::make_unique<ChangeLogStep>(verified);
}

std::unique_ptr<VerifyStep> VerifyReplay(const Verified& verified, size_t rows_per_pass) {
  return std::make_unique<ReplayStep>(verified, rows_per_pass);
}

}  // namespace jiedui::scheduler
