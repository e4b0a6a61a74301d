// SPDX-License-Identifier: Apache-2.0
// The drill-down of one figure: its pieces, the rows that count, and those that do not, each with its reason. Pure.
#pragma once

#include <string>

#include "scheduler_service/tools/report_data.h"

namespace jiedui::scheduler {

// A <details> element, or nothing of a figure that has neither rows nor pieces. `rows` may be null: none were read.
std::string RowsHtml(const v1::Report& report, const v1::Figure& figure, const FigureRows* rows);

}  // namespace jiedui::scheduler
