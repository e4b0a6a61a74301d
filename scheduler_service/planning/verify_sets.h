// SPDX-License-Identifier: Apache-2.0
// The judge's own view of what a person can have together. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "scheduler_service/planning/verify_reading.h"

namespace jiedui::planning {

// Of each of `items`, the first one (as a place in `items`) of its set, if days and exclusions part them into sets of
// which a person can have one alone, while items of two sets always go together; nullopt: they do not. Time: sorting,
// and the items times those that are not in the exclusion which has most of their set.
std::optional<std::vector<size_t>> PartIntoSets(const Reading& reading, std::span<const int32_t> items);

}  // namespace jiedui::planning
