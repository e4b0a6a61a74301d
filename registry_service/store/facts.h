// SPDX-License-Identifier: Apache-2.0
// Gathers the facts of a decision, by key, from a transaction. Errors: DATA_LOSS.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/store/transaction.h"
#include "registry_service/domain/stamp.h"
#include "registry_service/store/tables.h"

namespace jiedui::registry {

Stamp StampOf(const store::Transaction& txn);

// For a draft to register or revise.
absl::StatusOr<PersonFacts> LoadFacts(const store::Transaction& txn, const Tables& tables, const PersonDraft& draft);
// The same where the holder of the draft's identity number is known already.
absl::StatusOr<PersonFacts> LoadFacts(const store::Transaction& txn, const Tables& tables, const PersonDraft& draft,
                                      std::string id_holder);
absl::StatusOr<OrganizationFacts> LoadFacts(const store::Transaction& txn, const Tables& tables,
                                            const OrganizationDraft& draft);
absl::StatusOr<OrganizationPairFacts> LoadFacts(const store::Transaction& txn, const Tables& tables,
                                                const OrganizationPairDraft& draft);

// For a person or organisation to remove or restore: who holds what it held.
absl::StatusOr<PersonFacts> LoadPersonFacts(const store::Transaction& txn, const Tables& tables,
                                            const ResourceRef& ref);
absl::StatusOr<OrganizationFacts> LoadOrganizationFacts(const store::Transaction& txn, const Tables& tables,
                                                        const ResourceRef& ref);

}  // namespace jiedui::registry
