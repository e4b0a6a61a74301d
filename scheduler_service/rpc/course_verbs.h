// SPDX-License-Identifier: Apache-2.0
// The verbs of CourseService: how a course lives, and what that does to its people.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

void AddCourseVerbs(const ServiceParts& parts, rpc::Service& service);

}  // namespace jiedui::scheduler
