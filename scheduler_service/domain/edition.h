// SPDX-License-Identifier: Apache-2.0
// Editions: reports that were handed in, and in what two of them differ. Pure, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/civil_date.h"
#include "jiedui/scheduler/storage/v1/reports.pb.h"
#include "jiedui/scheduler/v1/edition.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// The days of a report that lie in the pairing: those are frozen, and by them editions of one period are known. A
// report of the year 2021 and one since the pairing began in May 2021 are of the same period.
DateRange FrozenDays(const DateRange& period, const v1::Pairing& pairing);

// The edition of what was counted, the next one of the period in the guard, which learns of it; `draft` has name,
// report without figures, and reason. The period is frozen (domain/frozen.h).
v1::Edition NewEdition(v1::Edition draft, const storage::v1::EditionRows& rows, const DateRange& days,
                       storage::v1::FrozenPeriodsRecord& frozen, const Stamp& stamp);

// How many rows there are, and SHA-256 of their list in hexadecimal digits: a line for each figure and each of its
// rows.
int64_t CountRows(const storage::v1::EditionRows& rows);
std::string DigestOfRows(const storage::v1::EditionRows& rows);

// The figures that differ, in the order of `after` and then those that only `before` has.
std::vector<v1::FigureChange> FigureChanges(const storage::v1::EditionContents& before,
                                            const storage::v1::EditionContents& after);

// A row that stands behind a figure in one of the two only.
struct RowDifference {
  std::string figure;
  std::string row;
  bool added = false;  // `after` has it
};
std::vector<RowDifference> RowDifferences(const storage::v1::EditionRows& before,
                                          const storage::v1::EditionRows& after);

}  // namespace jiedui::scheduler
