// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/feed_state.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "common/store/memory/memory_store.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "registry_service/domain/restriction.h"
#include "tests/registry_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string ZhangBytes() {
  storage::v1::PersonRecord record;
  record.mutable_person()->set_name("persons/zhang");
  record.mutable_person()->mutable_private_fields()->set_mobile("154****5678");
  record.set_sealed_private("15412345678");
  record.set_id_blind_index("blind");
  record.set_creator("somebody");
  return record.SerializeAsString();
}

std::string SchoolBytes() {
  storage::v1::OrganizationRecord record;
  record.mutable_organization()->set_name("organizations/school");
  return record.SerializeAsString();
}

void AddChange(store::v1::ChangeEntry& entry, const std::string& key, const std::string& before,
               const std::string& after) {
  auto& change = *entry.add_changes();
  change.set_key(key);
  change.set_before(before);
  change.set_after(after);
}

google::protobuf::RepeatedField<int> Types(std::initializer_list<int> types) { return {types.begin(), types.end()}; }

TEST(WantedTypes, AreAllUnlessSome) {
  EXPECT_EQ(WantedTypes(Types({})).size(), 3U);
  const auto wanted = WantedTypes(Types({v1::RESOURCE_TYPE_ORGANIZATION, v1::RESOURCE_TYPE_ORGANIZATION}));
  ASSERT_EQ(wanted.size(), 1U);
  EXPECT_EQ(wanted[0].row_prefix, "o/");
}

TEST(StateOf, APersonLeavesEverythingPrivateBehind) {
  const auto state = StateOf(v1::RESOURCE_TYPE_PERSON, "p/zhang", ZhangBytes());
  ASSERT_THAT(state, IsOk());
  EXPECT_EQ(state->person().name(), "persons/zhang");
  for (const char* hidden : {"154", "blind", "somebody"})
    EXPECT_THAT(state->SerializeAsString(), Not(HasSubstr(hidden)));
}

TEST(StateOf, DamageIsDataLoss) {
  for (const auto type :
       {v1::RESOURCE_TYPE_PERSON, v1::RESOURCE_TYPE_ORGANIZATION, v1::RESOURCE_TYPE_ORGANIZATION_PAIR})
    EXPECT_THAT(StateOf(type, "x", "\xff\xff"), StatusIs(absl::StatusCode::kDataLoss));
}

