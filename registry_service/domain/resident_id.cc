// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/resident_id.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/half_width.h"
#include "registry_service/domain/mask.h"

namespace jiedui::registry {
namespace {

using v1::IdDocument;

constexpr size_t kBodyLength = 17;
constexpr size_t kNumberLength = 18;
constexpr size_t kLegacyLength = 15;
constexpr size_t kCenturyPosition = 6;
constexpr absl::string_view kCheckCharacters = "10X98765432";

bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

bool AllAlphanumeric(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); });
}

// Before 1999 a number had the year in two digits and no check; nobody who carries one was born before 1900.
std::string From15To18(absl::string_view legacy) {
  std::string body = absl::StrCat(legacy.substr(0, kCenturyPosition), "19", legacy.substr(kCenturyPosition));
  const char check = ResidentIdCheckCharacter(body);
  body.push_back(check);
  return body;
}

// Numbers that went through a spreadsheet: "5.10824E+17", or 15 significant digits and three zeros.
bool LooksLikeScientificNotation(absl::string_view number) {
  return absl::StrContains(number, "E+") || (absl::StrContains(number, '.') && absl::StrContains(number, 'E'));
}

IdProblem ShapeProblem(absl::string_view number) {
  if (LooksLikeScientificNotation(number)) return IdProblem::kScientificNotation;
  if (absl::EndsWith(number, "\u00D7") || absl::EndsWith(number, "\u0425") || absl::EndsWith(number, "\u0445"))
    return IdProblem::kLookalikeX;
  if (number.size() != kNumberLength) return IdProblem::kLength;
  if (!AllDigits(number.substr(0, kBodyLength))) return IdProblem::kShape;
  return IdProblem::kNone;
}

// What all 18-character numbers share.
IdProblem ProblemOf18(absl::string_view number) {
  if (const IdProblem problem = ShapeProblem(number); problem != IdProblem::kNone) return problem;
  if (!ParseDate(BirthDateIn(number)).has_value()) return IdProblem::kBirthDate;
  if (ResidentIdCheckCharacter(number.substr(0, kBodyLength)) == number.back()) return IdProblem::kNone;
  return absl::EndsWith(number, "000") ? IdProblem::kTruncated : IdProblem::kCheckCharacter;
}

bool HasPermitPrefix(absl::string_view number) {
  return absl::StartsWith(number, "810000") || absl::StartsWith(number, "820000") || absl::StartsWith(number, "830000");
}

IdProblem ProblemOfResidentId(absl::string_view number, bool allow_synthetic) {
  if (const IdProblem problem = ProblemOf18(number); problem != IdProblem::kNone) return problem;
  if (HasPermitPrefix(number)) return IdProblem::kPermitNumber;
  if (absl::StartsWith(number, "99") && !allow_synthetic) return IdProblem::kSynthetic;
  return IdProblem::kNone;
}

IdProblem ProblemOfPermit(absl::string_view number) {
  if (const IdProblem problem = ProblemOf18(number); problem != IdProblem::kNone) return problem;
  return HasPermitPrefix(number) ? IdProblem::kNone : IdProblem::kPermitPrefix;
}

// Until 2023: three letters and twelve digits; since then 18 digits that begin with 9.
IdProblem ProblemOfForeignPermanentResident(absl::string_view number) {
  if (number.size() == kLegacyLength && AllAlphanumeric(number) && !AllDigits(number.substr(0, 3)) &&
      AllDigits(number.substr(3)))
    return IdProblem::kNone;
  if (absl::StartsWith(number, "9") && number.size() == kNumberLength) return ProblemOf18(number);
  return IdProblem::kForeignShape;
}

IdProblem ProblemOfPassport(absl::string_view number) {
  const bool fits = number.size() >= 5 && number.size() <= 20 && AllAlphanumeric(number);
  return fits ? IdProblem::kNone : IdProblem::kPassportShape;
}

}  // namespace

