// SPDX-License-Identifier: Apache-2.0
// Who could be sent: of the people that are looked at, whom nothing leaves out, best first, and why the others are left
// out. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/civil_date.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/demand.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"
#include "jiedui/scheduler/v1/suggestion.pb.h"
#include "scheduler_service/domain/rules.h"

namespace jiedui::scheduler {

inline constexpr int kAwayMonths = 36;  // before the first day in which days away count

// What somebody is wanted for.
struct Wanted {
  Item item;
  v1::Direction direction = v1::DIRECTION_UNSPECIFIED;
  std::vector<std::string> postings;  // whoever is assigned to one of these, or applies, is not wanted again
};

Wanted WantedFor(const v1::Demand& demand);
Wanted WantedFor(const v1::Posting& posting);

// Nobody who is deleted, restricted or merged into another.
bool MayBeSuggested(const registry::v1::Person& person);

// The specialties asked for, each once, in their order.
std::vector<std::string> SpecialtiesOf(const Item& item);

// Whether the division lies on the side that sends; on either, where the direction is not said.
bool LiesOnSendingSide(absl::string_view division, const v1::Pairing& pairing, v1::Direction direction);

// Full-time days of the person in the period, each counted once.
int DaysAway(const v1::PersonCalendar& calendar, const DateRange& period);

// One page of suggestions. One thread.
class SuggestionPage {
 public:
  // Only what ranks after `after`, a rank as below, is kept; empty = from the best.
  SuggestionPage(Wanted wanted, int page_size, std::string after);

  // Looks at the person; true: the employer lies on the side that sends, go on with Consider.
  bool IsOnSendingSide(const Candidate& candidate);
  // Suggests the person, or counts why not. `candidate` is whole.
  void Consider(const Candidate& candidate);

  int examined() const { return examined_; }
  // The rank of the last of the page if others rank after it; empty otherwise.
  std::string LastRank() const;
  // By their codes.
  std::vector<v1::LeftOut> LeftOuts() const;
  std::vector<v1::CandidateSuggestion> Suggestions() &&;

 private:
  std::set<std::string> Obstacles(const Candidate& candidate, const std::vector<v1::RuleFinding>& findings) const;
  void LeaveOut(const std::set<std::string>& rules);
  v1::CandidateSuggestion Suggest(const Candidate& candidate, std::vector<v1::RuleFinding> findings) const;

  const Wanted wanted_;
  const std::vector<std::string> specialties_;
  const DateRange away_period_;
  const size_t page_size_;
  const std::string after_;
  std::map<std::string, v1::CandidateSuggestion> best_;  // by rank, at most one more than the page
  std::map<std::string, v1::LeftOut> left_out_;
  int examined_ = 0;
};

}  // namespace jiedui::scheduler
