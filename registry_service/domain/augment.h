// SPDX-License-Identifier: Apache-2.0
// What a roster row adds to a person: a township knows some things of her, and must not wipe out the rest. Pure, any
// thread.
#pragma once

#include "absl/status/statusor.h"
#include "google/protobuf/field_mask.pb.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::registry {

// `current` with the fields of `row` that `mask` names: single values replace, an empty one leaves what is there;
// aliases, roles, employments, licences and titles are added. An employment without dates is known already where the
// person is employed there without an end: its position and establishment replace those that are there. Where she has
// several there and each says something else, it is one more; so it is where the row says of the only one that it
// stays, or says two other things. The order in a row means nothing, and the same row again changes nothing.
// INVALID_ARGUMENT: the mask; RESOURCE_EXHAUSTED: a list would be too long.
absl::StatusOr<v1::Person> Augmented(const v1::Person& current, const v1::Person& row,
                                     const google::protobuf::FieldMask& mask);

}  // namespace jiedui::registry
