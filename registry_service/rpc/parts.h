// SPDX-License-Identifier: Apache-2.0
// What the services are made of, and the few moves that all handlers share.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/base/civil_date.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "common/rpc/call.h"
#include "common/store/table.h"
#include "google/protobuf/field_mask.pb.h"
#include "registry_service/domain/divisions.h"
#include "registry_service/domain/private_fields.h"
#include "registry_service/domain/resource_ref.h"
#include "registry_service/store/tables.h"

namespace jiedui::registry {

// All of it outlives the services.
struct ServiceParts {
  const store::Store& store;
  const Tables& tables;
  const PrivateRules& rules;
  const Clock& clock;
  const Divisions& divisions;
  absl::Duration retention;  // how long a deleted person is kept
};

// A day that a request names, or today.
inline std::string DayOrToday(const std::string& date, absl::Time now) {
  return date.empty() ? FormatDate(ShanghaiDay(now)) : date;
}

// `names` is a prefix as in store/keys.h. Without a wanted id the server chooses one that begins with `letter`.
inline std::string NewName(absl::string_view names, absl::string_view wanted_id, absl::string_view letter,
                           const Clock& clock) {
  return absl::StrCat(names, wanted_id.empty() ? NewResourceId(letter, clock.Now()) : std::string(wanted_id));
}

// Parse steps (common/rpc/service.h) of requests that are their own command, and of those that point at a resource.
template <typename Request>
absl::StatusOr<Request> ParseAsIs(Request request, const rpc::CallInfo& /*call*/) {
  return request;
}
template <typename Request>
absl::StatusOr<ResourceRef> ParseRef(const Request& request, const rpc::CallInfo& /*call*/) {
  return ResourceRef{.name = request.name(), .etag = request.etag()};
}

// The mask of a row that is a whole resource.
inline google::protobuf::FieldMask WholeResource() {
  google::protobuf::FieldMask mask;
  mask.add_paths(std::string(1, '*'));
  return mask;
}

// What a row did to a resource: `etag_before` is that of the resource it found, if any.
inline rpc::RowEffect EffectOf(const std::optional<std::string>& etag_before, absl::string_view etag_after) {
  if (!etag_before.has_value()) return rpc::RowEffect::kCreated;
  return *etag_before == etag_after ? rpc::RowEffect::kUnchanged : rpc::RowEffect::kUpdated;
}

// The stored bytes of a resource (field 1 of every record), deleted or not. NOT_FOUND, DATA_LOSS. For persons, who may
// have been merged, see person_reads.h.
template <typename Record>
absl::StatusOr<rpc::Encoded> GetResource(const store::Table<Record>& table, absl::string_view type,
                                         absl::string_view name, const rpc::ReadContext& context) {
  const std::string key(ResourceIds(name).back());
  ASSIGN_OR_RETURN(const std::optional<std::string> record, table.FindBytes(context.snapshot, key));
  if (!record.has_value()) return ResourceNotFound(type, name);
  return rpc::Encoded{std::string(rpc::ExtractField(*record, 1))};
}

// A record that must be there. NOT_FOUND, DATA_LOSS.
template <typename Record>
absl::StatusOr<Record> GetRecord(const store::Table<Record>& table, absl::string_view type, absl::string_view name,
                                 const rpc::ReadContext& context) {
  const std::string key(ResourceIds(name).back());
  ASSIGN_OR_RETURN(std::optional<Record> record, table.Find(context.snapshot, key));
  if (!record.has_value()) return ResourceNotFound(type, name);
  return *std::move(record);
}

}  // namespace jiedui::registry
