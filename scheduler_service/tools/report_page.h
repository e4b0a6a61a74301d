// SPDX-License-Identifier: Apache-2.0
// A report as one HTML page that needs nothing else: no network, no fonts, no other file. It reads and prints without
// JavaScript, in Chinese and English, on a desk, a phone and paper. Same data, same bytes. Pure.
#pragma once

#include <string>

#include "scheduler_service/tools/report_data.h"
#include "scheduler_service/tools/report_words.h"

namespace jiedui::scheduler {

// `language` is the one the page opens in; the reader changes it in the page, or opens it with #zh or #en at the end of
// its address. kBoth means Chinese.
std::string ReportAsHtml(const ReportData& data, Language language);

}  // namespace jiedui::scheduler
