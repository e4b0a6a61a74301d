// SPDX-License-Identifier: Apache-2.0
// Who may have a seat: a table of small rules (rule.h), each a pure function of the same facts. All of them run, so
// that an answer lists everything that is in the way. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/eligibility.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/domain/item.h"

namespace jiedui::scheduler {

// A course that the person has completed, or is to take part in.
struct Attended {
  std::string assignment;
  std::string course;
  v1::Track track = v1::TRACK_UNSPECIFIED;
  std::string curriculum;
  std::string end_date;
  bool completed = false;  // else the person has a seat in it
};

// A person beside an item, with everything that decides.
struct Candidate {
  v1::Pairing pairing;
  Item item;
  registry::v1::Person person;
  std::string organization;  // that employs the person on the item's first day; empty if none
  std::string division;      // of the organisation on that day; empty if not known
  v1::PersonCalendar calendar;
  v1::SeatLedger ledger;
  v1::Assignment::RegistrationBasis registration_basis = v1::Assignment::REGISTRATION_BASIS_UNSPECIFIED;
  std::vector<Attended> history;   // where the item asks for it, or has a curriculum
  std::vector<DateRange> away;     // of other people of the organisation, full-time; where the item asks for it
  uint64_t registry_revision = 0;  // that the directory has reached; 0 = not asked
};

// The engagement that a seat would put into the person's calendar.
v1::Engagement EngagementOf(const Item& item, absl::string_view assignment);

// Every rule that does not hold, those that refuse and those that warn.
std::vector<v1::RuleFinding> Findings(const Candidate& candidate);

// Those that refuse, as a refusal lists them: code, subject, "found X, required Y".
std::vector<RuleViolation> Refusals(const std::vector<v1::RuleFinding>& findings);

// Whether the rule is about the seat: then the person may wait for one.
bool IsAboutSeat(absl::string_view rule);

// Whether facts that take reading are asked for.
bool AsksForHistory(const Item& item);
bool AsksForAway(const Item& item);

// The whole table, for whoever wants to know it.
std::vector<v1::RuleDescription> RuleTable();

}  // namespace jiedui::scheduler
