// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/divisions.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace jiedui::registry {
namespace {

constexpr char kShipped[] =
#include "divisions_csv.inc"
    ;

constexpr absl::string_view kHead = "code,name,start_date,end_date,successors,source";
constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kFields = 6;
constexpr int kShownMax = 40;  // code points of a wrong value
constexpr std::array<size_t, 4> kWiderLengths = {2, 4, 6, 9};

// A division, and the line that says so.
struct Row {
  Division division;
  int line = 0;
};

bool IsBefore(const Division& a, const Division& b) {
  return std::tie(a.code, a.start_date) < std::tie(b.code, b.start_date);
}

DateRange DaysOf(const Division& division) { return {.first = division.start_date, .last = division.end_date}; }

bool IsCode(absl::string_view text) {
  const bool wider = std::find(kWiderLengths.begin(), kWiderLengths.end(), text.size()) != kWiderLengths.end();
  return (wider || text.size() == 12) && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c));
         });
}

bool IsDateOrEmpty(absl::string_view text) { return text.empty() || ParseDate(text).has_value(); }

std::string NoCode(absl::string_view text) {
  return absl::StrCat("a code has 2, 4, 6, 9 or 12 digits, found '", Excerpt(text, kShownMax), "'");
}

std::string NoDate(absl::string_view text) {
  return absl::StrCat("a date is YYYY-MM-DD or empty, found '", Excerpt(text, kShownMax), "'");
}

std::optional<std::string> ProblemOfDates(const Division& division) {
  const std::string& first = division.start_date;
  const std::string& last = division.end_date;
  if (!IsDateOrEmpty(first)) return NoDate(first);
  if (!IsDateOrEmpty(last)) return NoDate(last);
  if (!last.empty() && last < first) return absl::StrCat("end_date ", last, " is before start_date ", first);
  return std::nullopt;
}

std::optional<std::string> ProblemOfDivision(const Division& division) {
  if (!IsCode(division.code)) return NoCode(division.code);
  if (division.name.empty()) return "the name is missing";
  if (division.source.empty()) return "the source is missing";
  auto problem = ProblemOfDates(division);
  if (problem.has_value()) return problem;
  if (!division.successors.empty() && division.end_date.empty()) return "has successors, but no end_date";
  for (const std::string& successor : division.successors)
    if (!IsCode(successor)) return NoCode(successor);
  return std::nullopt;
}

std::optional<std::string> ProblemOfText(absl::string_view line) {
  if (!IsValidUtf8(line)) return "is not UTF-8";
  if (HasControlCharacters(line)) return "has a control character";
  if (absl::StrContains(line, '"')) return "has a quotation mark; fields of this table need none, and have no comma";
  return std::nullopt;
}

// The division that a line says, or what is wrong with the line.
std::optional<std::string> Read(absl::string_view line, Division& division) {
  auto problem = ProblemOfText(line);
  if (problem.has_value()) return problem;
  const std::vector<absl::string_view> fields = absl::StrSplit(line, ',');
  if (fields.size() != kFields) return absl::StrCat("has ", fields.size(), " fields, must have ", kFields);
  division.code = Trimmed(fields[0]);
  division.name = Trimmed(ToNfc(fields[1]));
  division.start_date = Trimmed(fields[2]);
  division.end_date = Trimmed(fields[3]);
  division.successors = absl::StrSplit(Trimmed(fields[4]), '|', absl::SkipEmpty());
  division.source = Trimmed(fields[5]);
  return ProblemOfDivision(division);
}

// The text line by line: rows, or what is wrong.
class Table {
 public:
  void Add(absl::string_view line) {
    ++line_;
    if (line.empty() || line[0] == '#') return;
    if (!head_seen_) {
      head_seen_ = true;
      if (line != kHead) AddWrong(line_, absl::StrCat("the first line must be ", kHead));
      return;
    }
    Row row{.line = line_};
    const auto problem = Read(line, row.division);
    if (problem.has_value()) {
      AddWrong(line_, *problem);
    } else {
      rows_.push_back(std::move(row));
    }
  }

  bool IsFull() const { return wrong_.size() == static_cast<size_t>(kWrongLinesMax); }

