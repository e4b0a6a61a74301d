// SPDX-License-Identifier: Apache-2.0
// Logs: one JSON object a line on standard error, {"time","level","message",...fields}; spdlog writes, gRPC's own lines
// come through it too. Fields are data, never concatenated into the message, and never personal data. Any thread.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace jiedui::ops {

enum class Level { kInfo, kWarning, kError };

using LogField = std::pair<absl::string_view, std::string>;

// Sends gRPC's and protobuf's log lines here and sets the minimum level. Call once, first thing in main.
void InitLogging(Level minimum);

void Log(Level level, absl::string_view message, std::initializer_list<LogField> fields = {});

// One JSON line without the newline: for tests.
std::string FormatLogLine(absl::string_view time, Level level, absl::string_view message,
                          std::initializer_list<LogField> fields);

}  // namespace jiedui::ops
