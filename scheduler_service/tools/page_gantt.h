// SPDX-License-Identifier: Apache-2.0
// The courses and postings of the period on one line of time (甘特图). One row a piece, so that it reads on a phone and
// breaks between pages; beside the bar stand its days in words. Pure.
#pragma once

#include <string>

#include "scheduler_service/tools/report_data.h"

namespace jiedui::scheduler {

// Rows in the page at most; those that are left out are told.
inline constexpr int kGanttRowsMax = 300;

// The section; of a report without courses and postings in the period it says that.
std::string GanttHtml(const ReportData& data);

}  // namespace jiedui::scheduler
