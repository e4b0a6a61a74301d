// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/demand.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/domain/host.h"
#include "scheduler_service/domain/limits.h"

namespace jiedui::scheduler {
namespace {

using Demand = v1::Demand;
using google::protobuf::util::MessageDifferencer;

constexpr Demand::Field kFields[] = {Demand::FIELD_RURAL_REVITALISATION, Demand::FIELD_ECONOMIC_DEVELOPMENT,
                                     Demand::FIELD_PUBLIC_SERVICES, Demand::FIELD_OTHER};

int UnmetHeadcount(const Demand& demand) { return std::max(0, demand.headcount() - demand.met_headcount()); }

// OPEN and MET say nothing but how many places there are.
void SettleState(Demand& demand) {
  if (demand.state() != Demand::STATE_OPEN && demand.state() != Demand::STATE_MET) return;
  demand.set_state(UnmetHeadcount(demand) > 0 ? Demand::STATE_OPEN : Demand::STATE_MET);
}

void SumUp(Demand& demand) {
  int met = 0;
  for (const v1::DemandFulfilment& fulfilment : demand.fulfilments()) met += fulfilment.headcount();
  demand.set_met_headcount(met);
  SettleState(demand);
}

// Of what nobody asked the demand itself for: it must not fail for want of room.
void Remember(Demand& demand, absl::string_view verb, const std::string& detail, const Stamp& stamp) {
  if (demand.events_size() >= kEventsMax) return;
  v1::DemandEvent& event = *demand.add_events();
  event.set_state(demand.state());
  event.set_verb(std::string(verb));
  event.set_detail(detail);
  event.set_actor(stamp.actor);
  *event.mutable_record_time() = ToTimestamp(stamp.now);
}

// What its postings have taken from it.
std::vector<RuleViolation> FixedWhileMet(const Demand& before, const Demand& after) {
  std::vector<RuleViolation> violations;
  if (before.fulfilments().empty()) return violations;
  const auto check = [&](absl::string_view field, const std::string& was, const std::string& is) {
    if (was != is)
      violations.push_back({"FIXED_WHILE_MET", before.name(),
                            absl::StrCat("found ", field, " ", is, ", required ", was,
                                         " while it has postings: ", before.fulfilments_size())});
  };
  check("host_organization", before.host_organization(), after.host_organization());
  check("category", v1::Posting::Category_Name(before.category()), v1::Posting::Category_Name(after.category()));
  check("direction", v1::Direction_Name(before.direction()), v1::Direction_Name(after.direction()));
  check("start_date", before.start_date(), after.start_date());
  check("end_date", before.end_date(), after.end_date());
  return violations;
}

// All that is in the way of the demand as wanted; the reason that a client may switch on where it is the only one.
absl::Status CheckRules(const DemandFacts& facts, const Demand& wanted, bool is_other_host) {
  if (is_other_host && !facts.host.has_value()) return HostUnknown(wanted.host_organization());
  std::vector<RuleViolation> violations = FixedWhileMet(facts.demand, wanted);
  const auto append = [&](const std::vector<RuleViolation>& more) {
    violations.insert(violations.end(), more.begin(), more.end());
  };
  if (is_other_host) append(CheckHost(*facts.host));
  append(OutsidePairing(facts.pairing, ItemOf(wanted)));
  const bool is_below = wanted.headcount() < wanted.met_headcount();
  if (is_below)
    violations.push_back(
        {"BELOW_TAKEN", wanted.name(),
         absl::StrCat("found ", wanted.headcount(), " people, required ", wanted.met_headcount(), " or more")});
  if (violations.empty()) return absl::OkStatus();
  return RulesFailed(is_below && violations.size() == 1 ? "BELOW_TAKEN" : "RULES_FAILED", violations);
}

void Count(const Demand& demand, bool lapsed, v1::UnmetDemand& unmet) {
  if (lapsed) {
    unmet.set_lapsed_demands(unmet.lapsed_demands() + 1);
    unmet.set_lapsed_headcount(unmet.lapsed_headcount() + demand.headcount());
    unmet.set_lapsed_unmet_headcount(unmet.lapsed_unmet_headcount() + UnmetHeadcount(demand));
  } else {
    unmet.set_demands(unmet.demands() + 1);
    unmet.set_headcount(unmet.headcount() + demand.headcount());
    unmet.set_unmet_headcount(unmet.unmet_headcount() + UnmetHeadcount(demand));
  }
}

}  // namespace

absl::Status CheckDemand(const Demand& demand) {
  const std::vector<FieldViolation> violations =
      CheckDates("demand.", {demand.start_date(), demand.end_date()}, kPostingDaysMax);
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::StatusOr<Demand> NewDemand(const DemandFacts& facts, Demand draft, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckRules(facts, draft, true));
  draft.set_state(Demand::STATE_OPEN);
  MarkCreated(draft, stamp);
  return draft;
}

absl::StatusOr<Demand> ChangedDemand(const DemandFacts& facts, Demand wanted, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckDemand(wanted));
  if (MessageDifferencer::Equals(facts.demand, wanted)) return facts.demand;
  RETURN_IF_ERROR(CheckAllowed(facts.demand, "UpdateDemand"));
  const bool is_other_host = wanted.host_organization() != facts.demand.host_organization();
  RETURN_IF_ERROR(CheckRules(facts, wanted, is_other_host));
  SettleState(wanted);
  if (wanted.state() != facts.demand.state())
    Remember(wanted, "UpdateDemand", absl::StrCat("headcount ", facts.demand.headcount(), " to ", wanted.headcount()),
             stamp);
  MarkUpdated(wanted, stamp);
  return wanted;
}

