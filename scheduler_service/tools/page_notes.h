// SPDX-License-Identifier: Apache-2.0
// What a reader of the page should know: what the words mean, by which rules it was counted, where the figures come
// from. Pure.
#pragma once

#include <string>

#include "scheduler_service/tools/report_data.h"

namespace jiedui::scheduler {

std::string NotesHtml(const ReportData& data);

}  // namespace jiedui::scheduler
