// SPDX-License-Identifier: Apache-2.0
// Numbers of identity documents. 18 characters of GB 11643-1999: 6 of the division at first issue (never checked
// against a list: divisions change), 8 of the birth date, 3 of sequence (odd = male), and the check character of
// ISO 7064 MOD 11-2 with weights 2^(18-i) mod 11. Nothing here ever repeats a number in a message. Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::registry {

// The check character, '0'..'9' or 'X', for 17 digits; '\0' if `body` is anything else.
char ResidentIdCheckCharacter(absl::string_view body);

// A document with its number as it is stored: half-width, in capitals, without blanks; a resident number of 15 digits
// (GB 11643-1989) becomes one of 18, and is kept beside it. A number that was masked (mask.h) is left as it is.
v1::IdDocument NormalizedIdDocument(const v1::IdDocument& document);

// What can be wrong with a normalised number.
enum class IdProblem {
  kNone,
  kScientificNotation,  // "5.10824E+17"
  kLookalikeX,          // ends in a multiplication sign or a Cyrillic letter
  kLength,
  kShape,  // not 17 digits and one character
  kBirthDate,
  kTruncated,  // wrong check character, and 000 at the end: a spreadsheet kept 15 digits
  kCheckCharacter,
  kPermitNumber,  // of another kind of document
  kSynthetic,
  kPermitPrefix,
  kForeignShape,
  kPassportShape,
  kKind,
};

// Prefix 99 is no province: it marks synthetic people, welcome only where `allow_synthetic`.
IdProblem CheckIdNumber(const v1::IdDocument& document, bool allow_synthetic);

// For the client to read, after the name of the field; empty for kNone.
absl::string_view DescriptionOf(IdProblem problem);

// The description of what CheckIdNumber finds; nullopt = nothing.
std::optional<std::string> ProblemOfIdNumber(const v1::IdDocument& document, bool allow_synthetic);

// Whether 18 characters in a row of any text are a sound resident number.
bool HoldsResidentId(absl::string_view text);

// The birth date and the sex that a sound resident number of 18 characters tells; empty and unspecified for any other
// length.
std::string BirthDateIn(absl::string_view number);
v1::Sex SexIn(absl::string_view number);

}  // namespace jiedui::registry
