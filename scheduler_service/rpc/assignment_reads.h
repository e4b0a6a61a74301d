// SPDX-License-Identifier: Apache-2.0
// The reads of AssignmentService: single assignments, lists by index, calendars and seats.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

void AddAssignmentReads(const ServiceParts& parts, rpc::Service& service);

}  // namespace jiedui::scheduler
