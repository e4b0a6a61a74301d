// SPDX-License-Identifier: Apache-2.0
// Numbers of identity documents, of every kind. An accepted resident number has the right check character, says a day
// of the calendar, is found again however it is written, and bears neither a wrong digit nor swapped neighbours.
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/text.h"
#include "registry_service/domain/mask.h"
#include "registry_service/domain/resident_id.h"
#include "registry_service/domain/search_keys.h"
#include "registry_service/tools/roster_date.h"
#include "tests/fuzz/property.h"

namespace jiedui::fuzz {
namespace {

using registry::CheckIdNumber;
using registry::IdProblem;
using registry::v1::IdDocument;

constexpr size_t kBodyLength = 17;
constexpr size_t kLegacyLength = 15;

IdDocument DocumentOf(IdDocument::Kind kind, const std::string& number) {
  IdDocument document;
  document.set_kind(kind);
  document.set_number(number);
  return document;
}

std::string Normalized(IdDocument::Kind kind, const std::string& number) {
  return registry::NormalizedIdDocument(DocumentOf(kind, number)).number();
}

bool IsResident(const std::string& number) {
  return CheckIdNumber(DocumentOf(IdDocument::KIND_RESIDENT_ID, number), /*allow_synthetic=*/true) == IdProblem::kNone;
}

void CheckWrongDigits(const std::string& number) {
  for (size_t i = 0; i < kBodyLength; ++i) {
    for (char other = '0'; other <= '9'; ++other) {
      std::string changed = number;
      changed[i] = other;
      Require(other == number[i] || !IsResident(changed), "one wrong digit is found");
    }
    if (number[i] == number[i + 1]) continue;
    std::string swapped = number;
    std::swap(swapped[i], swapped[i + 1]);
    Require(!IsResident(swapped), "two swapped neighbours are found");
  }
}

void CheckResident(const std::string& number) {
  Require(number.size() == kBodyLength + 1, "an accepted number has 18 characters");
  Require(registry::ResidentIdCheckCharacter(number.substr(0, kBodyLength)) == number.back(), "its check is right");
  Require(ParseDate(registry::BirthDateIn(number)).has_value(), "its birth date is a day of the calendar");
  Require(registry::BirthDateFromId(number) == registry::BirthDateIn(number), "the roster reads the same birth date");
  Require(registry::SexIn(number) != registry::v1::SEX_UNSPECIFIED, "it tells a sex");
  Require(registry::IdTail(number).size() == 4, "its end can be searched");
  for (const std::string& written : {number, absl::AsciiStrToLower(number), absl::StrCat("'", number),
                                     absl::StrCat(" ", number.substr(0, 6), "\u3000", number.substr(6), "\u00A0")})
    Require(Normalized(IdDocument::KIND_RESIDENT_ID, written) == number, "every way to write it means that number");
  const std::string masked = registry::MaskedIdNumber(number);
  Require(registry::IsMasked(masked) && !IsResident(masked), "a mask is no number");
  Require(Normalized(IdDocument::KIND_RESIDENT_ID, masked) == masked, "a mask stays as it is");
  CheckWrongDigits(number);
}

// What the kind makes of the text.
void CheckKind(IdDocument::Kind kind, const std::string& text) {
  const std::string number = Normalized(kind, text);
  Require(IsValidUtf8(number), "a normalised number is valid UTF-8");
  Require(Normalized(kind, number) == number || registry::IsMasked(text), "normalising twice changes nothing");
  const IdDocument document = DocumentOf(kind, number);
  const IdProblem problem = CheckIdNumber(document, /*allow_synthetic=*/true);
  if (problem != IdProblem::kNone)
    Require(CheckIdNumber(document, /*allow_synthetic=*/false) != IdProblem::kNone, "synthetic people are extra");
  Require(registry::DescriptionOf(problem).empty() == (problem == IdProblem::kNone), "every problem has words");
  if (problem == IdProblem::kNone)
    Require(IsValidUtf8(number) && number.size() <= 20 && !registry::IsMasked(number), "what is accepted is short");
  if (problem == IdProblem::kNone && kind == IdDocument::KIND_RESIDENT_ID) CheckResident(number);
}

// Fifteen digits become eighteen with a check that is right: only the date, or the kind of document, may be wrong.
void CheckLegacy(const std::string& digits) {
  const std::string number = Normalized(IdDocument::KIND_RESIDENT_ID, digits);
  const IdProblem problem = CheckIdNumber(DocumentOf(IdDocument::KIND_RESIDENT_ID, number), /*allow_synthetic=*/true);
  Require(problem == IdProblem::kNone || problem == IdProblem::kBirthDate || problem == IdProblem::kPermitNumber,
          "a number of 15 digits is converted to a sound one");
  Require(number.substr(0, 6) == digits.substr(0, 6) && number.substr(8, 9) == digits.substr(6), "digits are kept");
}

std::string DigitsIn(const std::string& text) {
  std::string digits;
  for (const char c : text)
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) digits += c;
  return digits;
}

}  // namespace
}  // namespace jiedui::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text = jiedui::fuzz::TextOf(data, size);
  for (const auto kind :
       {jiedui::registry::v1::IdDocument::KIND_UNSPECIFIED, jiedui::registry::v1::IdDocument::KIND_RESIDENT_ID,
        jiedui::registry::v1::IdDocument::KIND_HMT_RESIDENCE_PERMIT,
        jiedui::registry::v1::IdDocument::KIND_FOREIGN_PERMANENT_RESIDENT,
        jiedui::registry::v1::IdDocument::KIND_PASSPORT})
    jiedui::fuzz::CheckKind(kind, text);
  const std::string digits = jiedui::fuzz::DigitsIn(text);
  if (digits.size() >= jiedui::fuzz::kLegacyLength)
    jiedui::fuzz::CheckLegacy(digits.substr(0, jiedui::fuzz::kLegacyLength));
  const std::string body = digits.substr(0, jiedui::fuzz::kBodyLength);
  const char check = jiedui::registry::ResidentIdCheckCharacter(body);
  if (check != '\0') jiedui::fuzz::CheckKind(jiedui::registry::v1::IdDocument::KIND_RESIDENT_ID, body + check);
  return 0;
}
