// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/change_feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "jiedui/registry/v1/change_service.pb.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui::rpc {
namespace {

using absl::StatusCode;
using google::protobuf::RepeatedField;
using registry::v1::Change;
using registry::v1::Commit;
using registry::v1::Organization;
using registry::v1::ResourceState;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

RepeatedField<int> Types(std::initializer_list<int> types) { return {types.begin(), types.end()}; }

std::vector<FeedType> AllTypes() { return {{1, "person/"}, {2, "course/"}, {3, "course.day/"}}; }

std::vector<int> NumbersOf(const std::vector<FeedType>& types) {
  std::vector<int> numbers;
  for (const FeedType& type : types) numbers.push_back(type.type);
  return numbers;
}

TEST(WantedTypes, AreAllUnlessSomeInTheOrderOfTheSnapshot) {
  EXPECT_THAT(NumbersOf(WantedTypes(AllTypes(), Types({}))), ElementsAre(1, 2, 3));
  EXPECT_THAT(NumbersOf(WantedTypes(AllTypes(), Types({3, 1, 3}))), ElementsAre(1, 3));
  EXPECT_THAT(NumbersOf(WantedTypes(AllTypes(), Types({9}))), IsEmpty());
}

TEST(CheckTypes, RefusesTheUnspecifiedOne) {
  EXPECT_THAT(CheckTypes(Types({1, 2})), IsOk());
  EXPECT_THAT(CheckTypes(Types({1, 0})), StatusIs(StatusCode::kInvalidArgument, HasSubstr("types[1]")));
}

TEST(TypeOfRow, IsFoundByThePrefixOfTheKey) {
  const std::vector<FeedType> types = AllTypes();
  EXPECT_EQ(TypeOfRow("course/c", types), &types[1]);
  EXPECT_EQ(TypeOfRow("course.day/c", types), &types[2]);
  EXPECT_EQ(TypeOfRow("course", types), nullptr);
  EXPECT_EQ(TypeOfRow("calendar/c", types), nullptr);
}

TEST(CheckResume, IsPossibleFromWhatIsKeptToTheNextCommit) {
  const store::StoreInfo info{.incarnation = "one", .revision = 9, .oldest_revision = 4};
  for (const uint64_t from : {uint64_t{0}, uint64_t{4}, uint64_t{9}, uint64_t{10}})
    EXPECT_THAT(CheckResume(from, "one", info), IsOk()) << from;
  const absl::Status expired = CheckResume(3, "one", info);
  EXPECT_THAT(expired, FailsWith(StatusCode::kOutOfRange, "RESUME_REVISION_EXPIRED"));
  EXPECT_THAT(expired, StatusIs(StatusCode::kOutOfRange, HasSubstr("the oldest is 4; start again from revision 0")));
  const absl::Status ahead = CheckResume(11, "one", info);
  EXPECT_THAT(ahead, FailsWith(StatusCode::kOutOfRange, "RESUME_REVISION_AHEAD"));
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(ahead).metadata().at("revision"), "9");
}

