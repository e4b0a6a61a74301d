// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/private_fields.h"

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "registry_service/domain/mask.h"
#include "registry_service/domain/mobile.h"
#include "registry_service/domain/resident_id.h"

namespace jiedui::registry {
namespace {

using v1::IdDocument;
using v1::PrivateFields;

constexpr absl::string_view kNumberField = "person.private_fields.id_document.number";
constexpr absl::string_view kMobileField = "person.private_fields.mobile";
constexpr absl::string_view kForeignMask = "is masked and not what is stored: send it in full, or leave it out";

bool HasMask(const PrivateFields& fields) {
  return IsMasked(fields.id_document().number()) || IsMasked(fields.mobile());
}

bool Same(const IdDocument& a, const IdDocument& b) { return a.kind() == b.kind() && a.number() == b.number(); }

// `wanted` with every mask replaced by the number that it hides.
absl::StatusOr<PrivateFields> Unmasked(PrivateFields wanted, const PrivateSeal& seal, const PersonRecord& record) {
  const PrivateFields& masked = record.person().private_fields();
  FieldChecks checks;
  if (IsMasked(wanted.id_document().number()) && !Same(wanted.id_document(), masked.id_document()))
    checks.Add(kNumberField, kForeignMask);
  if (IsMasked(wanted.mobile()) && wanted.mobile() != masked.mobile()) checks.Add(kMobileField, kForeignMask);
  RETURN_IF_ERROR(checks.ToStatus());
  ASSIGN_OR_RETURN(const PrivateFields full, seal.Open(record.sealed_private()));
  if (IsMasked(wanted.id_document().number())) *wanted.mutable_id_document() = full.id_document();
  if (IsMasked(wanted.mobile())) wanted.set_mobile(full.mobile());
  return wanted;
}

bool IsEmpty(const PrivateFields& fields) { return !fields.has_id_document() && fields.mobile().empty(); }

// Whether the sealed fields are these already. A number that is told again, in 18 characters, keeps how it was first
// written.
bool IsSealedAlready(const PrivateSeal& seal, const PersonRecord& record, PrivateFields& full) {
  if (record.sealed_private().empty()) return false;
  const absl::StatusOr<PrivateFields> sealed = seal.Open(record.sealed_private());
  if (!sealed.ok()) return false;
  if (Same(full.id_document(), sealed->id_document()) && full.id_document().original_number().empty() &&
      full.has_id_document())
    *full.mutable_id_document() = sealed->id_document();
  return sealed->SerializeAsString() == full.SerializeAsString();
}

}  // namespace

PrivateFields NormalizedPrivateFields(const PrivateFields& fields) {
  PrivateFields result;
  if (fields.has_id_document()) *result.mutable_id_document() = NormalizedIdDocument(fields.id_document());
  result.set_mobile(NormalizedMobile(fields.mobile()));
  return result;
}

void CheckPrivateFields(const PrivateFields& fields, const PrivateRules& rules, FieldChecks& checks) {
  if (fields.has_id_document() && !IsMasked(fields.id_document().number())) {
    const auto problem = ProblemOfIdNumber(fields.id_document(), rules.allow_synthetic_ids);
    if (problem.has_value()) checks.Add(kNumberField, *problem);
  }
  if (!fields.mobile().empty() && !IsMasked(fields.mobile())) {
    const auto problem = ProblemOfMobile(fields.mobile());
    if (problem.has_value()) checks.Add(kMobileField, *problem);
  }
}

absl::Status ResealPrivateFields(const PrivateFields& wanted, absl::string_view wanted_index, const PrivateSeal& seal,
                                 PersonRecord& record) {
  const PrivateFields& masked = record.person().private_fields();
  if (HasMask(masked) && wanted.SerializeAsString() == masked.SerializeAsString()) return absl::OkStatus();
  PrivateFields full = wanted;
  if (HasMask(wanted)) {
    ASSIGN_OR_RETURN(full, Unmasked(wanted, seal, record));
  }
  if (IsEmpty(full)) {
    record.mutable_person()->clear_private_fields();
    record.clear_sealed_private();
    record.clear_id_blind_index();
    return absl::OkStatus();
  }
  if (IsSealedAlready(seal, record, full)) return absl::OkStatus();
  record.set_sealed_private(seal.Seal(full));
  if (!full.has_id_document()) {
    record.clear_id_blind_index();
  } else if (!IsMasked(wanted.id_document().number())) {
    record.set_id_blind_index(wanted_index.data(), wanted_index.size());
  }
  *record.mutable_person()->mutable_private_fields() = Masked(full);
  return absl::OkStatus();
}

}  // namespace jiedui::registry
