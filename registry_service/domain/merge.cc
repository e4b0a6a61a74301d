// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/merge.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "registry_service/domain/private_fields.h"
#include "registry_service/domain/resource_types.h"
#include "registry_service/domain/rules.h"
#include "registry_service/domain/union.h"

namespace jiedui::registry {
namespace {

using v1::MergePersonsRequest;
using v1::Person;
using v1::PrivateFields;
using v1::UnmergePersonsRequest;

const char kMergedLongAgo[] = "was merged too long ago: a merge can be undone for 30 days";

void RequireMergeable(const PersonRecord& record, Rules& rules) {
  const Person& person = record.person();
  rules.Require(person.merged_into().empty(), "NOT_MERGED", person.name(),
                absl::StrCat("was merged into ", person.merged_into()));
  rules.Require(!person.has_delete_time() || !person.merged_into().empty(), "NOT_DELETED", person.name(), "is deleted");
  rules.Require(!person.has_restrict_time(), "NOT_RESTRICTED", person.name(), "is restricted");
}

absl::Status CheckMerge(const MergePersonsRequest& request, const PersonRecord& survivor,
                        const PersonRecord& duplicate) {
  RETURN_IF_ERROR(CheckEtag(request.name(), request.etag(), survivor.person().etag()));
  RETURN_IF_ERROR(CheckEtag(request.duplicate(), request.duplicate_etag(), duplicate.person().etag()));
  Rules rules;
  RequireMergeable(survivor, rules);
  RequireMergeable(duplicate, rules);
  rules.Require(survivor.merged_persons_size() + duplicate.merged_persons_size() < kMergedPersonsMax,
                "AT_MOST_30_MERGED", request.name(), "would be made of more persons than one may be");
  const bool same_identity = survivor.id_blind_index().empty() || duplicate.id_blind_index().empty() ||
                             survivor.id_blind_index() == duplicate.id_blind_index();
  rules.Require(same_identity || request.allow_other_identity(), "SAME_IDENTITY", request.duplicate(),
                absl::StrCat("has another identity number than ", request.name(),
                             ": two people, or a wrong number; set allow_other_identity if it is wrong"));
  return rules.ToStatus("MERGE_REFUSED");
}

absl::StatusOr<PrivateFields> OpenedOf(const PersonRecord& record, const PrivateSeal& seal) {
  if (record.sealed_private().empty()) return PrivateFields();
  return seal.Open(record.sealed_private());
}

// The survivor's private fields, and the duplicate's where the survivor has none.
absl::Status UnitePrivateFields(const PersonRecord& duplicate, const PrivateSeal& seal, PersonRecord& survivor) {
  ASSIGN_OR_RETURN(PrivateFields wanted, OpenedOf(survivor, seal));
  ASSIGN_OR_RETURN(const PrivateFields other, OpenedOf(duplicate, seal));
  std::string index = survivor.id_blind_index();
  if (!wanted.has_id_document() && other.has_id_document()) {
    *wanted.mutable_id_document() = other.id_document();
    index = duplicate.id_blind_index();
  }
  if (wanted.mobile().empty()) wanted.set_mobile(other.mobile());
  return ResealPrivateFields(wanted, index, seal, survivor);
}

// What the survivor is made of right after the merge.
std::vector<std::string> MergedPersons(const PersonRecord& survivor, const PersonRecord& duplicate) {
  std::vector<std::string> names(survivor.merged_persons().begin(), survivor.merged_persons().end());
  names.push_back(duplicate.person().name());
  names.insert(names.end(), duplicate.merged_persons().begin(), duplicate.merged_persons().end());
  return names;
}

absl::StatusOr<PersonRecord> UnitedRecord(const PersonRecord& survivor, const PersonRecord& duplicate,
                                          const PrivateSeal& seal, const Stamp& stamp) {
  PersonRecord record = survivor;
  ASSIGN_OR_RETURN(*record.mutable_person(), United(survivor.person(), duplicate.person()));
  RETURN_IF_ERROR(UnitePrivateFields(duplicate, seal, record));
  const std::vector<std::string> merged = MergedPersons(survivor, duplicate);
  record.mutable_merged_persons()->Assign(merged.begin(), merged.end());
  record.mutable_former_names()->MergeFrom(duplicate.former_names());
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_person());
  return record;
}

// What is left of the duplicate is where it went: all that is known of her lies with the survivor, so that restricting
// or deleting that one leaves nothing behind. The merge record has the rest, as long as it may be undone.
PersonRecord Ended(const PersonRecord& duplicate, absl::string_view survivor, const Stamp& stamp) {
  PersonRecord record;
  record.set_creator(duplicate.creator());
  record.set_updater(stamp.actor);
  Person& person = *record.mutable_person();
  person.set_name(duplicate.person().name());
  person.set_merged_into(std::string(survivor));
  *person.mutable_create_time() = duplicate.person().create_time();
  *person.mutable_delete_time() = ToTimestamp(stamp.now);
  StampUpdated(stamp, person);
  return record;
}

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Putting the survivor back to before this merge would lose who was merged into it later, and all that came with them.
void RequireLatest(const UnmergeFacts& facts, Rules& rules) {
  const std::vector<std::string> left = MergedPersons(facts.merge->survivor(), facts.merge->duplicate());
  const auto& now = facts.survivor->merged_persons();
  std::vector<std::string> later;
  for (auto name = now.rbegin(); name != now.rend(); ++name)
    if (!Has(left, *name) && Has(facts.merged_into_survivor, *name)) later.push_back(*name);
  const bool is_latest = std::equal(now.begin(), now.end(), left.begin(), left.end());
  rules.Require(is_latest, "LATER_MERGES_FIRST", facts.survivor->person().name(),
                absl::StrCat("is no longer made of the persons that this merge left",
                             later.empty() ? "" : ": unmerge first, in this order, ", absl::StrJoin(later, ", ")));
}

void RequireUnchanged(const UnmergePersonsRequest& request, const UnmergeFacts& facts, Rules& rules) {
  const Person& survivor = facts.survivor->person();
  rules.Require(!survivor.has_restrict_time(), "NOT_RESTRICTED", survivor.name(), "is restricted: lift that first");
  RequireLatest(facts, rules);
  const bool unchanged = survivor.etag() == facts.merge->merged_etag();
  rules.Require(unchanged || request.discard_changes(), "SURVIVOR_UNCHANGED", survivor.name(),
                "has changed since: set discard_changes to lose these changes");
}

// Once the window has passed, what it takes to undo a merge is gone; the person that ended still says that it was.
absl::Status NothingToUnmerge(absl::string_view name, bool is_merged) {
  if (!is_merged) return ResourceNotFound(kPersonMergeType, name);
  Rules rules;
  rules.Require(false, "WITHIN_30_DAYS", name, kMergedLongAgo);
  return rules.ToStatus("UNMERGE_REFUSED");
}

// Each gets back the number that it had: nobody else may hold it.
void RequireIdentitiesFree(const MergeRecord& merge, const UnmergeFacts& facts, Rules& rules) {
  const std::string& survivor = merge.survivor().person().name();
  const std::string& duplicate = merge.duplicate().person().name();
  const auto require_free = [&](const std::string& name, const std::string& holder) {
    rules.Require(holder.empty() || holder == survivor || holder == duplicate, "IDENTITY_FREE", name,
                  absl::StrCat("had an identity number that now belongs to ", holder));
  };
  require_free(survivor, facts.survivor_id_holder);
  require_free(duplicate, facts.id_holder);
}

}  // namespace

