// SPDX-License-Identifier: Apache-2.0
// What a search for persons asks of their employers, through merges of organisations and changes of divisions.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/registry/v1/person.pb.h"
#include "registry_service/rpc/parts.h"
#include "registry_service/rpc/search_index.h"

namespace jiedui::registry {

// The persons who are or were employed at an organisation, or at one that was merged into it by `today` (ISO), directly
// or through others; at most kFilteredRowsMax. DATA_LOSS.
absl::StatusOr<IdList> PersonsEmployedAt(const ServiceParts& parts, const std::string& organization,
                                         const std::string& today, const rpc::ReadContext& context);

// Whether persons belong to a division by their employers of today. Not shared between threads; what it is made of
// outlives it.
class DivisionFilter {
 public:
  // `division` empty: everybody belongs.
  DivisionFilter(const ServiceParts& parts, const std::string& division, const std::string& today,
                 const rpc::ReadContext& context)
      : parts_(parts), division_(division), today_(today), context_(context) {}

  // Whether an employer of today lies in the division, or in one below it. NOT_FOUND: an employer is gone; DATA_LOSS.
  absl::StatusOr<bool> Takes(const v1::Person& person);

 private:
  absl::StatusOr<bool> LiesInside(const std::string& organization);

  const ServiceParts& parts_;
  const std::string& division_;
  const std::string& today_;
  const rpc::ReadContext& context_;
  std::map<std::string, bool> known_;  // by the organisation's name
};

}  // namespace jiedui::registry
