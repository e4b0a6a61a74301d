// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_sources.h"

#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/manual_figure.h"
#include "scheduler_service/domain/outcome.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/verify_rows.h"

namespace jiedui::scheduler {
namespace {

// One that stands elsewhere may be there twice.
void CheckId(const std::string& name, const std::string& id, VerifyReport& report) {
  if (!absl::EndsWith(name, absl::StrCat("/", id)))
    report.Add(5, {name, "an id that is not made from what it is", absl::StrCat("the id ", id)});
}

// Else a merge of the person would leave it behind.
absl::Status CheckListed(const Verified& verified, const v1::Outcome& outcome, VerifyReport& report) {
  report.CountRows(1);
  ASSIGN_OR_RETURN(const auto listed,
                   verified.tables.person_outcomes.Find(verified.snapshot, PersonKey(outcome.person())));
  const bool is_listed = listed.has_value() && absl::c_linear_search(listed->outcomes(), outcome.name());
  if (!is_listed)
    report.Add(5, {outcome.name(), "in the list of no person", absl::StrCat("in that of ", outcome.person())});
  return absl::OkStatus();
}

absl::Status CheckOutcomeRow(const Verified& verified, const storage::v1::OutcomeRecord& record, VerifyReport& report) {
  const v1::Outcome& outcome = record.outcome();
  // The name may have been put right since it was recorded, and with it what the id was made from.
  if (!IsKnownByName(outcome)) CheckId(outcome.name(), OutcomeId(outcome), report);
  const bool is_first = outcome.reporting_divisions_size() > 0 && outcome.reporting_divisions(0) == outcome.division();
  if (!is_first)
    report.Add(5, {outcome.name(), "reporting_divisions that do not begin with its division", outcome.division()});
  if (outcome.kind() != v1::Outcome::KIND_ENTREPRENEUR) return absl::OkStatus();
  return CheckListed(verified, outcome, report);
}

absl::Status CheckFigureRow(const Verified& /*verified*/, const storage::v1::ManualFigureRecord& record,
                            VerifyReport& report) {
  CheckId(record.manual_figure().name(), ManualFigureId(record.manual_figure()), report);
  return absl::OkStatus();
}

absl::Status CheckAgreementRow(const Verified& verified, const storage::v1::AgreementRecord& record,
                               VerifyReport& report) {
  const v1::Agreement& agreement = record.agreement();
  if (agreement.supplements().empty()) return absl::OkStatus();
  report.CountRows(1);
  ASSIGN_OR_RETURN(const auto found,
                   verified.tables.agreements.Find(verified.snapshot, MemberKey(agreement.supplements())));
  if (!found.has_value() || found->agreement().year() != agreement.year())
    report.Add(5, {agreement.name(), absl::StrCat("a supplement to ", agreement.supplements()),
                   absl::StrCat("an agreement of ", agreement.year(), " that is there")});
  return absl::OkStatus();
}

absl::Status CheckExpenseRow(const Verified& verified, const storage::v1::CourseExpenseRecord& record,
                             VerifyReport& report) {
  report.CountRows(1);
  ASSIGN_OR_RETURN(const auto course,
                   verified.tables.courses.FindBytes(verified.snapshot, ExpenseKey(record.expense().name())));
  if (!course.has_value()) report.Add(5, {record.expense().name(), "the money of no course", "a course"});
  return absl::OkStatus();
}

}  // namespace

std::vector<std::unique_ptr<VerifyStep>> VerifySources(const Verified& verified) {
  std::vector<std::unique_ptr<VerifyStep>> steps;
  const auto add = [&](absl::string_view name, const auto& table, auto check) {
    using Record = std::remove_cvref_t<decltype(table.Decode("", "").value())>;
    steps.push_back(std::make_unique<RowsStep<Record>>(name, verified, table, check));
  };
  add("OUTCOMES", verified.tables.outcomes, CheckOutcomeRow);
  add("MANUAL_FIGURES", verified.tables.manual_figures, CheckFigureRow);
  add("AGREEMENTS", verified.tables.agreements, CheckAgreementRow);
  add("COURSE_EXPENSES", verified.tables.expenses, CheckExpenseRow);
  return steps;
}

}  // namespace jiedui::scheduler
