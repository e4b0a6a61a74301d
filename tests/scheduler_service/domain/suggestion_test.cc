// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/suggestion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scheduler_service/domain/demand.h"
#include "scheduler_service/domain/seats.h"
#include "tests/scheduler_service/demand_samples.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::TITLE_LEVEL_ASSISTANT;
using registry::v1::TITLE_LEVEL_ASSOCIATE_SENIOR;
using registry::v1::TITLE_LEVEL_INTERMEDIATE;
using registry::v1::TitleLevel;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Somebody of 余杭 beside the demand.
Candidate Beside(const v1::Demand& demand, const registry::v1::Person& person) {
  Candidate candidate{.pairing = YuhangCangxi(),
                      .item = ItemOf(demand),
                      .person = person,
                      .organization = "organizations/yh-agriculture",
                      .division = "330110"};
  candidate.calendar.set_person(person.name());
  candidate.ledger = NewLedger(demand.name(), {.seats = 1, .quotas = {}, .categories = {}});
  return candidate;
}

Candidate Expert(const std::string& id, TitleLevel level = TITLE_LEVEL_INTERMEDIATE) {
  return Beside(KiwiExpert(), Agronomist(id, "果树", level));
}

Candidate WithDays(Candidate candidate, const std::string& first, const std::string& last,
                   v1::Intensity intensity = v1::INTENSITY_FULL_TIME) {
  auto& engagement = *candidate.calendar.add_engagements();
  engagement.set_assignment("pairings/yh-cx/assignments/a");
  engagement.set_item("pairings/yh-cx/postings/other");
  engagement.set_start_date(first);
  engagement.set_end_date(last);
  engagement.set_intensity(intensity);
  return candidate;
}

Candidate OnLeave(Candidate candidate, const std::string& first, const std::string& last) {
  auto& leave = *candidate.calendar.add_leaves();
  leave.set_leave("persons/x/leaves/l");
  leave.set_start_date(first);
  leave.set_end_date(last);
  return candidate;
}

void Look(SuggestionPage& page, const std::vector<Candidate>& candidates) {
  for (const Candidate& candidate : candidates)
    if (page.IsOnSendingSide(candidate)) page.Consider(candidate);
}

std::vector<std::string> Ranked(SuggestionPage page) {
  std::vector<std::string> persons;
  for (const auto& suggestion : std::move(page).Suggestions()) persons.push_back(suggestion.person().substr(8));
  return persons;
}

std::vector<std::string> LeftOut(const SuggestionPage& page) {
  std::vector<std::string> left_out;
  for (const v1::LeftOut& line : page.LeftOuts())
    left_out.push_back(absl::StrCat(line.rule(), " ", line.persons(), " ", line.near_misses()));
  return left_out;
}

SuggestionPage Page(const v1::Demand& demand = KiwiExpert(), int size = 10, const std::string& after = "") {
  return {WantedFor(demand), size, after};
}

// U24.
TEST(SuggestionPage, OnlyWhoIsFreeOnAllDaysWithSpecialtyAndTitle) {
  SuggestionPage page = Page();
  Look(page,
       {Expert("good"), WithDays(Expert("busy"), "2021-10-31", "2021-11-05"), Expert("junior", TITLE_LEVEL_ASSISTANT),
        OnLeave(Expert("leave"), "2021-08-20", "2021-09-01"),
        Beside(KiwiExpert(), Agronomist("pig", "畜牧", TITLE_LEVEL_INTERMEDIATE)),
        WithDays(Expert("before"), "2021-08-01", "2021-08-31"), OnLeave(Expert("after"), "2021-11-01", "2021-12-01")});
  EXPECT_EQ(page.examined(), 7);
  EXPECT_THAT(LeftOut(page),
              ElementsAre("DOUBLE_BOOKING 1 1", "LEAVE_DURING_POSTING 1 1", "SPECIALTY 1 1", "TITLE_LEVEL 1 1"));
  EXPECT_THAT(Ranked(page), ElementsAre("after", "good", "before"));
}

TEST(SuggestionPage, WhoFailsTwiceIsNoNearMiss) {
  SuggestionPage page = Page();
  Look(page, {WithDays(Expert("x", TITLE_LEVEL_ASSISTANT), "2021-10-01", "2021-10-02")});
  EXPECT_THAT(LeftOut(page), ElementsAre("DOUBLE_BOOKING 1 0", "TITLE_LEVEL 1 0"));
}

TEST(SuggestionPage, PeopleComeFromTheSendingSide) {
  Candidate stranger = Expert("stranger");
  stranger.division = "330109";
  Candidate local = Expert("local");
  local.division = "510824100";
  Candidate unemployed = Expert("unemployed");
  unemployed.division = "";
  SuggestionPage page = Page();
  Look(page, {stranger, local, unemployed});
  EXPECT_THAT(LeftOut(page), ElementsAre("SENDING_SIDE 3 3"));
  v1::Demand back = KiwiExpert();
  back.set_direction(v1::DIRECTION_WEST_TO_EAST);
  SuggestionPage page_back = Page(back);
  Look(page_back, {stranger, local, unemployed});
  EXPECT_THAT(Ranked(page_back), ElementsAre("local"));
  EXPECT_TRUE(LiesOnSendingSide("330110", YuhangCangxi(), v1::DIRECTION_UNSPECIFIED));
  EXPECT_FALSE(LiesOnSendingSide("330109", YuhangCangxi(), v1::DIRECTION_UNSPECIFIED));
}

