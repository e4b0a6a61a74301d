// SPDX-License-Identifier: Apache-2.0
// A report, and the rows behind a figure, as files for a spreadsheet: see csv.h. Pure.
#pragma once

#include <string>

#include "scheduler_service/tools/report_data.h"
#include "scheduler_service/tools/report_words.h"

namespace jiedui::scheduler {

// One line a figure. Titles stand there in both languages, everything else in the one that is asked for (kBoth means
// Chinese).
std::string FiguresAsCsv(const v1::Report& report, Language language);

// One line a row: those that count, then those that do not, with the reason.
std::string RowsAsCsv(const FigureRows& rows, Language language);

}  // namespace jiedui::scheduler
