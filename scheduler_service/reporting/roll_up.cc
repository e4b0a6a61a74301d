// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/roll_up.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "scheduler_service/reporting/decimal.h"
#include "scheduler_service/reporting/lines.h"

namespace jiedui::scheduler {
namespace {

// Identities are merged slice by slice, so that merging takes little memory beside them: a slice is those whose first
// bits are the same.
constexpr int kSliceBits = 8;
constexpr uint64_t kSlices = uint64_t{1} << kSliceBits;

uint64_t SliceOf(const Identity& identity) { return identity.high >> (64 - kSliceBits); }

absl::Span<const Identity> InSlice(const std::vector<Identity>& sorted, uint64_t slice) {
  const auto first =
      std::partition_point(sorted.begin(), sorted.end(), [slice](const Identity& id) { return SliceOf(id) < slice; });
  const auto end =
      std::partition_point(first, sorted.end(), [slice](const Identity& id) { return SliceOf(id) <= slice; });
  return {sorted.data() + (first - sorted.begin()), static_cast<size_t>(end - first)};
}

void AddFigures(FigureMask figures, std::vector<int64_t>& counts) {
  for (; figures != 0; figures &= figures - 1) ++counts[static_cast<size_t>(__builtin_ctzll(figures))];
}

// Sorts the slice, and counts everybody in it once for each figure.
void CountSlice(std::vector<Identity>& slice, std::vector<int64_t>& counts) {
  std::sort(slice.begin(), slice.end(), [](const Identity& a, const Identity& b) { return IsBefore(a, b); });
  for (size_t i = 0; i < slice.size();) {
    FigureMask figures = 0;
    const Identity& one = slice[i];
    for (; i < slice.size() && IsSame(slice[i], one); ++i) figures |= slice[i].figures;
    AddFigures(figures, counts);
  }
}

v1::FigurePart PartOf(const std::string& pairing, const std::string& display_name, int64_t value) {
  v1::FigurePart part;
  part.set_subject(pairing);
  part.set_display_name(display_name);
  part.set_value(value);
  return part;
}

}  // namespace

const FigureTally& RollUp::Member::figure(size_t i) const {
  const bool is_organizations = (kOrganizationFigures >> i & 1) != 0;
  return is_organizations ? organizations.figures[i] : rows->tally.figures[i];
}

void RollUp::Add(const v1::Pairing& pairing, std::shared_ptr<const PairingTally> rows, Tally organizations) {
  members_.push_back({.pairing = pairing.name(),
                      .display_name = pairing.display_name(),
                      .rows = std::move(rows),
                      .organizations = std::move(organizations)});
}

std::vector<Identity> RollUp::Slice(uint64_t number) const {
  std::vector<Identity> slice;
  for (const Member& member : members_) {
    for (const auto* identities : {&member.rows->tally.identities, &member.organizations.identities}) {
      const absl::Span<const Identity> part = InSlice(*identities, number);
      slice.insert(slice.end(), part.begin(), part.end());
    }
  }
  return slice;
}

std::vector<int64_t> RollUp::DistinctByFigure() const {
  std::vector<int64_t> counts(kFigureCount, 0);
  for (uint64_t number = 0; number < kSlices; ++number) {
    std::vector<Identity> slice = Slice(number);
    CountSlice(slice, counts);
  }
  return counts;
}

FigureTally RollUp::SumOf(size_t figure, int64_t distinct) const {
  FigureTally sum;
  for (const Member& member : members_) {
    const FigureTally& one = member.figure(figure);
    sum.value += one.value;
    sum.not_counted += one.not_counted;
    if (one.value != 0) sum.parts.push_back(PartOf(member.pairing, member.display_name, one.value));
  }
  if (sum.parts.size() > kPartsMax) {
    sum.parts_left_out = static_cast<int64_t>(sum.parts.size());
    sum.parts.clear();
  }
  if (!CanSpanPairings(FigureSpecs()[figure])) return sum;
  sum.not_counted += sum.value - distinct;  // counted by another pairing
  sum.value = distinct;
  return sum;
}

std::vector<v1::Figure> RollUp::EnteredLines() const {
  std::map<std::pair<std::string, v1::Unit>, v1::Figure> lines;
  std::map<std::pair<std::string, v1::Unit>, int64_t> sums;
  for (const Member& member : members_) {
    for (const v1::Figure& entered : member.rows->entered) {
      const std::pair key(entered.code(), entered.unit());
      v1::Figure& line = lines.try_emplace(key, entered).first->second;
      if (line.qualifier() == v1::QUALIFIER_UNSPECIFIED) line.set_qualifier(entered.qualifier());
      sums[key] += ParseDecimal(entered.decimal()).value_or(0);
      *line.add_parts() = PartOf(member.pairing, member.display_name, entered.value());
    }
  }
  std::vector<v1::Figure> figures;
  figures.reserve(lines.size());
  for (auto& [key, line] : lines) {
    line.set_value(sums[key] / kDecimalScale);
    line.set_decimal(FormatDecimal(sums[key]));
    line.set_source(absl::StrCat("各结对填报合计(", line.parts_size(), " 个结对)"));
    figures.push_back(std::move(line));
  }
  return figures;
}

std::vector<v1::Figure> RollUp::Lines(const RulesOnDay& rules) const {
  const std::vector<int64_t> distinct = DistinctByFigure();
  std::vector<FigureTally> sums;
  sums.reserve(distinct.size());
  for (size_t i = 0; i < distinct.size(); ++i) sums.push_back(SumOf(i, distinct[i]));
  std::vector<v1::Figure> lines = CountedLines(sums, rules, PartKind::kPairing);
  for (v1::Figure& entered : EnteredLines()) lines.push_back(std::move(entered));
  return lines;
}

}  // namespace jiedui::scheduler
