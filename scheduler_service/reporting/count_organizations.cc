// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_organizations.h"

#include <optional>

#include "scheduler_service/domain/division.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::Organization;
using registry::v1::OrganizationPair;

std::optional<FigureId> FigureOf(OrganizationPair::Kind kind) {
  if (kind == OrganizationPair::KIND_HOSPITAL) return FigureId::kHospitalPairs;
  if (kind == OrganizationPair::KIND_SCHOOL) return FigureId::kSchoolPairs;
  return std::nullopt;
}

// A pair belongs where its organisations lay when it was signed.
void CountPair(const Counting& counting, const PairedOrganizations& rows) {
  const std::optional<FigureId> figure = FigureOf(rows.pair.kind());
  if (!figure.has_value() || !counting.Wants(*figure)) return;
  const std::string& signed_on = rows.pair.sign_date();
  const bool is_ours = LiesIn(DivisionOn(rows.east, signed_on), counting.east()) &&
                       LiesIn(DivisionOn(rows.west, signed_on), counting.west());
  if (!is_ours) return;
  Ledger& ledger = counting.ledger();
  counting.Add(*figure,
               {.row = ledger.rows.Add(rows.pair.name()),
                .subject = ledger.subjects.Add(rows.pair.name()),
                .day = ToDayNumber(signed_on)},
               v1::NOT_COUNTED_REASON_UNSPECIFIED);
}

// Deleted, or merged into another one, by the day.
bool IsGone(const Organization& base, const std::string& day) {
  if (!base.merge_date().empty() && base.merge_date() <= day) return true;
  return base.has_delete_time() && FormatDate(ShanghaiDay(absl::FromUnixSeconds(base.delete_time().seconds()))) <= day;
}

void CountBase(const Counting& counting, const Organization& base) {
  if (!LiesIn(DivisionOn(base, counting.as_of()), counting.west())) return;
  Ledger& ledger = counting.ledger();
  counting.Add(FigureId::kTrainingBases,
               {.row = ledger.rows.Add(base.name()), .subject = ledger.subjects.Add(base.name())},
               IsGone(base, counting.as_of()) ? v1::NOT_COUNTED_REASON_CLOSED : v1::NOT_COUNTED_REASON_UNSPECIFIED);
}

}  // namespace

void CountOrganizations(const Counting& counting, const OrganizationRows& rows) {
  for (const PairedOrganizations& pair : rows.pairs) CountPair(counting, pair);
  if (!counting.Wants(FigureId::kTrainingBases)) return;
  for (const Organization& base : rows.bases) CountBase(counting, base);
}

}  // namespace jiedui::scheduler
