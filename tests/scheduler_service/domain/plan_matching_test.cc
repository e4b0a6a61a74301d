// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_matching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>

#include "tests/scheduler_service/matching_facts.h"

namespace jiedui::scheduler {
namespace {

using ::testing::_;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

// The first wish of each of two people is the other posting's first.
PlanFacts Crossed() {
  return FactsOf({PlannedPosting("a", 1), PlannedPosting("b", 1)},
                 {Seeks("zhao", 0), Seeks("zhao", 1), Seeks("qian", 0), Seeks("qian", 1)});
}
std::string CrossedRanks() {
  return Rank("zhao-0", 1, 2) + Rank("zhao-1", 2, 1) + Rank("qian-0", 2, 1) + Rank("qian-1", 1, 2);
}

// Three posts in two places of one region, one elsewhere.
PlanFacts Capped() {
  return FactsOf(
      {PlannedPosting("a", 2, "510824100"), PlannedPosting("b", 2, "510824"), PlannedPosting("c", 1, "3301")},
      {Seeks("zhao", 0), Seeks("qian", 1), Seeks("sun", 0), Seeks("sun", 2)});
}
constexpr char kCap[] = "region_caps { division: '510824' people_max: 2 }";

// Of the two stable matchings of the textbook, that which is the best for the people.
TEST(MatchModel, ThePeopleGetTheirWishesWhereBothWaysAreStable) {
  MadeMatching made = MatchingOf(Crossed(), CrossedRanks());
  EXPECT_THAT(made.Placed(), ElementsAre("zhao-0", "qian-1"));
  EXPECT_THAT(*made.Findings(), IsEmpty());
  EXPECT_EQ(made.plan.method(), v1::Plan::METHOD_DEFERRED_ACCEPTANCE);
  EXPECT_FALSE(made.plan.optimal());
  EXPECT_THAT(made.plan.levels(), IsEmpty());
  EXPECT_EQ(made.plan.left_out(), 2);
  made.basis.mutable_chosen()->Clear();
  made.basis.add_chosen(1);
  made.basis.add_chosen(2);
  EXPECT_THAT(*made.Findings(), IsEmpty());  // stable, too: the postings' best
}

// Gale and Shapley 1962, their example 1: three people, three wishes each, three stable matchings.
TEST(MatchModel, TheTextbookOfThree) {
  PlanFacts facts = FactsOf({PlannedPosting("a", 1), PlannedPosting("b", 1), PlannedPosting("c", 1)}, {});
  const std::vector<std::string> people = {"zhao", "qian", "sun"};
  std::string ranks;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) {
      facts.seekers.push_back(Seeks(people[static_cast<size_t>(i)], j));
      const int wish = (j - i + 3) % 3 + 1;
      ranks += Rank(absl::StrCat(people[static_cast<size_t>(i)], "-", j), wish, 4 - wish);
    }
  EXPECT_THAT(MatchingOf(std::move(facts), ranks).Placed(), ElementsAre("zhao-0", "qian-1", "sun-2"));
}

TEST(MatchModel, WhatIsNotToldComesAfterInThePlansOrder) {
  const auto facts = [] {
    return FactsOf({PlannedPosting("a", 1), PlannedPosting("b", 1)},
                   {Seeks("zhao", 0), Seeks("qian", 0), Seeks("qian", 1), Seeks("sun", 0), Seeks("sun", 1)});
  };
  EXPECT_THAT(MatchingOf(facts()).Placed(), ElementsAre("zhao-0", "qian-1"));
  EXPECT_THAT(MatchingOf(facts(), Rank("sun-0", 0, 9)).Placed(), ElementsAre("qian-1", "sun-0"));
  EXPECT_THAT(MatchingOf(facts(), Rank("qian-1", 200) + Rank("sun-1", 0, 20000)).Placed(),
              ElementsAre("zhao-0", "sun-1"));
}

TEST(MatchModel, WhoIsForbiddenOrBusyHasNoPlace) {
  PlanCandidate busy = Seeks("zhao", 0);
  busy.findings.emplace_back().set_rule("DOUBLE_BOOKING");
  busy.busy.push_back({{"2021-07-01", "2021-07-02"}, "pairings/yh-cx/courses/x", false});
  const auto made = MatchingOf(FactsOf({PlannedPosting("a", 1)}, {busy, Seeks("qian", 0), Seeks("sun", 0)}),
                               "forbidden: 'pairings/yh-cx/assignments/qian-0'");
  EXPECT_THAT(made.Placed(), ElementsAre("sun-0"));
  EXPECT_THAT(*made.Findings(), IsEmpty());
}

TEST(MatchModel, InARegionThatIsFullTheLastInThePlansOrderGivesWay) {
  const auto made = MatchingOf(Capped(), "", kCap);
  EXPECT_THAT(made.Placed(), ElementsAre("zhao-0", "qian-1", "sun-2"));
  EXPECT_THAT(*made.Findings(), IsEmpty());
  EXPECT_THAT(made.basis.item_regions(), ElementsAre(0, 0, -1));
  EXPECT_THAT(MatchingOf(Capped()).Placed(), ElementsAre("zhao-0", "qian-1", "sun-0"));
}

// Each is nominated first where the other is second: a region has one order all the same.
TEST(MatchModel, ARegionHasOneOrderOfPeople) {
  const auto facts = [] {
    return FactsOf({PlannedPosting("a", 1), PlannedPosting("b", 1)},
                   {Seeks("zhao", 0), Seeks("qian", 1), Seeks("qian", 0), Seeks("zhao", 1)});
  };
  const std::string wishes = Rank("zhao-1", 1) + Rank("qian-1", 1);
  EXPECT_THAT(MatchingOf(facts(), wishes, "region_caps { division: '510824' people_max: 1 }").Placed(),
              ElementsAre("zhao-1"));
  EXPECT_THAT(MatchingOf(facts(), wishes).Placed(), ElementsAre("zhao-0", "qian-1"));
}

TEST(AddMatching, WithACapNoPostingRanksAgainstThePlansOrder) {
  const std::string ranks = Rank("zhao-0", 0, 2) + Rank("sun-0", 0, 1);
  const absl::Status status = ModelOf(Capped(), absl::StrCat(ranks, " matching {", kCap, "}")).status();
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(status), ElementsAre(StartsWith("STANDING pairings/yh-cx/postings/a: found persons/sun ranked "
                                                      "before persons/zhao")));
  EXPECT_THAT(ModelOf(Capped(), absl::StrCat(Rank("zhao-0", 0, 1), Rank("sun-0", 0, 2), " matching {", kCap, "}")),
              IsOk());
  EXPECT_THAT(ModelOf(Capped(), ranks + " matching {}"), IsOk());
}

