// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/feed_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/store/change_log.h"
#include "tests/scheduler_service/directory/followed_registry.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> PrefixesOf(const std::string& request) {
  const Feed feed(FromText<v1::WatchChangesRequest>(request));
  std::vector<std::string> prefixes;
  for (const rpc::FeedType& type : feed.types()) prefixes.push_back(type.row_prefix);
  return prefixes;
}

TEST(FeedTypes, AreTheResourcesAndNoGuards) {
  EXPECT_THAT(PrefixesOf(""),
              ElementsAre("pairing/", "course/", "posting/", "assignment/", "demand/", "plan/", "agreement/",
                          "outcome/", "manualfigure/", "edition/", "correction/", "expense/"));
  EXPECT_THAT(PrefixesOf("types: [RESOURCE_TYPE_POSTING, RESOURCE_TYPE_PAIRING]"), ElementsAre("pairing/", "posting/"));
}

TEST(FeedTypes, OfAPairingAndAPersonNothingElseIsRead) {
  EXPECT_THAT(
      PrefixesOf("pairing: 'pairings/yh'"),
      ElementsAre("pairing/yh", "course/yh/", "posting/yh/", "assignment/yh/", "demand/yh/", "plan/yh/",
                  "agreement/yh/", "outcome/yh/", "manualfigure/yh/", "edition/yh/", "correction/yh/", "expense/yh/"));
  EXPECT_THAT(PrefixesOf("person: 'persons/a'"), ElementsAre("assignment/"));
  EXPECT_THAT(PrefixesOf("person: 'persons/a' pairing: 'pairings/yh'"), ElementsAre("assignment/yh/"));
}

TEST(FeedCheck, OfAPersonThereAreOnlyAssignments) {
  const auto check = [](const char* request) { return Feed::Check(FromText<v1::WatchChangesRequest>(request)); };
  EXPECT_THAT(check("types: RESOURCE_TYPE_COURSE"), IsOk());
  EXPECT_THAT(check("person: 'persons/a' types: RESOURCE_TYPE_ASSIGNMENT"), IsOk());
  EXPECT_THAT(FieldsIn(check("person: 'persons/a' types: [RESOURCE_TYPE_ASSIGNMENT, RESOURCE_TYPE_COURSE]")),
              ElementsAre("types[1]"));
}

class FeedState : public FollowedRegistry {
 protected:
  std::unique_ptr<store::Snapshot> Now() { return store_->NewSnapshot(store::ReadTier::kDisk); }

  // Every change since the store is there, as it is told now.
  std::vector<v1::Change> History(const std::string& request = "") {
    const Feed feed(FromText<v1::WatchChangesRequest>(request));
    std::vector<v1::Change> changes;
    const auto snapshot = Now();
    EXPECT_THAT(store::ReadChanges(*snapshot, 1,
                                   [&](const store::v1::ChangeEntry& entry) {
                                     const auto commit = feed.CommitOf(entry, *snapshot);
                                     EXPECT_THAT(commit, IsOk());
                                     changes.insert(changes.end(), commit->changes().begin(), commit->changes().end());
                                     return true;
                                   }),
                IsOk());
    return changes;
  }
  // Which person each change of assignments led from and to.
  std::vector<std::string> Moves(const std::string& request) {
    const auto person_in = [](const v1::ResourceState& state) {
      return state.assignment().person().substr(state.assignment().person().find('/') + 1);
    };
    std::vector<std::string> moves;
    for (const v1::Change& change : History(request))
      moves.push_back(absl::StrCat(person_in(change.before()), ">", person_in(change.after())));
    return moves;
  }
  // The names of persons that are told, in order, those that are not as "".
  std::vector<std::string> NamesTold() {
    std::vector<std::string> names;
    for (const v1::Change& change : History()) {
      if (change.has_before()) names.push_back(change.before().assignment().person_display_name());
      if (change.has_after()) names.push_back(change.after().assignment().person_display_name());
    }
    return names;
  }
  // The resources of a snapshot.
  std::vector<v1::ResourceState> States(const std::string& request) {
    const Feed feed(FromText<v1::WatchChangesRequest>(request));
    std::vector<v1::ResourceState> states;
    const auto snapshot = Now();
    for (const rpc::FeedType& type : feed.types()) {
      const auto visit = [&](absl::string_view key, absl::string_view bytes) {
        auto state = feed.StateOf(type.type, key, bytes, *snapshot);
        EXPECT_THAT(state, IsOk());
        if (state->has_value()) states.push_back(**std::move(state));
        return true;
      };
      EXPECT_THAT(snapshot->Scan(store::Family::kRows, store::PrefixRange(type.row_prefix), visit), IsOk());
    }
    return states;
  }
  std::vector<std::string> NamesIn(const std::string& request) {
    std::vector<std::string> names;
    for (const v1::ResourceState& state : States(request)) names.push_back(rpc::NameOfResource(state));
    return names;
  }
  // The directory's row alone, as between a snapshot's page and its end.
  void PutRow(const Person& person) {
    ASSERT_THAT(Commit(*store_, [&](auto& txn) { return PutPerson(tables_, txn, person); }), IsOk());
  }
  void CreatePairing(const std::string& id) {
    v1::Pairing pairing = YuhangCangxi();
    pairing.set_name("pairings/" + id);
    ASSERT_THAT(Commit(*store_, [&](auto& txn) { return Put(tables_, txn, pairing); }), IsOk());
  }
};

