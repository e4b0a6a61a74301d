// SPDX-License-Identifier: Apache-2.0
// How far the copy of the registry is, as one snapshot shows it.
#pragma once

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/report_service.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

absl::StatusOr<v1::DirectoryState> StateOfDirectory(const ServiceParts& parts, const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
