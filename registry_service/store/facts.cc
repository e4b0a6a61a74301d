// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/facts.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

std::set<std::string> EmployersOf(const v1::Person& person) {
  std::set<std::string> names;
  for (const v1::Employment& employment : person.employments()) names.insert(employment.organization());
  return names;
}

// Of `names`, those that do not exist or are deleted.
absl::StatusOr<std::vector<std::string>> Missing(const store::Transaction& txn, const Tables& tables,
                                                 const std::set<std::string>& names) {
  std::vector<std::string> missing;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const std::optional<OrganizationRecord> record, tables.organizations.Find(txn, IdOf(name)));
    if (!record.has_value() || record->organization().has_delete_time()) missing.push_back(name);
  }
  return missing;
}

// KIND_UNSPECIFIED if it does not exist.
absl::StatusOr<v1::Organization::Kind> KindOf(const store::Transaction& txn, const Tables& tables,
                                              const std::string& name) {
  ASSIGN_OR_RETURN(const std::optional<OrganizationRecord> record, tables.organizations.Find(txn, IdOf(name)));
  return record.has_value() ? record->organization().kind() : v1::Organization::KIND_UNSPECIFIED;
}

}  // namespace

Stamp StampOf(const store::Transaction& txn) {
  const store::Transaction::Context& context = txn.context();
  return {.now = context.now, .revision = context.revision, .actor = context.actor};
}

absl::StatusOr<PersonFacts> LoadFacts(const store::Transaction& txn, const Tables& tables, const PersonDraft& draft) {
  ASSIGN_OR_RETURN(std::string id_holder, tables.id_claims.Holder(txn, draft.id_blind_index));
  return LoadFacts(txn, tables, draft, std::move(id_holder));
}

absl::StatusOr<PersonFacts> LoadFacts(const store::Transaction& txn, const Tables& tables, const PersonDraft& draft,
                                      std::string id_holder) {
  PersonFacts facts{.id_holder = std::move(id_holder)};
  const std::string id = IdOf(draft.person.name());
  ASSIGN_OR_RETURN(facts.current, tables.persons.Find(txn, id));
  if (!facts.current.has_value()) {
    ASSIGN_OR_RETURN(const std::string gone, tables.gone_claims.Holder(txn, id));
    facts.is_gone = !gone.empty();
  }
  if (!facts.id_holder.empty() && facts.id_holder != draft.person.name()) {
    ASSIGN_OR_RETURN(const std::optional<PersonRecord> holder, tables.persons.Find(txn, IdOf(facts.id_holder)));
    if (holder.has_value() && !holder->person().has_restrict_time()) facts.holder_names = NamesOf(holder->person());
  }
  // An employer that was deleted since must not stand in the way of a new phone number: only new ones are asked for.
  std::set<std::string> employers = EmployersOf(draft.person);
  if (facts.current.has_value())
    for (const std::string& known : EmployersOf(facts.current->person())) employers.erase(known);
  ASSIGN_OR_RETURN(facts.missing_organizations, Missing(txn, tables, employers));
  return facts;
}

absl::StatusOr<OrganizationFacts> LoadFacts(const store::Transaction& txn, const Tables& tables,
                                            const OrganizationDraft& draft) {
  OrganizationFacts facts;
  ASSIGN_OR_RETURN(facts.current, tables.organizations.Find(txn, IdOf(draft.organization.name())));
  ASSIGN_OR_RETURN(facts.code_holder, tables.credit_code_claims.Holder(txn, draft.organization.credit_code()));
  // As with employers: a founder that was deleted since does not stand in the way.
  const std::string& founder = draft.organization.founder();
  if (founder.empty() || (facts.current.has_value() && facts.current->organization().founder() == founder))
    return facts;
  ASSIGN_OR_RETURN(facts.missing_organizations, Missing(txn, tables, {founder}));
  return facts;
}

absl::StatusOr<OrganizationPairFacts> LoadFacts(const store::Transaction& txn, const Tables& tables,
                                                const OrganizationPairDraft& draft) {
  OrganizationPairFacts facts;
  ASSIGN_OR_RETURN(facts.current, tables.organization_pairs.Find(txn, IdOf(draft.pair.name())));
  ASSIGN_OR_RETURN(facts.missing_organizations,
                   Missing(txn, tables, {draft.pair.east_organization(), draft.pair.west_organization()}));
  ASSIGN_OR_RETURN(facts.east_kind, KindOf(txn, tables, draft.pair.east_organization()));
  ASSIGN_OR_RETURN(facts.west_kind, KindOf(txn, tables, draft.pair.west_organization()));
  return facts;
}

absl::StatusOr<PersonFacts> LoadPersonFacts(const store::Transaction& txn, const Tables& tables,
                                            const ResourceRef& ref) {
  PersonFacts facts;
  ASSIGN_OR_RETURN(facts.current, tables.persons.Find(txn, IdOf(ref.name)));
  if (!facts.current.has_value()) return facts;
  ASSIGN_OR_RETURN(facts.id_holder, tables.id_claims.Holder(txn, facts.current->id_blind_index()));
  return facts;
}

absl::StatusOr<OrganizationFacts> LoadOrganizationFacts(const store::Transaction& txn, const Tables& tables,
                                                        const ResourceRef& ref) {
  OrganizationFacts facts;
  ASSIGN_OR_RETURN(facts.current, tables.organizations.Find(txn, IdOf(ref.name)));
  if (!facts.current.has_value()) return facts;
  const std::string& code = facts.current->organization().credit_code();
  ASSIGN_OR_RETURN(facts.code_holder, tables.credit_code_claims.Holder(txn, code));
  return facts;
}

}  // namespace jiedui::registry
