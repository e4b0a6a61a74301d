// SPDX-License-Identifier: Apache-2.0
// A report as people read it on a terminal, and as programs read it. Pure.
#pragma once

#include <optional>
#include <string>

#include "jiedui/scheduler/v1/report_service.pb.h"
#include "scheduler_service/tools/expectation.h"

namespace jiedui::scheduler {

// A title, the table of figures, and where the figures come from. With an expectation, two more columns: what was
// expected, and "ok" or "DIFFERS"; a figure that nothing was expected of has "-".
std::string ReportAsText(const v1::Report& report, const std::optional<ExpectedFigures>& expected);

// {"report": the message, "differences": ["code", ...]}, the second only with an expectation.
std::string ReportAsJson(const v1::Report& report, const std::optional<ExpectedFigures>& expected);

}  // namespace jiedui::scheduler
