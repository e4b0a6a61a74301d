// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/suggestion.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/demand.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/title.h"
#include "scheduler_service/domain/training.h"

namespace jiedui::scheduler {
namespace {

using Reason = v1::SuggestionReason;

// It only warns whoever gives a place; but who is asked for should be there on all days.
constexpr absl::string_view kLeave = "LEAVE_DURING_POSTING";

DateRange AwayPeriod(const std::string& first_day) {
  const auto day = ParseDate(first_day);
  if (!day.has_value()) return {};
  return {MonthsBefore(*day, kAwayMonths), FormatDate(*day - 1)};
}

Reason NewReason(Reason::Code code, std::string value, int number) {
  Reason reason;
  reason.set_code(code);
  reason.set_value(std::move(value));
  reason.set_number(number);
  return reason;
}

int NumberOf(const v1::CandidateSuggestion& suggestion, Reason::Code code) {
  for (const Reason& reason : suggestion.reasons())
    if (reason.code() == code) return reason.number();
  return 0;
}

// Text that sorts as the reasons rank; then by person, so that no two are equal.
std::string RankOf(const v1::CandidateSuggestion& suggestion) {
  const int title = NumberOf(suggestion, Reason::CODE_TITLE_LEVEL);
  return absl::StrCat(absl::Dec(NumberOf(suggestion, Reason::CODE_SPECIALTY), absl::kZeroPad2), "/",
                      registry::v1::TitleLevel_MAX - title, "/",
                      absl::Dec(NumberOf(suggestion, Reason::CODE_DAYS_AWAY), absl::kZeroPad4), "/",
                      suggestion.person());
}

}  // namespace

Wanted WantedFor(const v1::Demand& demand) {
  Wanted wanted{.item = ItemOf(demand), .direction = demand.direction(), .postings = {}};
  for (const v1::DemandFulfilment& fulfilment : demand.fulfilments()) wanted.postings.push_back(fulfilment.posting());
  return wanted;
}

Wanted WantedFor(const v1::Posting& posting) {
  return {.item = ItemOf(posting), .direction = posting.direction(), .postings = {posting.name()}};
}

bool MayBeSuggested(const registry::v1::Person& person) {
  return !person.has_delete_time() && !person.has_restrict_time() && person.merged_into().empty();
}

std::vector<std::string> SpecialtiesOf(const Item& item) {
  std::vector<std::string> specialties;
  for (const std::string& specialty : item.requirements.specialties())
    if (std::find(specialties.begin(), specialties.end(), specialty) == specialties.end())
      specialties.push_back(specialty);
  return specialties;
}

bool LiesOnSendingSide(absl::string_view division, const v1::Pairing& pairing, v1::Direction direction) {
  const bool in_east = LiesIn(division, pairing.east_division());
  const bool in_west = LiesIn(division, pairing.west_division());
  if (direction == v1::DIRECTION_EAST_TO_WEST) return in_east;
  if (direction == v1::DIRECTION_WEST_TO_EAST) return in_west;
  return in_east || in_west;
}

int DaysAway(const v1::PersonCalendar& calendar, const DateRange& period) {
  int days = 0;
  std::string counted_to;  // engagements come in the order of their first days
  for (const v1::Engagement& engagement : calendar.engagements()) {
    if (engagement.intensity() == v1::INTENSITY_PART_TIME) continue;
    const auto shared = Intersection({engagement.start_date(), engagement.end_date()}, period);
    if (!shared.has_value() || shared->last <= counted_to) continue;
    days += DaysIn(*shared);
    if (shared->first <= counted_to) days -= DaysIn({shared->first, counted_to});
    counted_to = shared->last;
  }
  return days;
}

SuggestionPage::SuggestionPage(Wanted wanted, int page_size, std::string after)
    : wanted_(std::move(wanted)),
      specialties_(SpecialtiesOf(wanted_.item)),
      away_period_(AwayPeriod(wanted_.item.dates.first)),
      page_size_(static_cast<size_t>(page_size)),
      after_(std::move(after)) {}

bool SuggestionPage::IsOnSendingSide(const Candidate& candidate) {
  ++examined_;
  if (LiesOnSendingSide(candidate.division, candidate.pairing, wanted_.direction)) return true;
  LeaveOut({"SENDING_SIDE"});
  return false;
}

void SuggestionPage::Consider(const Candidate& candidate) {
  std::vector<v1::RuleFinding> findings = Findings(candidate);
  if (const auto obstacles = Obstacles(candidate, findings); !obstacles.empty()) {
    LeaveOut(obstacles);
    return;
  }
  v1::CandidateSuggestion suggestion = Suggest(candidate, std::move(findings));
  std::string rank = RankOf(suggestion);
  if (rank <= after_) return;
  best_.emplace(std::move(rank), std::move(suggestion));
  if (best_.size() > page_size_ + 1) best_.erase(std::prev(best_.end()));
}

// A part-time posting clashes with nothing; but who is asked for should be free, not merely allowed to come.
void AddWhatTakesTheDays(const Candidate& candidate, std::set<std::string>& obstacles) {
  v1::Engagement wanted = EngagementOf(candidate.item, "");
  wanted.set_intensity(v1::INTENSITY_FULL_TIME);
  const auto is_other = [&](const v1::Engagement& engagement) { return engagement.item() != candidate.item.name; };
  const std::vector<v1::Engagement> clashes = Clashes(candidate.calendar, wanted);
  if (std::any_of(clashes.begin(), clashes.end(), is_other)) obstacles.insert("DOUBLE_BOOKING");
  for (const v1::LeaveDays& leave : candidate.calendar.leaves())
    if (Intersection({leave.start_date(), leave.end_date()}, candidate.item.dates).has_value())
      obstacles.insert(std::string(kLeave));
}

std::set<std::string> SuggestionPage::Obstacles(const Candidate& candidate,
                                                const std::vector<v1::RuleFinding>& findings) const {
  std::set<std::string> obstacles;
  for (const v1::RuleFinding& finding : findings) {
    const bool refuses = finding.severity() == v1::RuleFinding::SEVERITY_REFUSE && !IsAboutSeat(finding.rule());
    if (refuses) obstacles.insert(finding.rule());
  }
  AddWhatTakesTheDays(candidate, obstacles);
  for (const std::string& posting : wanted_.postings)
    if (!AssignmentAt(candidate.calendar, posting).empty()) obstacles.insert("ALREADY_ASSIGNED");
  return obstacles;
}

void SuggestionPage::LeaveOut(const std::set<std::string>& rules) {
  for (const std::string& rule : rules) {
    v1::LeftOut& left_out = left_out_[rule];
    left_out.set_rule(rule);
    left_out.set_persons(left_out.persons() + 1);
    if (rules.size() == 1) left_out.set_near_misses(left_out.near_misses() + 1);
  }
}

v1::CandidateSuggestion SuggestionPage::Suggest(const Candidate& candidate,
                                                std::vector<v1::RuleFinding> findings) const {
  v1::CandidateSuggestion suggestion;
  suggestion.set_person(candidate.person.name());
  suggestion.set_person_display_name(candidate.person.display_name());
  suggestion.set_organization(candidate.organization);
  suggestion.set_division(candidate.division);
  const auto place = std::find(specialties_.begin(), specialties_.end(), candidate.person.specialty());
  if (place != specialties_.end())
    *suggestion.add_reasons() =
        NewReason(Reason::CODE_SPECIALTY, *place, static_cast<int>(place - specialties_.begin()) + 1);
  const auto title = HighestTitleOn(candidate.person, candidate.item.dates.first);
  *suggestion.add_reasons() = NewReason(Reason::CODE_TITLE_LEVEL, registry::v1::TitleLevel_Name(title), title);
  *suggestion.add_reasons() =
      NewReason(Reason::CODE_DAYS_AWAY, ToString(away_period_), DaysAway(candidate.calendar, away_period_));
  *suggestion.add_reasons() =
      NewReason(Reason::CODE_FREE, ToString(candidate.item.dates), DaysIn(candidate.item.dates));
  for (v1::RuleFinding& finding : findings)
    if (finding.severity() == v1::RuleFinding::SEVERITY_WARN) *suggestion.add_warnings() = std::move(finding);
  return suggestion;
}

std::string SuggestionPage::LastRank() const {
  return best_.size() > page_size_ ? std::prev(best_.end(), 2)->first : "";
}

std::vector<v1::LeftOut> SuggestionPage::LeftOuts() const {
  std::vector<v1::LeftOut> all;
  for (const auto& [rule, left_out] : left_out_) all.push_back(left_out);
  return all;
}

std::vector<v1::CandidateSuggestion> SuggestionPage::Suggestions() && {
  std::vector<v1::CandidateSuggestion> suggestions;
  for (auto& [rank, suggestion] : best_)
    if (suggestions.size() < page_size_) suggestions.push_back(std::move(suggestion));
  return suggestions;
}

}  // namespace jiedui::scheduler
