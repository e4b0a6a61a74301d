// SPDX-License-Identifier: Apache-2.0
// Professional titles (职称) of a person. Pure, any thread.
#pragma once

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::scheduler {

// The highest level that was conferred by the day; one without a day always counts. UNSPECIFIED: no title.
registry::v1::TitleLevel HighestTitleOn(const registry::v1::Person& person, absl::string_view day);

}  // namespace jiedui::scheduler
