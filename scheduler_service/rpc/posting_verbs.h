// SPDX-License-Identifier: Apache-2.0
// The verbs of PostingService: how a posting lives, and what that does to its people.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

void AddPostingVerbs(const ServiceParts& parts, rpc::Service& service);

}  // namespace jiedui::scheduler
