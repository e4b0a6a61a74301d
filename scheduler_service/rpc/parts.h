// SPDX-License-Identifier: Apache-2.0
// What the services are made of, and the few moves that all handlers share.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "common/base/update_mask.h"
#include "common/rpc/call.h"
#include "common/rpc/list_page.h"
#include "common/rpc/validate.h"
#include "common/store/table.h"
#include "google/protobuf/field_mask.pb.h"
#include "scheduler_service/directory/progress.h"
#include "scheduler_service/store/free_name.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// All references outlive the services.
struct ServiceParts {
  const Tables& tables;
  const Clock& clock;
  const DirectoryProgress& progress;
  // For writes that name people or organisations (directory/catch_up.h); empty = none.
  rpc::Recovery recovery;
};

// `collection` is e.g. "pairings/p/courses/". Without a wanted id the server chooses one that begins with `letter`.
inline std::string NewName(absl::string_view collection, absl::string_view wanted_id, absl::string_view letter,
                           const Clock& clock) {
  return absl::StrCat(collection, wanted_id.empty() ? NewResourceId(letter, clock.Now()) : std::string(wanted_id));
}

// An update as it came: new values, and which of them count.
template <typename Resource>
struct ResourcePatch {
  Resource values;
  google::protobuf::FieldMask mask;
};

// INVALID_ARGUMENT if the request does not say which resource to change; `field` is where it stands.
template <typename Resource>
absl::StatusOr<ResourcePatch<Resource>> ParsePatch(absl::string_view field, Resource values,
                                                   google::protobuf::FieldMask mask) {
  if (values.name().empty()) return InvalidField(absl::StrCat(field, ".name"), "is required: say which one to change");
  return ResourcePatch<Resource>{std::move(values), std::move(mask)};
}

// The resource as the patch wants it. ABORTED: the etag is old; INVALID_ARGUMENT: what comes out is not sound.
template <typename Resource>
absl::StatusOr<Resource> Patched(absl::string_view field, const Resource& current,
                                 const ResourcePatch<Resource>& patch) {
  const std::string& etag = patch.values.etag();
  if (!etag.empty() && etag != current.etag()) return EtagMismatch(current.name(), etag, current.etag());
  Resource wanted = current;
  RETURN_IF_ERROR(ApplyUpdate(patch.values, patch.mask, wanted));
  RETURN_IF_ERROR(WithFieldPrefix(field, rpc::Validate(wanted)));
  return wanted;
}

// The members of a pairing in the table of `prefix`, for ListPage.
inline rpc::ListSource MembersOf(absl::string_view pairing, absl::string_view prefix) {
  return {.range = store::PrefixRange(absl::StrCat(prefix, PairingKey(pairing), "/")),
          .row_prefix = std::string(prefix)};
}

// The stored bytes of a resource (field 1 of every record). NOT_FOUND, DATA_LOSS.
template <typename Record>
absl::StatusOr<rpc::Encoded> GetResource(const store::Table<Record>& table, absl::string_view key,
                                         absl::string_view type, absl::string_view name,
                                         const rpc::ReadContext& context) {
  ASSIGN_OR_RETURN(const std::optional<std::string> record, table.FindBytes(context.snapshot, key));
  if (!record.has_value()) return ResourceNotFound(type, name);
  return rpc::Encoded{std::string(rpc::ExtractField(*record, 1))};
}

}  // namespace jiedui::scheduler
