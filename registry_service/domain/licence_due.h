// SPDX-License-Identifier: Apache-2.0
// Which of a person's licences must be renewed, and by when: the renewal periods of licence_rules.h. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::registry {

struct LicenceDue {
  int index = 0;  // in person.licences
  v1::Licence::Kind kind = v1::Licence::KIND_UNSPECIFIED;
  std::string valid_to;
  std::string renew_by;           // last day to apply; before or on valid_to
  absl::string_view rule_source;  // law and article in force on valid_to; empty = no rule, renew_by is valid_to
};

// The licences whose renewal is due before the day (ISO, exclusive), by renew_by, then by index; also those that have
// run out long since. Not due is a licence without end, and one that is renewed: another of the same kind, whatever its
// number, lasts longer (of two that end on one day the later in the list stands). It may begin later than on the next
// day: nobody can apply any more for the renewal of the old one. The days between are days without a licence.
std::vector<LicenceDue> DueLicences(const v1::Person& person, absl::string_view before);

}  // namespace jiedui::registry
