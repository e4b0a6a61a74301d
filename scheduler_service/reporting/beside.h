// SPDX-License-Identifier: Apache-2.0
// What stands in a report beside the counts: what agreements promised of a figure, and figures that somebody entered.
// Pure, any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "jiedui/scheduler/v1/agreement.pb.h"
#include "jiedui/scheduler/v1/manual_figure.pb.h"
#include "jiedui/scheduler/v1/report.pb.h"

namespace jiedui::scheduler {

// What is promised of the figures, by code, in the year of `as_of`: each by the agreement signed last on or before the
// day that names it. Without completion.
std::map<std::string, v1::FigureTarget> TargetsOn(const std::vector<v1::Agreement>& agreements,
                                                  const std::string& as_of);

// Sets what was promised of the figure, if anything was, and how far it has come.
void SetTarget(const std::map<std::string, v1::FigureTarget>& targets, v1::Figure& figure);

// The entered figures by code: of each the one with the last day that is not after `as_of`.
std::vector<v1::Figure> EnteredFigures(const std::vector<v1::ManualFigure>& manual_figures, const std::string& as_of);

}  // namespace jiedui::scheduler