char ResidentIdCheckCharacter(absl::string_view body) {
  static constexpr std::array<int, kBodyLength> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  if (body.size() != kBodyLength || !AllDigits(body)) return '\0';
  int sum = 0;
  for (size_t i = 0; i < kBodyLength; ++i) sum += (body[i] - '0') * kWeights[i];
  return kCheckCharacters[static_cast<size_t>(sum % 11)];
}

IdDocument NormalizedIdDocument(const IdDocument& document) {
  IdDocument result = document;
  if (IsMasked(document.number())) return result;
  std::string number = BareNumber(document.number());
  result.clear_original_number();
  if (document.kind() == IdDocument::KIND_RESIDENT_ID && number.size() == kLegacyLength && AllDigits(number)) {
    result.set_original_number(number);
    number = From15To18(number);
  }
  result.set_number(std::move(number));
  return result;
}

IdProblem CheckIdNumber(const IdDocument& document, bool allow_synthetic) {
  switch (document.kind()) {
    case IdDocument::KIND_RESIDENT_ID:
      return ProblemOfResidentId(document.number(), allow_synthetic);
    case IdDocument::KIND_HMT_RESIDENCE_PERMIT:
      return ProblemOfPermit(document.number());
    case IdDocument::KIND_FOREIGN_PERMANENT_RESIDENT:
      return ProblemOfForeignPermanentResident(document.number());
    case IdDocument::KIND_PASSPORT:
      return ProblemOfPassport(document.number());
    default:
      return IdProblem::kKind;
  }
}

absl::string_view DescriptionOf(IdProblem problem) {
  switch (problem) {
    case IdProblem::kNone:
      return "";
    case IdProblem::kScientificNotation:
      return "was rounded by a spreadsheet: format the column as text and enter the number again";
    case IdProblem::kLookalikeX:
      return "ends in a character that only looks like the letter X: type a Latin X";
    case IdProblem::kLength:
      return "must have 18 characters";
    case IdProblem::kShape:
      return "must be 17 digits and a check character";
    case IdProblem::kBirthDate:
      return "holds a birth date (characters 7 to 14) that does not exist";
    case IdProblem::kTruncated:
      return "has a wrong check character and ends in 000, as after rounding by a spreadsheet: format the column as "
             "text and enter the number again";
    case IdProblem::kCheckCharacter:
      return "has a wrong check character: one of its digits is wrong, or two are swapped";
    case IdProblem::kPermitNumber:
      return "is the number of a residence permit for Hong Kong, Macao or Taiwan residents: say "
             "KIND_HMT_RESIDENCE_PERMIT";
    case IdProblem::kSynthetic:
      return "begins with 99, which marks synthetic people; this server takes real ones only";
    case IdProblem::kPermitPrefix:
      return "must begin with 810000, 820000 or 830000";
    case IdProblem::kForeignShape:
      return "must be 3 letters and 12 digits, or 18 characters that begin with 9";
    case IdProblem::kPassportShape:
      return "must be 5 to 20 letters and digits";
    case IdProblem::kKind:
      return "is of no known kind of document";
  }
  return "";
}

std::optional<std::string> ProblemOfIdNumber(const IdDocument& document, bool allow_synthetic) {
  const IdProblem problem = CheckIdNumber(document, allow_synthetic);
  if (problem == IdProblem::kNone) return std::nullopt;
  return std::string(DescriptionOf(problem));
}

bool HoldsResidentId(absl::string_view text) {
  const std::string number = BareNumber(text);
  for (size_t i = 0; i + kNumberLength <= number.size(); ++i)
    if (ProblemOf18(absl::string_view(number).substr(i, kNumberLength)) == IdProblem::kNone) return true;
  return false;
}

std::string BirthDateIn(absl::string_view number) {
  if (number.size() != kNumberLength) return "";
  return absl::StrCat(number.substr(6, 4), "-", number.substr(10, 2), "-", number.substr(12, 2));
}

v1::Sex SexIn(absl::string_view number) {
  constexpr size_t kSequenceEnd = 16;
  if (number.size() != kNumberLength) return v1::SEX_UNSPECIFIED;
  return (number[kSequenceEnd] - '0') % 2 == 1 ? v1::SEX_MALE : v1::SEX_FEMALE;
}

}  // namespace jiedui::registry
