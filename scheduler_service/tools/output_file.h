// SPDX-License-Identifier: Apache-2.0
// Where the tools print: whole or not at all.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace jiedui::scheduler {

// Writes `text` to the file `path`, by way of a file beside it that takes its place when it is complete; to standard
// output if `path` is empty. The error names the file and the reason.
absl::Status WriteOut(absl::string_view text, const std::string& path);

}  // namespace jiedui::scheduler
