// SPDX-License-Identifier: Apache-2.0
// What every counter of rows is given: the pairing, the days, the rules, and the ledger that takes the contributions.
// Pure, one thread.
#pragma once

#include <string>

#include "common/base/civil_date.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/reporting/counting_rules.h"
#include "scheduler_service/reporting/ledger.h"
#include "scheduler_service/reporting/question.h"

namespace jiedui::scheduler {

// Which figures are counted: bit i = the figure of id i.
using FigureMask = uint64_t;
static_assert(kFigureCount <= 64);
inline constexpr FigureMask kAllFigures = ~FigureMask{0};
inline FigureMask MaskOf(FigureId figure) { return FigureMask{1} << static_cast<int>(figure); }

class Counting {
 public:
  // `ledger` outlives it.
  Counting(const v1::Pairing& pairing, const ReportQuestion& question, FigureMask figures, Ledger& ledger);

  const std::string& east() const { return east_; }
  const std::string& west() const { return west_; }
  const std::string& as_of() const { return as_of_; }
  DayNumber last() const { return last_; }
  const v1::CountingRule& rule(FigureId figure) const { return rules_[static_cast<size_t>(figure)]; }
  Ledger& ledger() const { return ledger_; }

  // Whether the day lies in the days that the figure counts over; of an ON_DAY figure, up to the day.
  bool InPeriod(FigureId figure, DayNumber day) const;

  // Adds what was looked at, unless the figure is not wanted: `reason` says why it does not count; UNSPECIFIED means
  // that it does, where its day is in the figure's period.
  void Add(FigureId figure, Contribution contribution, v1::NotCountedReason reason) const;
  bool Wants(FigureId figure) const { return (figures_ & MaskOf(figure)) != 0; }

 private:
  const std::string east_;
  const std::string west_;
  const std::string as_of_;
  const DayNumber pairing_first_;
  const DayNumber first_;
  const DayNumber last_;
  const RulesOnDay rules_;
  const FigureMask figures_;
  Ledger& ledger_;
};

// Of a course or posting.
template <typename Item>
uint32_t AddPart(const Item& item, Ledger& ledger) {
  return ledger.AddPart(item.name(), {.display_name = item.display_name(),
                                      .first_day = ToDayNumber(item.start_date()),
                                      .document_number = item.document_number()});
}

// The rules that a question is answered by, with its basis.
RulesOnDay RulesFor(const ReportQuestion& question);

// The civil day after; days from one to the other, both included.
DayNumber DayAfter(DayNumber day);
int DaysFromTo(DayNumber first, DayNumber last);
// The same day six months later, or that month's last.
DayNumber SixMonthsAfter(DayNumber day);

}  // namespace jiedui::scheduler
