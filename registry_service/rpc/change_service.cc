// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/change_service.h"

#include "registry_service/rpc/change_source.h"

namespace jiedui::registry {

rpc::Service NewChangeService(const store::Store& store, const Clock& clock) {
  return rpc::ChangeServiceOf<Feed>("jiedui.registry.v1.ChangeService", store, clock);
}

}  // namespace jiedui::registry