absl::StatusOr<Merged> Merge(const MergePersonsRequest& request, const MergeFacts& facts, const PrivateSeal& seal,
                             const Stamp& stamp) {
  if (request.name() == request.duplicate()) return InvalidField("duplicate", "must be another person than name");
  if (!facts.survivor.has_value()) return ResourceNotFound(kPersonType, request.name());
  if (!facts.duplicate.has_value()) return ResourceNotFound(kPersonType, request.duplicate());
  RETURN_IF_ERROR(CheckMerge(request, *facts.survivor, *facts.duplicate));
  Merged merged;
  ASSIGN_OR_RETURN(merged.survivor, UnitedRecord(*facts.survivor, *facts.duplicate, seal, stamp));
  merged.duplicate = Ended(*facts.duplicate, request.name(), stamp);
  *merged.merge.mutable_survivor() = *facts.survivor;
  *merged.merge.mutable_duplicate() = *facts.duplicate;
  merged.merge.set_merged_etag(merged.survivor.person().etag());
  *merged.merge.mutable_merge_time() = ToTimestamp(stamp.now);
  merged.merge.set_actor(stamp.actor);
  merged.merge.set_reason(request.reason());
  return merged;
}

bool IsUnmergeOver(const MergeRecord& merge, absl::Time now) {
  return now - FromTimestamp(merge.merge_time()) > kUnmergeWindow;
}

absl::StatusOr<MergeFacts> Unmerge(const UnmergePersonsRequest& request, const UnmergeFacts& facts,
                                   const Stamp& stamp) {
  if (!facts.merge.has_value()) return NothingToUnmerge(request.name(), facts.is_merged);
  const MergeRecord& merge = *facts.merge;
  const std::string& survivor = merge.survivor().person().name();
  Rules rules;
  rules.Require(!IsUnmergeOver(merge, stamp.now), "WITHIN_30_DAYS", request.name(), kMergedLongAgo);
  const bool is_alive = facts.survivor.has_value() && !facts.survivor->person().has_delete_time();
  rules.Require(is_alive, "SURVIVOR_IS_THERE", survivor, "was deleted or merged since: undo that first");
  if (is_alive) RequireUnchanged(request, facts, rules);
  RequireIdentitiesFree(merge, facts, rules);
  RETURN_IF_ERROR(rules.ToStatus("UNMERGE_REFUSED"));
  return MergeFacts{.survivor = merge.survivor(), .duplicate = merge.duplicate()};
}

absl::Status PersonMerged(const PersonRecord& record) {
  const Person& person = record.person();
  return RulesFailed(
      "PERSON_MERGED",
      {{.rule = "PERSON_MERGED",
        .subject = person.name(),
        .description = absl::StrCat(person.name(), " was merged into ", person.merged_into(), ": use that one")}});
}

}  // namespace jiedui::registry
