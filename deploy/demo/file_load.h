// SPDX-License-Identifier: Apache-2.0
// Loads the files of a data set in their order, and says what became of each.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "deploy/demo/files.h"
#include "deploy/demo/loader.h"

namespace jiedui::demo {

// A line for people: what became of the rows of a file, or of a pair.
std::string LoadLine(absl::string_view what, const LoadCounts& counts, absl::Duration time);

// A row that is refused ends the load, unless a pairing of the files was there before: people may have worked with the
// data since, so that some rows do not fit. These are told, and the others loaded; so is the rest of a load that was
// cut off. A row that fails otherwise, because a service is gone or broken, ends every load.
absl::Status LoadFiles(const std::vector<RpcFile>& files, Loader& loader, const Clock& clock,
                       const std::function<void(absl::string_view)>& say);

}  // namespace jiedui::demo
