// SPDX-License-Identifier: Apache-2.0
// The rows behind one figure, of one pairing or of all: first those that count, by day and name, then those that were
// looked at and do not, likewise. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "scheduler_service/reporting/ledger.h"
#include "scheduler_service/reporting/reporter.h"

namespace jiedui::scheduler {

// Of all pairings together; who has more asks pairing by pairing.
inline constexpr int64_t kContributorsMax = 2'000'000;

// Which rows are listed.
struct ContributorQuery {
  std::vector<v1::Pairing> pairings;  // those to look at, one or all
  ReportQuestion question;
  FigureId figure;
};

class ContributorList {
 public:
  // RESOURCE_EXHAUSTED: kContributorsMax, or kReportRowsMax; DATA_LOSS; what a snapshot's reads may answer.
  static absl::StatusOr<ContributorList> Count(const Tables& tables, const store::Snapshot& snapshot,
                                               const ContributorQuery& query, KeepOn keep_on);

  int64_t counted() const { return counted_; }
  int64_t not_counted() const { return size() - counted_; }
  int64_t size() const { return static_cast<int64_t>(order_.size()); }

  // In their order; those that count come first.
  const Contribution& operator[](int64_t place) const;
  FigureId figure() const { return figure_; }
  absl::string_view RowName(const Contribution& one) const { return ledger_.rows[one.row]; }
  // Of the course or posting, empty if it has none; and what is told of it.
  absl::string_view PartName(const Contribution& one) const;
  const PartInfo& Part(const Contribution& one) const;
  absl::string_view CountedBy(const Contribution& one) const;
  // The figures inside this one that the row counts for too.
  FigureMask AlsoOf(const Contribution& one) const { return also_[one.row]; }

  // Where a contribution stands, as text that finds the next one also when rows have come or gone meanwhile.
  std::string CursorAt(int64_t place) const;
  // The first place after the cursor; nullopt: it is none.
  std::optional<int64_t> After(absl::string_view cursor) const;

 private:
  explicit ContributorList(FigureId figure) : figure_(figure) {}

  void Order();
  void NoteAlso();

  FigureId figure_;
  Ledger ledger_;
  std::vector<uint32_t> order_;   // places in the ledger
  std::vector<FigureMask> also_;  // by row
  int64_t counted_ = 0;
};

}  // namespace jiedui::scheduler
