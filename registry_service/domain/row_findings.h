// SPDX-License-Identifier: Apache-2.0
// What an import has to tell whoever sent a row that is stored: what was put right, and what somebody should look at
// (why a row is refused: row_refusal.h). In Chinese, because the roster goes back to a township; the codes are stable:
//
//   fixed    ID_15_DIGITS ID_LOWER_CASE_X ID_FORM NAME_MIDDLE_DOT NAME_BLANKS NAME_FORM MOBILE_FORM
//   warned   ID_ENDS_IN_000 BIRTH_DATE_DIFFERS SEX_DIFFERS PRIVATE_USE_CHARACTER LICENCE_NUMBER_LENGTH
//
// Rules: GB 11643-1999 (numbers), the 12-ministry rule on names of 2016 (the middle dot is U+00B7), GB 18030 (no
// private-use characters). Pure, any thread.
#pragma once

#include <string>

#include "jiedui/registry/v1/bulk.pb.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::registry {

// The forms of a row that normalisation changes, as they came.
struct RawForms {
  std::string display_name;
  v1::PrivateFields private_fields;
};

RawForms RawFormsOf(const v1::Person& person);

// What was fixed in a row and what is doubtful about it; `person` is the row as it will be stored, its private fields
// in full. The outcome has findings only.
v1::RowOutcome FindingsOf(const RawForms& raw, const v1::Person& person);

// Whether there is a finding of this kind.
bool HasFinding(const v1::RowOutcome& outcome, v1::RowFinding::Kind kind);

}  // namespace jiedui::registry
