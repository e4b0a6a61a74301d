// SPDX-License-Identifier: Apache-2.0
// A report as people read it on a terminal, and as programs read it. Pure.
#pragma once

#include <optional>
#include <string>

#include "jiedui/scheduler/v1/report_service.pb.h"
#include "scheduler_service/tools/expectation.h"
#include "scheduler_service/tools/report_data.h"
#include "scheduler_service/tools/report_words.h"

namespace jiedui::scheduler {

// A title, the table of figures, why pieces do not add up, and where the figures come from. Columns of targets only
// where there are targets. With an expectation, two more columns: what was expected, and "ok" or "DIFFERS"; a figure
// that nothing was expected of has "-".
std::string ReportAsText(const ReportAnswer& answer, const std::optional<ExpectedFigures>& expected, Language language);

// {"report": the message, "differences": ["code", ...]}, the second only with an expectation. Of an edition also
// "edition": the message without its report.
std::string ReportAsJson(const ReportAnswer& answer, const std::optional<ExpectedFigures>& expected);

// {"figure": code, "counted": n, "not_counted": n, "contributors": [the messages]}.
std::string RowsAsJson(const FigureRows& rows);

}  // namespace jiedui::scheduler
