// SPDX-License-Identifier: Apache-2.0
// What the rows of one pairing give to the figures: every row looked at for a figure is one contribution, which counts
// or says why it does not. Figures, their parts, the rows behind them and those left out are all folds over these, so a
// figure is the count of its rows by construction. Pure, one thread.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "scheduler_service/reporting/figures.h"
#include "scheduler_service/reporting/names.h"

namespace jiedui::scheduler {

inline constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

// A civil day as a number that sorts, 20211115; 0 = none.
using DayNumber = int32_t;
DayNumber ToDayNumber(absl::string_view day);
// "2021-11-15"; empty of 0.
std::string FromDayNumber(DayNumber day);

struct Contribution {
  uint32_t row = kNone;         // of Ledger::rows
  uint32_t subject = kNone;     // of Ledger::subjects: counts once; kNone = every row counts
  uint32_t part = kNone;        // of Ledger::parts: course or posting
  DayNumber day = 0;            // that decides
  uint32_t counted_by = kNone;  // row that counts in its place
  int32_t number = 0;           // of SHORT_STAY the days, of CLOSED the day, of a place which one
  v1::NotCountedReason reason = v1::NOT_COUNTED_REASON_UNSPECIFIED;

  bool counts() const { return reason == v1::NOT_COUNTED_REASON_UNSPECIFIED; }
};

// A course or posting that rows belong to.
struct PartInfo {
  std::string display_name;
  DayNumber first_day = 0;
  std::string document_number;
};

class Ledger {
 public:
  // Resource names of the rows; those of one figure in the order of their keys.
  Names rows;
  // Persons, or what else counts once.
  DistinctNames subjects;
  // Courses and postings, each with what is told of it at the same place.
  DistinctNames parts;
  std::vector<PartInfo> part_infos;

  // Numbers a course or posting.
  uint32_t AddPart(absl::string_view name, PartInfo info);
  void Add(FigureId figure, const Contribution& contribution) { Of(figure).push_back(contribution); }

  // Of each subject of each figure, the contribution with the first day, and among these the first row, counts: the
  // others are duplicates of it. Once, when all are added.
  void Settle();

  absl::Span<const Contribution> operator[](FigureId figure) const { return all_[static_cast<size_t>(figure)]; }

 private:
  std::vector<Contribution>& Of(FigureId figure) { return all_[static_cast<size_t>(figure)]; }

  std::array<std::vector<Contribution>, kFigureCount> all_;
};

// What a course or posting, by itself, gives to a figure.
struct PartCount {
  uint32_t part = kNone;
  int64_t value = 0;
};

// The folds over one figure of a settled ledger.
struct FigureCount {
  int64_t value = 0;
  int64_t not_counted = 0;
  std::vector<PartCount> parts;  // those that are not 0
};
FigureCount CountFigure(absl::Span<const Contribution> contributions);

}  // namespace jiedui::scheduler
