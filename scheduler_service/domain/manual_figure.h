// SPDX-License-Identifier: Apache-2.0
// Decisions about figures that are entered by hand. Pure, any thread.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/storage/v1/reports.pb.h"
#include "jiedui/scheduler/v1/manual_figure.pb.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// What no field says alone: the shape of code and value, and that the code is, by `is_counted`, none that is counted.
// INVALID_ARGUMENT with paths from "manual_figure.".
absl::Status CheckManualFigure(const v1::ManualFigure& figure, bool (*is_counted)(absl::string_view code));

// A value that CheckManualFigure accepts, written in one way: "079.70" is "79.7".
std::string NormalizedDecimal(absl::string_view value);

// "figure-20211115-" and 16 hexadecimal digits: a code has one figure a day.
std::string ManualFigureId(const v1::ManualFigure& figure);

// A new figure; `draft` has its name and has passed CheckManualFigure. FAILED_PRECONDITION / PERIOD_FROZEN.
absl::StatusOr<v1::ManualFigure> NewManualFigure(const storage::v1::FrozenPeriodsRecord& frozen, v1::ManualFigure draft,
                                                 const Stamp& stamp);

// The figure as `wanted`, which has passed CheckManualFigure; equal to `before` where nothing differs.
// INVALID_ARGUMENT: an immutable field; FAILED_PRECONDITION / PERIOD_FROZEN.
absl::StatusOr<v1::ManualFigure> ChangedManualFigure(const storage::v1::FrozenPeriodsRecord& frozen,
                                                     const v1::ManualFigure& before, v1::ManualFigure wanted,
                                                     const Stamp& stamp);

}  // namespace jiedui::scheduler