TEST_F(FeedState, OnlyResourcesAreTold) {
  Registry({VillageDoctor("a")});
  CreatePairing("yh-cx");
  Seat("one", "a", "2021-10-01", "2021-10-05");
  std::vector<std::string> told;
  for (const v1::Change& change : History()) told.push_back(change.name());
  EXPECT_THAT(told, ElementsAre("pairings/yh-cx", "pairings/yh-cx/assignments/one"));
  EXPECT_THAT(NamesIn(""), ElementsAre("pairings/yh-cx", "pairings/yh-cx/assignments/one"));
}

TEST_F(FeedState, APairingIsNotOneThatBeginsLikeIt) {
  for (const char* id : {"yh", "yh-cx", "yh2"}) CreatePairing(id);
  Seat("one", "a", "2021-10-01", "2021-10-05");  // of yh-cx
  EXPECT_THAT(NamesIn("pairing: 'pairings/yh'"), ElementsAre("pairings/yh"));
  EXPECT_EQ(History("pairing: 'pairings/yh'").size(), 1U);
  EXPECT_THAT(NamesIn("pairing: 'pairings/yh-cx'"), ElementsAre("pairings/yh-cx", "pairings/yh-cx/assignments/one"));
  EXPECT_EQ(History("pairing: 'pairings/yh-cx'").size(), 2U);
  EXPECT_THAT(NamesIn("pairing: 'pairings/none'"), IsEmpty());
}

TEST_F(FeedState, AMergedAssignmentCountsForBoth) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  Seat("hers", "b", "2021-10-01", "2021-10-05");
  Seat("other", "a", "2021-12-01", "2021-12-05");
  Registry({VillageDoctor("a"), Merged("b", "a")});
  const std::string hers = "pairings/yh-cx/assignments/hers";
  EXPECT_THAT(Moves("person: 'persons/b'"), ElementsAre(">b", "b>a"));
  EXPECT_THAT(Moves("person: 'persons/a'"), ElementsAre(">a", "b>a"));
  EXPECT_THAT(NamesIn("person: 'persons/b'"), ElementsAre(hers));
  EXPECT_THAT(NamesIn("person: 'persons/a'"), ElementsAre(hers, "pairings/yh-cx/assignments/other"));
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  EXPECT_THAT(Moves("person: 'persons/b'"), ElementsAre(">b", "b>a", "a>b"));
  EXPECT_THAT(Moves("person: 'persons/a'"), ElementsAre(">a", "b>a", "a>b"));
  EXPECT_THAT(NamesIn("person: 'persons/a'"), ElementsAre("pairings/yh-cx/assignments/other"));
  EXPECT_THAT(NamesIn("person: 'persons/c'"), IsEmpty());
}

TEST_F(FeedState, WhoIsInTheMiddleOfAChainSeesItComeAndGo) {
  Registry({VillageDoctor("a"), VillageDoctor("b"), VillageDoctor("c")});
  Seat("one", "a", "2021-10-01", "2021-10-05");
  Registry({Merged("a", "b")});
  Registry({Merged("b", "c")});
  EXPECT_THAT(Moves("person: 'persons/b'"), ElementsAre("a>b", "b>c"));
  EXPECT_THAT(Moves("person: 'persons/a'"), ElementsAre(">a", "a>b", "b>c"));
}

TEST_F(FeedState, TheHeadTellsTheName) {
  Registry({VillageDoctor("a")});
  Seat("one", "a", "2021-10-01", "2021-10-05");
  EXPECT_THAT(NamesTold(), ElementsAre("赵示范"));
  EXPECT_EQ(States("")[0].assignment().person_display_name(), "赵示范");
}

TEST_F(FeedState, ThePastOfWhoIsRestrictedHasNoName) {
  Registry({VillageDoctor("a")});
  Seat("one", "a", "2021-10-01", "2021-10-05");
  Registry({Restricted("a")});
  EXPECT_THAT(NamesTold(), ElementsAre("", "", "")) << "made, and emptied";
  for (const v1::Change& change : History()) EXPECT_THAT(change.SerializeAsString(), Not(HasSubstr("示范")));
  Registry({VillageDoctor("a")});
  EXPECT_THAT(NamesTold(), ElementsAre("赵示范", "赵示范", "", "", "赵示范")) << "the restriction is lifted";
}