  absl::StatusOr<Divisions> Take() && {
    if (!head_seen_) AddWrong(1, absl::StrCat("the first line must be ", kHead));
    AddOverlaps();
    if (!wrong_.empty()) return InvalidFields(wrong_);
    std::vector<Division> divisions;
    for (Row& row : rows_) divisions.push_back(std::move(row.division));
    return Divisions(std::move(divisions));
  }

 private:
  void AddWrong(int line, absl::string_view problem) {
    if (!IsFull()) wrong_.push_back({.field = absl::StrCat("line ", line), .description = std::string(problem)});
  }

  // Ordered by first day, one that shares a day with any shares it with its neighbour.
  void AddOverlaps() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Row& a, const Row& b) { return IsBefore(a.division, b.division); });
    for (size_t i = 1; i < rows_.size(); ++i) {
      const Row& a = rows_[i - 1];
      const Row& b = rows_[i];
      if (a.division.code != b.division.code) continue;
      const auto shared = Intersection(DaysOf(a.division), DaysOf(b.division));
      if (!shared.has_value()) continue;
      AddWrong(std::max(a.line, b.line),
               absl::StrCat(b.division.code, " is in line ", std::min(a.line, b.line), " too, on ", ToString(*shared)));
    }
  }

  int line_ = 0;
  bool head_seen_ = false;
  std::vector<Row> rows_;
  std::vector<FieldViolation> wrong_;
};

}  // namespace

Divisions::Divisions(std::vector<Division> divisions) : divisions_(std::move(divisions)) {
  std::sort(divisions_.begin(), divisions_.end(), IsBefore);
}

const Division* Divisions::Find(absl::string_view code, absl::string_view date) const {
  auto found =
      std::lower_bound(divisions_.begin(), divisions_.end(), code,
                       [](const Division& division, absl::string_view wanted) { return division.code < wanted; });
  for (; found != divisions_.end() && found->code == code; ++found)
    if (Contains(DaysOf(*found), date)) return &*found;
  return nullptr;
}

std::string Divisions::NameOn(absl::string_view code, absl::string_view date) const {
  const Division* division = Find(code, date);
  return division == nullptr ? std::string() : division->name;
}

std::vector<const Division*> Divisions::AncestorsOf(absl::string_view code, absl::string_view date) const {
  std::vector<const Division*> ancestors;
  for (const size_t length : kWiderLengths) {
    if (length >= code.size()) break;
    const Division* ancestor = Find(code.substr(0, length), date);
    if (ancestor != nullptr) ancestors.push_back(ancestor);
  }
  return ancestors;
}

std::string Divisions::FullNameOn(absl::string_view code, absl::string_view date) const {
  const Division* division = Find(code, date);
  if (division == nullptr) return "";
  std::string name;
  for (const Division* ancestor : AncestorsOf(code, date)) absl::StrAppend(&name, ancestor->name);
  return absl::StrCat(name, division->name);
}

std::vector<const Division*> Divisions::Within(const DivisionQuery& query, size_t limit) const {
  std::vector<const Division*> found;
  // The codes within an area lie right behind its own.
  const std::string& after = std::max(query.area, query.after);
  for (auto next = std::upper_bound(divisions_.begin(), divisions_.end(), after,
                                    [](absl::string_view code, const Division&d) { return code < d.code; });
       next != divisions_.end() && absl::StartsWith(next->code, query.area) && found.size() < limit; ++next)
    if (Contains(DaysOf(*next), query.date)) found.push_back(&*next);
  return found;
}

Divisions Divisions::With(const Divisions& changes) const {
  const auto by_code = [](const Division& a, const Division& b) { return a.code < b.code; };
  std::vector<Division> all = changes.divisions_;
  std::copy_if(divisions_.begin(), divisions_.end(), std::back_inserter(all), [&](const Division& mine) {
    return !std::binary_search(changes.divisions_.begin(), changes.divisions_.end(), mine, by_code);
  });
  return Divisions(std::move(all));
}

absl::StatusOr<Divisions> ParseDivisions(absl::string_view text) {
  Table table;
  for (const absl::string_view line : absl::StrSplit(absl::StripPrefix(text, kByteOrderMark), '\n')) {
    table.Add(absl::StripSuffix(line, "\r"));
    if (table.IsFull()) break;
  }
  return std::move(table).Take();
}

absl::string_view ShippedDivisions() { return {kShipped, sizeof(kShipped) - 1}; }

}  // namespace jiedui::registry
