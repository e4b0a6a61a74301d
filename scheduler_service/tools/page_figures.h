// SPDX-License-Identifier: Apache-2.0
// The table of figures, each with its drill-down below it: those that are counted, then those that somebody entered.
// Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "scheduler_service/tools/report_data.h"

namespace jiedui::scheduler {

std::string FiguresHtml(const ReportData& data);

// "1234567.5" as "1,234,567.5"; four digits stay together.
std::string GroupedDigits(absl::string_view digits);

}  // namespace jiedui::scheduler
