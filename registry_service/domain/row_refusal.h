// SPDX-License-Identifier: Apache-2.0
// Why a row of an import was refused, as findings: the field, what came in it, the problem and what to do about it in
// Chinese. Whatever refused it: the rules of its fields, the parser, a decision about the person, or the store. Codes:
//
//   ID_MISSING ID_MASKED ID_SCIENTIFIC_NOTATION ID_LOOKALIKE_X ID_LENGTH ID_BIRTH_DATE ID_TRUNCATED ID_CHECK_CHARACTER
//   ID_OTHER_KIND ID_SYNTHETIC ID_FORM MOBILE_MASKED MOBILE_FORM NAME_MISSING CATEGORY_MISSING INVALID_FIELD,
//   the reasons of ErrorReason (NAME_MISMATCH, ...), and the name of the status code where there is no reason
//
// Pure, any thread.
#pragma once

#include "absl/status/status.h"
#include "jiedui/registry/v1/bulk.pb.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/domain/private_fields.h"

namespace jiedui::registry {

// `row` as it came. At least one finding; the outcome has findings only.
v1::RowOutcome RefusalFindings(const v1::ImportPersonsRequest& row, const PrivateRules& rules,
                               const absl::Status& refusal);

}  // namespace jiedui::registry
