// SPDX-License-Identifier: Apache-2.0
// ListPersons: which rows a list walks, by what it asks for. A page token is a place in the order, not a count, so that
// what comes and goes between two pages moves nobody else.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/registry/v1/person_service.pb.h"

namespace jiedui::registry {

// As in person_service.proto.
absl::StatusOr<rpc::Encoded> ListPersons(const v1::ListPersonsRequest& request, const rpc::ReadContext& context);

}  // namespace jiedui::registry
