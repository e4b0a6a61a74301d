// SPDX-License-Identifier: Apache-2.0
// AgreementService: what two sides have promised each other for a year.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

rpc::Service NewAgreementService(const ServiceParts& parts);

}  // namespace jiedui::scheduler
