// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/change_service.h"

#include "common/rpc/change_source.h"
#include "scheduler_service/rpc/feed_state.h"

namespace jiedui::scheduler {

rpc::Service NewChangeService(const store::Store& store, const Clock& clock) {
  return rpc::ChangeServiceOf<Feed>("jiedui.scheduler.v1.ChangeService", store, clock);
}

}  // namespace jiedui::scheduler
