// SPDX-License-Identifier: Apache-2.0
// For whom an assignment or an outcome was made, before the registry's merges. Pure, any thread.
#pragma once

#include <string>

namespace jiedui::scheduler {

// A reference into the resource, which has `person` and `original_person`.
template <typename Resource>
const std::string& OriginalPerson(const Resource& resource) {
  return resource.original_person().empty() ? resource.person() : resource.original_person();
}

}  // namespace jiedui::scheduler
