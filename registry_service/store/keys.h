// SPDX-License-Identifier: Apache-2.0
// Every key of the registry. Do not renumber, reuse or rename: they are on disk.
//
//   Family::kRows
//     p/ id                 PersonRecord             id as in persons/{id}
//     o/ id                 OrganizationRecord       id as in organizations/{id}
//     q/ id                 OrganizationPairRecord   id as in organizationPairs/{id}
//     u/id/ blind index     ClaimRecord              the person that holds the identity number; 32 bytes
//     u/cc/ credit code     ClaimRecord              the organisation that holds the credit code
//     u/gone/ id            ClaimRecord              a person that was removed for good: the id is nobody else's
//     s/ name               SecretRecord             a secret of this store
//     m/ id                 MergeRecord              how to undo that persons/{id} was merged into another
//     an/ id                AccessCountRecord        guards the accesses of persons/{id}
//     ac/ id / number       AccessRecord             a look at persons/{id}; 10 digits
//     r/ id                 PrivacyRequestRecord     id as in privacyRequests/{id}
//   Family::kIndex
//     pe/ id \0\1 id        empty                    organisation -> persons who are or were employed there
//     ps/ key \0\1 id       empty                    search key (domain/search_keys.h) -> persons
//     pl/ date \0\1 id      empty                    last day to apply for the renewal of a licence -> persons
//     pn/ key \0\1 id       empty                    sort key of the name by pinyin (domain/name_order.h) -> persons
//     pt/ key \0\1 id       empty                    sort key of the name by strokes -> persons
//     pp/ time \0\1 id      empty                    time to purge, seconds since 1970, 12 digits -> deleted persons
//     pm/ id \0\1 id        empty                    person -> persons that were merged into her
//     os/ key \0\1 id       empty                    search key (domain/organization_keys.h) -> organisations
//     om/ id \0\1 id        empty                    organisation -> organisations that were or will be merged into it
//     on/ key \0\1 id       empty                    sort key of the name by pinyin -> organisations
//     ot/ key \0\1 id       empty                    sort key of the name by strokes -> organisations
//
// A claim is a row and not an index, because uniqueness is decided by reading one key inside a transaction. It exists
// exactly while its holder has the value and is not deleted, but for the claim on the id of whoever is gone.
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace jiedui::registry {

inline constexpr char kPersonRows[] = "p/";
inline constexpr char kOrganizationRows[] = "o/";
inline constexpr char kOrganizationPairRows[] = "q/";
inline constexpr char kIdClaimRows[] = "u/id/";
inline constexpr char kCreditCodeClaimRows[] = "u/cc/";
inline constexpr char kGoneClaimRows[] = "u/gone/";
inline constexpr char kSecretRows[] = "s/";
inline constexpr char kMergeRows[] = "m/";
inline constexpr char kAccessCountRows[] = "an/";
inline constexpr char kAccessRows[] = "ac/";
inline constexpr char kPrivacyRequestRows[] = "r/";
inline constexpr char kPersonsByEmployerIndex[] = "pe/";
inline constexpr char kPersonsBySearchKeyIndex[] = "ps/";
inline constexpr char kPersonsByRenewalIndex[] = "pl/";
inline constexpr char kPersonsByPinyinIndex[] = "pn/";
inline constexpr char kPersonsByStrokeIndex[] = "pt/";
inline constexpr char kPersonsByPurgeTimeIndex[] = "pp/";
inline constexpr char kPersonsBySurvivorIndex[] = "pm/";
inline constexpr char kOrganizationsBySearchKeyIndex[] = "os/";
inline constexpr char kOrganizationsBySuccessorIndex[] = "om/";
inline constexpr char kOrganizationsByPinyinIndex[] = "on/";
inline constexpr char kOrganizationsByStrokeIndex[] = "ot/";

inline constexpr char kBlindIndexKeySecret[] = "blind-index-key";

// Prefixes of resource names; what follows is the id, and the id is the key.
inline constexpr char kPersonNames[] = "persons/";
inline constexpr char kOrganizationNames[] = "organizations/";
inline constexpr char kOrganizationPairNames[] = "organizationPairs/";
inline constexpr char kPrivacyRequestNames[] = "privacyRequests/";

// The id in the name of a top-level resource.
inline std::string IdOf(absl::string_view name) {
  const size_t slash = name.rfind('/');
  return std::string(slash == absl::string_view::npos ? name : name.substr(slash + 1));
}

}  // namespace jiedui::registry
