// SPDX-License-Identifier: Apache-2.0
// jiedui.scheduler.v1.ChangeService: the feed that other services keep their copies by.
#pragma once

#include "common/base/clock.h"
#include "common/rpc/service.h"
#include "common/store/store.h"

namespace jiedui::scheduler {

// `store` and `clock` outlive the service.
rpc::Service NewChangeService(const store::Store& store, const Clock& clock);

}  // namespace jiedui::scheduler
