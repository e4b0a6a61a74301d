// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_search.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/time/time.h"
#include "common/base/civil_date.h"
#include "registry_service/domain/search_keys.h"
#include "registry_service/domain/union.h"
#include "registry_service/rpc/organization_merge_handlers.h"
#include "registry_service/rpc/search_index.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using rpc::ReadContext;
using v1::Organization;
using v1::Person;
using v1::PersonMatch;

struct Found {
  Person person;
  Rank rank = Rank::kNone;
};

PersonMatch::Match MatchOf(Rank rank) {
  switch (rank) {
    case Rank::kExactName:
      return PersonMatch::MATCH_NAME;
    case Rank::kNamePrefix:
      return PersonMatch::MATCH_NAME_PREFIX;
    case Rank::kExactAlias:
      return PersonMatch::MATCH_ALIAS;
    case Rank::kAliasPrefix:
      return PersonMatch::MATCH_ALIAS_PREFIX;
    case Rank::kExactPinyin:
      return PersonMatch::MATCH_PINYIN;
    case Rank::kPinyinPrefix:
      return PersonMatch::MATCH_PINYIN_PREFIX;
    case Rank::kInitials:
      return PersonMatch::MATCH_INITIALS;
    case Rank::kPart:
      return PersonMatch::MATCH_NAME_PART;
    case Rank::kIdTail:
      return PersonMatch::MATCH_IDENTITY_TAIL;
    case Rank::kNone:
      break;
  }
  return PersonMatch::MATCH_UNSPECIFIED;
}

// Organisations of one search, each read once.
class Employers {
 public:
  Employers(const ServiceParts& parts, const ReadContext& context) : parts_(parts), context_(context) {}

  // Null if there is none.
  absl::StatusOr<const Organization*> Find(const std::string& name) {
    auto [known, is_new] = known_.try_emplace(name);
    if (is_new) {
      ASSIGN_OR_RETURN(auto record, parts_.tables.organizations.Find(context_.snapshot, IdOf(name)));
      if (record.has_value()) known->second = std::move(*record->mutable_organization());
    }
    return known->second.has_value() ? &*known->second : nullptr;
  }

 private:
  const ServiceParts& parts_;
  const ReadContext& context_;
  std::map<std::string, std::optional<Organization>> known_;
};

class Search {
 public:
  Search(const ServiceParts& parts, const v1::SearchPersonsRequest& request, const ReadContext& context)
      : parts_(parts), request_(request), context_(context), employers_(parts, context) {}

  absl::Status Run() {
    ASSIGN_OR_RETURN(candidates_,
                     CandidatesOf(context_.snapshot, kPersonsBySearchKeyIndex, KeysToTry(request_.query())));
    for (const std::string& id : candidates_) RETURN_IF_ERROR(Consider(id));
    return absl::OkStatus();
  }

  absl::StatusOr<v1::SearchPersonsResponse> Answer() {
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::forward_as_tuple(a.rank, a.person.name()) < std::forward_as_tuple(b.rank, b.person.name());
    });
    const auto wanted = static_cast<size_t>(request_.page_size() == 0 ? kMatchesDefault : request_.page_size());
    v1::SearchPersonsResponse response;
    response.set_more(found_.size() > wanted || candidates_.size() >= kCandidatesMax);
    if (found_.size() > wanted) found_.resize(wanted);
    for (Found& found : found_) RETURN_IF_ERROR(Add(found, response));
    return response;
  }

 private:
  absl::Status Consider(const std::string& id) {
    ASSIGN_OR_RETURN(std::optional<PersonRecord> record, parts_.tables.persons.Find(context_.snapshot, id));
    if (!record.has_value()) return store::DamagedRow(parts_.tables.persons.RowKey(id));
    const Rank rank = MatchRank(request_.query(), record->person());
    if (rank == Rank::kNone) return absl::OkStatus();
    ASSIGN_OR_RETURN(const bool is_wanted, IsWanted(record->person()));
    if (is_wanted) found_.push_back({.person = std::move(*record->mutable_person()), .rank = rank});
    return absl::OkStatus();
  }

  // Whether an employer is the one, and lies in the division, that the request asks for.
  absl::StatusOr<bool> IsWanted(const Person& person) {
    if (request_.organization().empty() && request_.division().empty()) return true;
    for (const v1::Employment& employment : person.employments()) {
      if (!request_.organization().empty() && employment.organization() != request_.organization()) continue;
      if (request_.division().empty()) return true;
      ASSIGN_OR_RETURN(const Organization* const employer, employers_.Find(employment.organization()));
      if (employer != nullptr && LiesInDivision(*employer)) return true;
    }
    return false;
  }

  bool LiesInDivision(const Organization& employer) const {
    return std::any_of(employer.divisions().begin(), employer.divisions().end(), [this](const auto& membership) {
      return absl::StartsWith(membership.division(), request_.division());
    });
  }

  absl::Status Add(Found& found, v1::SearchPersonsResponse& response) {
    PersonMatch& match = *response.add_matches();
    match.set_match(MatchOf(found.rank));
    int year = 0;
    if (absl::SimpleAtoi(absl::string_view(found.person.birth_date()).substr(0, 4), &year)) match.set_birth_year(year);
    const std::string today = FormatDate(ShanghaiDay(context_.now));
    const std::vector<std::string> employers = EmployersOn(found.person, today);
    if (!employers.empty()) {
      ASSIGN_OR_RETURN(const Organization employer, FindOrganizationOn(parts_, employers.front(), today, context_));
      match.set_employer_display_name(employer.display_name());
    }
    *match.mutable_person() = std::move(found.person);
    return absl::OkStatus();
  }

  const ServiceParts& parts_;
  const v1::SearchPersonsRequest& request_;
  const ReadContext& context_;
  Employers employers_;
  std::set<std::string> candidates_;
  std::vector<Found> found_;
};

}  // namespace

absl::StatusOr<v1::SearchPersonsResponse> SearchPersons(const ServiceParts& parts,
                                                        const v1::SearchPersonsRequest& request,
                                                        const ReadContext& context) {
  if (FoldedQuery(request.query()).empty())
    return InvalidField("query", "must have a letter, a digit or a Han character");
  Search search(parts, request, context);
  RETURN_IF_ERROR(search.Run());
  return search.Answer();
}

}  // namespace jiedui::registry
