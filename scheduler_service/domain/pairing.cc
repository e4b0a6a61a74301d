// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/pairing.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/domain/frozen.h"
#include "scheduler_service/domain/item_dates.h"

namespace jiedui::scheduler {
namespace {

using google::protobuf::util::MessageDifferencer;

absl::Status CheckImmutable(const v1::Pairing& before, const v1::Pairing& after) {
  std::vector<FieldViolation> violations;
  if (before.east_division() != after.east_division())
    violations.push_back({"pairing.east_division", absl::StrCat("is immutable: ", before.east_division())});
  if (before.west_division() != after.west_division())
    violations.push_back({"pairing.west_division", absl::StrCat("is immutable: ", before.west_division())});
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

// Some figures are counted from the pairing's first day on.
absl::Status CheckFirstDay(const PairingFacts& facts, const v1::Pairing& wanted) {
  const std::string& before = facts.pairing.start_date();
  if (wanted.start_date() == before) return absl::OkStatus();
  for (const auto& period : facts.frozen.periods()) {
    if (period.last_day() < std::min(before, wanted.start_date())) continue;
    return RulesFailed("PERIOD_FROZEN", {{"PERIOD_FROZEN", wanted.name(),
                                          absl::StrCat("found start_date ", wanted.start_date(), ", required ", before,
                                                       ", from which ", EditionOf(period), " (", period.first_day(),
                                                       " to ", period.last_day(), ") counts")}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckPairing(const v1::Pairing& pairing) {
  std::vector<FieldViolation> violations;
  if (!pairing.end_date().empty() && pairing.end_date() < pairing.start_date())
    violations.push_back(
        {"pairing.end_date", absl::StrCat(pairing.end_date(), " is before the first day ", pairing.start_date())});
  if (pairing.east_division() == pairing.west_division())
    violations.push_back({"pairing.west_division", "must differ from east_division"});
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

v1::Pairing NewPairing(v1::Pairing draft, const Stamp& stamp) {
  MarkCreated(draft, stamp);
  return draft;
}

absl::StatusOr<v1::Pairing> ChangedPairing(const PairingFacts& facts, v1::Pairing wanted, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckImmutable(facts.pairing, wanted));
  RETURN_IF_ERROR(CheckPairing(wanted));
  if (MessageDifferencer::Equals(facts.pairing, wanted)) return wanted;
  const auto outside = ItemsOutside(facts.item_dates, {wanted.start_date(), wanted.end_date()});
  if (!outside.empty()) return RulesFailed("RULES_FAILED", outside);
  RETURN_IF_ERROR(CheckFirstDay(facts, wanted));
  MarkUpdated(wanted, stamp);
  return wanted;
}

}  // namespace jiedui::scheduler
