// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/feed_state.h"

#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "registry_service/domain/restriction.h"
#include "registry_service/store/keys.h"
#include "registry_service/store/survivor.h"

namespace jiedui::registry {
namespace {

using v1::ResourceState;

// Whether both speak of one human being: an id may be given anew once its person is gone.
bool IsSame(const v1::Person& a, const v1::Person& b) {
  return a.create_time().seconds() == b.create_time().seconds() && a.create_time().nanos() == b.create_time().nanos();
}

// `told` as it may be told: `person` is who has the name now, `survivor` the one that she was merged into, or herself.
void Veil(const v1::Person& person, const v1::Person& survivor, v1::Person& told) {
  if (!IsSame(person, told) || !survivor.merged_into().empty()) {
    told = NameOnly(told);
  } else if (survivor.has_restrict_time()) {
    told = Showable(std::move(told), survivor.restrict_time());
  }
}

void VeilStates(const v1::Person& person, const v1::Person& survivor, v1::Change& change) {
  if (change.has_before()) Veil(person, survivor, *change.mutable_before()->mutable_person());
  if (change.has_after()) Veil(person, survivor, *change.mutable_after()->mutable_person());
}

void KeepNames(v1::Change& change) {
  if (change.has_before()) *change.mutable_before()->mutable_person() = NameOnly(change.before().person());
  if (change.has_after()) *change.mutable_after()->mutable_person() = NameOnly(change.after().person());
}

// The change of a person, as it may be told now. The feed is mostly read at its head, where the row is what the change
// made of it: that one is parsed already.
absl::Status VeilPerson(const store::v1::RowChange& row, const FeedPresent& present, v1::Change& change) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, present.snapshot.Get(store::Family::kRows, row.key()));
  if (!bytes.has_value()) {
    KeepNames(change);
    return absl::OkStatus();
  }
  v1::ResourceState current;
  if (*bytes == row.after()) {
    current = change.after();
  } else {
    ASSIGN_OR_RETURN(current, StateOf(v1::RESOURCE_TYPE_PERSON, row.key(), *bytes));
  }
  const v1::Person& person = current.person();
  if (person.merged_into().empty()) {
    VeilStates(person, person, change);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const std::optional<PersonRecord> survivor,
                   FindSurvivor(present.snapshot, present.tables, IdOf(person.merged_into())));
  if (survivor.has_value()) {
    VeilStates(person, survivor->person(), change);
  } else {
    KeepNames(change);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<v1::Change>> ChangeOf(int type, const store::v1::RowChange& row,
                                                   const FeedPresent& present) {
  ASSIGN_OR_RETURN(v1::Change change, rpc::ChangeOfRow<v1::Change>(row, [&](absl::string_view bytes) {
                     return StateOf(type, row.key(), bytes);
                   }));
  if (type == v1::RESOURCE_TYPE_PERSON) RETURN_IF_ERROR(VeilPerson(row, present, change));
  // What a restriction hides must not be told by the change that made it.
  if (change.after().person().has_restrict_time()) change.clear_before();
  return change;
}

}  // namespace

std::vector<FeedType> WantedTypes(const google::protobuf::RepeatedField<int>& types) {
  return rpc::WantedTypes({{v1::RESOURCE_TYPE_PERSON, std::string(kPersonRows)},
                           {v1::RESOURCE_TYPE_ORGANIZATION, std::string(kOrganizationRows)},
                           {v1::RESOURCE_TYPE_ORGANIZATION_PAIR, std::string(kOrganizationPairRows)}},
                          types);
}

absl::StatusOr<ResourceState> StateOf(int type, absl::string_view row_key, absl::string_view bytes) {
  ResourceState state;
  if (type == v1::RESOURCE_TYPE_PERSON) {
    ASSIGN_OR_RETURN(auto record, rpc::DecodedRow<storage::v1::PersonRecord>(row_key, bytes));
    record.mutable_person()->clear_private_fields();
    state.mutable_person()->Swap(record.mutable_person());
  } else if (type == v1::RESOURCE_TYPE_ORGANIZATION) {
    ASSIGN_OR_RETURN(auto record, rpc::DecodedRow<storage::v1::OrganizationRecord>(row_key, bytes));
    state.mutable_organization()->Swap(record.mutable_organization());
  } else {
    ASSIGN_OR_RETURN(auto record, rpc::DecodedRow<storage::v1::OrganizationPairRecord>(row_key, bytes));
    state.mutable_organization_pair()->Swap(record.mutable_organization_pair());
  }
  return state;
}

absl::StatusOr<v1::Commit> CommitOf(const store::v1::ChangeEntry& entry, const std::vector<FeedType>& types,
                                    const FeedPresent& present) {
  return rpc::CommitOfEntry<v1::Commit>(
      entry, types, [&present](int type, const store::v1::RowChange& row) { return ChangeOf(type, row, present); });
}

}  // namespace jiedui::registry
