// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/counting.h"

#include <algorithm>

#include "absl/time/civil_time.h"

namespace jiedui::scheduler {
namespace {

constexpr int kMonths = 6;

absl::CivilDay ToCivilDay(DayNumber day) { return absl::CivilDay(day / 10'000, day / 100 % 100, day % 100); }

DayNumber FromCivilDay(absl::CivilDay day) {
  return static_cast<DayNumber>(day.year() * 10'000 + day.month() * 100 + day.day());
}

}  // namespace

RulesOnDay RulesFor(const ReportQuestion& question) {
  RulesOnDay rules = ShippedCountingRules().On(question.as_of);
  for (const FigureSpec& spec : FigureSpecs()) {
    v1::CountingRule& rule = rules[static_cast<size_t>(spec.id)];
    rule = WithBasis(spec, std::move(rule), question.basis);
  }
  return rules;
}

Counting::Counting(const v1::Pairing& pairing, const ReportQuestion& question, FigureMask figures, Ledger& ledger)
    : east_(pairing.east_division()),
      west_(pairing.west_division()),
      as_of_(question.as_of),
      pairing_first_(ToDayNumber(pairing.start_date())),
      first_(ToDayNumber(PeriodOf(question, pairing).first)),
      last_(ToDayNumber(question.as_of)),
      rules_(RulesFor(question)),
      figures_(figures),
      ledger_(ledger) {}

bool Counting::InPeriod(FigureId figure, DayNumber day) const {
  if (day > last_) return false;
  switch (SpecOf(figure).over) {
    case v1::OPERATOR_CUMULATIVE:
      return day >= pairing_first_;
    case v1::OPERATOR_NEW_IN_PERIOD:
      return day >= first_;
    default:
      return true;
  }
}

void Counting::Add(FigureId figure, Contribution contribution, v1::NotCountedReason reason) const {
  if (!Wants(figure)) return;
  const bool is_outside = contribution.day != 0 && !InPeriod(figure, contribution.day);
  contribution.reason = reason;
  if (is_outside && contribution.counts()) contribution.reason = v1::NOT_COUNTED_REASON_OUTSIDE_PERIOD;
  ledger_.Add(figure, contribution);
}

DayNumber DayAfter(DayNumber day) { return FromCivilDay(ToCivilDay(day) + 1); }

int DaysFromTo(DayNumber first, DayNumber last) { return static_cast<int>(ToCivilDay(last) - ToCivilDay(first)) + 1; }

DayNumber SixMonthsAfter(DayNumber day) {
  const absl::CivilDay from = ToCivilDay(day);
  const absl::CivilMonth month = absl::CivilMonth(from) + kMonths;
  return FromCivilDay(std::min(absl::CivilDay(month + 1) - 1, absl::CivilDay(month) + (from.day() - 1)));
}

}  // namespace jiedui::scheduler