// Also where the revision could be read: it is another store's.
TEST(CheckResume, AnotherIncarnationIsAMismatch) {
  const store::StoreInfo info{.incarnation = "one", .revision = 9, .oldest_revision = 4};
  EXPECT_THAT(CheckResume(5, "", info), IsOk());
  for (const uint64_t from : {uint64_t{0}, uint64_t{3}, uint64_t{5}, uint64_t{99}})
    EXPECT_THAT(CheckResume(from, "two", info), FailsWith(StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH"));
}

TEST(UntilHeartbeat, CountsDownFromTheLastWord) {
  const absl::Time last = absl::FromUnixSeconds(1000);
  EXPECT_EQ(UntilHeartbeat(last, last), absl::Seconds(10));
  EXPECT_EQ(UntilHeartbeat(last, last + absl::Seconds(4)), absl::Seconds(6));
  EXPECT_EQ(UntilHeartbeat(last, last + absl::Hours(1)), absl::ZeroDuration());
  EXPECT_EQ(UntilHeartbeat(last, last - absl::Seconds(1)), absl::ZeroDuration()) << "the clock jumped back";
}

TEST(IsStepFull, ByCountOrBytes) {
  EXPECT_FALSE(IsStepFull(kFeedItemsPerStepMax - 1, kFeedBytesPerStepMax - 1));
  EXPECT_TRUE(IsStepFull(kFeedItemsPerStepMax, 0));
  EXPECT_TRUE(IsStepFull(0, kFeedBytesPerStepMax));
}

TEST(NameOfResource, WhicheverItIs) {
  ResourceState state;
  EXPECT_EQ(NameOfResource(state), "");
  state.mutable_organization()->set_name("organizations/a");
  EXPECT_EQ(NameOfResource(state), "organizations/a");
  state.mutable_person()->set_name("persons/b");
  EXPECT_EQ(NameOfResource(state), "persons/b");
}

std::string BytesOf(const std::string& name) {
  Organization organization;
  organization.set_name(name);
  return organization.SerializeAsString();
}

absl::StatusOr<ResourceState> OrganizationIn(absl::string_view bytes) {
  ResourceState state;
  ASSIGN_OR_RETURN(*state.mutable_organization(), DecodedRow<Organization>("row", bytes));
  return state;
}

store::v1::RowChange Row(const std::string& key, const std::string& before, const std::string& after) {
  store::v1::RowChange row;
  row.set_key(key);
  row.set_before(before);
  row.set_after(after);
  return row;
}

TEST(ChangeOfRow, SaysWhatWasAndWhatIs) {
  const auto made = ChangeOfRow<Change>(Row("o/a", "", BytesOf("organizations/a")), OrganizationIn);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->name(), "organizations/a");
  EXPECT_FALSE(made->has_before());
  EXPECT_TRUE(made->has_after());
  const auto removed = ChangeOfRow<Change>(Row("o/a", BytesOf("organizations/a"), ""), OrganizationIn);
  ASSERT_THAT(removed, IsOk());
  EXPECT_EQ(removed->name(), "organizations/a");
  EXPECT_TRUE(removed->has_before());
  EXPECT_FALSE(removed->has_after());
  EXPECT_THAT(ChangeOfRow<Change>(Row("o/a", "\xff", ""), OrganizationIn), StatusIs(StatusCode::kDataLoss));
}

TEST(CommitOfEntry, HasTheRowsOfTheTypesThatAreNotLeftOut) {
  store::v1::ChangeEntry entry;
  entry.set_actor("tester");
  entry.mutable_commit_time()->set_seconds(5);
  for (const char* key : {"person/a", "calendar/a", "course/b", "person/c"}) *entry.add_changes() = Row(key, "", "");
  const auto change_of = [](int type, const store::v1::RowChange& row) -> absl::StatusOr<std::optional<Change>> {
    if (row.key() == "person/c") return std::nullopt;
    Change change;
    change.set_name(absl::StrCat(type, " ", row.key()));
    return change;
  };
  const auto commit = CommitOfEntry<Commit>(entry, AllTypes(), change_of);
  ASSERT_THAT(commit, IsOk());
  EXPECT_EQ(commit->actor(), "tester");
  EXPECT_EQ(commit->commit_time().seconds(), 5);
  ASSERT_EQ(commit->changes_size(), 2);
  EXPECT_EQ(commit->changes(0).name(), "1 person/a");
  EXPECT_EQ(commit->changes(1).name(), "2 course/b");
  const auto empty = CommitOfEntry<Commit>(entry, {}, change_of);
  ASSERT_THAT(empty, IsOk());
  EXPECT_EQ(empty->actor(), "tester");
  EXPECT_EQ(empty->changes_size(), 0);
  const auto fails = [](int, const store::v1::RowChange&) -> absl::StatusOr<std::optional<Change>> {
    return absl::DataLossError("damaged");
  };
  EXPECT_THAT(CommitOfEntry<Commit>(entry, AllTypes(), fails), StatusIs(StatusCode::kDataLoss));
}

}  // namespace
}  // namespace jiedui::rpc
