// SPDX-License-Identifier: Apache-2.0
// The RPCs of CourseService about certificates: issued, issued again, found by their number.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

void AddCertificates(const ServiceParts& parts, rpc::Service& service);

}  // namespace jiedui::scheduler
