// SPDX-License-Identifier: Apache-2.0
// What a commit puts on whatever it writes: when, by whom, and the etag. Pure, any thread.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace jiedui::registry {

// The commit that a decision is made for.
struct Stamp {
  absl::Time now;
  uint64_t revision = 0;
  std::string actor;
};

google::protobuf::Timestamp ToTimestamp(absl::Time time);
absl::Time FromTimestamp(const google::protobuf::Timestamp& timestamp);

// The revision in hexadecimal: new with every change of the resource, never repeated.
std::string EtagOf(const Stamp& stamp);

// ABORTED / ETAG_MISMATCH if `given` is neither empty nor `current`.
absl::Status CheckEtag(absl::string_view name, absl::string_view given, absl::string_view current);

// FAILED_PRECONDITION / RESOURCE_DELETED.
absl::Status ResourceDeleted(absl::string_view name);

template <typename Resource>
void StampUpdated(const Stamp& stamp, Resource& resource) {
  *resource.mutable_update_time() = ToTimestamp(stamp.now);
  resource.set_etag(EtagOf(stamp));
}

template <typename Resource>
void StampCreated(const Stamp& stamp, Resource& resource) {
  *resource.mutable_create_time() = ToTimestamp(stamp.now);
  StampUpdated(stamp, resource);
}

}  // namespace jiedui::registry
