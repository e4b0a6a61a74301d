// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_merge_handlers.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/domain/merge.h"
#include "registry_service/store/facts.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using store::Transaction;
using v1::Person;

// The person that ends first: it frees the identity number that the other may take, or gets it back.
absl::Status PutBoth(const ServiceParts& parts, const MergeFacts& before, const PersonRecord& first,
                     const PersonRecord& second, Transaction& txn) {
  RETURN_IF_ERROR(PutPerson(txn, parts.tables, {.current = before.duplicate}, first));
  return PutPerson(txn, parts.tables, {.current = before.survivor}, second);
}

absl::StatusOr<Person> MergePersons(const ServiceParts& parts, const v1::MergePersonsRequest& request,
                                    Transaction& txn) {
  MergeFacts facts;
  ASSIGN_OR_RETURN(facts.survivor, parts.tables.persons.Find(txn, IdOf(request.name())));
  ASSIGN_OR_RETURN(facts.duplicate, parts.tables.persons.Find(txn, IdOf(request.duplicate())));
  ASSIGN_OR_RETURN(Merged merged, Merge(request, facts, parts.rules.seal, StampOf(txn)));
  RETURN_IF_ERROR(PutBoth(parts, facts, merged.duplicate, merged.survivor, txn));
  RETURN_IF_ERROR(parts.tables.merges.Put(txn, merged.merge));
  return std::move(*merged.survivor.mutable_person());
}

// Those that say so. The row of the survivor has been read: merging into it and unmerging from it write it too.
absl::StatusOr<std::vector<std::string>> MergedInto(const ServiceParts& parts, const std::string& survivor,
                                                    const Transaction& txn) {
  std::vector<std::string> names;
  const std::string id = IdOf(survivor);
  RETURN_IF_ERROR(txn.ScanUnder(parts.tables.persons.RowKey(id), store::Family::kIndex,
                                store::IndexRange(kPersonsBySurvivorIndex, id),
                                [&names](absl::string_view key, absl::string_view) {
                                  const auto merged = store::KeyOfIndexRow(kPersonsBySurvivorIndex, key);
                                  if (merged.has_value()) names.push_back(absl::StrCat(kPersonNames, *merged));
                                  return true;
                                }));
  return names;
}

absl::StatusOr<UnmergeFacts> LoadUnmergeFacts(const ServiceParts& parts, const std::string& name,
                                              const Transaction& txn) {
  UnmergeFacts facts;
  ASSIGN_OR_RETURN(const std::optional<PersonRecord> ended, parts.tables.persons.Find(txn, IdOf(name)));
  facts.is_merged = ended.has_value() && !ended->person().merged_into().empty();
  ASSIGN_OR_RETURN(facts.merge, parts.tables.merges.Find(txn, IdOf(name)));
  if (!facts.merge.has_value()) return facts;
  const std::string& survivor = facts.merge->survivor().person().name();
  ASSIGN_OR_RETURN(facts.survivor, parts.tables.persons.Find(txn, IdOf(survivor)));
  const auto holder_of = [&](const PersonRecord& record) {
    return parts.tables.id_claims.Holder(txn, record.id_blind_index());
  };
  ASSIGN_OR_RETURN(facts.id_holder, holder_of(facts.merge->duplicate()));
  ASSIGN_OR_RETURN(facts.survivor_id_holder, holder_of(facts.merge->survivor()));
  ASSIGN_OR_RETURN(facts.merged_into_survivor, MergedInto(parts, survivor, txn));
  return facts;
}

absl::StatusOr<Person> UnmergePersons(const ServiceParts& parts, const v1::UnmergePersonsRequest& request,
                                      Transaction& txn) {
  ASSIGN_OR_RETURN(const UnmergeFacts facts, LoadUnmergeFacts(parts, request.name(), txn));
  ASSIGN_OR_RETURN(MergeFacts restored, Unmerge(request, facts, StampOf(txn)));
  ASSIGN_OR_RETURN(const std::optional<PersonRecord> ended, parts.tables.persons.Find(txn, IdOf(request.name())));
  // The survivor first: it lets go of the number that the other gets back.
  RETURN_IF_ERROR(PutPerson(txn, parts.tables, {.current = facts.survivor}, *restored.survivor));
  RETURN_IF_ERROR(PutPerson(txn, parts.tables, {.current = ended}, *restored.duplicate));
  RETURN_IF_ERROR(parts.tables.merges.Delete(txn, IdOf(request.name())));
  return std::move(*restored.duplicate->mutable_person());
}

}  // namespace

void AddPersonMergeHandlers(const ServiceParts& parts, rpc::Service& service) {
  service.Write<v1::MergePersonsRequest, Person>(
      "MergePersons", ParseAsIs<v1::MergePersonsRequest>,
      [parts](const v1::MergePersonsRequest& request, Transaction& txn) { return MergePersons(parts, request, txn); });
  service.Write<v1::UnmergePersonsRequest, Person>("UnmergePersons", ParseAsIs<v1::UnmergePersonsRequest>,
                                                   [parts](const v1::UnmergePersonsRequest& request, Transaction& txn) {
                                                     return UnmergePersons(parts, request, txn);
                                                   });
}

}  // namespace jiedui::registry
