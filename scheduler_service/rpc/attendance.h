// SPDX-License-Identifier: Apache-2.0
// The RPCs of CourseService about attendance, certificates and what a person was taught in a year.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

void AddAttendance(const ServiceParts& parts, rpc::Service& service);

}  // namespace jiedui::scheduler