TEST(AddMatching, RefusesWhatAMarketCannotSay) {
  PlannedItem covered = PlannedPosting("a", 2);
  covered.item.requirements.set_away_per_organization_max(1);
  EXPECT_THAT(RulesIn(ModelOf(FactsOf({covered}, {Seeks("zhao", 0), Seeks("qian", 0)}), "matching {}").status()),
              ElementsAre(StartsWith("ORGANIZATION_COVERAGE pairings/yh-cx/postings/a: found at most 1")));
  EXPECT_THAT(ModelOf(FactsOf({covered}, {Seeks("zhao", 0)}), "matching {}"), IsOk());  // it cannot bind
  PlannedItem shared = PlannedPosting("b", 2);
  shared.ledger =
      NewLedger(shared.item.name,
                {.seats = 2, .quotas = {FromText<v1::Quota>("division: '510824100' seats: 1")}, .categories = {}});
  EXPECT_THAT(RulesIn(ModelOf(FactsOf({shared}, {Seeks("zhao", 0)}), "matching {}").status()),
              ElementsAre(StartsWith("QUOTA pairings/yh-cx/postings/b")));
}

// Whoever gets a seat is counted by category, and stays so when they have left.
TEST(AddMatching, APostingThatSomebodySatInBeforeIsNoOther) {
  PlannedItem posting = PlannedPosting("a", 2);
  Take(posting.ledger, "", registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
  ASSERT_FALSE(posting.ledger.categories().empty());
  const auto made = MatchingOf(FactsOf({posting}, {Seeks("zhao", 0), Seeks("qian", 0)}));
  EXPECT_THAT(made.Placed(), ElementsAre("zhao-0"));
}

TEST(FindingsInMatching, NameWhoWouldRatherHaveEachOther) {
  MadeMatching made = MatchingOf(Capped(), "", kCap);
  made.basis.mutable_chosen()->Clear();
  made.basis.add_chosen(0);  // zhao at a
  made.basis.add_chosen(3);  // sun at c
  EXPECT_THAT(*made.Findings(),
              ElementsAre("persons/qian and pairings/yh-cx/postings/b would both rather have each other",
                          "persons/sun and pairings/yh-cx/postings/a would both rather have each other"));
}

TEST(FindingsInMatching, NameWhatIsNoMatching) {
  MadeMatching made = MatchingOf(Capped(), "", kCap);
  made.basis.add_chosen(2);  // sun at a as well
  EXPECT_THAT(*made.Findings(),
              UnorderedElementsAre("persons/sun: has 2 places, at most 1", "division 510824: has 3 people, at most 2"));
  MadeMatching crossed = MatchingOf(Crossed(), CrossedRanks());
  crossed.basis.set_chosen(1, 2);
  EXPECT_THAT(*crossed.Findings(), ElementsAre("pairings/yh-cx/postings/a: has 2 people, at most 1"));
  crossed.basis.set_chosen(1, 99);
  EXPECT_THAT(*crossed.Findings(), ElementsAre("no candidacy: has a place that it cannot have"));
  crossed.basis.add_item_regions(0);
  EXPECT_THAT(crossed.Findings(), StatusIs(absl::StatusCode::kDataLoss, _));
}

TEST(FindingsInMatching, AForbiddenPlaceIsFound) {
  MadeMatching made = MatchingOf(FactsOf({PlannedPosting("a", 1)}, {Seeks("zhao", 0), Seeks("qian", 0)}),
                                 "forbidden: 'pairings/yh-cx/assignments/zhao-0'");
  made.basis.set_chosen(0, 0);
  EXPECT_THAT(*made.Findings(), ElementsAre("pairings/yh-cx/assignments/zhao-0: has a place that it cannot have"));
}

// A few people and postings; wishes and standings told of some. With caps, standings are told in the plan's order.
struct RandomWorld {
  PlanFacts facts;
  std::string question;
};

RandomWorld WorldOf(std::mt19937& random) {
  const auto below = [&random](int limit) { return static_cast<int>(random() % static_cast<uint32_t>(limit)); };
  const std::vector<std::string> divisions = {"510824", "510824100", "330110", ""};
  RandomWorld world{.facts = FactsOf({}, {}), .question = ""};
  const int postings = 1 + below(4);
  const bool is_capped = below(2) == 0;
  for (int j = 0; j < postings; ++j)
    world.facts.items.push_back(PlannedPosting(absl::StrCat("p", j), below(3), divisions[random() % 4]));
  const int people = 1 + below(7);
  for (int i = 0; i < people; ++i) {
    std::vector<int> wishes = {1, 2, 3, 4};
    std::shuffle(wishes.begin(), wishes.end(), random);
    std::string ranks;
    for (int j = 0; j < postings; ++j) {
      if (below(4) == 0) continue;
      const std::string candidacy = absl::StrCat("w", i, "-", j);
      world.facts.seekers.push_back(Seeks(absl::StrCat("w", i), j));
      const int standing = is_capped ? (i < 3 ? 1 + i / 2 : 0) : below(4);
      if (below(5) > 0 || is_capped)
        world.question += Rank(candidacy, below(3) > 0 ? wishes[static_cast<size_t>(j)] : 0, standing);
      if (below(10) == 0) absl::StrAppend(&world.question, " forbidden: 'pairings/yh-cx/assignments/", candidacy, "'");
    }
  }
  absl::StrAppend(&world.question, " matching {");
  if (is_capped)
    absl::StrAppend(&world.question, "region_caps { division: '5108' people_max: ", 1 + below(3),
                    " } region_caps { division: '330110' people_max: 1 }");
  absl::StrAppend(&world.question, "}");
  return world;
}

// The definition, from facts, question and names alone: whether somebody and a posting would rather have each other.
class ByNames {
 public:
  ByNames(const PlanFacts& facts, const v1::PlanQuestion& question, const v1::Plan& plan)
      : facts_(facts), question_(question) {
    for (const v1::PlanPlacement& placement : plan.placements()) placed_.insert(placement.assignment());
    for (const PlanCandidate& seeker : facts.seekers) order_.try_emplace(seeker.person, order_.size());
  }

  bool IsStable() const {
    for (size_t k = 0; k < facts_.seekers.size(); ++k)
      if (!IsForbidden(k) && !Has(k) && WouldRather(k) && IsWanted(k)) return false;
    return true;
  }

 private:
  bool Has(size_t k) const { return placed_.count(facts_.seekers[k].assignment) > 0; }
  bool IsForbidden(size_t k) const {
    const auto& names = question_.forbidden();
    return std::find(names.begin(), names.end(), facts_.seekers[k].assignment) != names.end();
  }
  v1::PlanRank Told(size_t k) const {
    for (const v1::PlanRank& rank : question_.ranks())
      if (rank.assignment() == facts_.seekers[k].assignment) return rank;
    return {};
  }
  size_t Wish(size_t k) const { return Told(k).wish() > 0 ? static_cast<size_t>(Told(k).wish()) : 1000 + k; }
  // Of a division, the cap of the region that it lies in; nullptr = none.
  const v1::PlanRegionCap* CapOf(size_t k) const {
    for (const v1::PlanRegionCap& cap : question_.matching().region_caps())
      if (facts_.items[At(k)].item.location.rfind(cap.division(), 0) == 0) return &cap;
    return nullptr;
  }
  std::pair<size_t, size_t> Standing(size_t k) const {
    const size_t order = order_.at(facts_.seekers[k].person);
    const size_t untold = 100000 + (CapOf(k) != nullptr ? order : k);
    return {Told(k).standing() > 0 ? static_cast<size_t>(Told(k).standing()) : untold, order};
  }
  size_t At(size_t k) const { return static_cast<size_t>(facts_.seekers[k].item); }

  bool WouldRather(size_t k) const {
    for (size_t other = 0; other < facts_.seekers.size(); ++other)
      if (facts_.seekers[other].person == facts_.seekers[k].person && Has(other) && Wish(other) < Wish(k)) return false;
    return true;
  }
  // The posting prefers the person to one of its people, or has room, and so has its region.
  bool IsWanted(size_t k) const {
    int at_posting = 0;
    int in_region = 0;
    bool is_preferred_there = false;
    bool is_before_in_region = false;
    for (size_t other = 0; other < facts_.seekers.size(); ++other) {
      if (!Has(other)) continue;
      const bool is_self = facts_.seekers[other].person == facts_.seekers[k].person;
      const bool is_in_region = CapOf(k) != nullptr && CapOf(k) == CapOf(other);
      if (At(other) == At(k)) {
        ++at_posting;
        is_preferred_there = is_preferred_there || Standing(k) < Standing(other);
      }
      if (!is_in_region || is_self) continue;
      ++in_region;
      is_before_in_region =
          is_before_in_region || order_.at(facts_.seekers[k].person) < order_.at(facts_.seekers[other].person);
    }
    if (is_preferred_there) return true;
    const int openings = facts_.items[At(k)].ledger.seats();
    const bool region_has_room = CapOf(k) == nullptr || in_region < CapOf(k)->people_max();
    return at_posting < openings && (region_has_room || is_before_in_region);
  }

  const PlanFacts& facts_;
  const v1::PlanQuestion question_;
  std::set<std::string> placed_;         // assignments
  std::map<std::string, size_t> order_;  // of people
};

TEST(MatchModel, RandomWorldsAreStableByTheirOwnVerification) {
  std::mt19937 random(20211018);
  int placed = 0;
  int changed_found = 0;
  for (int round = 0; round < 500; ++round) {
    const RandomWorld world = WorldOf(random);
    SCOPED_TRACE(world.question);
    const auto model = ModelOf(world.facts, world.question);
    ASSERT_THAT(model, IsOk());
    const auto solution = MatchModel(*model);
    ASSERT_THAT(solution, IsOk());
    storage::v1::PlanBasis basis = WithSolution(*model, *solution);
    const auto findings = [&] { return *FindingsInMatching(basis, *InstanceOf(basis), *SolutionOf(basis)); };
    EXPECT_THAT(findings(), IsEmpty());
    placed += basis.chosen_size();
    const v1::Plan plan = *PlanOf(*model, *solution);
    std::set<std::string> persons;
    for (const v1::PlanPlacement& placement : plan.placements()) persons.insert(placement.person());
    EXPECT_EQ(static_cast<int>(persons.size()), plan.placements_size());
    EXPECT_TRUE(ByNames(world.facts, FromText<v1::PlanQuestion>(world.question), plan).IsStable());
    if (basis.chosen().empty()) continue;
    // Whoever loses their place and the posting that they had would rather have each other.
    basis.mutable_chosen()->RemoveLast();
    EXPECT_THAT(findings(), ::testing::Contains(HasSubstr("would both rather have each other")));
    ++changed_found;
  }
  EXPECT_GT(placed, 500);
  EXPECT_GT(changed_found, 200);
}

}  // namespace
}  // namespace jiedui::scheduler