TEST(SuggestionPage, RanksBySpecialtyThenTitleThenDaysAwayThenId) {
  v1::Demand demand = KiwiExpert();
  demand.mutable_requirements()->add_specialties("植保");
  SuggestionPage page = Page(demand);
  const auto with = [&](const std::string& id, const std::string& specialty, TitleLevel level) {
    return Beside(demand, Agronomist(id, specialty, level));
  };
  Look(page, {with("f", "植保", TITLE_LEVEL_ASSOCIATE_SENIOR), with("e", "果树", TITLE_LEVEL_INTERMEDIATE),
              WithDays(with("b", "果树", TITLE_LEVEL_ASSOCIATE_SENIOR), "2020-01-01", "2020-06-30"),
              with("c", "果树", TITLE_LEVEL_ASSOCIATE_SENIOR),
              WithDays(with("d", "果树", TITLE_LEVEL_INTERMEDIATE), "2021-01-01", "2021-01-01"),
              with("a", "果树", TITLE_LEVEL_ASSOCIATE_SENIOR)});
  EXPECT_THAT(Ranked(page), ElementsAre("a", "c", "b", "e", "d", "f"));
}

TEST(SuggestionPage, ReasonsSayWhatWasFound) {
  SuggestionPage page = Page();
  Candidate candidate = WithDays(Expert("x", TITLE_LEVEL_ASSOCIATE_SENIOR), "2020-12-31", "2021-01-02");
  candidate = WithDays(candidate, "2021-10-01", "2021-10-02", v1::INTENSITY_PART_TIME);
  Look(page, {candidate});
  const auto suggestions = std::move(page).Suggestions();
  ASSERT_EQ(suggestions.size(), 1u);
  EXPECT_EQ(suggestions[0].person_display_name(), "示范x");
  EXPECT_EQ(suggestions[0].organization(), "organizations/yh-agriculture");
  EXPECT_EQ(suggestions[0].division(), "330110");
  std::vector<std::string> reasons;
  for (const auto& reason : suggestions[0].reasons())
    reasons.push_back(
        absl::StrCat(v1::SuggestionReason::Code_Name(reason.code()), " ", reason.value(), " ", reason.number()));
  EXPECT_THAT(reasons, ElementsAre("CODE_SPECIALTY 果树 1", "CODE_TITLE_LEVEL TITLE_LEVEL_ASSOCIATE_SENIOR 4",
                                   "CODE_DAYS_AWAY 2018-09-01..2021-08-31 3", "CODE_FREE 2021-09-01..2021-10-31 61"));
  ASSERT_EQ(suggestions[0].warnings_size(), 1);
  EXPECT_EQ(suggestions[0].warnings(0).rule(), "PART_TIME_BESIDE");
}

TEST(SuggestionPage, PagesGoOnAfterTheLastRank) {
  const std::vector<Candidate> all = {Expert("c"), Expert("a"), Expert("b"), Expert("d")};
  SuggestionPage first = Page(KiwiExpert(), 2);
  Look(first, all);
  EXPECT_THAT(Ranked(first), ElementsAre("a", "b"));
  SuggestionPage second = Page(KiwiExpert(), 2, first.LastRank());
  Look(second, all);
  EXPECT_EQ(second.LastRank(), "") << "nobody ranks after it";
  EXPECT_THAT(Ranked(second), ElementsAre("c", "d"));
}

// A posting that is full still wants somebody to follow; but not who is there.
TEST(SuggestionPage, SeatsDoNotCountAndWhoIsThereIsNotWantedAgain) {
  v1::Posting posting = Stationed();
  Candidate candidate = Expert("x");
  candidate.item = ItemOf(posting);
  candidate.ledger = NewLedger(posting.name(), {.seats = 0, .quotas = {}, .categories = {}});
  Candidate there = candidate;
  auto& application = *there.calendar.add_applications();
  application.set_assignment("pairings/yh-cx/assignments/b");
  application.set_item(posting.name());
  SuggestionPage page(WantedFor(posting), 10, "");
  Look(page, {candidate, there});
  EXPECT_THAT(LeftOut(page), ElementsAre("ALREADY_ASSIGNED 1 1"));
  EXPECT_THAT(Ranked(page), ElementsAre("x"));
  v1::Demand demand = KiwiExpert();
  demand.add_fulfilments()->set_posting(posting.name());
  EXPECT_THAT(WantedFor(demand).postings, ElementsAre(posting.name()));
}

TEST(SuggestionPage, OutsideThePairingNobodyIsSuggested) {
  Candidate candidate = Expert("x");
  candidate.pairing.set_end_date("2021-10-30");
  SuggestionPage page = Page();
  Look(page, {candidate});
  EXPECT_THAT(LeftOut(page), ElementsAre("PAIRING_DATES 1 1"));
  EXPECT_THAT(Ranked(page), IsEmpty());
}

TEST(SpecialtiesOf, EachOnce) {
  v1::Demand demand = KiwiExpert();
  for (const char* specialty : {"植保", "果树"}) demand.mutable_requirements()->add_specialties(specialty);
  EXPECT_THAT(SpecialtiesOf(ItemOf(demand)), ElementsAre("果树", "植保"));
}

TEST(DaysAway, EachDayOnce) {
  const DateRange period{"2021-01-01", "2021-12-31"};
  Candidate busy = WithDays(Expert("x"), "2020-12-01", "2021-01-05");  // 5
  busy = WithDays(busy, "2021-02-01", "2021-02-10");                   // 10
  busy = WithDays(busy, "2021-02-05", "2021-02-08");                   // within
  busy = WithDays(busy, "2021-02-09", "2021-02-12");                   // 2 more
  busy = WithDays(busy, "2021-03-01", "2021-03-31", v1::INTENSITY_PART_TIME);
  busy = WithDays(busy, "2022-01-01", "2022-01-05");
  EXPECT_EQ(DaysAway(busy.calendar, period), 17);
  EXPECT_EQ(DaysAway(v1::PersonCalendar(), period), 0);
}

}  // namespace
}  // namespace jiedui::scheduler
