// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/overlap_proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int64_t kWide = int64_t{1} << 50;

Instance TwoLevels() {
  Instance instance = Wishes({{1, 1}, {1, 1}}, {1, 2});
  instance.levels.push_back({.name = "wishes", .value = {4, 1, 3, 2}});
  return instance;
}

TEST(AimAt, EarlierLevelsOutweighAnExchangeOfTwoPairs) {
  const Instance instance = TwoLevels();
  const Choices choices = LayOut(instance);
  const Aim last = AimAt(instance, choices, 1, kWide);
  EXPECT_THAT(last.level_weight, ElementsAre(9, 1));
  EXPECT_EQ(last.denominator, 1024);
  EXPECT_THAT(last.weight, ElementsAre(13 * 1024, 10 * 1024, 12 * 1024, 11 * 1024));
  EXPECT_THAT(AimAt(instance, choices, 0, kWide).level_weight, ElementsAre(1, 0));
}

TEST(AimAt, WhatDoesNotFitWeighsNothing) {
  const Instance instance = TwoLevels();
  const Aim aim = AimAt(instance, LayOut(instance), 1, 8);
  EXPECT_THAT(aim.level_weight, ElementsAre(0, 1));
  EXPECT_EQ(aim.denominator, 2);
}

TEST(ProofOf, PeopleGainWhatTheyCouldHaveAtThePrices) {
  Instance instance = TwoLevels();
  const Choices choices = LayOut(instance);
  Aim aim = AimAt(instance, choices, 1, kWide);
  aim.denominator = 1;
  const Prices proof = ProofOf(instance, choices, aim, {2, 0});
  EXPECT_THAT(proof.seat, ElementsAre(2, 0));
  EXPECT_THAT(proof.person, ElementsAre(11, 11));
  Certificate certificate{.proofs = {proof}};
  EXPECT_THAT(LevelBounds(instance, certificate, {2, 6}), ElementsAre(2, 6));  // 24 = 2 * 9 + 6
}

TEST(ProofOf, PinsPayTheirPrices) {
  Instance instance = InGroups(TwoLevels(), 1, {{0}, {}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  instance.pinned = {0};
  const Choices choices = LayOut(instance);
  Aim aim = AimAt(instance, choices, 1, kWide);
  aim.denominator = 1;
  EXPECT_THAT(aim.level_weight, ElementsAre(7, 1));  // of what is not pinned
  EXPECT_THAT(ProofOf(instance, choices, aim, {3, 0, -1}).person, ElementsAre(7 + 4 - 3 + 1, 9));
}

TEST(LevelBounds, WithoutProofsAreWhatTheLevelsAllow) {
  EXPECT_THAT(LevelBounds(TwoLevels(), {}, {2, 6}), ElementsAre(2, 7));
}

TEST(KeepTightest, LeavesForEachLevelTheProofThatSaysMost) {
  const Instance instance = TwoLevels();
  const Choices choices = LayOut(instance);
  const Aim first = AimAt(instance, choices, 0, kWide);
  const Aim last = AimAt(instance, choices, 1, kWide);
  const auto at = [&](const Aim& aim, int64_t price) {
    return ProofOf(instance, choices, aim, {price * aim.denominator, 0});
  };
  const std::vector<int64_t> value = {2, 6};
  Certificate certificate{.proofs = {at(first, 0), at(last, 9), at(last, 2), at(first, 1), at(last, 0)}};
  const std::vector<int64_t> bounds = LevelBounds(instance, certificate, value);
  KeepTightest(instance, value, certificate);
  EXPECT_THAT(certificate.proofs, SizeIs(2));
  EXPECT_EQ(LevelBounds(instance, certificate, value), bounds);
  EXPECT_THAT(certificate.proofs[0].level_weight, ElementsAre(1, 0));
  EXPECT_EQ(certificate.proofs[1].seat[0], 2 * 1024);
}

TEST(RelaxedRules, NamesThoseThatAreThere) {
  Instance instance = TwoLevels();
  EXPECT_THAT(RelaxedRules(instance), IsEmpty());
  instance.exclusions = {{0, 1}};
  instance.prerequisites = {{.item = 1, .before = 0}};
  instance.days_per_person = {5, 5};
  instance.home_covers = {{.group = 0, .away_max = 1}};
  EXPECT_THAT(RelaxedRules(instance), SizeIs(4));
}

}  // namespace
}  // namespace jiedui::planning
