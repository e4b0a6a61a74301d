// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/roll_up.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "tests/scheduler_service/reporting/counted.h"
#include "tests/scheduler_service/reporting/report_world.h"

namespace jiedui::scheduler {
namespace {

// One class with these people, all checked in.
std::shared_ptr<PairingTally> TallyWith(const std::vector<std::string>& people) {
  Counted counted;
  counted.Add(CourseOf("a", v1::PROGRAMME_TALENT, v1::TRACK_CLINICAL, "2021-10-18"));
  for (const std::string& person : people) counted.Add(Came(person, "courses/a", "2021-10-18"));
  auto tally = std::make_shared<PairingTally>();
  tally->tally = TallyOf(counted.Finish());
  return tally;
}

v1::Figure EnteredLine(const std::string& decimal, v1::Qualifier qualifier) {
  v1::Figure figure;
  figure.set_code("OUT.ONLINE_SALES");
  figure.set_unit(v1::UNIT_TEN_THOUSAND_YUAN);
  figure.set_decimal(decimal);
  figure.set_qualifier(qualifier);
  return figure;
}

v1::Figure LineIn(const std::vector<v1::Figure>& lines, const std::string& code) {
  for (const v1::Figure& line : lines)
    if (line.code() == code) return line;
  return {};
}

// U30: who was trained in two counties is one person and two participations, and the line says so.
TEST(RollUp, PeopleOfTwoPairingsCountOnce) {
  RollUp roll_up;
  roll_up.Add(PairingOf("a"), TallyWith({"zhao", "qian", "sun"}), Tally());
  roll_up.Add(PairingOf("b"), TallyWith({"sun", "li"}), Tally());
  roll_up.Add(PairingOf("c"), TallyWith({}), Tally());
  const auto lines = roll_up.Lines(RulesFor(AsOf("2021-11-15")));
  const v1::Figure persons = LineIn(lines, "TR.TALENT.PERSONS");
  EXPECT_EQ(persons.value(), 4);
  EXPECT_EQ(persons.not_counted(), 1);
  ASSERT_EQ(persons.parts_size(), 2);
  EXPECT_EQ(persons.parts(0).subject(), "pairings/a");
  EXPECT_EQ(persons.parts(0).value(), 3);
  EXPECT_EQ(persons.parts(1).value(), 2);
  EXPECT_TRUE(absl::StrContains(persons.note(), "各结对合计 5,本行 4"));
  const v1::Figure times = LineIn(lines, "TR.TALENT.PERSON_TIMES");
  EXPECT_EQ(times.value(), 5);
  EXPECT_EQ(times.note(), "");
  EXPECT_EQ(LineIn(lines, "TR.TALENT.COURSES").value(), 3);
}

TEST(RollUp, OrganisationsOfTwoPairingsCountOnce) {
  Counted counted;
  counted.Add(OrganizationRows{.pairs = {}, .bases = {TrainingBase()}});
  const Tally organizations = TallyOf(counted.Finish());
  RollUp roll_up;
  roll_up.Add(PairingOf("a"), TallyWith({}), organizations);
  roll_up.Add(PairingOf("b"), TallyWith({}), organizations);
  EXPECT_EQ(LineIn(roll_up.Lines(RulesFor(AsOf("2021-11-15"))), "TR.BASES").value(), 1);
}

TEST(RollUp, ManyPeopleInManyPairings) {
  RollUp roll_up;
  for (int pairing = 0; pairing < 20; ++pairing) {
    std::vector<std::string> people;
    for (int i = 0; i < 100; ++i) people.push_back(absl::StrCat("p", pairing * 50 + i));  // half of them in the next
    roll_up.Add(PairingOf(absl::StrCat("a", pairing)), TallyWith(people), Tally());
  }
  const auto lines = roll_up.Lines(RulesFor(AsOf("2021-11-15")));
  EXPECT_EQ(LineIn(lines, "TR.TALENT.PERSONS").value(), 20 * 50 + 50);
  EXPECT_EQ(LineIn(lines, "TR.TALENT.PERSON_TIMES").value(), 2000);
}

TEST(RollUp, EnteredFiguresAddUpExactly) {
  RollUp roll_up;
  const auto a = TallyWith({});
  a->entered = {EnteredLine("79.7", v1::QUALIFIER_UNSPECIFIED)};
  const auto b = TallyWith({});
  b->entered = {EnteredLine("0.6", v1::QUALIFIER_AT_LEAST)};
  roll_up.Add(PairingOf("a"), a, Tally());
  roll_up.Add(PairingOf("b"), b, Tally());
  const v1::Figure line = LineIn(roll_up.Lines(RulesFor(AsOf("2021-11-15"))), "OUT.ONLINE_SALES");
  EXPECT_EQ(line.decimal(), "80.3");
  EXPECT_EQ(line.value(), 80);
  EXPECT_EQ(line.qualifier(), v1::QUALIFIER_AT_LEAST);
  EXPECT_EQ(line.parts_size(), 2);
}

TEST(RollUp, OfNothingIsNothing) {
  const auto lines = RollUp().Lines(RulesFor(AsOf("2021-11-15")));
  ASSERT_EQ(lines.size(), static_cast<size_t>(kFigureCount));
  for (const v1::Figure& line : lines) EXPECT_EQ(line.value(), 0);
}

}  // namespace
}  // namespace jiedui::scheduler
