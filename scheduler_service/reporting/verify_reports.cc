// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/verify_reports.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/status_macros.h"
#include "scheduler_service/reporting/count_pairing.h"
#include "scheduler_service/reporting/report_rows.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

constexpr int kInvariant = 6;

class ReportsStep final : public VerifyStep {
 public:
  explicit ReportsStep(const Verified& verified) : verified_(verified) {}

  absl::string_view name() const override { return "REPORTS"; }

  absl::StatusOr<bool> Step(VerifyReport& report) override {
    if (!pairings_.has_value()) {
      ASSIGN_OR_RETURN(pairings_, ReadPairings(verified_.tables, verified_.snapshot));
      return pairings_->empty();
    }
    if (!count_.has_value()) {
      RETURN_IF_ERROR(CountNext(report));
    } else {
      RETURN_IF_ERROR(LookUpRows(report));
    }
    if (figure_ == kFigureCount) LeavePairing();
    return at_ == pairings_->size();
  }

 private:
  // A pairing that cannot be counted is a finding, and the next one's turn comes.
  absl::Status CountNext(VerifyReport& report) {
    const ReportQuestion question = {
        .pairing = (*pairings_)[at_].name(), .since = "", .as_of = std::string(kLatestDate)};
    absl::StatusOr<PairingCount> count = CountPairing(verified_.tables, verified_.snapshot, question);
    if (!count.ok()) {
      figure_ = kFigureCount;
      return report.AddDamage(count.status());
    }
    count_ = *std::move(count);
    return absl::OkStatus();
  }

  void LeavePairing() {
    count_.reset();
    figure_ = 0;
    row_ = 0;
    ++at_;
  }

  absl::Status LookUpRows(VerifyReport& report) {
    for (int64_t looked_up = 0; looked_up < kVerifyRowsPerStep && figure_ < kFigureCount; ++looked_up) {
      const auto& listed = count_->rows.figures(figure_);
      if (row_ == listed.rows_size()) {
        FinishFigure(report);
        continue;
      }
      report.CountRows(1);
      RETURN_IF_ERROR(LookUp(listed.rows(row_++), report));
    }
    return absl::OkStatus();
  }

  void FinishFigure(VerifyReport& report) {
    const FigureSpec& spec = FigureSpecs()[static_cast<size_t>(figure_)];
    const int64_t value = count_->figures[static_cast<size_t>(figure_)].value();
    const bool counts_places = spec.unit == v1::UNIT_PLACE;  // of which a demand, which is one row, has many
    if (!counts_places && value != row_)
      report.Add(kInvariant, {absl::StrCat((*pairings_)[at_].name(), " ", spec.code), absl::StrCat(value),
                              absl::StrCat(row_, " rows")});
    people_.clear();
    row_ = 0;
    ++figure_;
  }

  // The person of an assignment or entrepreneur; empty of other rows; nullopt: there is no such row.
  absl::StatusOr<std::optional<std::string>> PersonOf(RowKind rows, const std::string& name) const {
    if (rows == RowKind::kStay || rows == RowKind::kTraining) {
      ASSIGN_OR_RETURN(const auto record, verified_.tables.assignments.Find(verified_.snapshot, MemberKey(name)));
      if (!record.has_value()) return std::nullopt;
      return record->assignment().person();
    }
    if (rows == RowKind::kOutcome) {
      ASSIGN_OR_RETURN(const auto record, verified_.tables.outcomes.Find(verified_.snapshot, MemberKey(name)));
      if (!record.has_value()) return std::nullopt;
      return record->outcome().person();
    }
    return "";
  }

  absl::Status LookUp(const std::string& name, VerifyReport& report) {
    const FigureSpec& spec = FigureSpecs()[static_cast<size_t>(figure_)];
    ASSIGN_OR_RETURN(const std::optional<std::string> person, PersonOf(spec.rows, name));
    if (!person.has_value()) {
      report.Add(kInvariant, {name, "no row", absl::StrCat("a row: it is listed behind ", spec.code)});
    } else if (spec.unit == v1::UNIT_PERSON && !people_.insert(*person).second) {
      report.Add(kInvariant,
                 {name, absl::StrCat(*person, " once more"), absl::StrCat("each person once in ", spec.code)});
    }
    return absl::OkStatus();
  }

  const Verified verified_;
  std::optional<std::vector<v1::Pairing>> pairings_;
  size_t at_ = 0;
  std::optional<PairingCount> count_;  // of the pairing
  int figure_ = 0;
  int row_ = 0;
  absl::flat_hash_set<std::string> people_;  // of the figure
};

}  // namespace

std::unique_ptr<VerifyStep> VerifyReports(const Verified& verified) { return std::make_unique<ReportsStep>(verified); }

}  // namespace jiedui::scheduler
