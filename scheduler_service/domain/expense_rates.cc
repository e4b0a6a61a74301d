// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/expense_rates.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace jiedui::scheduler {
namespace {

using v1::ExpenseRate;

constexpr char kShipped[] =
#include "expense_rates_csv.inc"
    ;

constexpr absl::string_view kHead =
    "jurisdiction,rate_class,valid_from,fen_per_person_day,whole_rate_days,percent_beyond,staff_percent_max,staff_max,"
    "source";
constexpr size_t kFields = 9;
constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

auto PlaceOf(const ExpenseRate& rate) { return std::tie(rate.jurisdiction(), rate.valid_from()); }

bool IsBefore(const ExpenseRate& a, const ExpenseRate& b) {
  const int by_jurisdiction = a.jurisdiction().compare(b.jurisdiction());
  if (by_jurisdiction != 0) return by_jurisdiction < 0;
  return a.rate_class() == b.rate_class() ? a.valid_from() < b.valid_from() : a.rate_class() < b.rate_class();
}

// A column of whole numbers, and where they go.
struct NumberColumn {
  absl::string_view name;
  size_t field;
  int64_t min;
  int64_t max;
  void (*set)(ExpenseRate& rate, int64_t value);
};

constexpr std::array<NumberColumn, 6> kNumbers = {{
    {"rate_class", 1, 1, 9, [](ExpenseRate& r, int64_t v) { r.set_rate_class(static_cast<int>(v)); }},
    {"fen_per_person_day", 3, 1, 10'000'000, [](ExpenseRate& r, int64_t v) { r.set_fen_per_person_day(v); }},
    {"whole_rate_days", 4, 0, 400, [](ExpenseRate& r, int64_t v) { r.set_whole_rate_days(static_cast<int>(v)); }},
    {"percent_beyond", 5, 0, 100, [](ExpenseRate& r, int64_t v) { r.set_percent_beyond(static_cast<int>(v)); }},
    {"staff_percent_max", 6, 0, 100, [](ExpenseRate& r, int64_t v) { r.set_staff_percent_max(static_cast<int>(v)); }},
    {"staff_max", 7, 0, 10'000, [](ExpenseRate& r, int64_t v) { r.set_staff_max(static_cast<int>(v)); }},
}};

// The rate that a line says, or what is wrong with the line.
std::optional<std::string> Read(absl::string_view line, ExpenseRate& rate) {
  if (!IsValidUtf8(line) || HasControlCharacters(line)) return "is no text in UTF-8";
  const std::vector<absl::string_view> fields = absl::StrSplit(line, ',');
  if (fields.size() != kFields) return absl::StrCat("has ", fields.size(), " fields, must have ", kFields);
  rate.set_jurisdiction(Trimmed(fields[0]));
  rate.set_valid_from(Trimmed(fields[2]));
  rate.set_source(Trimmed(fields[8]));
  if (rate.jurisdiction().empty()) return "the jurisdiction is missing";
  if (rate.source().empty()) return "the source is missing";
  if (!ParseDate(rate.valid_from()).has_value()) return "valid_from is no date YYYY-MM-DD";
  for (const NumberColumn& column : kNumbers) {
    int64_t value = 0;
    if (!absl::SimpleAtoi(fields[column.field], &value) || value < column.min || value > column.max)
      return absl::StrCat(column.name, " must be ", column.min, " to ", column.max);
    column.set(rate, value);
  }
  return std::nullopt;
}

std::optional<std::string> ProblemBeside(const std::vector<ExpenseRate>& rates, const ExpenseRate& rate) {
  const bool is_there = std::any_of(rates.begin(), rates.end(), [&](const ExpenseRate& other) {
    return PlaceOf(other) == PlaceOf(rate) && other.rate_class() == rate.rate_class();
  });
  if (!is_there) return std::nullopt;
  return "another line has this jurisdiction, class and first day";
}

// The text line by line: rates, or what is wrong.
class TableText {
 public:
  void Add(absl::string_view line) {
    ++line_;
    if (line.empty() || line[0] == '#') return;
    if (!std::exchange(head_seen_, true)) {
      if (line != kHead) AddWrong(absl::StrCat("the first line must be ", kHead));
      return;
    }
    ExpenseRate rate;
    std::optional<std::string> problem = Read(line, rate);
    if (!problem.has_value()) problem = ProblemBeside(rates_, rate);
    if (problem.has_value()) return AddWrong(*problem);
    rates_.push_back(std::move(rate));
  }

  bool IsFull() const { return wrong_.size() == static_cast<size_t>(kWrongRateLinesMax); }

  absl::StatusOr<ExpenseRates> Take() && {
    if (!head_seen_) wrong_.push_back({"line 1", absl::StrCat("the first line must be ", kHead)});
    if (!wrong_.empty()) return InvalidFields(wrong_);
    return ExpenseRates(std::move(rates_));
  }

 private:
  void AddWrong(std::string problem) { wrong_.push_back({absl::StrCat("line ", line_), std::move(problem)}); }

  std::vector<ExpenseRate> rates_;
  std::vector<FieldViolation> wrong_;
  bool head_seen_ = false;
  int line_ = 0;
};

}  // namespace

ExpenseRates::ExpenseRates(std::vector<ExpenseRate> rates) : rates_(std::move(rates)) {
  std::sort(rates_.begin(), rates_.end(), IsBefore);
}

const ExpenseRate* ExpenseRates::Find(absl::string_view jurisdiction, int rate_class, absl::string_view day) const {
  const ExpenseRate* found = nullptr;
  for (const ExpenseRate& rate : rates_)
    if (rate.jurisdiction() == jurisdiction && rate.rate_class() == rate_class && rate.valid_from() <= day)
      found = &rate;
  return found;
}

ExpenseRates ExpenseRates::With(const ExpenseRates& changes) const {
  std::vector<ExpenseRate> rates = changes.rates_;
  for (const ExpenseRate& rate : rates_) {
    const bool is_replaced = std::any_of(changes.rates_.begin(), changes.rates_.end(), [&](const ExpenseRate& change) {
      return change.jurisdiction() == rate.jurisdiction();
    });
    if (!is_replaced) rates.push_back(rate);
  }
  return ExpenseRates(std::move(rates));
}

absl::StatusOr<ExpenseRates> ParseExpenseRates(absl::string_view text) {
  absl::ConsumePrefix(&text, kByteOrderMark);
  TableText table;
  for (const absl::string_view line : absl::StrSplit(text, '\n'))
    if (!table.IsFull()) table.Add(absl::StripSuffix(line, "\r"));
  return std::move(table).Take();
}

absl::string_view ShippedExpenseRates() { return kShipped; }

}  // namespace jiedui::scheduler
