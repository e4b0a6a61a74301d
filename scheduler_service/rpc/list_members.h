// SPDX-License-Identifier: Apache-2.0
// Lists of what a pairing has.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/rpc/list_page.h"
#include "common/rpc/service.h"
#include "google/protobuf/message.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/rpc/parts.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {

// NOT_FOUND: there is no such pairing. A misspelt name is no empty list.
inline absl::Status RequirePairing(absl::string_view pairing, const rpc::ReadContext& context) {
  ASSIGN_OR_RETURN(const std::optional<std::string> row,
                   context.snapshot.Get(store::Family::kRows, absl::StrCat(kPairingPrefix, PairingKey(pairing))));
  return row.has_value() ? absl::OkStatus() : ResourceNotFound(v1::Pairing::descriptor()->full_name(), pairing);
}

// A page of the request's parent's members in the table of `prefix`. NOT_FOUND: no such pairing; else as rpc::ListPage.
template <typename Request>
absl::StatusOr<rpc::Encoded> ListMembers(const Request& request, absl::string_view prefix,
                                         const google::protobuf::Message& resource, const rpc::ReadContext& context) {
  RETURN_IF_ERROR(RequirePairing(request.parent(), context));
  return rpc::ListPage(context, request, MembersOf(request.parent(), prefix), resource);
}

// Lets `service` answer `method` with them.
template <typename Request, typename Response, typename Resource>
void AddList(absl::string_view method, absl::string_view prefix, rpc::Service& service) {
  service.Read<Request, Response>(method, rpc::ReadCost::kScan,
                                  [prefix](const Request& request, const rpc::ReadContext& context) {
                                    return ListMembers(request, prefix, Resource::default_instance(), context);
                                  });
}

}  // namespace jiedui::scheduler
