// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/eligibility.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "scheduler_service/domain/eligibility.h"
#include "scheduler_service/store/candidate.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

absl::Status CheckRequest(const v1::CheckEligibilityRequest& request) {
  for (int i = 0; i < request.items_size(); ++i)
    if (!absl::StartsWith(request.items(i), request.parent() + "/"))
      return InvalidField(absl::StrCat("items[", i, "]"), absl::StrCat("must be of the parent ", request.parent()));
  const int pairs = request.items_size() * request.persons_size();
  if (pairs > kPairsPerCheckMax)
    return InvalidField("persons", absl::StrCat(pairs, " persons beside items; at most ", kPairsPerCheckMax));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::CheckEligibilityResponse> CheckEligibility(const ServiceParts& parts,
                                                              const v1::CheckEligibilityRequest& request,
                                                              const rpc::ReadContext& context) {
  RETURN_IF_ERROR(CheckRequest(request));
  v1::CheckEligibilityResponse response;
  for (const std::string& item : request.items())
    for (const std::string& person : request.persons()) {
      ASSIGN_OR_RETURN(const Candidate candidate,
                       LoadCandidate(parts.tables, context.snapshot,
                                     Seeker{.pairing = request.parent(),
                                            .person = person,
                                            .item = item,
                                            .registration_basis = request.registration_basis(),
                                            .first_day = {}}));
      *response.add_results() = EligibilityOf(candidate);
    }
  for (v1::RuleDescription& rule : RuleTable()) *response.add_rules() = std::move(rule);
  ASSIGN_OR_RETURN(const auto cursor, parts.tables.cursors.Find(context.snapshot, kDirectoryCursorKey));
  response.set_registry_revision(cursor.has_value() ? cursor->revision() : 0);
  return response;
}

}  // namespace jiedui::scheduler
