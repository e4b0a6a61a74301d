// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/organization.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/credit_code.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/base/update_mask.h"
#include "registry_service/domain/checks.h"
#include "registry_service/domain/missing.h"
#include "registry_service/domain/resource_types.h"

namespace jiedui::registry {
namespace {

using google::protobuf::FieldMask;
using v1::DivisionMembership;
using v1::Organization;

void Normalize(Organization& organization) {
  organization.set_display_name(Trimmed(ToNfc(organization.display_name())));
  for (std::string& alias : *organization.mutable_aliases()) alias = Trimmed(ToNfc(alias));
  organization.set_credit_code(NormalizedCreditCode(organization.credit_code()));
}

void CheckAliases(const Organization& organization, FieldChecks& checks) {
  for (int i = 0; i < organization.aliases_size(); ++i)
    if (organization.aliases(i).empty()) checks.Add(absl::StrCat("organization.aliases[", i, "]"), "is blank");
  checks.NoRepetition(organization.aliases(), "organization.aliases");
}

DateRange RangeOf(const DivisionMembership& membership) {
  return {.first = membership.start_date(), .last = membership.end_date()};
}

// The first earlier membership that shares a day with the one at `later`.
void CheckOverlap(const Organization& organization, int later, FieldChecks& checks) {
  for (int i = 0; i < later; ++i) {
    const auto shared = Intersection(RangeOf(organization.divisions(i)), RangeOf(organization.divisions(later)));
    if (!shared.has_value()) continue;
    checks.Add(ElementPath("organization.divisions", later, "start_date"),
               absl::StrCat("overlaps organization.divisions[", i, "] on ", ToString(*shared),
                            "; an organisation lies in one division on any day"));
    return;
  }
}

void CheckDivisions(const Organization& organization, FieldChecks& checks) {
  for (int i = 0; i < organization.divisions_size(); ++i) {
    const DivisionMembership& membership = organization.divisions(i);
    if (membership.division().size() < 6)
      checks.Add(ElementPath("organization.divisions", i, "division"), "must have 6, 9 or 12 digits");
    checks.InOrder(membership.start_date(), membership.end_date(), ElementPath("organization.divisions", i, "end_date"),
                   "start_date");
    CheckOverlap(organization, i, checks);
  }
}

absl::Status RequireFounder(const Organization& organization, const OrganizationFacts& facts) {
  return RequireOrganizations({{"organization.founder", organization.founder()}}, facts.missing_organizations);
}

// An organisation is found by the name it had.
void KeepFormerName(const Organization& before, Organization& organization) {
  if (organization.aliases_size() < kOrganizationAliasesMax) AddAlias(before.display_name(), organization);
}

absl::Status RequireCodeFree(const OrganizationRecord& record, const OrganizationFacts& facts) {
  const Organization& organization = record.organization();
  if (organization.credit_code().empty() || facts.code_holder.empty() || facts.code_holder == organization.name())
    return absl::OkStatus();
  return ResourceExists("CREDIT_CODE_TAKEN", kOrganizationType, facts.code_holder,
                        absl::StrCat("the credit code belongs to ", facts.code_holder));
}

}  // namespace

absl::StatusOr<OrganizationDraft> ParseOrganization(Organization organization) {
  Normalize(organization);
  FieldChecks checks;
  CheckAliases(organization, checks);
  CheckDivisions(organization, checks);
  if (!organization.founder().empty() && organization.founder() == organization.name())
    checks.Add("organization.founder", "is the organisation itself");
  if (!organization.credit_code().empty()) {
    const auto problem = ProblemOfCreditCode(organization.credit_code());
    if (problem.has_value()) checks.Add("organization.credit_code", *problem);
  }
  RETURN_IF_ERROR(checks.ToStatus());
  return OrganizationDraft{.organization = std::move(organization)};
}

absl::StatusOr<OrganizationRecord> Register(const OrganizationDraft& draft, const OrganizationFacts& facts,
                                            const Stamp& stamp) {
  const std::string& name = draft.organization.name();
  if (facts.current.has_value())
    return ResourceExists("ID_TAKEN", kOrganizationType, name, absl::StrCat(name, " exists already"));
  OrganizationRecord record;
  *record.mutable_organization() = draft.organization;
  RETURN_IF_ERROR(RequireCodeFree(record, facts));
  RETURN_IF_ERROR(RequireFounder(record.organization(), facts));
  record.set_creator(stamp.actor);
  record.set_updater(stamp.actor);
  StampCreated(stamp, *record.mutable_organization());
  return record;
}

absl::StatusOr<OrganizationRecord> Revise(const OrganizationDraft& draft, const FieldMask& mask,
                                          const OrganizationFacts& facts, const Stamp& stamp) {
  const std::string& name = draft.organization.name();
  if (!facts.current.has_value()) return ResourceNotFound(kOrganizationType, name);
  const Organization& current = facts.current->organization();
  if (current.has_delete_time()) return ResourceDeleted(name);
  RETURN_IF_ERROR(CheckEtag(name, draft.organization.etag(), current.etag()));
  OrganizationRecord record = *facts.current;
  RETURN_IF_ERROR(ApplyUpdate(draft.organization, mask, *record.mutable_organization()));
  KeepFormerName(current, *record.mutable_organization());
  if (record.SerializeAsString() == facts.current->SerializeAsString()) return record;
  // The facts speak of the draft's code; where the mask leaves it out, the record keeps its own.
  if (record.organization().credit_code() != current.credit_code()) RETURN_IF_ERROR(RequireCodeFree(record, facts));
  RETURN_IF_ERROR(RequireFounder(record.organization(), facts));
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_organization());
  return record;
}

