// SPDX-License-Identifier: Apache-2.0
// Instances as text (docs/planning-format.md): for tools, tests and bug reports. Writer and parser are inverse: the
// parser gives what was written, the writer gives the same bytes for the same instance.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// INVALID_ARGUMENT "line 7, column 12: ..." for text that is no instance; the instance is also checked (CheckInstance).
absl::StatusOr<Instance> ParseInstance(absl::string_view text);

std::string WriteInstance(const Instance& instance);

}  // namespace jiedui::planning