TEST_F(FeedState, ThePastOfWhoWasRemovedHasNoName) {
  Registry({VillageDoctor("a")});
  Seat("one", "a", "2021-10-01", "2021-10-05");
  RegistryRemoves("a");
  EXPECT_THAT(NamesTold(), Each(IsEmpty()));
}

// The id is given anew: the row has another name now, and what the first person was called is told no more.
TEST_F(FeedState, OnlyTheNameThatTheRowHasNowIsTold) {
  Registry({VillageDoctor("a")});
  Seat("one", "a", "2021-10-01", "2021-10-05");
  RegistryRemoves("a");
  Person another = VillageDoctor("a");
  another.set_display_name("钱无忌");
  Registry({another});
  EXPECT_EQ(Get("one").person_display_name(), "钱无忌");
  EXPECT_THAT(NamesTold(), ElementsAre("", "", "", "", "钱无忌"));
}

// While a snapshot of the registry is read, rows of people come before their assignments follow.
TEST_F(FeedState, TheDirectoryIsAskedEvenWhereTheAssignmentHasNotFollowed) {
  Registry({VillageDoctor("a")});
  Seat("one", "a", "2021-10-01", "2021-10-05");
  PutRow(Restricted("a"));
  EXPECT_EQ(Get("one").person_display_name(), "赵示范");
  EXPECT_THAT(NamesTold(), ElementsAre(""));
  EXPECT_EQ(States("")[0].assignment().person_display_name(), "");
}

TEST_F(FeedState, WhomTheDirectoryDoesNotKnowIsNotNamed) {
  Seat("one", "nobody", "2021-10-01", "2021-10-05");
  EXPECT_THAT(NamesTold(), ElementsAre(""));
  EXPECT_EQ(States("")[0].assignment().person(), "persons/nobody");
  EXPECT_EQ(States("")[0].assignment().person_display_name(), "");
}

TEST_F(FeedState, AMergedPersonIsHiddenWithTheOneWhoStays) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  Seat("hers", "b", "2021-10-01", "2021-10-05");
  Registry({Merged("b", "a")});
  EXPECT_THAT(NamesTold(), Each("赵示范"));
  Registry({Restricted("a")});
  EXPECT_THAT(NamesTold(), Each(IsEmpty()));
  Registry({VillageDoctor("b")});  // undone: she is herself again; the name comes back with the other's, if at all
  EXPECT_THAT(NamesTold(), Each(IsEmpty()));
}

// Undone, the assignment is hers again; what it said while it lay with the other one is that one's.
TEST_F(FeedState, AStateIsHiddenWithThePersonThatItNames) {
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  Seat("hers", "b", "2021-10-01", "2021-10-05");
  Registry({Merged("b", "a")});
  Registry({VillageDoctor("b")});
  PutRow(Restricted("a"));
  EXPECT_THAT(NamesTold(), ElementsAre("赵示范", "赵示范", "", "", "赵示范"));
}

TEST_F(FeedState, OfAnAssignmentThatIsGoneThereIsNoName) {
  Registry({VillageDoctor("a")});
  Seat("one", "a", "2021-10-01", "2021-10-05");
  ASSERT_THAT(Commit(*store_, [&](auto& txn) { return tables_.assignments.Delete(txn, "yh-cx/one"); }), IsOk());
  EXPECT_THAT(NamesTold(), ElementsAre("", ""));
  const v1::Change last = History().back();
  EXPECT_EQ(last.name(), "pairings/yh-cx/assignments/one");
  EXPECT_FALSE(last.has_after());
}

TEST_F(FeedState, DamageIsDataLoss) {
  const Feed feed(FromText<v1::WatchChangesRequest>("person: 'persons/a'"));
  const Feed all{v1::WatchChangesRequest()};
  const auto snapshot = Now();
  for (int type = v1::RESOURCE_TYPE_PAIRING; type <= v1::RESOURCE_TYPE_PLAN; ++type)
    EXPECT_THAT(all.StateOf(type, "x", "\xff\xff", *snapshot), StatusIs(StatusCode::kDataLoss)) << type;
  store::v1::ChangeEntry entry;
  auto& row = *entry.add_changes();
  row.set_key("assignment/yh-cx/one");
  row.set_after("\xff\xff");
  EXPECT_THAT(feed.CommitOf(entry, *snapshot), StatusIs(StatusCode::kDataLoss));
}

}  // namespace
}  // namespace jiedui::scheduler
