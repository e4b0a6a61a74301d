// SPDX-License-Identifier: Apache-2.0
// What was recorded of entrepreneurs, when the registry merges people and undoes it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scheduler_service/store/outcomes.h"
#include "tests/scheduler_service/directory/followed_registry.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Entrepreneurs : public FollowedRegistry {
 protected:
  Entrepreneurs() { Registry({VillageDoctor("a"), VillageDoctor("b"), VillageDoctor("c")}); }

  // Its name.
  std::string Record(const std::string& person, const std::string& pairing = "yh-cx") {
    v1::Outcome outcome;
    outcome.set_kind(v1::Outcome::KIND_ENTREPRENEUR);
    outcome.set_person("persons/" + person);
    outcome.set_name(absl::StrCat("pairings/", pairing, "/outcomes/", OutcomeId(outcome)));
    EXPECT_THAT(Commit(*store_, [&](auto& txn) { return Put(tables_, txn, outcome); }), IsOk());
    return outcome.name();
  }
  v1::Outcome Outcome(const std::string& name) {
    const auto record = tables_.outcomes.Find(*store_->NewSnapshot(store::ReadTier::kDisk), MemberKey(name));
    EXPECT_THAT(record, IsOk());
    return record->has_value() ? (*record)->outcome() : v1::Outcome();
  }
  std::string PersonAt(const std::string& name) { return Outcome(name).person(); }
  std::vector<std::string> Of(const std::string& person) {
    const auto snapshot = store_->NewSnapshot(store::ReadTier::kDisk);
    const auto record = tables_.person_outcomes.Find(*snapshot, person);
    EXPECT_THAT(record, IsOk());
    if (!record->has_value()) return {};
    return {(*record)->outcomes().begin(), (*record)->outcomes().end()};
  }
};

TEST_F(Entrepreneurs, AMergeMovesThemInTheCommitOfTheRows) {
  const std::string recorded = Record("b");
  const std::string elsewhere = Record("b", "sm-cx");
  const uint64_t before = store_->Info().revision;
  Registry({VillageDoctor("a"), Merged("b", "a")});
  EXPECT_EQ(store_->Info().revision, before + 1);
  for (const std::string& name : {recorded, elsewhere}) {
    EXPECT_EQ(PersonAt(name), "persons/a");
    EXPECT_EQ(Outcome(name).original_person(), "persons/b");
  }
  EXPECT_THAT(Of("a"), ElementsAre(recorded, elsewhere));
  EXPECT_THAT(Of("b"), IsEmpty());
}

TEST_F(Entrepreneurs, UndoingItBringsThemBack) {
  const std::string hers = Record("b");
  const std::string survivors = Record("a");
  const std::string before = Outcome(hers).person();
  Registry({VillageDoctor("a"), Merged("b", "a")});
  EXPECT_THAT(Of("a"), ElementsAre(survivors, hers));
  Registry({VillageDoctor("a"), VillageDoctor("b")});
  EXPECT_EQ(PersonAt(hers), before);
  EXPECT_EQ(Outcome(hers).original_person(), "");
  EXPECT_EQ(PersonAt(survivors), "persons/a");
  EXPECT_THAT(Of("a"), ElementsAre(survivors));
  EXPECT_THAT(Of("b"), ElementsAre(hers));
}

TEST_F(Entrepreneurs, AChainIsFollowed) {
  const std::string recorded = Record("a");
  Registry({Merged("a", "b"), VillageDoctor("b")});
  Registry({Merged("b", "c"), VillageDoctor("c")});
  EXPECT_EQ(PersonAt(recorded), "persons/c");
  Registry({VillageDoctor("b"), VillageDoctor("c")});
  EXPECT_EQ(PersonAt(recorded), "persons/b");
  EXPECT_EQ(Outcome(recorded).original_person(), "persons/a");
}

// Whoever was merged while nobody followed, and has no assignment by which to be found.
TEST_F(Entrepreneurs, AReloadMovesWhatWasMissed) {
  const std::string recorded = Record("b");
  Reload({VillageDoctor("a"), Merged("b", "a"), VillageDoctor("c")});
  EXPECT_EQ(PersonAt(recorded), "persons/a");
  Reload({VillageDoctor("a"), VillageDoctor("b"), VillageDoctor("c")});
  EXPECT_EQ(PersonAt(recorded), "persons/b");
}

// More than one command holds.
TEST_F(Entrepreneurs, ManyMoveInSeveralCommits) {
  std::vector<std::string> names;
  names.reserve(700);
  for (int i = 0; i < 700; ++i) names.push_back(Record("b", absl::StrCat("p", i)));
  const uint64_t before = store_->Info().revision;
  Registry({VillageDoctor("a"), Merged("b", "a")});
  EXPECT_GT(store_->Info().revision, before + 1);
  for (const std::string& name : names) ASSERT_EQ(PersonAt(name), "persons/a");
}

}  // namespace
}  // namespace jiedui::scheduler
