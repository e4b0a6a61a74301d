// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/outcome.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/credit_code.h"
#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/half_width.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/domain/frozen.h"
#include "scheduler_service/domain/immutable.h"
#include "scheduler_service/domain/original_person.h"
#include "scheduler_service/domain/resource_types.h"

namespace jiedui::scheduler {
namespace {

using v1::Outcome;

constexpr size_t kIdBytes = 8;  // 16 digits: of a million outcomes two are mistaken with a chance of 1 to 37 million

// How names are compared.
std::string Folded(absl::string_view name) {
  std::string folded;
  for (const char c : ToHalfWidth(ToNfc(name)))
    if (!absl::ascii_isspace(static_cast<unsigned char>(c)))
      folded.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
  return folded;
}

// What a field is asked of: required of these kinds, and for no others.
void CheckFor(bool is_of_kind, bool is_given, const std::string& field, absl::string_view kind,
              std::vector<FieldViolation>& violations) {
  if (is_of_kind == is_given) return;
  violations.push_back({absl::StrCat("outcome.", field), is_given
                                                             ? absl::StrCat("is only for ", kind, ": leave it empty")
                                                             : absl::StrCat("is required of ", kind)});
}

std::vector<FieldViolation> CheckKind(const Outcome& outcome) {
  const bool is_entity = outcome.kind() == Outcome::KIND_ENTITY;
  const bool is_shop = outcome.kind() == Outcome::KIND_SHOP;
  std::vector<FieldViolation> violations;
  CheckFor(is_entity, outcome.entity_form() != Outcome::ENTITY_FORM_UNSPECIFIED, "entity_form", "an entity",
           violations);
  CheckFor(is_shop, outcome.platform() != Outcome::PLATFORM_UNSPECIFIED, "platform", "a shop", violations);
  CheckFor(is_shop, !outcome.platform_shop_id().empty(), "platform_shop_id", "a shop", violations);
  if (!is_entity && !outcome.credit_code().empty())
    violations.push_back({"outcome.credit_code", "is only for an entity: leave it empty"});
  if (outcome.kind() == Outcome::KIND_ENTREPRENEUR && outcome.person().empty())
    violations.push_back({"outcome.person", "is required of an entrepreneur"});
  return violations;
}

absl::Status PersonUnknown(const std::string& person) {
  return RulesFailed("PERSON_UNKNOWN",
                     {{"PERSON_UNKNOWN", person, "found no such person, required one of the registry"}});
}

absl::Status CheckDays(const OutcomeFacts& facts, const Outcome& outcome) {
  const DateRange pairing{facts.pairing.start_date(), facts.pairing.end_date()};
  if (Contains(pairing, outcome.open_date())) return absl::OkStatus();
  return RulesFailed("RULES_FAILED", {{"PAIRING_DATES", outcome.name(),
                                       absl::StrCat("found open_date ", outcome.open_date(), ", required ",
                                                    ToString(pairing), ", the days of ", facts.pairing.name())}});
}

absl::StatusOr<OutcomeChange> ReportedAgain(Outcome known, const std::string& division, const Stamp& stamp) {
  const auto& divisions = known.reporting_divisions();
  OutcomeChange change{.known = true};
  change.changed = std::find(divisions.begin(), divisions.end(), division) == divisions.end();
  if (change.changed && divisions.size() >= kReportingDivisionsMax)
    return LimitExceeded(known.name(), absl::StrCat("at most ", kReportingDivisionsMax, " divisions report it"));
  if (change.changed) {
    known.add_reporting_divisions(division);
    MarkUpdated(known, stamp);
  }
  change.outcome = std::move(known);
  return change;
}

}  // namespace

Outcome Normalized(Outcome outcome) {
  if (!outcome.credit_code().empty()) outcome.set_credit_code(NormalizedCreditCode(outcome.credit_code()));
  outcome.set_platform_shop_id(Trimmed(ToHalfWidth(outcome.platform_shop_id())));
  outcome.set_display_name(Trimmed(outcome.display_name()));
  return outcome;
}

absl::Status CheckOutcome(absl::string_view parent, const Outcome& outcome) {
  std::vector<FieldViolation> violations = CheckKind(outcome);
  if (!outcome.close_date().empty() && outcome.close_date() < outcome.open_date())
    violations.push_back(
        {"outcome.close_date", absl::StrCat(outcome.close_date(), " is before open_date ", outcome.open_date())});
  if (!outcome.credit_code().empty()) {
    const auto problem = ProblemOfCreditCode(outcome.credit_code());
    if (problem.has_value()) violations.push_back({"outcome.credit_code", *problem});
  }
  if (!outcome.course().empty() && !absl::StartsWith(outcome.course(), absl::StrCat(parent, "/")))
    violations.push_back({"outcome.course", absl::StrCat("must be of ", parent)});
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

bool IsKnownByName(const Outcome& outcome) {
  return outcome.kind() == Outcome::KIND_ENTITY && outcome.credit_code().empty();
}

std::string OutcomeId(const Outcome& outcome) {
  const auto id = [](absl::string_view kind, std::initializer_list<absl::string_view> parts) {
    return absl::StrCat(kind, absl::BytesToHexString(Sha256(parts).substr(0, kIdBytes)));
  };
  switch (outcome.kind()) {
    case Outcome::KIND_ENTREPRENEUR:
      return id("entrepreneur-", {OriginalPerson(outcome)});
    case Outcome::KIND_SHOP:
      return id("shop-", {Outcome::Platform_Name(outcome.platform()), "/", outcome.platform_shop_id()});
    default:
      // No division looks like a credit code, so that an entity with one is never taken for one without.
      if (!outcome.credit_code().empty()) return id("entity-", {outcome.credit_code()});
      return id("entity-", {outcome.division(), "/", Folded(outcome.display_name())});
  }
}

absl::StatusOr<OutcomeChange> Recorded(const OutcomeFacts& facts, Outcome draft, const Stamp& stamp) {
  if (!facts.person_known) return PersonUnknown(draft.person());
  if (facts.known.has_value()) return ReportedAgain(*facts.known, draft.division(), stamp);
  RETURN_IF_ERROR(CheckDays(facts, draft));
  RETURN_IF_ERROR(CheckNotFrozen(facts.frozen, Outcome(), draft));
  draft.clear_reporting_divisions();
  draft.add_reporting_divisions(draft.division());
  MarkCreated(draft, stamp);
  return OutcomeChange{.outcome = std::move(draft), .known = false, .changed = true};
}

absl::StatusOr<Outcome> ChangedOutcome(const OutcomeFacts& facts, Outcome wanted, const Stamp& stamp) {
  const Outcome& before = *facts.known;
  RETURN_IF_ERROR(CheckImmutable("outcome", before, wanted,
                                 {"kind", "division", "person", "credit_code", "platform", "platform_shop_id"}));
  RETURN_IF_ERROR(CheckOutcome(facts.pairing.name(), wanted));
  if (google::protobuf::util::MessageDifferencer::Equals(before, wanted)) return before;
  if (!facts.namesake.empty())
    return ResourceExists(
        "ID_TAKEN", kOutcomeType, facts.namesake,
        absl::StrCat(facts.namesake, " is reported as ", wanted.display_name(), " in ", wanted.division(), " already"));
  RETURN_IF_ERROR(CheckDays(facts, wanted));
  RETURN_IF_ERROR(CheckNotFrozen(facts.frozen, before, wanted));
  MarkUpdated(wanted, stamp);
  return wanted;
}

}  // namespace jiedui::scheduler
