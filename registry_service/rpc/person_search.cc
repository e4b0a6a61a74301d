// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_search.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/time/time.h"
#include "common/base/civil_date.h"
#include "registry_service/domain/search_keys.h"
#include "registry_service/domain/union.h"
#include "registry_service/rpc/employer_filter.h"
#include "registry_service/rpc/organization_merge_handlers.h"
#include "registry_service/rpc/search_index.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using rpc::ReadContext;
using v1::Person;
using v1::PersonMatch;

struct Found {
  std::string id;
  Rank rank = Rank::kNone;
  std::optional<Person> person;  // where it had to be read already
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

class Search {
 public:
  Search(const ServiceParts& parts, const v1::SearchPersonsRequest& request, const ReadContext& context)
      : parts_(parts), request_(request), context_(context), divisions_(parts, request.division(), today_, context) {}

  absl::Status Run() {
    ASSIGN_OR_RETURN(const std::vector<Candidate> candidates, Candidates());
    is_cut_ = candidates.size() >= CandidatesMax();
    for (const Candidate& candidate : candidates) {
      if (found_.size() >= FoundMax()) {
        is_cut_ = true;
        break;
      }
      RETURN_IF_ERROR(Consider(candidate));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<v1::SearchPersonsResponse> Answer() {
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::forward_as_tuple(a.rank, a.id) < std::forward_as_tuple(b.rank, b.id);
    });
    const auto wanted = static_cast<size_t>(request_.page_size() == 0 ? kMatchesDefault : request_.page_size());
    v1::SearchPersonsResponse response;
    response.set_more(found_.size() > wanted || is_cut_);
    if (found_.size() > wanted) found_.resize(wanted);
    for (Found& found : found_) RETURN_IF_ERROR(Add(found, response));
    return response;
  }

 private:
  // Whom to look at: all of an organisation, in the order of their ids, or those whom the query finds, the better keys
  // first. Without a filter there are no more than may be found.
  absl::StatusOr<std::vector<Candidate>> Candidates() const {
    if (request_.organization().empty())
      return CandidatesOf(context_.snapshot, kPersonsBySearchKeyIndex, asked_, CandidatesMax());
    ASSIGN_OR_RETURN(const IdList persons, PersonsEmployedAt(parts_, request_.organization(), today_, context_));
    std::vector<Candidate> candidates;
    for (const std::string& id : persons.ids()) candidates.push_back({id, std::nullopt});
    return candidates;
  }

  bool IsFiltered() const { return !request_.organization().empty() || !request_.division().empty(); }

  size_t CandidatesMax() const { return IsFiltered() ? kFilteredRowsMax : kCandidatesMax; }

  // The persons of an organisation come in no order of worth: any of them may be the best.
  size_t FoundMax() const { return request_.organization().empty() ? kCandidatesMax : kFilteredRowsMax; }

  absl::StatusOr<Person> Read(const std::string& id) const {
    ASSIGN_OR_RETURN(std::optional<PersonRecord> record, parts_.tables.persons.Find(context_.snapshot, id));
    if (!record.has_value()) return store::DamagedRow(parts_.tables.persons.RowKey(id));
    return std::move(*record->mutable_person());
  }

  // Reads the person only where the index does not say enough: nearly all of a thousand finds are not answered. The
  // index of employers also leads to persons who are restricted: they have no name that a query finds.
  absl::Status Consider(const Candidate& candidate) {
    if (candidate.rank.has_value() && !IsFiltered()) {
      found_.push_back({.id = candidate.id, .rank = *candidate.rank, .person = std::nullopt});
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(Person person, Read(candidate.id));
    ASSIGN_OR_RETURN(const bool is_wanted, divisions_.Takes(person));
    const Rank rank = is_wanted ? candidate.rank.value_or(MatchRank(asked_, person)) : Rank::kNone;
    if (rank != Rank::kNone) found_.push_back({.id = candidate.id, .rank = rank, .person = std::move(person)});
    return absl::OkStatus();
  }

  absl::Status Add(Found& found, v1::SearchPersonsResponse& response) {
    if (!found.person.has_value()) {
      ASSIGN_OR_RETURN(found.person, Read(found.id));
    }
    PersonMatch& match = *response.add_matches();
    match.set_match(MatchOf(found.rank));
    int year = 0;
    if (absl::SimpleAtoi(absl::string_view(found.person->birth_date()).substr(0, 4), &year)) match.set_birth_year(year);
    const std::vector<std::string> employers = EmployersOn(*found.person, today_);
    if (!employers.empty()) {
      ASSIGN_OR_RETURN(const v1::Organization employer,
                       FindOrganizationOn(parts_, employers.front(), today_, context_));
      match.set_employer_display_name(employer.display_name());
    }
    *match.mutable_person() = *std::move(found.person);
    return absl::OkStatus();
  }

  const ServiceParts& parts_;
  const v1::SearchPersonsRequest& request_;
  const ReadContext& context_;
  const KeyList asked_ = PersonKeysAskedFor(request_.query());
  const std::string today_ = FormatDate(ShanghaiDay(context_.now));
  DivisionFilter divisions_;
  std::vector<Found> found_;
  bool is_cut_ = false;  // whether somebody was not looked at
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
