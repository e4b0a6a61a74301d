// SPDX-License-Identifier: Apache-2.0
// Limits of the scheduler's resources that are not said beside a field in proto/.
#pragma once

#include <cstddef>

namespace jiedui::scheduler {

inline constexpr int kEngagementsPerPersonMax = 1000;
inline constexpr int kApplicationsPerPersonMax = 100;
inline constexpr int kWaitingPerItemMax = 2000;  // a freed seat looks at each of them, at worst
inline constexpr int kEventsMax = 100;           // steps that a course, a posting or an assignment remembers
// A calendar is one row, and a merge of two persons writes two of them in one command (common/store/limits.h). What a
// merge may add on top:
inline constexpr size_t kCalendarBytesMax = 256 * 1024;
inline constexpr size_t kMergedCalendarBytesMax = 384 * 1024;
// What one step of work that goes on in further commands writes at most, however much a command may.
inline constexpr size_t kOpsPerWorkStepMax = 1000;
inline constexpr size_t kBytesPerWorkStepMax = 1024 * 1024;
// Of a plan. Its commit compares the rows of all candidates with what they were, on the committer's thread.
inline constexpr size_t kPlanCandidatesMax = 20'000;
inline constexpr size_t kPlanItemsMax = 1000;
inline constexpr size_t kPlansProposedMax = 200;  // of a pairing at a time
inline constexpr int kLeavesPerPersonMax = 200;
inline constexpr int kLeaveDaysMax = 400;     // the last day is at most so many after the first
inline constexpr int kCourseDaysMax = 400;    // the last day is at most so many after the first
inline constexpr int kPostingDaysMax = 2000;  // as above

}  // namespace jiedui::scheduler
