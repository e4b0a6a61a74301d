// SPDX-License-Identifier: Apache-2.0
// A row that stood behind a figure, described as it is now: it may have changed, or be gone.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "jiedui/scheduler/v1/report.pb.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// The row of this name, with what is known of it: of an assignment the person, as far as they may be named, and the
// course or posting; of a course or outcome its title; of others the name alone. DATA_LOSS.
absl::StatusOr<v1::Contributor> DescribeRow(const Tables& tables, const store::Snapshot& snapshot,
                                            absl::string_view name);

}  // namespace jiedui::scheduler