absl::StatusOr<v1::Posting> PostingFor(const Demand& demand, const v1::FulfillDemandRequest& request,
                                       absl::string_view posting_name) {
  RETURN_IF_ERROR(CheckAllowed(demand, "FulfillDemand"));
  const int unmet = UnmetHeadcount(demand);
  if (request.headcount() > unmet)
    return RulesFailed("RULES_FAILED",
                       {{"OVER_DEMAND", demand.name(),
                         absl::StrCat("found ", request.headcount(), " places, required ", unmet, " or fewer")}});
  v1::Posting posting;
  posting.set_name(std::string(posting_name));
  posting.set_display_name(request.display_name().empty() ? demand.display_name() : request.display_name());
  posting.set_kind(request.kind());
  posting.set_category(demand.category());
  posting.set_direction(demand.direction());
  posting.set_host_organization(demand.host_organization());
  posting.set_host_position(request.host_position());
  posting.set_start_date(demand.start_date());
  posting.set_end_date(demand.end_date());
  posting.set_headcount(request.headcount() == 0 ? unmet : request.headcount());
  if (demand.has_requirements()) *posting.mutable_requirements() = demand.requirements();
  posting.set_days_min(request.days_min());
  posting.set_clinical(request.clinical());
  posting.set_state(request.initial_state());
  posting.set_demand(demand.name());
  return posting;
}

absl::StatusOr<Demand> Fulfilled(Demand demand, const v1::Posting& posting, const ItemVerb& verb, const Stamp& stamp) {
  ItemVerb step = verb;
  step.detail = absl::StrCat(posting.name(), ": ", posting.headcount());
  RETURN_IF_ERROR(MoveItem(demand, step, stamp).status());
  v1::DemandFulfilment& fulfilment = *demand.add_fulfilments();
  fulfilment.set_posting(posting.name());
  fulfilment.set_headcount(posting.headcount());
  SumUp(demand);
  demand.mutable_events(demand.events_size() - 1)->set_state(demand.state());
  return demand;
}

bool FollowPosting(Demand& demand, const v1::Posting& posting, const Stamp& stamp) {
  auto& fulfilments = *demand.mutable_fulfilments();
  const auto found = std::find_if(fulfilments.begin(), fulfilments.end(),
                                  [&](const auto& fulfilment) { return fulfilment.posting() == posting.name(); });
  if (found == fulfilments.end()) return false;
  const bool is_cancelled = posting.state() == v1::Posting::STATE_CANCELLED;
  if (!is_cancelled && found->headcount() == posting.headcount()) return false;
  const std::string detail =
      absl::StrCat(posting.name(), ": ", found->headcount(), " to ", is_cancelled ? 0 : posting.headcount());
  if (is_cancelled) {
    fulfilments.erase(found);
  } else {
    found->set_headcount(posting.headcount());
  }
  SumUp(demand);
  Remember(demand, is_cancelled ? "CancelPosting" : "UpdatePosting", detail, stamp);
  MarkUpdated(demand, stamp);
  return true;
}

absl::StatusOr<bool> Lapse(Demand& demand, absl::CivilDay today, const ItemVerb& verb, const Stamp& stamp) {
  ASSIGN_OR_RETURN(const bool changed, MoveItem(demand, verb, stamp));
  if (changed && FormatDate(today) <= demand.end_date())
    return RulesFailed(
        "RULES_FAILED",
        {{"NOT_OVER", demand.name(),
          absl::StrCat("found ", demand.end_date(), " as its last day, required one before ", FormatDate(today))}});
  return changed;
}

Item ItemOf(const Demand& demand) {
  return {.name = demand.name(),
          .display_name = demand.display_name(),
          .dates = {demand.start_date(), demand.end_date()},
          .requirements = demand.requirements(),
          .phase = Phase::kNominating,
          .state = std::string(absl::StripPrefix(Demand::State_Name(demand.state()), "STATE_"))};
}

v1::ListUnmetDemandResponse NothingUnmet() {
  v1::ListUnmetDemandResponse unmet;
  for (const Demand::Field field : kFields) unmet.add_fields()->set_field(field);
  unmet.mutable_total();
  return unmet;
}

void CountUnmet(const Demand& demand, absl::string_view as_of, v1::ListUnmetDemandResponse& unmet) {
  const bool is_lapsed = demand.state() == Demand::STATE_LAPSED;
  if (demand.state() != Demand::STATE_OPEN && !is_lapsed) return;
  const bool is_over = is_lapsed || demand.end_date() < as_of;
  for (v1::UnmetDemand& line : *unmet.mutable_fields())
    if (line.field() == demand.field()) Count(demand, is_over, line);
  Count(demand, is_over, *unmet.mutable_total());
}

}  // namespace jiedui::scheduler
