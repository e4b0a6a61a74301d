// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/stable.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/rounds.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The first wish of each of two people is the other posting's last: applicants get their wishes.
Market Crossed() {
  return {.applicants = 2,
          .postings = {{.openings = 1}, {.openings = 1}},
          .applications = {{.applicant = 0, .posting = 0, .wish = 1, .standing = 2},
                           {.applicant = 0, .posting = 1, .wish = 2, .standing = 1},
                           {.applicant = 1, .posting = 0, .wish = 2, .standing = 1},
                           {.applicant = 1, .posting = 1, .wish = 1, .standing = 2}}};
}

TEST(MatchStably, GivesApplicantsTheBestStableMatching) {
  EXPECT_THAT(*MatchStably(Crossed()), ElementsAre(0, 3));
  EXPECT_THAT(*BlockingPairs(Crossed(), {0, 3}), IsEmpty());
  EXPECT_THAT(*BlockingPairs(Crossed(), {1, 2}), IsEmpty());  // stable, too, but worse for both
}

TEST(MatchStably, KeepsWhomThePostingPrefers) {
  Market market = Crossed();
  market.postings[1].openings = 0;
  EXPECT_THAT(*MatchStably(market), ElementsAre(2));
}

TEST(MatchStably, CapOfARegionTurnsAwayItsLast) {
  const Market market{.applicants = 3,
                      .postings = {{.openings = 2, .region = 0}, {.openings = 2, .region = 0}, {.openings = 1}},
                      .region_caps = {2},
                      .applications = {{.applicant = 0, .posting = 0, .wish = 1, .standing = 1, .region_rank = 3},
                                       {.applicant = 0, .posting = 2, .wish = 2},
                                       {.applicant = 1, .posting = 1, .wish = 1, .standing = 1, .region_rank = 1},
                                       {.applicant = 2, .posting = 1, .wish = 1, .standing = 2, .region_rank = 2}}};
  EXPECT_THAT(*MatchStably(market), ElementsAre(1, 2, 3));
  EXPECT_THAT(*BlockingPairs(market, {1, 2, 3}), IsEmpty());
  EXPECT_THAT(*BlockingPairs(market, {0, 2}), ElementsAre(BlockingPair{.application = 3, .instead_of = 0}));
  EXPECT_THAT(*BlockingPairs(market, {2}), ElementsAre(BlockingPair{0, -1}, BlockingPair{1, -1}, BlockingPair{3, -1}));
}

TEST(BlockingPairs, WhoMovesWithinARegionLeavesAPlaceOfIt) {
  const Market market{
      .applicants = 1,
      .postings = {{.openings = 1, .region = 0}, {.openings = 1, .region = 0}},
      .region_caps = {1},
      .applications = {{.applicant = 0, .posting = 0, .wish = 1}, {.applicant = 0, .posting = 1, .wish = 2}}};
  EXPECT_THAT(*BlockingPairs(market, {1}), ElementsAre(BlockingPair{0, -1}));
  EXPECT_THAT(*MatchStably(market), ElementsAre(0));
}

TEST(BlockingPairs, RefusesWhatIsNoMatching) {
  EXPECT_THAT(BlockingPairs(Crossed(), {0, 1}).status().message(), HasSubstr("applicant 0 has two postings"));
  EXPECT_THAT(BlockingPairs(Crossed(), {0, 2}).status().message(), HasSubstr("posting 0 has more people"));
  EXPECT_THAT(BlockingPairs(Crossed(), {4}).status().message(), HasSubstr("no application 4"));
  Market capped = Crossed();
  capped.region_caps = {1};
  for (Posting& posting : capped.postings) posting.region = 0;
  for (Application& application : capped.applications) application.standing = 0;
  EXPECT_THAT(BlockingPairs(capped, {0, 3}).status().message(), HasSubstr("region 0 has more people"));
}

TEST(CheckMarket, NamesThePlace) {
  const auto refused = [](auto change) {
    Market market = Crossed();
    market.region_caps = {1};
    change(market);
    return std::string(CheckMarket(market).message());
  };
  EXPECT_THAT(refused([](Market& m) { m.applications[1].applicant = 2; }), HasSubstr("applications[1].applicant"));
  EXPECT_THAT(refused([](Market& m) { m.applications[1].posting = -1; }), HasSubstr("applications[1].posting"));
  EXPECT_THAT(refused([](Market& m) { m.applications[1].posting = 0; }), HasSubstr("a second one"));
  EXPECT_THAT(refused([](Market& m) { m.applications[1].wish = 1; }), HasSubstr("applications[1].wish"));
  EXPECT_THAT(refused([](Market& m) { m.postings[0].openings = -1; }), HasSubstr("postings[0].openings"));
  EXPECT_THAT(refused([](Market& m) { m.postings[0].region = 1; }), HasSubstr("postings[0].region"));
  EXPECT_THAT(refused([](Market& m) { m.region_caps[0] = -1; }), HasSubstr("region_caps[0]"));
  EXPECT_THAT(refused([](Market& m) {
                m.postings[0].region = 0;
                m.applications[2].region_rank = 1;
              }),
              HasSubstr("turns the order of posting 0"));
  EXPECT_THAT(refused([](Market& m) {
                m.postings[0].region = m.postings[1].region = 0;
                m.applications[1].region_rank = 1;
              }),
              HasSubstr("applicant 0 has 0 in region 0"));
}

