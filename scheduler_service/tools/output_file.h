// SPDX-License-Identifier: Apache-2.0
// Where the tools print: whole or not at all.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace jiedui::scheduler {

// Writes `text` to the file `path`, by way of a file beside it that takes its place, and its permissions, when it is
// complete; a new file is its owner's alone. A link is followed, and what is no regular file, such as a pipe, is
// written to as it is. To standard output if `path` is empty. The error names the file and the reason.
absl::Status WriteOut(absl::string_view text, const std::string& path);

}  // namespace jiedui::scheduler
