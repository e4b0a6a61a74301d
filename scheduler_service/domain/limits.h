// SPDX-License-Identifier: Apache-2.0
// Limits of the scheduler's resources that are not said beside a field in proto/.
#pragma once

namespace jiedui::scheduler {

inline constexpr int kEngagementsPerPersonMax = 1000;
inline constexpr int kCourseDaysMax = 400;    // the last day is at most so many after the first
inline constexpr int kPostingDaysMax = 2000;  // as above

}  // namespace jiedui::scheduler