// A few applicants with distinct wishes; one order of applicants for all postings of a region.
Market RandomMarket(std::mt19937& random) {
  const auto below = [&random](uint32_t limit) { return static_cast<int32_t>(random() % limit); };
  Market market{.applicants = 1 + below(5)};
  const int32_t postings = 1 + below(4);
  for (int32_t r = below(3); r > 0; --r) market.region_caps.push_back(below(4));
  for (int32_t p = 0; p < postings; ++p)
    market.postings.push_back(
        {.openings = below(3), .region = below(static_cast<uint32_t>(market.region_caps.size() + 1)) - 1});
  std::vector<std::vector<int32_t>> ranks(market.region_caps.size());
  for (auto& of_region : ranks)
    for (int32_t i = 0; i < market.applicants; ++i) of_region.push_back(below(4));
  for (int32_t i = 0; i < market.applicants; ++i) {
    std::vector<int32_t> wishes;
    for (int32_t p = 0; p < postings; ++p) wishes.push_back(p);
    std::shuffle(wishes.begin(), wishes.end(), random);
    for (int32_t p = 0; p < postings; ++p) {
      if (below(4) == 0) continue;
      const int32_t region = market.postings[static_cast<size_t>(p)].region;
      const int32_t rank = region < 0 ? below(4) : ranks[static_cast<size_t>(region)][static_cast<size_t>(i)];
      market.applications.push_back({i, p, wishes[static_cast<size_t>(p)], region < 0 ? rank : 10 * rank, rank});
    }
  }
  return market;
}

// Calls visit for every matching that keeps openings and caps.
void ForEachMatching(const Market& market, const std::function<void(const std::vector<int32_t>&)>& visit) {
  std::vector<int32_t> granted;
  const std::function<void(int32_t)> choose = [&](int32_t applicant) {
    if (applicant == market.applicants) {
      std::vector<int32_t> ascending = granted;
      std::sort(ascending.begin(), ascending.end());
      if (BlockingPairs(market, ascending).ok()) visit(ascending);
      return;
    }
    choose(applicant + 1);
    for (size_t a = 0; a < market.applications.size(); ++a) {
      if (market.applications[a].applicant != applicant) continue;
      granted.push_back(static_cast<int32_t>(a));
      choose(applicant + 1);
      granted.pop_back();
    }
  };
  choose(0);
}

// The definition, word by word: changes the matching and looks whether it still is one.
bool IsStableByDefinition(const Market& market, const std::vector<int32_t>& granted) {
  const auto with = [&](int32_t wanted, int32_t given_up) {
    std::vector<int32_t> changed;
    for (const int32_t other : granted)
      if (other != given_up && market.applications[static_cast<size_t>(other)].applicant !=
                                   market.applications[static_cast<size_t>(wanted)].applicant)
        changed.push_back(other);
    changed.push_back(wanted);
    return BlockingPairs(market, changed).ok();
  };
  for (int32_t wanted = 0; wanted < static_cast<int32_t>(market.applications.size()); ++wanted) {
    const Application& one = market.applications[static_cast<size_t>(wanted)];
    const bool is_content = std::any_of(granted.begin(), granted.end(), [&](int32_t other) {
      const Application& has = market.applications[static_cast<size_t>(other)];
      return has.applicant == one.applicant && has.wish <= one.wish;
    });
    if (is_content) continue;
    if (with(wanted, -1)) return false;
    for (const int32_t rival : granted) {
      const Application& other = market.applications[static_cast<size_t>(rival)];
      const int32_t region = market.postings[static_cast<size_t>(one.posting)].region;
      const bool behind_at_posting = other.posting == one.posting && std::pair(one.standing, one.applicant) <
                                                                         std::pair(other.standing, other.applicant);
      const bool behind_in_region =
          region >= 0 && market.postings[static_cast<size_t>(other.posting)].region == region &&
          std::pair(one.region_rank, one.applicant) < std::pair(other.region_rank, other.applicant);
      if ((behind_at_posting || behind_in_region) && with(wanted, rival)) return false;
    }
  }
  return true;
}

int32_t WishOf(const Market& market, const std::vector<int32_t>& granted, int32_t applicant) {
  for (const int32_t application : granted)
    if (market.applications[static_cast<size_t>(application)].applicant == applicant)
      return market.applications[static_cast<size_t>(application)].wish;
  return 100;
}

TEST(MatchStablyProperty, IsTheApplicantsBestOfAllStableMatchings) {
  std::mt19937 random(20261126);
  const int64_t rounds = Rounds(3000);
  for (int round = 0; round < rounds; ++round) {
    const Market market = RandomMarket(random);
    const absl::StatusOr<std::vector<int32_t>> granted = MatchStably(market);
    ASSERT_TRUE(granted.ok()) << granted.status();
    EXPECT_THAT(*BlockingPairs(market, *granted), IsEmpty());
    ForEachMatching(market, [&](const std::vector<int32_t>& other) {
      const bool is_stable = IsStableByDefinition(market, other);
      ASSERT_EQ(BlockingPairs(market, other)->empty(), is_stable) << "round " << round;
      if (!is_stable) return;
      for (int32_t i = 0; i < market.applicants; ++i)
        EXPECT_LE(WishOf(market, *granted, i), WishOf(market, other, i)) << "round " << round;
    });
  }
}

}  // namespace
}  // namespace jiedui::planning
