// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/demands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/store/memory/memory_store.h"
#include "tests/scheduler_service/demand_samples.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::TitleLevel;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Demands : public testing::Test {
 protected:
  Demands() {
    Do([&](auto& txn) -> absl::Status {
      RETURN_IF_ERROR(Put(tables_, txn, YuhangCangxi()));
      return PutOrganization(tables_, txn, CangxiAgriculture());
    });
  }

  void Do(const std::function<absl::Status(store::Transaction&)>& step) { ASSERT_THAT(Commit(*store_, step), IsOk()); }
  void PutDemand(const std::string& id, v1::Demand::State state) {
    v1::Demand demand = KiwiExpert();
    demand.set_name("pairings/yh-cx/demands/" + id);
    demand.set_state(state);
    Do([&](auto& txn) { return Put(tables_, txn, demand); });
  }
  void PutExpert(const std::string& id, const std::string& specialty, int level) {
    Do([&](auto& txn) { return PutPerson(tables_, txn, Agronomist(id, specialty, static_cast<TitleLevel>(level))); });
  }
  // At most so many people; where the next one stands is `position` then, empty if there is none.
  std::vector<std::string> People(const std::vector<std::string>& specialties, size_t count, std::string& position) {
    std::vector<std::string> people;
    std::string next;
    const auto snapshot = store_->NewSnapshot(store::ReadTier::kDisk);
    EXPECT_THAT(VisitPeople(tables_, *snapshot, specialties, position,
                            [&](absl::string_view at, registry::v1::Person&& person) {
                              if (people.size() == count) {
                                next = std::string(at);
                                return false;
                              }
                              people.push_back(person.name().substr(8));
                              return true;
                            }),
                IsOk());
    position = next;
    return people;
  }
  std::vector<std::string> People(const std::vector<std::string>& specialties) {
    std::string position;
    return People(specialties, 100, position);
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

TEST_F(Demands, AreLoadedWithPairingAndHost) {
  PutDemand("kiwi", v1::Demand::STATE_OPEN);
  Do([&](auto& txn) -> absl::Status {
    ASSIGN_OR_RETURN(const DemandFacts facts,
                     LoadDemand(tables_, txn, KiwiExpert().name(), "organizations/cx-agriculture"));
    EXPECT_EQ(facts.pairing.name(), "pairings/yh-cx");
    EXPECT_EQ(facts.demand.display_name(), "猕猴桃种植专家");
    EXPECT_TRUE(facts.host.has_value());
    EXPECT_FALSE(LoadNewDemand(tables_, txn, "pairings/yh-cx/demands/x", "organizations/none")->host.has_value());
    EXPECT_THAT(LoadDemand(tables_, txn, "pairings/yh-cx/demands/x", ""),
                FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(LoadNewDemand(tables_, txn, "pairings/no/demands/x", ""),
                FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
    return absl::OkStatus();
  });
}

TEST_F(Demands, UnmetAreThoseOpenAndLapsed) {
  PutDemand("a", v1::Demand::STATE_OPEN);
  PutDemand("b", v1::Demand::STATE_MET);
  PutDemand("c", v1::Demand::STATE_WITHDRAWN);
  PutDemand("d", v1::Demand::STATE_LAPSED);
  std::vector<std::string> names;
  const auto snapshot = store_->NewSnapshot(store::ReadTier::kDisk);
  const auto visit = [&](const v1::Demand& demand) { names.push_back(demand.name()); };
  ASSERT_THAT(VisitUnmet(tables_, *snapshot, "pairings/yh-cx", visit), IsOk());
  EXPECT_THAT(names, ElementsAre("pairings/yh-cx/demands/a", "pairings/yh-cx/demands/d"));
  ASSERT_THAT(VisitUnmet(tables_, *snapshot, "pairings/yh", visit), IsOk());
  EXPECT_EQ(names.size(), 2u);
}

TEST_F(Demands, PeopleComeBySpecialtyAndHigherTitlesFirst) {
  PutExpert("a", "果树", 3);
  PutExpert("b", "果树", 5);
  PutExpert("c", "植保", 4);
  PutExpert("d", "果树学", 5);
  PutExpert("e", "果树", 0);
  EXPECT_THAT(People({"果树"}), ElementsAre("b", "a", "e"));
  EXPECT_THAT(People({"植保", "果树"}), ElementsAre("c", "b", "a", "e"));
  EXPECT_THAT(People({"茶叶"}), IsEmpty());
  EXPECT_THAT(People({}), ElementsAre("a", "b", "c", "d", "e"));
}

TEST_F(Demands, PeopleGoOnWhereTheyEnded) {
  PutExpert("a", "果树", 3);
  PutExpert("b", "果树", 5);
  PutExpert("c", "植保", 4);
  for (const std::vector<std::string>& specialties : {std::vector<std::string>{"植保", "果树"}, {}}) {
    std::vector<std::string> all;
    std::string position;
    do {
      for (const std::string& person : People(specialties, 1, position)) all.push_back(person);
    } while (!position.empty());
    EXPECT_EQ(all, People(specialties));
  }
}

}  // namespace
}  // namespace jiedui::scheduler