absl::StatusOr<OrganizationRecord> Remove(const ResourceRef& ref, const OrganizationFacts& facts, const Stamp& stamp) {
  if (!facts.current.has_value()) return ResourceNotFound(kOrganizationType, ref.name);
  OrganizationRecord record = *facts.current;
  if (record.organization().has_delete_time()) return record;
  RETURN_IF_ERROR(CheckEtag(ref.name, ref.etag, record.organization().etag()));
  *record.mutable_organization()->mutable_delete_time() = ToTimestamp(stamp.now);
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_organization());
  return record;
}

absl::StatusOr<OrganizationRecord> Restore(const ResourceRef& ref, const OrganizationFacts& facts, const Stamp& stamp) {
  if (!facts.current.has_value()) return ResourceNotFound(kOrganizationType, ref.name);
  OrganizationRecord record = *facts.current;
  if (!record.organization().has_delete_time()) return record;
  RETURN_IF_ERROR(CheckEtag(ref.name, ref.etag, record.organization().etag()));
  RETURN_IF_ERROR(RequireCodeFree(record, facts));
  record.mutable_organization()->clear_delete_time();
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_organization());
  return record;
}

void AddAlias(absl::string_view name, Organization& organization) {
  const auto& aliases = organization.aliases();
  if (name == organization.display_name() || std::find(aliases.begin(), aliases.end(), name) != aliases.end()) return;
  organization.add_aliases(std::string(name));
}

absl::StatusOr<OrganizationDraft> WithAliasesOf(const Organization& current, const OrganizationDraft& draft) {
  OrganizationDraft united = draft;
  *united.organization.mutable_aliases() = current.aliases();
  for (const std::string& alias : draft.organization.aliases()) AddAlias(alias, united.organization);
  RETURN_IF_ERROR(CheckAliasesFit(united.organization));
  return united;
}

absl::Status CheckAliasesFit(const Organization& organization) {
  if (organization.aliases_size() <= kOrganizationAliasesMax) return absl::OkStatus();
  return LimitExceeded(organization.name(),
                       absl::StrCat("would have ", organization.aliases_size(), " aliases, at most ",
                                    kOrganizationAliasesMax, ": remove some that nobody uses"));
}

std::string HeldCreditCode(const OrganizationRecord& record) {
  return record.organization().has_delete_time() ? std::string() : record.organization().credit_code();
}

}  // namespace jiedui::registry
