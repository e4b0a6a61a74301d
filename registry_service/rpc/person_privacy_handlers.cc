// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_privacy_handlers.h"

#include <utility>
#include <vector>

#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/domain/resource_types.h"
#include "registry_service/domain/restriction.h"
#include "registry_service/store/facts.h"
#include "registry_service/store/keys.h"
#include "registry_service/store/survivor.h"

namespace jiedui::registry {
namespace {

using rpc::CallInfo;
using store::Transaction;
using v1::Person;
using v1::PersonDossier;

// A request and the method that it came by, which is recorded.
struct DossierCommand {
  v1::GetPersonDossierRequest request;
  std::string method;
};

absl::StatusOr<Person> SetRestriction(const ServiceParts& parts, const v1::RestrictPersonRequest& request,
                                      Transaction& txn) {
  ASSIGN_OR_RETURN(const std::optional<PersonRecord> current, parts.tables.persons.Find(txn, IdOf(request.name())));
  ASSIGN_OR_RETURN(PersonRecord record, Restrict(request, current, parts.rules.seal, StampOf(txn)));
  RETURN_IF_ERROR(PutPerson(txn, parts.tables, {.current = current}, record));
  return std::move(*record.mutable_person());
}

absl::StatusOr<PersonDossier> DossierOf(const PersonRecord& record, const PrivateSeal& seal) {
  PersonDossier dossier;
  ASSIGN_OR_RETURN(*dossier.mutable_person(), PersonInFull(record, seal));
  if (!record.sealed_private().empty()) {
    ASSIGN_OR_RETURN(*dossier.mutable_person()->mutable_private_fields(), seal.Open(record.sealed_private()));
  }
  dossier.set_creator(record.creator());
  dossier.set_updater(record.updater());
  *dossier.mutable_merged_persons() = record.merged_persons();
  dossier.set_restrict_reason(record.restrict_reason());
  *dossier.mutable_former_names() = record.former_names();
  dossier.set_entered_display_name(record.entered_name());
  return dossier;
}

v1::PersonAccess AccessOf(const DossierCommand& command, const Stamp& stamp) {
  v1::PersonAccess access;
  *access.mutable_access_time() = ToTimestamp(stamp.now);
  access.set_actor(stamp.actor);
  access.set_method(command.method);
  access.set_reason(command.request.reason());
  return access;
}

absl::StatusOr<PersonDossier> GetDossier(const ServiceParts& parts, const DossierCommand& command, Transaction& txn) {
  const std::string& name = command.request.name();
  // Where she was merged into another one, all that is known of her lies there.
  ASSIGN_OR_RETURN(const std::optional<PersonRecord> record, FindSurvivor(txn, parts.tables, IdOf(name)));
  if (!record.has_value()) return ResourceNotFound(kPersonType, name);
  const std::string id = IdOf(record->person().name());
  ASSIGN_OR_RETURN(PersonDossier dossier, DossierOf(*record, parts.rules.seal));
  ASSIGN_OR_RETURN(const std::vector<v1::PersonAccess> accesses, parts.tables.accesses.Latest(txn, id));
  for (const v1::PersonAccess& access : accesses) *dossier.add_accesses() = access;
  RETURN_IF_ERROR(parts.tables.accesses.Add(txn, id, AccessOf(command, StampOf(txn))));
  return dossier;
}

}  // namespace

void AddPersonPrivacyHandlers(const ServiceParts& parts, rpc::Service& service) {
  service.Write<v1::RestrictPersonRequest, Person>("RestrictPerson", ParseAsIs<v1::RestrictPersonRequest>,
                                                   [parts](const v1::RestrictPersonRequest& request, Transaction& txn) {
                                                     return SetRestriction(parts, request, txn);
                                                   });
  service.Write<v1::GetPersonDossierRequest, PersonDossier>(
      "GetPersonDossier",
      [](v1::GetPersonDossierRequest request, const CallInfo& call) -> absl::StatusOr<DossierCommand> {
        return DossierCommand{.request = std::move(request), .method = call.method};
      },
      [parts](const DossierCommand& command, Transaction& txn) { return GetDossier(parts, command, txn); });
}

}  // namespace jiedui::registry
