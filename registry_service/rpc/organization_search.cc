// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/organization_search.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "registry_service/domain/organization_keys.h"
#include "registry_service/rpc/search_index.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using rpc::ReadContext;
using v1::Organization;
using v1::OrganizationMatch;

struct Found {
  Organization organization;
  Rank rank = Rank::kNone;
};

OrganizationMatch::Match MatchOf(Rank rank) {
  switch (rank) {
    case Rank::kExactName:
      return OrganizationMatch::MATCH_NAME;
    case Rank::kNamePrefix:
      return OrganizationMatch::MATCH_NAME_PREFIX;
    case Rank::kExactAlias:
      return OrganizationMatch::MATCH_ALIAS;
    case Rank::kAliasPrefix:
      return OrganizationMatch::MATCH_ALIAS_PREFIX;
    case Rank::kExactPinyin:
      return OrganizationMatch::MATCH_PINYIN;
    case Rank::kPinyinPrefix:
      return OrganizationMatch::MATCH_PINYIN_PREFIX;
    case Rank::kInitials:
      return OrganizationMatch::MATCH_INITIALS;
    case Rank::kPart:
      return OrganizationMatch::MATCH_NAME_PART;
    case Rank::kIdTail:
    case Rank::kNone:
      break;
  }
  return OrganizationMatch::MATCH_UNSPECIFIED;
}

// What of the candidates the query finds, the best first.
absl::StatusOr<std::vector<Found>> Ranked(const ServiceParts& parts, const KeyList& asked,
                                          const std::vector<Candidate>& candidates, const ReadContext& context) {
  std::vector<Found> found;
  for (const Candidate& candidate : candidates) {
    ASSIGN_OR_RETURN(std::optional<OrganizationRecord> record,
                     parts.tables.organizations.Find(context.snapshot, candidate.id));
    if (!record.has_value()) return store::DamagedRow(parts.tables.organizations.RowKey(candidate.id));
    const Rank rank = MatchRank(asked, record->organization());
    if (rank != Rank::kNone) found.push_back({std::move(*record->mutable_organization()), rank});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::forward_as_tuple(a.rank, a.organization.name()) < std::forward_as_tuple(b.rank, b.organization.name());
  });
  return found;
}

}  // namespace

absl::StatusOr<v1::SearchOrganizationsResponse> SearchOrganizations(const ServiceParts& parts,
                                                                    const v1::SearchOrganizationsRequest& request,
                                                                    const ReadContext& context) {
  const KeyList asked = NamesAskedFor(request.query());
  if (asked.All().empty()) return InvalidField("query", "must have a letter, a digit or a Han character");
  ASSIGN_OR_RETURN(const std::vector<Candidate> candidates,
                   CandidatesOf(context.snapshot, kOrganizationsBySearchKeyIndex, asked));
  ASSIGN_OR_RETURN(std::vector<Found> found, Ranked(parts, asked, candidates, context));
  const auto wanted = static_cast<size_t>(request.page_size() == 0 ? kMatchesDefault : request.page_size());
  v1::SearchOrganizationsResponse response;
  response.set_more(found.size() > wanted || candidates.size() >= kCandidatesMax);
  if (found.size() > wanted) found.resize(wanted);
  for (Found& one : found) {
    OrganizationMatch& match = *response.add_matches();
    match.set_match(MatchOf(one.rank));
    *match.mutable_organization() = std::move(one.organization);
  }
  return response;
}

}  // namespace jiedui::registry
