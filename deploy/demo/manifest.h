// SPDX-License-Identifier: Apache-2.0
// manifest.json: how the data set was made, how much there is, and what reports on it must say.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "deploy/demo/dataset.h"
#include "deploy/demo/figures.h"

namespace jiedui::demo {

// The days for which the manifest says the figures: one before the last course opened, the day of the article, and the
// end of the year.
absl::Span<const absl::string_view> ManifestDays();

// "persons", "courses" ... and how many there are.
Figures CountRows(const Dataset& dataset);

// {"seed": "...", "counts": {...}, "reports": [{"pairing", "as_of", "figures": {code: value}}], "rejected": [...]}
std::string MakeManifest(const Dataset& dataset);

}  // namespace jiedui::demo
