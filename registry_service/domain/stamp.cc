// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/stamp.h"

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"

namespace jiedui::registry {

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(absl::ToUnixSeconds(time));
  timestamp.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(absl::ToUnixSeconds(time)))));
  return timestamp;
}

absl::Time FromTimestamp(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

std::string EtagOf(const Stamp& stamp) { return absl::StrCat(absl::Hex(stamp.revision)); }

absl::Status CheckEtag(absl::string_view name, absl::string_view given, absl::string_view current) {
  if (given.empty() || given == current) return absl::OkStatus();
  return EtagMismatch(name, given, current);
}

absl::Status ResourceDeleted(absl::string_view name) {
  return RulesFailed("RESOURCE_DELETED", {{.rule = "RESOURCE_DELETED",
                                           .subject = std::string(name),
                                           .description = absl::StrCat(name, " is deleted; undelete it first")}});
}

}  // namespace jiedui::registry
