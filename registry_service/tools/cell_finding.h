// SPDX-License-Identifier: Apache-2.0
// What is found in a row, in the words of RowFinding: by this tool, which never sends what it cannot read, and by the
// registry. The texts are Chinese, because the roster goes back to a township. Pure, any thread. Codes of the tool:
//
//   fixed    BIRTH_DAY_FROM_ID LICENCE_SCOPES_SPLIT
//   warned   ORGANIZATION_DEFAULT EMPLOYMENT_OF_NEW_ONLY OTHER_EMPLOYER POSITION_REPLACED LICENCE_END_STAYS
//   refused  NAME_MISSING NAME_DAMAGED ID_MISSING ID_SCIENTIFIC_NOTATION ID_KIND_UNKNOWN SEX_UNKNOWN CATEGORY_MISSING
//            CATEGORY_UNKNOWN DATE_UNREADABLE DATE_WITHOUT_DAY ORGANIZATION_UNKNOWN ORGANIZATION_AMBIGUOUS
//            ORGANIZATION_BLANK ESTABLISHMENT_UNKNOWN TITLE_UNKNOWN TITLE_BLANK LICENCE_KIND_UNKNOWN LICENCE_KIND_BLANK
//            LICENCE_SCIENTIFIC_NOTATION ROW_TOO_LONG
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/bulk.pb.h"

namespace jiedui::registry {

// The texts that go with a finding.
struct FindingWords {
  absl::string_view code;
  absl::string_view problem;
  absl::string_view suggestion;
};

v1::RowFinding NewFinding(v1::RowFinding::Kind kind, const FindingWords& words, absl::string_view path,
                          absl::string_view value);

bool HasFindingOf(v1::RowFinding::Kind kind, const std::vector<v1::RowFinding>& findings);

// What the registry found. A refusal that it does not explain by findings is explained by its status: every field that
// is wrong, or its reason and message.
std::vector<v1::RowFinding> FindingsIn(const v1::RowOutcome& outcome);

}  // namespace jiedui::registry
