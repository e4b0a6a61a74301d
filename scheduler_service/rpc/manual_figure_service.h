// SPDX-License-Identifier: Apache-2.0
// ManualFigureService: figures that nobody can count here, with their source.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

rpc::Service NewManualFigureService(const ServiceParts& parts);

}  // namespace jiedui::scheduler
