// SPDX-License-Identifier: Apache-2.0
// Checks any message against the options of jiedui/rules/v1 beside its fields, so that no service checks presence,
// length, characters, dates, names or enum values by hand. Unknown enum numbers are refused everywhere. Rules of fields
// marked output_only are not checked: call ClearOutputOnly first. Pure, any thread.
#pragma once

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace jiedui::rpc {

// INVALID_ARGUMENT with a BadRequest that lists every wrong field, at most 20 ("and N more"). The resource of a request
// with an update_mask is a patch: what it leaves out is not asked for, even where it is required. Whoever merges it
// checks the merged resource with this function.
absl::Status Validate(const google::protobuf::Message& message);

// The same for what such a patch may have left out: INVALID_ARGUMENT with every field of the message itself that is
// required and not there. What is there has been checked.
absl::Status ValidatePresence(const google::protobuf::Message& message);

// Clears every field marked output_only, at any depth.
void ClearOutputOnly(google::protobuf::Message& message);

}  // namespace jiedui::rpc
