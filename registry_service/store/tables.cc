// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/tables.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "registry_service/domain/licence_due.h"
#include "registry_service/domain/name_order.h"
#include "registry_service/domain/organization_keys.h"
#include "registry_service/domain/search_keys.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using storage::v1::ClaimRecord;
using storage::v1::MergeRecord;
using store::Family;

constexpr absl::string_view kEndOfTime = "9999-12-31";

// Whether anybody may come across the person.
bool IsFindable(const v1::Person& person) { return !person.has_delete_time() && !person.has_restrict_time(); }

// The end of a mask is the end of the number: the last four characters are shown to everyone.
std::vector<std::string> KeysToFindBy(const PersonRecord& record) {
  if (!IsFindable(record.person())) return {};
  const std::string& number = record.person().private_fields().id_document().number();
  return SearchKeys(record.person(), IdTail(number));
}

std::vector<std::string> RenewalDays(const PersonRecord& record) {
  if (!IsFindable(record.person())) return {};
  std::set<std::string> days;
  for (const LicenceDue& due : DueLicences(record.person(), kEndOfTime)) days.insert(due.renew_by);
  return {days.begin(), days.end()};
}

std::vector<std::string> Employers(const PersonRecord& record) {
  if (record.person().has_delete_time()) return {};
  std::set<std::string> ids;
  for (const v1::Employment& employment : record.person().employments()) ids.insert(IdOf(employment.organization()));
  return {ids.begin(), ids.end()};
}

template <NameOrder order>
std::vector<std::string> NameKeys(const PersonRecord& record) {
  if (!IsFindable(record.person())) return {};
  return {SortKey(order, record.person().display_name())};
}

std::vector<std::string> PurgeTimes(const PersonRecord& record) {
  if (!record.person().has_purge_time()) return {};
  return {PurgeTimeKey(FromTimestamp(record.person().purge_time()))};
}

std::vector<std::string> Survivors(const PersonRecord& record) {
  if (record.person().merged_into().empty()) return {};
  return {IdOf(record.person().merged_into())};
}

store::Table<PersonRecord>::Options PersonOptions() {
  return {.prefix = kPersonRows,
          .key_of = [](const PersonRecord& record) { return IdOf(record.person().name()); },
          .indexes = {{.prefix = kPersonsByEmployerIndex, .values = Employers},
                      {.prefix = kPersonsBySearchKeyIndex, .values = KeysToFindBy},
                      {.prefix = kPersonsByRenewalIndex, .values = RenewalDays},
                      {.prefix = kPersonsByPinyinIndex, .values = NameKeys<NameOrder::kPinyin>},
                      {.prefix = kPersonsByStrokeIndex, .values = NameKeys<NameOrder::kStroke>},
                      {.prefix = kPersonsByPurgeTimeIndex, .values = PurgeTimes},
                      {.prefix = kPersonsBySurvivorIndex, .values = Survivors}}};
}

store::Table<MergeRecord>::Options MergeOptions() {
  return {.prefix = kMergeRows,
          .key_of = [](const MergeRecord& record) { return IdOf(record.duplicate().person().name()); },
          .log_before = false};
}

std::vector<std::string> KeysToFindOrganizationBy(const OrganizationRecord& record) {
  if (record.organization().has_delete_time()) return {};
  return OrganizationKeys(record.organization());
}

std::vector<std::string> Successors(const OrganizationRecord& record) {
  if (record.organization().merged_into().empty()) return {};
  return {IdOf(record.organization().merged_into())};
}

template <NameOrder order>
std::vector<std::string> OrganizationNameKeys(const OrganizationRecord& record) {
  if (record.organization().has_delete_time()) return {};
  return {SortKey(order, record.organization().display_name())};
}

store::Table<OrganizationRecord>::Options OrganizationOptions() {
  return {.prefix = kOrganizationRows,
          .key_of = [](const OrganizationRecord& record) { return IdOf(record.organization().name()); },
          .indexes = {{.prefix = kOrganizationsBySearchKeyIndex, .values = KeysToFindOrganizationBy},
                      {.prefix = kOrganizationsBySuccessorIndex, .values = Successors},
                      {.prefix = kOrganizationsByPinyinIndex, .values = OrganizationNameKeys<NameOrder::kPinyin>},
                      {.prefix = kOrganizationsByStrokeIndex, .values = OrganizationNameKeys<NameOrder::kStroke>}}};
}

