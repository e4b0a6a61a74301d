// SPDX-License-Identifier: Apache-2.0
// The registry's tables, and the puts that keep the claims beside the rows. Immutable; any thread.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/store/table.h"
#include "common/store/transaction.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "registry_service/domain/organization.h"
#include "registry_service/domain/organization_pair.h"
#include "registry_service/domain/person.h"
#include "registry_service/store/access_log.h"

namespace jiedui::registry {

// A claim and the value that it lies under: the message alone does not say it.
class ClaimTable {
 public:
  explicit ClaimTable(std::string prefix) : prefix_(std::move(prefix)) {}

  // Name of the resource that holds `value`; empty if none does.
  absl::StatusOr<std::string> Holder(const store::Transaction& txn, absl::string_view value) const;
  // `holder` lets go of `before` and takes `after`; either may be empty. What another holds is left alone: DATA_LOSS,
  // the row of `holder` says that it has `before`; INTERNAL, the decision did not ask who has `after`.
  absl::Status Move(store::Transaction& txn, absl::string_view before, absl::string_view after,
                    absl::string_view holder) const;

 private:
  // OK if nobody but `holder` has it; otherwise of `code`.
  absl::Status RequireNobodyElse(const store::Transaction& txn, absl::string_view value, absl::string_view holder,
                                 absl::StatusCode code) const;
  absl::Status Write(store::Transaction& txn, absl::string_view value, std::optional<std::string> claim) const;

  const std::string prefix_;
};

// A time as it stands in kPersonsByPurgeTimeIndex: cut to the second.
std::string PurgeTimeKey(absl::Time time);

struct Tables {
  Tables();

  const store::Table<PersonRecord> persons;
  const store::Table<OrganizationRecord> organizations;
  const store::Table<OrganizationPairRecord> organization_pairs;
  const store::Table<storage::v1::MergeRecord> merges;
  const store::Table<storage::v1::PrivacyRequestRecord> privacy_requests;
  const AccessLog accesses{};
  const ClaimTable id_claims;
  const ClaimTable credit_code_claims;
  const ClaimTable gone_claims;
};

// Puts what a decision made of the facts. RESOURCE_EXHAUSTED: limits of the store; DATA_LOSS.
absl::Status PutPerson(store::Transaction& txn, const Tables& tables, const PersonFacts& facts,
                       const PersonRecord& record);
absl::Status PutOrganization(store::Transaction& txn, const Tables& tables, const OrganizationFacts& facts,
                             const OrganizationRecord& record);

}  // namespace jiedui::registry
