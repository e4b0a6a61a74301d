// SPDX-License-Identifier: Apache-2.0
// DemandService: scarce talent that hosts ask for, and who could be sent.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

rpc::Service NewDemandService(const ServiceParts& parts);

}  // namespace jiedui::scheduler
