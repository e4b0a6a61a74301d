// SPDX-License-Identifier: Apache-2.0
// What a report on the data set must say: counted here from the requests themselves, without the services, so that the
// two countings check each other.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "deploy/demo/dataset.h"

namespace jiedui::demo {

// Figure code ("TR.TALENT.PERSONS") and value, in the order of the report.
using Figures = std::vector<std::pair<std::string, int64_t>>;

// The figures of the pairing of 2021 from its first day to `as_of`.
Figures CountFigures(const Dataset& dataset, absl::string_view as_of);
// Of another pairing of the data set only those of who was sent: it has no courses.
Figures CountSent(const Dataset& dataset, absl::string_view pairing, absl::string_view as_of);

}  // namespace jiedui::demo
