// SPDX-License-Identifier: Apache-2.0
// grpc.health.v1.Health: overall ("") and by service name. Not gRPC's own: that one cannot end its watchers, so that a
// server which has one never drains.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/mutex.h"
#include "common/rpc/plain_call.h"

namespace jiedui::rpc {

// Any thread.
class Health {
 public:
  // `services`: the names that are known beside "". Not serving at first.
  explicit Health(const std::vector<std::string>& services);

  // Watchers see it when their streams are woken next (stream_hub.h).
  void SetServing(bool serving);

  enum class State { kUnknown, kServing, kNotServing };
  State StateOf(absl::string_view service) const;

  // The service; `this` must outlive it.
  BuiltinService MakeService() const;

 private:
  const std::set<std::string, std::less<>> services_;
  mutable Mutex mutex_;
  bool serving_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace jiedui::rpc
