// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/keys.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/resource_name.h"

namespace jiedui::scheduler {

std::string PairingKey(absl::string_view pairing_name) {
  return std::string(absl::StripPrefix(pairing_name, "pairings/"));
}

std::string MemberKey(absl::string_view name) {
  const std::vector<absl::string_view> ids = ResourceIds(name);
  return ids.size() == 2 ? absl::StrCat(ids[0], "/", ids[1]) : std::string(name);
}

std::string SeatsKey(absl::string_view item_name) { return std::string(absl::StripPrefix(item_name, "pairings/")); }

std::string CertificatesKey(absl::string_view pairing_name, int year) {
  return absl::StrCat(PairingKey(pairing_name), "/", absl::Dec(year, absl::kZeroPad4));
}

std::string PartKey(absl::string_view name, int part) {
  return absl::StrCat(MemberKey(name), "/", absl::Dec(part, absl::kZeroPad4));
}

std::string ExpenseKey(absl::string_view expense_name) {
  return MemberKey(absl::StripSuffix(expense_name, "/expense"));
}

std::string PersonKey(absl::string_view person_name) { return std::string(absl::StripPrefix(person_name, "persons/")); }

std::string OrganizationKey(absl::string_view name) { return std::string(absl::StripPrefix(name, "organizations/")); }

std::string LeaveKey(absl::string_view leave_name) {
  const std::vector<absl::string_view> ids = ResourceIds(leave_name);
  return ids.size() == 2 ? absl::StrCat(ids[0], "/", ids[1]) : std::string(leave_name);
}

std::string OrganizationPairKey(absl::string_view pair_name) {
  return std::string(absl::StripPrefix(pair_name, "organizationPairs/"));
}

std::string StateValue(absl::string_view pairing_name, v1::Assignment::State state) {
  return absl::StrCat(PairingKey(pairing_name), "/", absl::Dec(static_cast<int>(state), absl::kZeroPad2));
}

std::string StateValue(absl::string_view pairing_name, v1::Demand::State state) {
  return absl::StrCat(PairingKey(pairing_name), "/", absl::Dec(static_cast<int>(state), absl::kZeroPad2));
}

std::string SpecialtyValues(absl::string_view specialty) { return absl::StrCat(specialty, "\x1f"); }

std::string SpecialtyValue(absl::string_view specialty, registry::v1::TitleLevel highest) {
  return absl::StrCat(SpecialtyValues(specialty), 9 - static_cast<int>(highest));
}

std::string WaitingValue(absl::string_view item_name, int64_t rank) {
  return absl::StrCat(item_name, "/", absl::Dec(rank, absl::kZeroPad12));
}

std::string OfferValue(absl::Time expire_time) {
  return absl::StrCat(absl::Dec(absl::ToUnixSeconds(expire_time), absl::kZeroPad12));
}

std::string ExpireValue(absl::Time expire_time) { return OfferValue(expire_time); }

std::string AwayValue(absl::string_view organization_name, absl::string_view last_day) {
  return absl::StrCat(organization_name, "/", last_day);
}

std::string AwaitingValue(absl::string_view organization_name, absl::string_view item_name) {
  return absl::StrCat(organization_name, "/", item_name);
}

}  // namespace jiedui::scheduler
