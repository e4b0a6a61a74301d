// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/change_service.h"

#include <memory>

#include "registry_service/rpc/change_source.h"

namespace jiedui::registry {

rpc::Service NewChangeService(const store::Store& store, const Clock& clock) {
  rpc::Service service("jiedui.registry.v1.ChangeService");
  service.Stream<v1::WatchChangesRequest>(
      "WatchChanges",
      [&store, &clock](const v1::WatchChangesRequest& request, const rpc::CallInfo&)
          -> absl::StatusOr<std::unique_ptr<rpc::StreamSource>> { return ChangeSource::Open(request, store, clock); });
  return service;
}

}  // namespace jiedui::registry
