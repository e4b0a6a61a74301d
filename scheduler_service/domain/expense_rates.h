// SPDX-License-Identifier: Apache-2.0
// What a person and day of training may cost (培训费综合定额), by jurisdiction, class of training and day. The program
// ships the central table, data/expense_rates.csv; provinces and counties have lower ones, which an operator adds with
// text of the same form. A table that has been made does not change. Pure, any thread.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/expense.pb.h"

namespace jiedui::scheduler {

class ExpenseRates {
 public:
  ExpenseRates() = default;
  // In any order; no two of one jurisdiction and class begin on one day.
  explicit ExpenseRates(std::vector<v1::ExpenseRate> rates);

  // The rate that holds on the day (ISO): the last one that begins not after it; null if there is none. Lives as long
  // as the table.
  const v1::ExpenseRate* Find(absl::string_view jurisdiction, int rate_class, absl::string_view day) const;

  // By jurisdiction, class and first day.
  const std::vector<v1::ExpenseRate>& All() const { return rates_; }

  // This table with `changes`: a jurisdiction that `changes` has is as it says there.
  ExpenseRates With(const ExpenseRates& changes) const;

 private:
  std::vector<v1::ExpenseRate> rates_;
};

// A table from text: the head line of data/expense_rates.csv, then a line for each rate. UTF-8; empty lines and lines
// from '#' are skipped; no field has a comma or a quotation mark. INVALID_ARGUMENT names the lines that are wrong
// ("line 12"), the first kWrongRateLinesMax of them.
inline constexpr int kWrongRateLinesMax = 20;
absl::StatusOr<ExpenseRates> ParseExpenseRates(absl::string_view text);

// The text of the table that the program ships.
absl::string_view ShippedExpenseRates();

}  // namespace jiedui::scheduler