class CommitOfTest : public testing::Test {
 protected:
  // What the registry has now.
  void Put(const PersonRecord& record) {
    ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.persons.Put(txn, record); }), IsOk());
  }
  absl::StatusOr<v1::Commit> Told(const store::v1::ChangeEntry& entry, std::initializer_list<int> types = {}) {
    const auto snapshot = store_->NewSnapshot(store::ReadTier::kDisk);
    return CommitOf(entry, WantedTypes(Types(types)), {.tables = tables_, .snapshot = *snapshot});
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

PersonRecord Person(const std::string& name, const std::string& display_name) {
  PersonRecord record;
  record.mutable_person()->set_name(name);
  record.mutable_person()->set_display_name(display_name);
  record.mutable_person()->set_specialty("骨科");
  record.mutable_person()->mutable_create_time()->set_seconds(1);
  return record;
}

PersonRecord Restricted(PersonRecord record) {
  google::protobuf::Timestamp time;
  time.set_seconds(9);
  *record.mutable_person() = Showable(record.person(), time);
  return record;
}

PersonRecord Merged(const std::string& name, const std::string& into) {
  PersonRecord record = Person(name, "");
  record.mutable_person()->clear_specialty();
  record.mutable_person()->set_merged_into(into);
  return record;
}

TEST_F(CommitOfTest, TellsBeforeAndAfterOfResourcesOnly) {
  Put(Person("persons/zhang", "张三"));
  const std::string zhang = Person("persons/zhang", "张三").SerializeAsString();
  store::v1::ChangeEntry entry;
  entry.set_revision(7);
  entry.set_actor("tester");
  entry.mutable_commit_time()->set_seconds(5);
  AddChange(entry, "u/id/blind", "", "claim");
  AddChange(entry, "p/zhang", zhang, zhang);
  AddChange(entry, "s/blind-index-key", "", "secret");
  AddChange(entry, "o/school", "", SchoolBytes());
  const auto commit = Told(entry);
  ASSERT_THAT(commit, IsOk());
  EXPECT_EQ(commit->actor(), "tester");
  EXPECT_EQ(commit->commit_time().seconds(), 5);
  ASSERT_EQ(commit->changes_size(), 2);
  EXPECT_EQ(commit->changes(0).name(), "persons/zhang");
  EXPECT_EQ(commit->changes(0).before().person().display_name(), "张三");
  EXPECT_EQ(commit->changes(0).after().person().display_name(), "张三");
  EXPECT_EQ(commit->changes(1).name(), "organizations/school");
  EXPECT_FALSE(commit->changes(1).has_before());
}

TEST_F(CommitOfTest, ARestrictionDoesNotTellWhatItHides) {
  const PersonRecord open = Person("persons/zhang", "张三");
  const PersonRecord restricted = Restricted(open);
  store::v1::ChangeEntry entry;
  AddChange(entry, "p/zhang", open.SerializeAsString(), restricted.SerializeAsString());
  AddChange(entry, "p/zhang", restricted.SerializeAsString(), open.SerializeAsString());
  Put(open);
  const auto lifted = Told(entry);
  ASSERT_THAT(lifted, IsOk());
  EXPECT_EQ(lifted->changes(0).name(), "persons/zhang");
  EXPECT_FALSE(lifted->changes(0).has_before());
  EXPECT_THAT(lifted->changes(0).SerializeAsString(), Not(HasSubstr("张三")));
  EXPECT_EQ(lifted->changes(1).after().person().display_name(), "张三");
  EXPECT_TRUE(lifted->changes(1).has_before());
}

// A follower that begins late must not be told what the first ones were.
TEST_F(CommitOfTest, NoEarlierCommitTellsWhatIsHiddenNow) {
  const PersonRecord open = Person("persons/zhang", "张三");
  store::v1::ChangeEntry entry;
  AddChange(entry, "p/zhang", Person("persons/zhang", "张叁").SerializeAsString(), open.SerializeAsString());
  Put(Restricted(open));
  const auto commit = Told(entry);
  ASSERT_THAT(commit, IsOk());
  EXPECT_THAT(commit->SerializeAsString(), Not(HasSubstr("张")));
  EXPECT_EQ(commit->changes(0).after().person().SerializeAsString(), Restricted(open).person().SerializeAsString());
}

TEST_F(CommitOfTest, OfWhoIsGoneThereIsANameOnly) {
  store::v1::ChangeEntry entry;
  const std::string bytes = Person("persons/zhang", "张三").SerializeAsString();
  AddChange(entry, "p/zhang", "", bytes);
  AddChange(entry, "p/zhang", bytes, "");
  const auto commit = Told(entry);
  ASSERT_THAT(commit, IsOk());
  for (const v1::Change& change : commit->changes()) {
    EXPECT_EQ(change.name(), "persons/zhang");
    for (const char* hidden : {"张三", "骨科"}) EXPECT_THAT(change.SerializeAsString(), Not(HasSubstr(hidden)));
  }
  EXPECT_TRUE(commit->changes(0).has_after());
  EXPECT_FALSE(commit->changes(1).has_after());
}

TEST_F(CommitOfTest, WhoHasTheIdAnewIsAnother) {
  PersonRecord other = Person("persons/zhang", "张无忌");
  other.mutable_person()->mutable_create_time()->set_seconds(8);
  Put(other);
  store::v1::ChangeEntry entry;
  AddChange(entry, "p/zhang", "", Person("persons/zhang", "张三").SerializeAsString());
  AddChange(entry, "p/zhang", "", other.SerializeAsString());
  const auto commit = Told(entry);
  ASSERT_THAT(commit, IsOk());
  EXPECT_EQ(commit->changes(0).after().person().display_name(), "");
  EXPECT_EQ(commit->changes(1).after().person().display_name(), "张无忌");
}

TEST_F(CommitOfTest, AMergedPersonIsHiddenWithTheOneWhoStays) {
  const PersonRecord twin = Person("persons/twin", "张叁");
  const PersonRecord tombstone = Merged("persons/twin", "persons/middle");
  store::v1::ChangeEntry entry;
  AddChange(entry, "p/twin", "", twin.SerializeAsString());
  AddChange(entry, "p/twin", twin.SerializeAsString(), tombstone.SerializeAsString());
  Put(tombstone);
  EXPECT_THAT(Told(entry)->SerializeAsString(), Not(HasSubstr("张叁"))) << "nobody is there";
  Put(Merged("persons/middle", "persons/zhang"));
  Put(Person("persons/zhang", "张三"));
  EXPECT_EQ(Told(entry)->changes(0).after().person().display_name(), "张叁");
  Put(Restricted(Person("persons/zhang", "张三")));
  const auto commit = Told(entry);
  ASSERT_THAT(commit, IsOk());
  EXPECT_THAT(commit->SerializeAsString(), Not(HasSubstr("张叁")));
  EXPECT_TRUE(commit->changes(0).after().person().has_restrict_time());
  EXPECT_EQ(commit->changes(1).after().person().SerializeAsString(), tombstone.person().SerializeAsString())
      << "a follower ends with what the registry has";
}

TEST_F(CommitOfTest, WhatIsNotWantedLeavesAnEmptyCommit) {
  store::v1::ChangeEntry entry;
  AddChange(entry, "p/zhang", "", ZhangBytes());
  const auto commit = Told(entry, {v1::RESOURCE_TYPE_ORGANIZATION});
  ASSERT_THAT(commit, IsOk());
  EXPECT_EQ(commit->changes_size(), 0);
}

TEST_F(CommitOfTest, DamageIsDataLoss) {
  store::v1::ChangeEntry entry;
  AddChange(entry, "p/zhang", "", "\xff\xff");
  EXPECT_THAT(Told(entry), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace jiedui::registry
