// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/feed_state.h"

#include <gmock/gmock.h>

#include <string>

#include "jiedui/registry/storage/v1/records.pb.h"
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

TEST(CommitOf, TellsBeforeAndAfterOfResourcesOnly) {
  store::v1::ChangeEntry entry;
  entry.set_revision(7);
  entry.set_actor("tester");
  entry.mutable_commit_time()->set_seconds(5);
  AddChange(entry, "u/id/blind", "", "claim");
  AddChange(entry, "p/zhang", ZhangBytes(), ZhangBytes());
  AddChange(entry, "s/blind-index-key", "", "secret");
  AddChange(entry, "o/school", "", SchoolBytes());
  const auto commit = CommitOf(entry, WantedTypes(Types({})));
  ASSERT_THAT(commit, IsOk());
  EXPECT_EQ(commit->actor(), "tester");
  EXPECT_EQ(commit->commit_time().seconds(), 5);
  ASSERT_EQ(commit->changes_size(), 2);
  EXPECT_EQ(commit->changes(0).name(), "persons/zhang");
  EXPECT_TRUE(commit->changes(0).before().has_person());
  EXPECT_EQ(commit->changes(1).name(), "organizations/school");
  EXPECT_FALSE(commit->changes(1).has_before());
  EXPECT_THAT(commit->SerializeAsString(), Not(HasSubstr("154")));
}

TEST(CommitOf, ARestrictionDoesNotTellWhatItHides) {
  storage::v1::PersonRecord zhang;
  zhang.mutable_person()->set_name("persons/zhang");
  zhang.mutable_person()->set_display_name("张三");
  const std::string open = zhang.SerializeAsString();
  zhang.mutable_person()->clear_display_name();
  zhang.mutable_person()->mutable_restrict_time()->set_seconds(1);
  const std::string restricted = zhang.SerializeAsString();
  store::v1::ChangeEntry entry;
  AddChange(entry, "p/zhang", open, restricted);
  AddChange(entry, "p/zhang", restricted, open);
  const auto commit = CommitOf(entry, WantedTypes(Types({})));
  ASSERT_THAT(commit, IsOk());
  EXPECT_EQ(commit->changes(0).name(), "persons/zhang");
  EXPECT_FALSE(commit->changes(0).has_before());
  EXPECT_THAT(commit->changes(0).SerializeAsString(), Not(HasSubstr("张三")));
  EXPECT_TRUE(commit->changes(1).has_before());
}

TEST(CommitOf, WhatWasRemovedHasAName) {
  store::v1::ChangeEntry entry;
  AddChange(entry, "p/zhang", ZhangBytes(), "");
  const auto commit = CommitOf(entry, WantedTypes(Types({})));
  ASSERT_THAT(commit, IsOk());
  EXPECT_EQ(commit->changes(0).name(), "persons/zhang");
  EXPECT_FALSE(commit->changes(0).has_after());
}

TEST(CommitOf, WhatIsNotWantedLeavesAnEmptyCommit) {
  store::v1::ChangeEntry entry;
  AddChange(entry, "p/zhang", "", ZhangBytes());
  const auto commit = CommitOf(entry, WantedTypes(Types({v1::RESOURCE_TYPE_ORGANIZATION})));
  ASSERT_THAT(commit, IsOk());
  EXPECT_EQ(commit->changes_size(), 0);
}

TEST(CommitOf, DamageIsDataLoss) {
  store::v1::ChangeEntry entry;
  AddChange(entry, "p/zhang", "", "\xff\xff");
  EXPECT_THAT(CommitOf(entry, WantedTypes(Types({}))), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace jiedui::registry
