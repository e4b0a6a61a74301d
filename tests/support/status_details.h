// SPDX-License-Identifier: Apache-2.0
// The typed details of an error: DetailOf<google::rpc::BadRequest>(status).
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace jiedui {

// The empty message where the status has no such detail.
template <typename Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  const auto payload = status.GetPayload(absl::StrCat("type.googleapis.com/", Detail::descriptor()->full_name()));
  if (payload.has_value()) detail.ParseFromString(std::string(*payload));
  return detail;
}

// "field: description" of every violation, in order.
inline std::vector<std::string> FieldProblems(const absl::Status& status) {
  std::vector<std::string> problems;
  const auto detail = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& violation : detail.field_violations())
    problems.push_back(absl::StrCat(violation.field(), ": ", violation.description()));
  return problems;
}

}  // namespace jiedui
