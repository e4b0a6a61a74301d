// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/merge.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "registry_service/domain/private_fields.h"
#include "registry_service/domain/rules.h"
#include "registry_service/domain/union.h"

namespace jiedui::registry {
namespace {

using v1::MergePersonsRequest;
using v1::Person;
using v1::PrivateFields;
using v1::UnmergePersonsRequest;

const char kType[] = "jiedui.registry.v1.Person";
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

absl::StatusOr<PersonRecord> UnitedRecord(const PersonRecord& survivor, const PersonRecord& duplicate,
                                          const PrivateSeal& seal, const Stamp& stamp) {
  PersonRecord record = survivor;
  ASSIGN_OR_RETURN(*record.mutable_person(), United(survivor.person(), duplicate.person()));
  RETURN_IF_ERROR(UnitePrivateFields(duplicate, seal, record));
  record.add_merged_persons(duplicate.person().name());
  for (const std::string& earlier : duplicate.merged_persons()) record.add_merged_persons(earlier);
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_person());
  return record;
}

PersonRecord Ended(const PersonRecord& duplicate, absl::string_view survivor, const Stamp& stamp) {
  PersonRecord record = duplicate;
  record.mutable_person()->set_merged_into(std::string(survivor));
  *record.mutable_person()->mutable_delete_time() = ToTimestamp(stamp.now);
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_person());
  return record;
}

// Once the window has passed, what it takes to undo a merge is gone; the person that ended still says that it was.
absl::Status NothingToUnmerge(absl::string_view name, bool is_merged) {
  if (!is_merged) return ResourceNotFound("jiedui.registry.v1.PersonMerge", name);
  Rules rules;
  rules.Require(false, "WITHIN_30_DAYS", name, kMergedLongAgo);
  return rules.ToStatus("UNMERGE_REFUSED");
}

}  // namespace

absl::StatusOr<Merged> Merge(const MergePersonsRequest& request, const MergeFacts& facts, const PrivateSeal& seal,
                             const Stamp& stamp) {
  if (request.name() == request.duplicate()) return InvalidField("duplicate", "must be another person than name");
  if (!facts.survivor.has_value()) return ResourceNotFound(kType, request.name());
  if (!facts.duplicate.has_value()) return ResourceNotFound(kType, request.duplicate());
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
  const bool unchanged = is_alive && facts.survivor->person().etag() == merge.merged_etag();
  rules.Require(is_alive, "SURVIVOR_IS_THERE", survivor, "was deleted or merged since: undo that first");
  rules.Require(unchanged || !is_alive || request.discard_changes(), "SURVIVOR_UNCHANGED", survivor,
                "has changed since: set discard_changes to lose these changes");
  const bool is_free = facts.id_holder.empty() || facts.id_holder == survivor || facts.id_holder == request.name();
  rules.Require(is_free, "IDENTITY_FREE", request.name(),
                absl::StrCat("had an identity number that now belongs to ", facts.id_holder));
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
