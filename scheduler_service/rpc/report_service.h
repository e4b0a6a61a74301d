// SPDX-License-Identifier: Apache-2.0
// ReportService: figures counted from the rows of one snapshot.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

rpc::Service NewReportService(const ServiceParts& parts);

}  // namespace jiedui::scheduler
