// SPDX-License-Identifier: Apache-2.0
// Frozen periods: what an edition has counted changes only by a correction. What an edition of a period counts of a row
// is said here as words, once for each kind of row: a change is refused where the words before and after differ.
// Merges of persons are not among them: they come from the registry and are not refused. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "jiedui/scheduler/storage/v1/reports.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"

namespace jiedui::scheduler {

// The longest stay that any counting rule asks for before a stay that is over counts; of cadres none asks for any
// (docs/counting-rules.md).
inline constexpr int kCountedStayDays = 30;
// The fewest days of a stay that counts: each that may be asked for, by the posting and a report's rule together.
std::vector<int> DaysAskedFor(const v1::Posting& posting);

// What reports count of a row; a row that does not exist is a default instance. `period` has both ends. A posting
// counts for nothing by itself, but says for what its people count.
using CountedWords = std::vector<std::string>;
CountedWords CountedIn(const DateRange& period, const v1::Assignment& assignment);
CountedWords CountedIn(const DateRange& period, const v1::Course& course);
CountedWords CountedIn(const DateRange& period, const v1::Posting& posting);
CountedWords CountedIn(const DateRange& period, const v1::Outcome& outcome);
CountedWords CountedIn(const DateRange& period, const v1::ManualFigure& figure);

// How another row counts may hang on an assignment: of somebody's stays without a gap only the first is sent anew, and
// an entrepreneur is trained who has come to an e-commerce course, however long before the period.
struct CountedBeside {
  bool counts_on_post = false;           // of a stay: who is on post is a line of its own, as it is of those sent west
  std::vector<int> days_min;             // of a stay: DaysAskedFor its posting
  std::vector<std::string> other_stays;  // first days of the person's other stays of the same line in the pairing
  bool sells = false;                    // the assignment is to an e-commerce course
  // Days on which the person opened as an entrepreneur of the pairing: more than one where two records were merged.
  std::vector<std::string> began_to_sell;
  std::string trained_since;  // first day of the person's other e-commerce courses; empty = none
};
CountedWords CountedIn(const DateRange& period, const v1::Assignment& assignment, const CountedBeside& beside);

// Whether a row counts at once that is new, or was a draft: people of a course or posting are still to come, and only
// courses of some programmes are counted themselves.
template <typename Resource>
bool CountsAtOnce(const DateRange& period, const Resource& resource) {
  return !CountedIn(period, resource).empty();
}
inline bool CountsAtOnce(const DateRange& period, const v1::Course& course) {
  const bool is_counted = course.programme() == v1::PROGRAMME_TALENT || course.programme() == v1::PROGRAMME_ECOMMERCE;
  return is_counted && Contains(period, course.start_date()) && !CountedIn(period, course).empty();
}
inline bool CountsAtOnce(const DateRange& /*period*/, const v1::Posting& /*posting*/) { return false; }

// Whether nothing of the row, as it was, was counted, nor had people.
template <typename Resource>
bool IsNew(const Resource& before) {
  return before.name().empty();
}
inline bool IsNew(const v1::Course& before) {
  return before.name().empty() || before.state() == v1::Course::STATE_DRAFT;
}

// Whether the change may be of interest to any edition at all: without, the guard need not be read. Most steps of an
// assignment are of none.
bool MayBeCounted(const v1::Assignment& before, const v1::Assignment& after);
bool MayBeCounted(const v1::Course& before, const v1::Course& after);
bool MayBeCounted(const v1::Posting& before, const v1::Posting& after);
bool MayBeCounted(const v1::Outcome& before, const v1::Outcome& after);
bool MayBeCounted(const v1::ManualFigure& before, const v1::ManualFigure& after);

// For a message: the last edition of the period.
std::string EditionOf(const storage::v1::FrozenPeriodsRecord::Period& period);

// FAILED_PRECONDITION / PERIOD_FROZEN that names the edition, what it has counted, and what to do.
absl::Status PeriodFrozen(const storage::v1::FrozenPeriodsRecord::Period& period, absl::string_view subject,
                          const CountedWords& before, const CountedWords& after);

// OK, or PeriodFrozen of the first period in which the row counts differently. A row that does not exist is a default
// instance.
template <typename Resource>
absl::Status CheckNotFrozen(const storage::v1::FrozenPeriodsRecord& frozen, const Resource& before,
                            const Resource& after) {
  for (const auto& period : frozen.periods()) {
    const DateRange days{period.first_day(), period.last_day()};
    const CountedWords was = CountedIn(days, before);
    const CountedWords is = CountedIn(days, after);
    const bool differs = IsNew(before) ? CountsAtOnce(days, after) : was != is;
    if (differs) return PeriodFrozen(period, after.name().empty() ? before.name() : after.name(), was, is);
  }
  return absl::OkStatus();
}

// The same of an assignment with what hangs on it.
absl::Status CheckNotFrozen(const storage::v1::FrozenPeriodsRecord& frozen, const v1::Assignment& before,
                            const v1::Assignment& after, const CountedBeside& beside);

// The period among the frozen ones; null if it is none.
const storage::v1::FrozenPeriodsRecord::Period* FindPeriod(const storage::v1::FrozenPeriodsRecord& frozen,
                                                           const DateRange& period);

// Freezes the period: nothing changes if it is frozen already. FAILED_PRECONDITION / PERIOD_OVERLAPS: it begins inside
// another one, later than that one does; those that begin on the same day, reports "since the pairing began", may be
// nested. RESOURCE_EXHAUSTED: kFrozenPeriodsMax.
inline constexpr int kFrozenPeriodsMax = 1000;
absl::Status Freeze(storage::v1::FrozenPeriodsRecord& frozen, const DateRange& period);

}  // namespace jiedui::scheduler
