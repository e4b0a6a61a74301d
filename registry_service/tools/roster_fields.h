// SPDX-License-Identifier: Apache-2.0
// What a column of a roster can say, and the headers by which it is known. Pure, any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace jiedui::registry {

// What a column can say.
enum class RosterField {
  kName,
  kSex,
  kIdKind,
  kIdNumber,
  kMobile,
  kBirthDate,
  kEthnicity,
  kCategory,
  kOrganization,
  kPosition,
  kEstablishment,
  kTitle,
  kTitleDate,
  kSpecialty,
  kLicenceKind,
  kLicenceNumber,
  kLicenceScopes,
  kLicenceValidFrom,
  kLicenceValidTo,
  kSerialNumber,  // of the row: ignored
  kErrorReport,   // what the error file adds: ignored
};

// Its name for people: "id_number".
absl::string_view NameOf(RosterField field);

// The path of what a field becomes, as findings name it: "person.display_name"; empty where it becomes nothing.
absl::string_view PathOf(RosterField field);

// What a header that townships use means; `header` is folded. nullopt: it means nothing here.
std::optional<RosterField> FieldOfHeader(absl::string_view header);

// Headers (folded) that are mapped by hand.
using HeaderMap = std::map<std::string, RosterField>;

// Settings "header=field", e.g. "证件=id_number". INVALID_ARGUMENT names the setting that is wrong, and lists the
// fields.
absl::StatusOr<HeaderMap> ParseHeaderMap(const std::vector<std::string>& settings);

}  // namespace jiedui::registry
