// SPDX-License-Identifier: Apache-2.0
// Partial updates (AIP-134), where protobuf's FieldMaskUtil falls short: it refuses "*", appends repeated fields and
// does not clear sub-messages. Pure, any thread.
#pragma once

#include "absl/status/status.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace jiedui {

// Copies the fields of `patch` that `mask` names into `target`; a named field that is unset in `patch` is cleared.
// Paths name fields, "a" or "a.b", not elements of lists. An empty mask names every field set in `patch`; "*" names
// all. Never copies `name`, `etag`, and fields marked output_only. INVALID_ARGUMENT / INVALID_FIELD at "update_mask"
// for a path that does not exist.
absl::Status ApplyUpdate(const google::protobuf::Message& patch, const google::protobuf::FieldMask& mask,
                         google::protobuf::Message& target);

}  // namespace jiedui
