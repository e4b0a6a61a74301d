// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/feed_state.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "common/base/status_macros.h"
#include "common/store/table.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using v1::ResourceState;
using v1::ResourceType;

constexpr FeedType kFeedTypes[] = {
    {v1::RESOURCE_TYPE_PERSON, kPersonRows},
    {v1::RESOURCE_TYPE_ORGANIZATION, kOrganizationRows},
    {v1::RESOURCE_TYPE_ORGANIZATION_PAIR, kOrganizationPairRows},
};

template <typename Record>
absl::StatusOr<Record> Decoded(absl::string_view row_key, absl::string_view bytes) {
  Record record;
  if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return store::DamagedRow(row_key);
  return record;
}

const FeedType* TypeOfRow(absl::string_view row_key, const std::vector<FeedType>& types) {
  const auto found = std::find_if(types.begin(), types.end(), [row_key](const FeedType& type) {
    return absl::StartsWith(row_key, type.row_prefix);
  });
  return found == types.end() ? nullptr : &*found;
}

const std::string& NameOf(const ResourceState& state) {
  if (state.has_person()) return state.person().name();
  return state.has_organization() ? state.organization().name() : state.organization_pair().name();
}

absl::StatusOr<v1::Change> ChangeOf(ResourceType type, const store::v1::RowChange& row) {
  v1::Change change;
  if (!row.before().empty()) {
    ASSIGN_OR_RETURN(*change.mutable_before(), StateOf(type, row.key(), row.before()));
    change.set_name(NameOf(change.before()));
  }
  if (!row.after().empty()) {
    ASSIGN_OR_RETURN(*change.mutable_after(), StateOf(type, row.key(), row.after()));
    change.set_name(NameOf(change.after()));
  }
  // What a restriction hides must not be told by the change that made it.
  if (change.after().person().has_restrict_time()) change.clear_before();
  return change;
}

}  // namespace

std::vector<FeedType> WantedTypes(const google::protobuf::RepeatedField<int>& types) {
  std::vector<FeedType> wanted;
  for (const FeedType& type : kFeedTypes)
    if (types.empty() || std::find(types.begin(), types.end(), type.type) != types.end()) wanted.push_back(type);
  return wanted;
}

absl::StatusOr<ResourceState> StateOf(ResourceType type, absl::string_view row_key, absl::string_view bytes) {
  ResourceState state;
  if (type == v1::RESOURCE_TYPE_PERSON) {
    ASSIGN_OR_RETURN(auto record, Decoded<storage::v1::PersonRecord>(row_key, bytes));
    record.mutable_person()->clear_private_fields();
    state.mutable_person()->Swap(record.mutable_person());
  } else if (type == v1::RESOURCE_TYPE_ORGANIZATION) {
    ASSIGN_OR_RETURN(auto record, Decoded<storage::v1::OrganizationRecord>(row_key, bytes));
    state.mutable_organization()->Swap(record.mutable_organization());
  } else {
    ASSIGN_OR_RETURN(auto record, Decoded<storage::v1::OrganizationPairRecord>(row_key, bytes));
    state.mutable_organization_pair()->Swap(record.mutable_organization_pair());
  }
  return state;
}

absl::StatusOr<v1::Commit> CommitOf(const store::v1::ChangeEntry& entry, const std::vector<FeedType>& types) {
  v1::Commit commit;
  *commit.mutable_commit_time() = entry.commit_time();
  commit.set_actor(entry.actor());
  for (const store::v1::RowChange& row : entry.changes()) {
    const FeedType* type = TypeOfRow(row.key(), types);
    if (type == nullptr) continue;
    ASSIGN_OR_RETURN(*commit.add_changes(), ChangeOf(type->type, row));
  }
  return commit;
}

}  // namespace jiedui::registry
