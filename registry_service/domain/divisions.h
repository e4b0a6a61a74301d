// SPDX-License-Identifier: Apache-2.0
// Administrative divisions as they were on a day: codes are given, renamed, split and taken back (苍溪县 is 512931 to
// 1984 and 510824 from 1985; 余杭区 gives up 临平区 on 2021-04-09). The program ships a table with its sources,
// data/divisions.csv; an operator adds to it, or puts right what it says, with text of the same form. A table that has
// been made does not change. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace jiedui::registry {

// A code under one name, and the days it held.
struct Division {
  std::string code;                     // 2 (province), 4, 6, 9 or 12 (village) digits
  std::string name;                     // without the names of what it lies in
  std::string start_date;               // first day; empty = not recorded
  std::string end_date;                 // last day, inclusive; empty = still
  std::vector<std::string> successors;  // codes that took over on the next day; empty = not recorded
  std::string source;                   // whoever says so
};

// Which divisions are asked for.
struct DivisionQuery {
  std::string area;   // code of what they lie in, at any depth; empty = anywhere
  std::string date;   // the day (ISO)
  std::string after;  // only codes behind this one; empty = all
};

class Divisions {
 public:
  Divisions() = default;
  // In any order; no two of one code share a day.
  explicit Divisions(std::vector<Division> divisions);

  // The division that has the code on the day (ISO); null if none is known. Lives as long as the table.
  const Division* Find(absl::string_view code, absl::string_view date) const;

  // Its name; empty if none is known.
  std::string NameOn(absl::string_view code, absl::string_view date) const;

  // The known divisions that the code lies in on the day, widest first: 51, 5108, 510824 of 510824100. The code itself
  // need not be known. A code directly under its province has no prefecture (339021).
  std::vector<const Division*> AncestorsOf(absl::string_view code, absl::string_view date) const;

  // Its name behind those of its ancestors, 浙江省杭州市余杭区; empty if the code is not known on the day.
  std::string FullNameOn(absl::string_view code, absl::string_view date) const;

  // By code; the first `limit`.
  std::vector<const Division*> Within(const DivisionQuery& query, size_t limit) const;

  // By code, then by first day.
  const std::vector<Division>& All() const { return divisions_; }

  // This table with `changes`: a code that `changes` has is as it says there, for all days.
  Divisions With(const Divisions& changes) const;

 private:
  std::vector<Division> divisions_;  // as All()
};

// A table from text: a head line "code,name,start_date,end_date,successors,source", then a line for each division.
// UTF-8, with or without a byte order mark; successors have '|' between them; empty lines and lines from '#' are
// skipped; no field has a comma or a quotation mark. INVALID_ARGUMENT names the lines that are wrong ("line 12"), the
// first kWrongLinesMax of them.
inline constexpr int kWrongLinesMax = 20;
absl::StatusOr<Divisions> ParseDivisions(absl::string_view text);

// The text of the table that the program ships.
absl::string_view ShippedDivisions();

}  // namespace jiedui::registry
