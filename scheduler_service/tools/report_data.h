// SPDX-License-Identifier: Apache-2.0
// What was read of the scheduler for one report: the figures, the rows behind them, and what happened in the period.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/edition.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"
#include "jiedui/scheduler/v1/report.pb.h"

namespace jiedui::scheduler {

inline constexpr char kDefaultScheduler[] = "127.0.0.1:50052";

// The rows behind one figure, those that count first. There may be fewer rows here than there are. Of an edition only
// those that count are known, and of these the names.
struct FigureRows {
  std::string figure;
  std::string edition;                        // whose rows they are; empty = as they were read
  std::string scheduler = kDefaultScheduler;  // address of the service that they were read from
  v1::Basis basis = v1::BASIS_UNSPECIFIED;    // that was asked for; unspecified = the figure's own
  std::vector<v1::Contributor> rows;
  int64_t counted = 0;      // all that count
  int64_t not_counted = 0;  // all that do not

  bool Complete() const { return static_cast<int64_t>(rows.size()) >= counted + not_counted; }
};

// A report, and the edition that it is, if it is one.
struct ReportAnswer {
  v1::Report report;
  std::optional<v1::Edition> edition;  // its `report` is moved to the one above
};

// What the page shows.
struct ReportData {
  ReportAnswer answer;
  std::vector<FigureRows> rows;                       // of the figures that are counted, in the order of the report
  std::vector<v1::Pairing> pairings;                  // the one, or all
  std::vector<v1::Course> courses;                    // of these pairings
  std::vector<v1::Posting> postings;                  // likewise
  std::vector<v1::SeatLedger> ledgers;                // of courses
  int64_t courses_without_ledger = 0;                 // that were not asked for, because there are too many
  std::map<std::string, std::string> division_names;  // by code; those that are known
  std::string warning;  // what could not be read, for whoever made the page; empty = nothing
};

// Whether somebody entered the figure: there are no rows behind it.
inline bool IsEntered(const v1::Figure& figure) {
  return figure.basis() == v1::BASIS_ENTERED || !figure.source().empty();
}

// Whether the report is of all pairings.
inline bool IsOfAllPairings(const v1::Report& report) { return report.pairing() == "pairings/-"; }

}  // namespace jiedui::scheduler
