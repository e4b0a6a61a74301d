// SPDX-License-Identifier: Apache-2.0
// The whole registry over a store: what main.cc serves, and what tests run in process.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/rpc/server_program.h"
#include "common/store/store.h"
#include "registry_service/domain/private_seal.h"
#include "registry_service/rpc/parts.h"
#include "registry_service/store/tables.h"

namespace jiedui::registry {

// What the registry's stores are called, and the domain of its errors.
inline constexpr char kServiceName[] = "registry";
inline constexpr char kErrorDomain[] = "registry.jiedui";

// Immutable; any thread. Outlives the services that it hands out.
class Registry final : public rpc::Application {
 public:
  // Prepares the store; waits for it. `store` and `clock` outlive the registry. Errors are the store's.
  static absl::StatusOr<std::unique_ptr<Registry>> Open(store::Store& store, const Clock& clock,
                                                        bool allow_synthetic_ids);

  std::vector<rpc::Service> Services() override;

 private:
  Registry(store::Store& store, const Clock& clock, std::string blind_index_key, bool allow_synthetic_ids);

  store::Store& store_;
  const Clock& clock_;
  const Tables tables_;
  const PlainSeal seal_;
  const PrivateRules rules_;
  const absl::Time start_time_;
};

}  // namespace jiedui::registry
