// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/edition.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/digest.h"
#include "scheduler_service/domain/frozen.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::EditionContents;
using storage::v1::EditionRows;
using storage::v1::FrozenPeriodsRecord;
using v1::Edition;

// The figure as it is printed.
std::string Printed(const v1::Figure& figure) {
  return figure.decimal().empty() ? absl::StrCat(figure.value()) : figure.decimal();
}

absl::flat_hash_map<std::string, std::string> PrintedByCode(const EditionContents& contents) {
  absl::flat_hash_map<std::string, std::string> printed;
  for (const v1::Figure& figure : contents.figures()) printed[figure.code()] = Printed(figure);
  return printed;
}

v1::FigureChange ChangeOf(const std::string& code, const std::string& before, const std::string& after) {
  v1::FigureChange change;
  change.set_figure(code);
  change.set_before(before);
  change.set_after(after);
  return change;
}

using RowNames = std::vector<absl::string_view>;

RowNames Sorted(const EditionRows::FigureRows* figure) {
  if (figure == nullptr) return {};
  RowNames names(figure->rows().begin(), figure->rows().end());
  std::sort(names.begin(), names.end());
  return names;
}

const EditionRows::FigureRows* FindFigure(const EditionRows& rows, const std::string& code) {
  const auto found = std::find_if(rows.figures().begin(), rows.figures().end(),
                                  [&](const auto& figure) { return figure.figure() == code; });
  return found == rows.figures().end() ? nullptr : &*found;
}

void AddDifferences(const std::string& code, const RowNames& before, const RowNames& after,
                    std::vector<RowDifference>& differences) {
  RowNames gone;
  RowNames come;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(come));
  for (const absl::string_view row : gone) differences.push_back({code, std::string(row), false});
  for (const absl::string_view row : come) differences.push_back({code, std::string(row), true});
}

}  // namespace

DateRange FrozenDays(const DateRange& period, const v1::Pairing& pairing) {
  return {std::max(period.first, pairing.start_date()), period.last};
}

Edition NewEdition(Edition draft, const EditionRows& rows, const DateRange& days, FrozenPeriodsRecord& frozen,
                   const Stamp& stamp) {
  for (FrozenPeriodsRecord::Period& period : *frozen.mutable_periods()) {
    if (period.first_day() != days.first || period.last_day() != days.last) continue;
    period.set_editions(period.editions() + 1);
    draft.set_number(period.editions());
    draft.set_previous(period.last_edition());
    period.set_last_edition(draft.name());
  }
  draft.set_frozen_by(stamp.actor);
  draft.set_rows(CountRows(rows));
  draft.set_rows_digest(DigestOfRows(rows));
  *draft.mutable_create_time() = ToTimestamp(stamp.now);
  return draft;
}

int64_t CountRows(const EditionRows& rows) {
  int64_t count = 0;
  for (const auto& figure : rows.figures()) count += figure.rows_size();
  return count;
}

std::string DigestOfRows(const EditionRows& rows) {
  std::string list;
  for (const auto& figure : rows.figures()) {
    absl::StrAppend(&list, figure.figure(), "\n");
    for (const std::string& row : figure.rows()) absl::StrAppend(&list, row, "\n");
  }
  return absl::BytesToHexString(Sha256({list}));
}

std::vector<v1::FigureChange> FigureChanges(const EditionContents& before, const EditionContents& after) {
  auto was = PrintedByCode(before);
  std::vector<v1::FigureChange> changes;
  for (const v1::Figure& figure : after.figures()) {
    const auto found = was.find(figure.code());
    const std::string printed_before = found == was.end() ? "" : found->second;
    if (printed_before != Printed(figure)) changes.push_back(ChangeOf(figure.code(), printed_before, Printed(figure)));
    if (found != was.end()) was.erase(found);
  }
  for (const v1::Figure& figure : before.figures())
    if (was.contains(figure.code())) changes.push_back(ChangeOf(figure.code(), was[figure.code()], ""));
  return changes;
}

std::vector<RowDifference> RowDifferences(const EditionRows& before, const EditionRows& after) {
  std::vector<RowDifference> differences;
  for (const auto& figure : after.figures())
    AddDifferences(figure.figure(), Sorted(FindFigure(before, figure.figure())), Sorted(&figure), differences);
  for (const auto& figure : before.figures())
    if (FindFigure(after, figure.figure()) == nullptr)
      AddDifferences(figure.figure(), Sorted(&figure), {}, differences);
  return differences;
}

}  // namespace jiedui::scheduler
