// SPDX-License-Identifier: Apache-2.0
// When and by whom a change is made, as the domain gets it. Pure, any thread.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace jiedui::scheduler {

struct Stamp {
  absl::Time now;
  uint64_t revision = 0;  // that the change will have; the etag of what it changes
  std::string actor;
};

google::protobuf::Timestamp ToTimestamp(absl::Time time);

// Sets update_time and etag; `resource` is one of the API's.
template <typename Resource>
void MarkUpdated(Resource& resource, const Stamp& stamp) {
  *resource.mutable_update_time() = ToTimestamp(stamp.now);
  resource.set_etag(absl::StrCat(absl::Hex(stamp.revision)));
}

// Also sets create_time.
template <typename Resource>
void MarkCreated(Resource& resource, const Stamp& stamp) {
  *resource.mutable_create_time() = ToTimestamp(stamp.now);
  MarkUpdated(resource, stamp);
}

}  // namespace jiedui::scheduler
