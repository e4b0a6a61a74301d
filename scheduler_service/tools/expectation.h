// SPDX-License-Identifier: Apache-2.0
// What a report should say, from a manifest.json:
//   {"reports": [{"pairing": "pairings/p", "as_of": "2021-11-15", "figures": {"EX.CADRE.E2W": 2, ...}}, ...]}
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/report_service.pb.h"

namespace jiedui::scheduler {

using ExpectedFigures = std::map<std::string, int64_t>;  // by code

// The figures that the manifest (JSON) has for a pairing and day. INVALID_ARGUMENT: not a manifest; NOT_FOUND: it has
// none for them.
absl::StatusOr<ExpectedFigures> ReadExpectation(absl::string_view manifest, absl::string_view pairing,
                                                absl::string_view as_of);

// Codes of the figures that differ, and of those that are expected but not in the report.
std::vector<std::string> Differences(const v1::Report& report, const ExpectedFigures& expected);

}  // namespace jiedui::scheduler
