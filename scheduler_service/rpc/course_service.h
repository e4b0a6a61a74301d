// SPDX-License-Identifier: Apache-2.0
// CourseService: runs of training and their seats.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

rpc::Service NewCourseService(const ServiceParts& parts);

}  // namespace jiedui::scheduler
