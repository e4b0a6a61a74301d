// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/seats.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A village doctor of 陵江 who wants a seat in the clinical course; nothing is in the way.
Candidate AnyCandidate() {
  Candidate candidate{.pairing = YuhangCangxi(),
                      .item = ItemOf(Clinical()),
                      .person = VillageDoctor(),
                      .organization = "organizations/lingjiang",
                      .division = "510824100"};
  candidate.calendar.set_person("persons/zhao");
  candidate.ledger = NewLedger(Clinical().name(), {.seats = 100});
  return candidate;
}

std::vector<RuleViolation> FailingRules(const Candidate& candidate) { return Refusals(Findings(candidate)); }

std::vector<std::string> Codes(const Candidate& candidate) {
  std::vector<std::string> codes;
  for (const RuleViolation& violation : FailingRules(candidate)) codes.push_back(violation.rule);
  return codes;
}

TEST(Rules, NothingInTheWay) { EXPECT_THAT(FailingRules(AnyCandidate()), IsEmpty()); }

TEST(Rules, CodesAreDistinct) {
  std::set<std::string> codes;
  for (const v1::RuleDescription& rule : RuleTable()) {
    EXPECT_TRUE(codes.insert(rule.rule()).second) << rule.rule();
    EXPECT_FALSE(rule.requirement().empty()) << rule.rule();
    EXPECT_NE(rule.severity(), v1::RuleFinding::SEVERITY_UNSPECIFIED) << rule.rule();
  }
}

TEST(Rules, ADeletedPersonGetsNoSeat) {
  Candidate candidate = AnyCandidate();
  candidate.person.mutable_delete_time()->set_seconds(1);
  EXPECT_THAT(Codes(candidate), ElementsAre("PERSON_DELETED"));
}

TEST(Rules, ARestrictedPersonGetsNoSeat) {
  Candidate candidate = AnyCandidate();
  candidate.person.mutable_restrict_time()->set_seconds(1);
  EXPECT_THAT(Codes(candidate), ElementsAre("PERSON_RESTRICTED"));
}

TEST(Rules, CategoryIsOneOfThose) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements = FromText<v1::Requirements>("categories: PERSON_CATEGORY_NURSE");
  const auto violations = FailingRules(candidate);
  ASSERT_THAT(violations, SizeIs(1));
  EXPECT_EQ(violations[0].rule, "CATEGORY");
  EXPECT_EQ(violations[0].subject, "persons/zhao");
  EXPECT_EQ(violations[0].description, "found PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, required PERSON_CATEGORY_NURSE");
  candidate.item.requirements.add_categories(registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
  EXPECT_THAT(FailingRules(candidate), IsEmpty());
}

TEST(Rules, LicenceOnTheFirstDay) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements =
      FromText<v1::Requirements>("licence_kinds: KIND_VILLAGE_DOCTOR licence_kinds: KIND_PHYSICIAN");
  EXPECT_THAT(FailingRules(candidate), IsEmpty());
  candidate.person.mutable_licences(0)->set_valid_to("2021-10-17");
  const auto violations = FailingRules(candidate);
  ASSERT_THAT(violations, SizeIs(1));
  EXPECT_EQ(violations[0].rule, "LICENCE");
  EXPECT_EQ(violations[0].description,
            "found no licence on 2021-10-18, required KIND_VILLAGE_DOCTOR or KIND_PHYSICIAN");
}

TEST(Rules, TitleLevelIsTheHighestOnTheFirstDay) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements = FromText<v1::Requirements>("title_level_min: TITLE_LEVEL_INTERMEDIATE");
  EXPECT_THAT(Codes(candidate), ElementsAre("TITLE_LEVEL"));
  EXPECT_THAT(FailingRules(candidate)[0].description, HasSubstr("found no title on 2021-10-18"));
  candidate.person = FromText<registry::v1::Person>(R"pb(
    name: "persons/zhao"
    titles { level: TITLE_LEVEL_ASSISTANT title: "助理医师" }
    titles { level: TITLE_LEVEL_INTERMEDIATE title: "主治医师" conferred_date: "2021-10-19" })pb");
  EXPECT_EQ(FailingRules(candidate)[0].description,
            "found TITLE_LEVEL_ASSISTANT on 2021-10-18, required TITLE_LEVEL_INTERMEDIATE or higher");
  candidate.person.mutable_titles(1)->set_conferred_date("2021-10-18");
  EXPECT_THAT(FailingRules(candidate), IsEmpty());
}

TEST(Rules, DivisionOfTheEmployerOnTheFirstDay) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements = FromText<v1::Requirements>("divisions: '330110' divisions: '510824'");
  EXPECT_THAT(FailingRules(candidate), IsEmpty());
  candidate.division = "510821";
  EXPECT_EQ(FailingRules(candidate)[0].description,
            "found division 510821 on 2021-10-18, required division 330110 or 510824");
  EXPECT_EQ(FailingRules(candidate)[0].subject, "organizations/lingjiang");
  candidate.division.clear();
  EXPECT_THAT(FailingRules(candidate)[0].description, HasSubstr("found no division of organizations/lingjiang"));
  candidate.organization.clear();
  EXPECT_THAT(FailingRules(candidate)[0].description, HasSubstr("found no employer"));
  EXPECT_EQ(FailingRules(candidate)[0].subject, "persons/zhao");
}

TEST(Rules, TheItemLiesWithinThePairing) {
  Candidate candidate = AnyCandidate();
  candidate.pairing.set_end_date("2021-10-28");
  EXPECT_THAT(Codes(candidate), ElementsAre("PAIRING_DATES"));
}

