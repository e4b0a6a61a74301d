// SPDX-License-Identifier: Apache-2.0
// People and organisations in the directory. The registry merges two records of one human being into one: the name of
// the one that ended leads to the one that stays. It merges organisations from a day on: before that day the old name
// means the old unit, from then on the one that took it over.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/status_macros.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "jiedui/registry/v1/person.pb.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// A merge leads to a person who may have been merged in turn; nobody is merged this often.
inline constexpr int kMergesFollowedMax = 32;

// The person that `name` leads to, as far as kMergesFollowedMax merges; nullopt if the directory does not have it.
// `from` is a Snapshot or a Transaction. DATA_LOSS.
template <typename From>
absl::StatusOr<std::optional<registry::v1::Person>> FindPerson(const Tables& tables, const From& from,
                                                               absl::string_view name) {
  std::string key = PersonKey(name);
  for (int i = 0;; ++i) {
    ASSIGN_OR_RETURN(std::optional<storage::v1::DirectoryPersonRecord> record, tables.persons.Find(from, key));
    if (!record.has_value()) return std::nullopt;
    const bool is_last = record->person().merged_into().empty() || i == kMergesFollowedMax;
    if (is_last) return std::move(*record->mutable_person());
    key = PersonKey(record->person().merged_into());
  }
}

// The organisation that `name` means on the day; null if the directory does not have it. `from` as above. DATA_LOSS.
template <typename From>
absl::StatusOr<std::shared_ptr<const storage::v1::DirectoryOrganizationRecord>> FindOrganizationOn(
    const Tables& tables, const From& from, absl::string_view name, absl::string_view day) {
  std::string key = OrganizationKey(name);
  for (int i = 0;; ++i) {
    ASSIGN_OR_RETURN(auto record, tables.organizations.FindShared(from, key));
    if (record == nullptr) return record;
    const registry::v1::Organization& organization = record->organization();
    const bool is_last = organization.merged_into().empty() || day < organization.merge_date();
    if (is_last || i == kMergesFollowedMax) return record;
    key = OrganizationKey(organization.merged_into());
  }
}

}  // namespace jiedui::scheduler
