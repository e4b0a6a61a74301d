// SPDX-License-Identifier: Apache-2.0
// The whole registry over a store: what main.cc serves, and what tests run in process.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/base/ticker.h"
#include "common/rpc/server_program.h"
#include "common/store/store.h"
#include "registry_service/domain/divisions.h"
#include "registry_service/domain/private_seal.h"
#include "registry_service/rpc/parts.h"
#include "registry_service/store/purge.h"
#include "registry_service/store/tables.h"

namespace jiedui::registry {

// What the registry's stores are called, and the domain of its errors.
inline constexpr char kServiceName[] = "registry";
inline constexpr char kErrorDomain[] = "registry.jiedui";

inline constexpr absl::Duration kPurgeInterval = absl::Minutes(1);

struct RegistryOptions {
  bool allow_synthetic_ids = false;
  Divisions divisions{};                              // what DivisionService answers from
  absl::Duration retention = absl::Hours(24 * 3650);  // how long a deleted person is kept
};

// From Start() to Stop() a thread removes what is kept no longer; but for these two it is immutable, any thread.
// Outlives the services that it hands out.
class Registry final : public rpc::Application {
 public:
  // Prepares the store and waits for it, a while where its indexes are of another version; loads what calls would
  // otherwise wait for. `store` and `clock` outlive the registry. Errors are the store's.
  static absl::StatusOr<std::unique_ptr<Registry>> Open(store::Store& store, const Clock& clock,
                                                        RegistryOptions options);

  std::vector<rpc::Service> Services() override;
  void Start() override;
  void Stop() override;

 private:
  Registry(store::Store& store, const Clock& clock, std::string blind_index_key, RegistryOptions options);

  store::Store& store_;
  const Clock& clock_;
  const Tables tables_;
  const PlainSeal seal_;
  const PrivateRules rules_;
  const Divisions divisions_;
  const absl::Duration retention_;
  const absl::Time start_time_;

  Purge purge_;                     // of the purger's thread
  std::unique_ptr<Ticker> purger_;  // last: it uses all of the above
};

}  // namespace jiedui::registry
