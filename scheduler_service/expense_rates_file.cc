// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/expense_rates_file.h"

#include <fstream>
#include <sstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"

namespace jiedui::scheduler {
namespace {

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  // A directory opens, and then gives nothing.
  if (!file || !text) return absl::InvalidArgumentError(absl::StrCat(path, ": cannot be read"));
  return text.str();
}

}  // namespace

absl::StatusOr<ExpenseRates> LoadExpenseRates(const std::string& path) {
  ASSIGN_OR_RETURN(ExpenseRates shipped, ParseExpenseRates(ShippedExpenseRates()));
  if (path.empty()) return shipped;
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  const absl::StatusOr<ExpenseRates> changes = ParseExpenseRates(text);
  if (changes.ok()) return shipped.With(*changes);
  const std::vector<FieldViolation> lines = FieldViolationsOf(changes.status());
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": ", lines[0].field, ": ", lines[0].description,
                   lines.size() == 1 ? "" : absl::StrCat("; ", lines.size() - 1, " more lines are wrong")));
}

}  // namespace jiedui::scheduler
