// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/contributors.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/reporting/count_organizations.h"
#include "scheduler_service/reporting/report_rows.h"

namespace jiedui::scheduler {
namespace {

constexpr size_t kCursorFields = 4;

// The figure and those inside it.
FigureMask MaskWithParts(FigureId figure) {
  FigureMask mask = MaskOf(figure);
  for (const FigureSpec& spec : FigureSpecs())
    if (spec.part_of == SpecOf(figure).code) mask |= MaskOf(spec.id);
  return mask;
}

// What the order goes by: does it count, its day, its name, which place.
using Position = std::tuple<bool, DayNumber, absl::string_view, int32_t>;

Position PositionOf(const Ledger& ledger, const Contribution& one) {
  const bool is_place = one.number != 0 && one.part == kNone;
  return {!one.counts(), one.day, ledger.rows[one.row], is_place ? one.number : 0};
}

std::optional<Position> ParseCursor(absl::string_view cursor) {
  const std::vector<absl::string_view> fields = absl::StrSplit(cursor, '|');
  int32_t is_left_out = 0;
  DayNumber day = 0;
  int32_t number = 0;
  if (fields.size() != kCursorFields || !absl::SimpleAtoi(fields[0], &is_left_out) ||
      !absl::SimpleAtoi(fields[1], &day) || !absl::SimpleAtoi(fields[3], &number))
    return std::nullopt;
  return Position(is_left_out != 0, day, fields[2], number);
}

// Adds one pairing's contributions.
absl::Status CountOne(const Tables& tables, const store::Snapshot& snapshot, const v1::Pairing& pairing,
                      const Counting& counting, const OrganizationRows* organizations) {
  if (organizations == nullptr) return CountRows(tables, snapshot, pairing.name(), counting);
  CountOrganizations(counting, *organizations);
  return absl::OkStatus();
}

absl::Status CountInto(const Tables& tables, const store::Snapshot& snapshot, const ContributorQuery& query,
                       KeepOn keep_on, Ledger& ledger) {
  const FigureMask figures = MaskWithParts(query.figure);
  std::optional<OrganizationRows> organizations;
  if ((kOrganizationFigures & figures) != 0) {
    ASSIGN_OR_RETURN(organizations, ReadOrganizationRows(tables, snapshot));
  }
  for (const v1::Pairing& pairing : query.pairings) {
    if (PeriodOf(query.question, pairing).first > query.question.as_of) continue;
    RETURN_IF_ERROR(keep_on());
    const Counting counting(pairing, query.question, figures, ledger);
    RETURN_IF_ERROR(
        CountOne(tables, snapshot, pairing, counting, organizations.has_value() ? &*organizations : nullptr));
    if (static_cast<int64_t>(ledger.rows.size()) > kContributorsMax)
      return LimitExceeded("contributors", absl::StrCat("at most ", kContributorsMax,
                                                        " rows are looked at for one list; ask pairing by pairing"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ContributorList> ContributorList::Count(const Tables& tables, const store::Snapshot& snapshot,
                                                       const ContributorQuery& query, KeepOn keep_on) {
  ContributorList list(query.figure);
  RETURN_IF_ERROR(CountInto(tables, snapshot, query, keep_on, list.ledger_));
  list.ledger_.Settle();
  list.Order();
  list.NoteAlso();
  return list;
}

void ContributorList::Order() {
  const absl::Span<const Contribution> all = ledger_[figure_];
  order_.resize(all.size());
  std::iota(order_.begin(), order_.end(), 0);
  std::sort(order_.begin(), order_.end(),
            [&](uint32_t a, uint32_t b) { return PositionOf(ledger_, all[a]) < PositionOf(ledger_, all[b]); });
  counted_ = std::count_if(all.begin(), all.end(), [](const Contribution& one) { return one.counts(); });
}

void ContributorList::NoteAlso() {
  also_.resize(ledger_.rows.size(), 0);
  for (const FigureSpec& spec : FigureSpecs()) {
    if (spec.id == figure_) continue;
    for (const Contribution& one : ledger_[spec.id])
      if (one.counts()) also_[one.row] |= MaskOf(spec.id);
  }
}

const Contribution& ContributorList::operator[](int64_t place) const {
  return ledger_[figure_][order_[static_cast<size_t>(place)]];
}

absl::string_view ContributorList::PartName(const Contribution& one) const {
  return one.part == kNone ? absl::string_view() : ledger_.parts[one.part];
}

const PartInfo& ContributorList::Part(const Contribution& one) const {
  static const auto& none = *new PartInfo();
  return one.part == kNone ? none : ledger_.part_infos[one.part];
}

absl::string_view ContributorList::CountedBy(const Contribution& one) const {
  return one.counted_by == kNone ? absl::string_view() : ledger_.rows[one.counted_by];
}

std::string ContributorList::CursorAt(int64_t place) const {
  const auto [is_left_out, day, name, number] = PositionOf(ledger_, (*this)[place]);
  return absl::StrCat(is_left_out ? 1 : 0, "|", day, "|", name, "|", number);
}

std::optional<int64_t> ContributorList::After(absl::string_view cursor) const {
  const std::optional<Position> position = ParseCursor(cursor);
  if (!position.has_value()) return std::nullopt;
  const absl::Span<const Contribution> all = ledger_[figure_];
  const auto after =
      std::upper_bound(order_.begin(), order_.end(), *position,
                       [&](const Position& wanted, uint32_t at) { return wanted < PositionOf(ledger_, all[at]); });
  return after - order_.begin();
}

}  // namespace jiedui::scheduler
