// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/ledger.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace jiedui::scheduler {
namespace {

constexpr size_t kDayLength = 10;

int Digit(char c) { return c - '0'; }

// First the day, then the row.
bool IsBefore(const Contribution& a, const Contribution& b) {
  return std::tie(a.day, a.row, a.number) < std::tie(b.day, b.row, b.number);
}

void SettleFigure(std::vector<Contribution>& contributions, size_t subjects) {
  std::vector<const Contribution*> first(subjects, nullptr);
  for (const Contribution& one : contributions) {
    if (!one.counts() || one.subject == kNone) continue;
    const Contribution*& best = first[one.subject];
    if (best == nullptr || IsBefore(one, *best)) best = &one;
  }
  for (Contribution& one : contributions) {
    if (!one.counts() || one.subject == kNone || first[one.subject] == &one) continue;
    one.counted_by = first[one.subject]->row;
    one.reason = v1::NOT_COUNTED_REASON_DUPLICATE;
  }
}

}  // namespace

DayNumber ToDayNumber(absl::string_view day) {
  if (day.size() != kDayLength) return 0;
  DayNumber number = 0;
  constexpr size_t kDigits[] = {0, 1, 2, 3, 5, 6, 8, 9};
  for (const size_t at : kDigits) number = number * 10 + Digit(day[at]);
  return number;
}

std::string FromDayNumber(DayNumber day) {
  if (day == 0) return "";
  return absl::StrCat(absl::Dec(day / 10'000, absl::kZeroPad4), "-", absl::Dec(day / 100 % 100, absl::kZeroPad2), "-",
                      absl::Dec(day % 100, absl::kZeroPad2));
}

uint32_t Ledger::AddPart(absl::string_view name, PartInfo info) {
  const uint32_t part = parts.Add(name);
  part_infos.resize(parts.size());
  part_infos[part] = std::move(info);
  return part;
}

void Ledger::Settle() {
  for (std::vector<Contribution>& contributions : all_)
    if (!contributions.empty()) SettleFigure(contributions, subjects.size());
}

FigureCount CountFigure(absl::Span<const Contribution> contributions) {
  FigureCount count;
  std::vector<std::pair<uint32_t, uint32_t>> in_parts;  // part, subject
  for (const Contribution& one : contributions) {
    ++(one.counts() ? count.value : count.not_counted);
    // By itself a part also counts whom another part has counted already.
    const bool is_duplicate = one.reason == v1::NOT_COUNTED_REASON_DUPLICATE;
    if (one.part != kNone && (one.counts() || is_duplicate))
      in_parts.emplace_back(one.part, one.subject == kNone ? one.row : one.subject);
  }
  std::sort(in_parts.begin(), in_parts.end());
  in_parts.erase(std::unique(in_parts.begin(), in_parts.end()), in_parts.end());
  for (const auto& [part, subject] : in_parts) {
    if (count.parts.empty() || count.parts.back().part != part) count.parts.push_back({.part = part, .value = 0});
    ++count.parts.back().value;
  }
  return count;
}

}  // namespace jiedui::scheduler