store::Table<OrganizationPairRecord>::Options OrganizationPairOptions() {
  return {.prefix = kOrganizationPairRows,
          .key_of = [](const OrganizationPairRecord& record) { return IdOf(record.organization_pair().name()); }};
}

}  // namespace

absl::StatusOr<std::string> ClaimTable::Holder(const store::Transaction& txn, absl::string_view value) const {
  if (value.empty()) return "";
  const std::string key = absl::StrCat(prefix_, value);
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, txn.Get(Family::kRows, key));
  if (!bytes.has_value()) return "";
  ClaimRecord claim;
  if (!claim.ParseFromString(*bytes)) return store::DamagedRow(key);
  return claim.holder();
}

absl::Status ClaimTable::Move(store::Transaction& txn, absl::string_view before, absl::string_view after,
                              absl::string_view holder) const {
  if (before == after) return absl::OkStatus();
  RETURN_IF_ERROR(RequireNobodyElse(txn, before, holder, absl::StatusCode::kDataLoss));
  RETURN_IF_ERROR(RequireNobodyElse(txn, after, holder, absl::StatusCode::kInternal));
  if (!before.empty()) RETURN_IF_ERROR(Write(txn, before, std::nullopt));
  if (after.empty()) return absl::OkStatus();
  ClaimRecord claim;
  claim.set_holder(std::string(holder));
  return Write(txn, after, claim.SerializeAsString());
}

absl::Status ClaimTable::RequireNobodyElse(const store::Transaction& txn, absl::string_view value,
                                           absl::string_view holder, absl::StatusCode code) const {
  ASSIGN_OR_RETURN(const std::string current, Holder(txn, value));
  if (current.empty() || current == holder) return absl::OkStatus();
  return MakeError(code, code == absl::StatusCode::kDataLoss ? "DATA_DAMAGED" : "INTERNAL",
                   absl::StrCat("what ", holder, " claims belongs to ", current, "; nothing was changed"));
}

// The change log does not keep what a claim was: the holder's own row tells.
absl::Status ClaimTable::Write(store::Transaction& txn, absl::string_view value,
                               std::optional<std::string> claim) const {
  return txn.PutRow({.key = absl::StrCat(prefix_, value), .before = std::nullopt, .after = std::move(claim)});
}

std::string PurgeTimeKey(absl::Time time) { return absl::StrFormat("%012d", absl::ToUnixSeconds(time)); }

Tables::Tables()
    : persons(PersonOptions()),
      organizations(OrganizationOptions()),
      organization_pairs(OrganizationPairOptions()),
      merges(MergeOptions()),
      privacy_requests(
          {.prefix = kPrivacyRequestRows,
           .key_of =
               [](const storage::v1::PrivacyRequestRecord& record) { return IdOf(record.privacy_request().name()); }}),
      id_claims(kIdClaimRows),
      credit_code_claims(kCreditCodeClaimRows),
      gone_claims(kGoneClaimRows) {}

absl::Status PutPerson(store::Transaction& txn, const Tables& tables, const PersonFacts& facts,
                       const PersonRecord& record) {
  const std::string held_before = facts.current.has_value() ? HeldIdentity(*facts.current) : "";
  RETURN_IF_ERROR(tables.id_claims.Move(txn, held_before, HeldIdentity(record), record.person().name()));
  return tables.persons.Put(txn, record);
}

absl::Status PutOrganization(store::Transaction& txn, const Tables& tables, const OrganizationFacts& facts,
                             const OrganizationRecord& record) {
  const std::string held_before = facts.current.has_value() ? HeldCreditCode(*facts.current) : "";
  RETURN_IF_ERROR(
      tables.credit_code_claims.Move(txn, held_before, HeldCreditCode(record), record.organization().name()));
  return tables.organizations.Put(txn, record);
}

}  // namespace jiedui::registry
