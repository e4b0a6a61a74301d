// SPDX-License-Identifier: Apache-2.0
// One rule of the table: a pure function of a candidate, with what it asks and where that comes from. A new rule is one
// function and one line in the list of its family, rules_*.cc. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "scheduler_service/domain/rules.h"

namespace jiedui::scheduler {

// What a rule found where it does not hold.
struct Finding {
  std::string subject;  // the resource it was read from
  std::string found;
  std::string required;
  std::string remedy = {};    // what helps; empty = nothing is known
  std::string due_date = {};  // by when; empty = no day
};
using FindingList = std::vector<Finding>;

struct Rule {
  absl::string_view code;
  absl::string_view requirement;
  v1::RuleFinding::Severity severity;
  FindingList (*check)(const Candidate&);
  absl::string_view source = "";          // e.g. a law
  absl::string_view effective_from = "";  // first day of an item for which it is in force; empty = always
  absl::string_view effective_to = "";    // and the last; empty = open
};

inline constexpr auto kRefuse = v1::RuleFinding::SEVERITY_REFUSE;
inline constexpr auto kWarn = v1::RuleFinding::SEVERITY_WARN;

// The families, in the order in which a refusal lists them.
const std::vector<Rule>& RulesOfPerson();
const std::vector<Rule>& RulesOfLicence();
const std::vector<Rule>& RulesOfTraining();
const std::vector<Rule>& RulesOfPlace();
const std::vector<Rule>& RulesOfCalendar();
const std::vector<Rule>& RulesOfSeat();

}  // namespace jiedui::scheduler
