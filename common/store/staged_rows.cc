// SPDX-License-Identifier: Apache-2.0
#include "common/store/staged_rows.h"

#include "common/base/status_macros.h"

namespace jiedui::store {
namespace {

// A walk over the staged rows of a range, in step with a scan of the base.
class StagedWalk {
 public:
  StagedWalk(const StagedRows& staged, const KeyRange& range, KeyVisitor visit)
      : next_(staged.lower_bound(range.first)),
        end_(range.end.empty() ? staged.end() : staged.lower_bound(range.end)),
        visit_(visit) {}

  bool AtEnd() const { return next_ == end_; }
  bool stopped() const { return stopped_; }

  // Visits the staged rows before `key`.
  void VisitBefore(absl::string_view key) {
    while (!stopped_ && !AtEnd() && next_->first < key) VisitNext();
  }
  void VisitRest() {
    while (!stopped_ && !AtEnd()) VisitNext();
  }
  // Visits a row of the base, unless a staged one replaces it.
  void VisitBase(absl::string_view key, absl::string_view value) {
    if (stopped_) return;
    if (!AtEnd() && next_->first == key)
      VisitNext();
    else
      stopped_ = !visit_(key, value);
  }

 private:
  void VisitNext() {
    const auto row = next_++;
    if (row->second.has_value()) stopped_ = !visit_(row->first, *row->second);
  }

  StagedRows::const_iterator next_;
  const StagedRows::const_iterator end_;
  const KeyVisitor visit_;
  bool stopped_ = false;
};

}  // namespace

absl::Status ScanThrough(const StagedRows& staged, const Reader& base, Family family, const KeyRange& range,
                         KeyVisitor visit) {
  if (!range.end.empty() && range.end <= range.first) return absl::OkStatus();
  StagedWalk walk(staged, range, visit);
  if (walk.AtEnd()) return base.Scan(family, range, visit);
  RETURN_IF_ERROR(base.Scan(family, range, [&walk](absl::string_view key, absl::string_view value) {
    walk.VisitBefore(key);
    walk.VisitBase(key, value);
    return !walk.stopped();
  }));
  walk.VisitRest();
  return absl::OkStatus();
}

}  // namespace jiedui::store