// U1: a doctor stationed 2021-06-15..2021-12-14 and a course 2021-10-25..2021-11-05.
TEST(Rules, DoubleBookingNamesTheOtherItemItsDatesAndTheDays) {
  Candidate candidate = AnyCandidate();
  candidate.item = ItemOf(Maternal());
  candidate.ledger = NewLedger(Maternal().name(), {.seats = 80});
  ASSERT_THAT(Insert(candidate.calendar, EngagementOf(ItemOf(Stationed()), "pairings/yh-cx/assignments/a")), IsOk());
  const auto violations = FailingRules(candidate);
  ASSERT_THAT(violations, SizeIs(1));
  EXPECT_EQ(violations[0].rule, "DOUBLE_BOOKING");
  EXPECT_EQ(violations[0].subject, "pairings/yh-cx/postings/ortho");
  EXPECT_THAT(violations[0].description,
              HasSubstr("pairings/yh-cx/postings/ortho 2021-06-15..2021-12-14, overlapping 2021-10-25..2021-11-05 "
                        "(12 days)"));
}

// U1: the posting ended on 10-24; the course begins on 10-25.
TEST(Rules, TouchingDaysAreNoDoubleBooking) {
  Candidate candidate = AnyCandidate();
  candidate.item = ItemOf(Maternal());
  ASSERT_THAT(Insert(candidate.calendar, EngagementOf(ItemOf(Stationed()), "pairings/yh-cx/assignments/a")), IsOk());
  Shorten(candidate.calendar, "pairings/yh-cx/assignments/a", "2021-10-24");
  EXPECT_THAT(FailingRules(candidate), IsEmpty());
  Shorten(candidate.calendar, "pairings/yh-cx/assignments/a", "2021-10-23");
  EXPECT_THAT(FailingRules(candidate), IsEmpty());
}

TEST(Rules, OneSharedDayIsOneDay) {
  Candidate candidate = AnyCandidate();
  Item other = ItemOf(Maternal());
  other.dates = {"2021-10-29", "2021-11-05"};
  ASSERT_THAT(Insert(candidate.calendar, EngagementOf(other, "pairings/yh-cx/assignments/a")), IsOk());
  EXPECT_THAT(FailingRules(candidate)[0].description, HasSubstr("overlapping 2021-10-29..2021-10-29 (1 day)"));
}

// U1: an online class of Saturdays lies beside a posting.
TEST(Rules, PartTimeLiesBesideFullTime) {
  Candidate candidate = AnyCandidate();
  candidate.item.intensity = v1::INTENSITY_PART_TIME;
  ASSERT_THAT(Insert(candidate.calendar, EngagementOf(ItemOf(Stationed()), "pairings/yh-cx/assignments/a")), IsOk());
  EXPECT_THAT(FailingRules(candidate), IsEmpty());
}

TEST(Rules, NoSeatNamesTheQuotaAndItsNumbers) {
  Candidate candidate = AnyCandidate();
  v1::Quota quota;
  quota.set_division("510824100");
  quota.set_seats(2);
  candidate.ledger = NewLedger(Clinical().name(), {.seats = 30, .quotas = {quota}});
  Take(candidate.ledger, "510824100");
  EXPECT_THAT(FailingRules(candidate), IsEmpty());
  Take(candidate.ledger, "510824100");
  const auto violations = FailingRules(candidate);
  ASSERT_THAT(violations, SizeIs(1));
  EXPECT_EQ(violations[0].rule, "NO_SEAT");
  EXPECT_EQ(violations[0].subject, "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(violations[0].description,
            "found 2 of 2 seats taken in the quota of division 510824100, required a free one");
  candidate.division = "510824223";  // has no quota: the pool
  EXPECT_THAT(FailingRules(candidate), IsEmpty());
}

TEST(Rules, NoSeatInAnEmptyPool) {
  Candidate candidate = AnyCandidate();
  v1::Quota quota;
  quota.set_division("510824100");
  quota.set_seats(30);
  candidate.ledger = NewLedger(Clinical().name(), {.seats = 30, .quotas = {quota}});
  candidate.division = "510824223";
  EXPECT_EQ(FailingRules(candidate)[0].description, "found 0 of 0 seats taken in the pool, required a free one");
}

TEST(Rules, AllThatFailAreListed) {
  Candidate candidate = AnyCandidate();
  candidate.person.mutable_delete_time()->set_seconds(1);
  candidate.item.requirements = FromText<v1::Requirements>(
      "categories: PERSON_CATEGORY_NURSE licence_kinds: KIND_NURSE title_level_min: TITLE_LEVEL_SENIOR "
      "divisions: '330110'");
  candidate.pairing.set_end_date("2021-10-20");
  ASSERT_THAT(Insert(candidate.calendar, EngagementOf(ItemOf(Stationed()), "pairings/yh-cx/assignments/a")), IsOk());
  ASSERT_THAT(Insert(candidate.calendar, EngagementOf(ItemOf(Maternal()), "pairings/yh-cx/assignments/b")), IsOk());
  candidate.ledger = NewLedger(Clinical().name(), {.seats = 0});
  EXPECT_THAT(Codes(candidate), ElementsAre("PERSON_DELETED", "CATEGORY", "TITLE_LEVEL", "LICENCE", "DIVISION",
                                            "PAIRING_DATES", "DOUBLE_BOOKING", "DOUBLE_BOOKING", "NO_SEAT"));
}

}  // namespace
}  // namespace jiedui::scheduler
