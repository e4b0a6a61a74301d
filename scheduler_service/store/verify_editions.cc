// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_editions.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/edition.h"
#include "scheduler_service/store/editions.h"
#include "scheduler_service/store/frozen_rows.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/verify_rows.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::FrozenPeriodsRecord;
using v1::Correction;
using v1::Edition;

absl::Status CheckEdition(const Verified& verified, const storage::v1::EditionRecord& record, VerifyReport& report) {
  const Edition& edition = record.edition();
  report.CountRows(record.parts());
  ASSIGN_OR_RETURN(const auto contents, LoadContents(verified.tables, verified.snapshot, record));
  if (CountRows(contents.rows()) != edition.rows())
    report.Add(6, {edition.name(), absl::StrCat(CountRows(contents.rows()), " rows"),
                   absl::StrCat(edition.rows(), " rows, as it says")});
  if (DigestOfRows(contents.rows()) != edition.rows_digest())
    report.Add(6, {edition.name(), "rows with another digest", absl::StrCat("the digest ", edition.rows_digest())});
  ASSIGN_OR_RETURN(const auto frozen, LoadFrozen(verified.tables, verified.snapshot, ParentName(edition.name())));
  // By its last day: the first one may be the pairing's.
  const bool is_frozen = std::any_of(frozen.periods().begin(), frozen.periods().end(), [&](const auto& period) {
    return period.last_day() == edition.report().as_of() && period.editions() >= edition.number();
  });
  if (!is_frozen)
    report.Add(6, {edition.name(), "an edition of a period that is not frozen",
                   absl::StrCat("one that ends on ", edition.report().as_of(), " and has so many editions")});
  return absl::OkStatus();
}

absl::Status CheckEditionPart(const Verified& verified, const storage::v1::EditionPartRecord& part,
                              VerifyReport& report) {
  ASSIGN_OR_RETURN(const auto record, verified.tables.editions.Find(verified.snapshot, MemberKey(part.edition())));
  if (!record.has_value() || part.part() >= record->parts())
    report.Add(
        5, {part.edition(), absl::StrCat("a piece ", part.part(), " of it"), "none, as the edition has no such piece"});
  return absl::OkStatus();
}

absl::Status CheckFrozen(const Verified& verified, const FrozenPeriodsRecord& record, VerifyReport& report) {
  for (const FrozenPeriodsRecord::Period& period : record.periods()) {
    report.CountRows(1);
    if (period.editions() == 0) continue;
    ASSIGN_OR_RETURN(const auto last,
                     verified.tables.editions.Find(verified.snapshot, MemberKey(period.last_edition())));
    const int number = last.has_value() ? last->edition().number() : 0;
    if (number != period.editions())
      report.Add(6, {record.pairing(), absl::StrCat(period.last_edition(), " with number ", number),
                     absl::StrCat("number ", period.editions(), " as the last edition of ", period.first_day(), "..",
                                  period.last_day())});
  }
  return absl::OkStatus();
}

// The event that the correction left in the assignment.
bool HasBeenMade(const v1::Assignment& assignment, const Correction& correction) {
  return std::any_of(assignment.events().begin(), assignment.events().end(), [&](const v1::AssignmentEvent& event) {
    return event.verb() == "ApproveCorrection" && event.actor() == correction.decided_by() &&
           event.reason() == correction.reason() && event.record_time().seconds() == correction.decide_time().seconds();
  });
}

absl::Status CheckCorrectionRow(const Verified& verified, const storage::v1::CorrectionRecord& record,
                                VerifyReport& report) {
  const Correction& correction = record.correction();
  for (const v1::CorrectionChange& change : correction.changes()) {
    report.CountRows(1);
    ASSIGN_OR_RETURN(const auto found,
                     verified.tables.assignments.Find(verified.snapshot, MemberKey(change.assignment())));
    const v1::Assignment assignment = found.has_value() ? found->assignment() : v1::Assignment();
    if (correction.state() == Correction::STATE_APPROVED && !HasBeenMade(assignment, correction))
      report.Add(6, {change.assignment(), "no step of the correction",
                     absl::StrCat("what ", correction.name(), " has made of it")});
  }
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<VerifyStep> VerifyEditions(const Verified& verified) {
  return std::make_unique<RowsStep<storage::v1::EditionRecord>>("EDITIONS", verified, verified.tables.editions,
                                                                CheckEdition);
}

std::unique_ptr<VerifyStep> VerifyEditionParts(const Verified& verified) {
  return std::make_unique<RowsStep<storage::v1::EditionPartRecord>>("EDITION_PARTS", verified,
                                                                    verified.tables.edition_parts, CheckEditionPart);
}

std::unique_ptr<VerifyStep> VerifyFrozenPeriods(const Verified& verified) {
  return std::make_unique<RowsStep<FrozenPeriodsRecord>>("FROZEN_PERIODS", verified, verified.tables.frozen,
                                                         CheckFrozen);
}

std::unique_ptr<VerifyStep> VerifyCorrections(const Verified& verified) {
  return std::make_unique<RowsStep<storage::v1::CorrectionRecord>>("CORRECTIONS", verified, verified.tables.corrections,
                                                                   CheckCorrectionRow);
}

}  // namespace jiedui::scheduler
