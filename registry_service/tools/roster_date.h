// SPDX-License-Identifier: Apache-2.0
// Dates as forms and spreadsheets write them. Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace jiedui::registry {

// ISO form of 2021-10-31, 2021/10/31, 2021.10.31, 2021年10月31日, 20211031, each with one or two digits for month and
// day and perhaps a time of day behind it, and of a spreadsheet's serial number of five digits (44500; day 1 is
// 1900-01-01, and there is a 1900-02-29). nullopt: it is no such thing, or no day of the calendar from 1900 to 2199.
std::optional<std::string> DateFromText(absl::string_view text);

// "2021-10" of a month without a day: 2021-10, 2021/10, 2021.10, 2021年10月, 202110.
std::optional<std::string> MonthFromText(absl::string_view text);

// The birth date that a resident identity number of 18 or 15 characters tells; nullopt if there is none in it.
std::optional<std::string> BirthDateFromId(absl::string_view number);

}  // namespace jiedui::registry
