// SPDX-License-Identifier: Apache-2.0
// Who may have a seat: a table of small rules, each a pure function of the same facts. All of them run, so that a
// refusal lists everything that is in the way. A new rule is one function and one line of the table in rules.cc.
#pragma once

#include <string>
#include <vector>

#include "common/base/errors.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/domain/item.h"

namespace jiedui::scheduler {

// A person beside an item, with everything that decides.
struct Candidate {
  v1::Pairing pairing;
  Item item;
  registry::v1::Person person;
  std::string organization;  // that employs the person on the item's first day; empty if none
  std::string division;      // of the organisation on that day; empty if not known
  v1::PersonCalendar calendar;
  v1::SeatLedger ledger;
};

// The engagement that a seat would put into the person's calendar.
v1::Engagement EngagementOf(const Item& item, absl::string_view assignment);

// Every rule that fails: code, the resource it speaks of, "found X, required Y". Empty = the person may have the seat.
std::vector<RuleViolation> FailingRules(const Candidate& candidate);

// The codes of the table, in its order.
std::vector<std::string> RuleCodes();

}  // namespace jiedui::scheduler
