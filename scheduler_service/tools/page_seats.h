// SPDX-License-Identifier: Apache-2.0
// Seats of each course, and how many of them the people of each township have (名额使用情况). Pure.
#pragma once

#include <string>

#include "scheduler_service/tools/report_data.h"

namespace jiedui::scheduler {

// The section: courses that are not cancelled and began before the report's day was over, or have begun to fill, by
// their first day. Nothing where there are none.
std::string SeatsHtml(const ReportData& data);

}  // namespace jiedui::scheduler
