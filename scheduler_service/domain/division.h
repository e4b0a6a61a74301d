// SPDX-License-Identifier: Apache-2.0
// Where people and organisations belonged on a day. Division codes nest by prefix: 510824100 lies in 510824 and in 51.
// Pure, any thread.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::scheduler {

// An empty division lies nowhere.
bool LiesIn(absl::string_view division, absl::string_view area);

// The organisation that employed the person on the day, the first in the list if several did; empty if none.
std::string EmployerOn(const registry::v1::Person& person, absl::string_view day);

// The division of the organisation on the day; empty if none is recorded.
std::string DivisionOn(const registry::v1::Organization& organization, absl::string_view day);

}  // namespace jiedui::scheduler
