// SPDX-License-Identifier: Apache-2.0
// The lines of a report from its counts: titles, rules, parts, and why parts add up to another value. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "jiedui/scheduler/v1/report.pb.h"
#include "scheduler_service/reporting/counting_rules.h"
#include "scheduler_service/reporting/tally.h"

namespace jiedui::scheduler {

// Why a person can stand in two parts: of one pairing in two courses, or in two pairings.
enum class PartKind { kItem, kPairing };

// The counted lines, all of them and in the order of the report. `rules` as RulesFor.
std::vector<v1::Figure> CountedLines(const std::vector<FigureTally>& tallies, const RulesOnDay& rules, PartKind kind);

}  // namespace jiedui::scheduler
