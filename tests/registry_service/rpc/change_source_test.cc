// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/change_source.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/store/limits.h"
#include "common/store/memory/memory_store.h"
#include "registry_service/domain/limits.h"
#include "registry_service/store/tables.h"
#include "tests/registry_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;
using v1::WatchChangesRequest;
using v1::WatchChangesResponse;

// What a message says, in short: "page a b", "commit@3 a", "synced@3".
std::string Short(const WatchChangesResponse& message) {
  const auto name_of = [](const v1::ResourceState& state) {
    return state.has_person() ? state.person().name() : state.organization().name();
  };
  std::string text;
  if (message.has_snapshot()) {
    text = "page";
    for (const auto& resource : message.snapshot().resources()) absl::StrAppend(&text, " ", name_of(resource));
  } else if (message.has_commit()) {
    text = absl::StrCat("commit@", message.revision());
    for (const auto& change : message.commit().changes()) absl::StrAppend(&text, " ", change.name());
  } else {
    text = absl::StrCat(v1::Marker::Kind_Name(message.marker().kind()), "@", message.revision());
  }
  return text;
}

std::vector<WatchChangesResponse> Parsed(const rpc::StreamSource::Step& step) {
  std::vector<WatchChangesResponse> messages;
  for (const std::string& bytes : step.messages) EXPECT_TRUE(messages.emplace_back().ParseFromString(bytes));
  return messages;
}

class ChangeSourceTest : public testing::Test {
 protected:
  void PutPerson(const std::string& id, const std::string& display_name = "张三") {
    PersonRecord record;
    record.mutable_person()->set_name("persons/" + id);
    record.mutable_person()->set_display_name(display_name);
    ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.persons.Put(txn, record); }), IsOk());
  }
  void PutOrganization(const std::string& id) {
    OrganizationRecord record;
    record.mutable_organization()->set_name("organizations/" + id);
    ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.organizations.Put(txn, record); }),
                IsOk());
  }

  std::unique_ptr<ChangeSource> Open(uint64_t from_revision, std::vector<v1::ResourceType> types = {}) {
    WatchChangesRequest request;
    request.set_from_revision(from_revision);
    for (const v1::ResourceType type : types) request.add_types(type);
    auto source = ChangeSource::Open(request, *store_, clock_);
    EXPECT_THAT(source, IsOk());
    return *std::move(source);
  }

  // All messages until there is nothing to send.
  static std::vector<std::string> Drain(ChangeSource& source) {
    std::vector<std::string> texts;
    while (true) {
      const auto step = source.Next();
      EXPECT_THAT(step, IsOk());
      if (!step.ok() || step->messages.empty()) return texts;
      for (const WatchChangesResponse& message : Parsed(*step)) texts.push_back(Short(message));
    }
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

TEST_F(ChangeSourceTest, AnEmptyStoreIsASnapshotOfNothing) {
  const auto source = Open(0);
  EXPECT_THAT(Drain(*source), ElementsAre("KIND_SNAPSHOT_END@0", "KIND_SYNCED@0"));
}

TEST_F(ChangeSourceTest, ASnapshotIsOfOneRevision) {
  PutPerson("b");
  PutPerson("a");
  PutOrganization("x");
  const auto source = Open(0);
  const auto first = source->Next();
  ASSERT_THAT(first, IsOk());
  PutPerson("c");
  PutOrganization("y");
  EXPECT_EQ(Short(Parsed(*first)[0]), "page persons/a persons/b");
  EXPECT_THAT(Drain(*source), ElementsAre("page organizations/x", "KIND_SNAPSHOT_END@3", "commit@4 persons/c",
                                          "commit@5 organizations/y", "KIND_SYNCED@5"));
}

TEST_F(ChangeSourceTest, AResumeBringsWhatFollowsAndThenLives) {
  PutPerson("a");
  PutPerson("b");
  const auto source = Open(2);
  EXPECT_THAT(Drain(*source), ElementsAre("commit@2 persons/b", "KIND_SYNCED@2"));
  EXPECT_THAT(Drain(*source), IsEmpty());
  PutPerson("c");
  EXPECT_THAT(Drain(*source), ElementsAre("commit@3 persons/c"));
}

TEST_F(ChangeSourceTest, AResumeFromTheNextRevisionIsSyncedAtOnce) {
  PutPerson("a");
  EXPECT_THAT(Drain(*Open(2)), ElementsAre("KIND_SYNCED@1"));
}

TEST_F(ChangeSourceTest, UnwantedTypesLeaveEmptyCommits) {
  PutPerson("a");
  PutOrganization("x");
  EXPECT_THAT(Drain(*Open(1, {v1::RESOURCE_TYPE_ORGANIZATION})),
              ElementsAre("commit@1", "commit@2 organizations/x", "KIND_SYNCED@2"));
  EXPECT_THAT(Drain(*Open(0, {v1::RESOURCE_TYPE_ORGANIZATION})),
              ElementsAre("page organizations/x", "KIND_SNAPSHOT_END@2", "KIND_SYNCED@2"));
}

TEST_F(ChangeSourceTest, StepsAreBoundedByCount) {
  for (int i = 0; i < 2 * kFeedItemsPerStepMax + 1; ++i) PutPerson(absl::StrCat("p", i));
  for (const uint64_t from : {uint64_t{0}, uint64_t{1}}) {
    const auto source = Open(from);
    std::vector<int> sizes;
    for (int i = 0; i < 3; ++i) {
      const auto messages = Parsed(*source->Next());
      sizes.push_back(from == 0 ? messages[0].snapshot().resources_size() : static_cast<int>(messages.size()));
    }
    EXPECT_THAT(sizes, ElementsAre(kFeedItemsPerStepMax, kFeedItemsPerStepMax, from == 0 ? 1 : 2));
  }
}

TEST_F(ChangeSourceTest, StepsAreBoundedByBytes) {
  const std::string big(100 * 1024, 'x');
  for (int i = 0; i < 10; ++i) PutPerson(absl::StrCat("p", i), big);
  for (const uint64_t from : {uint64_t{0}, uint64_t{1}}) {
    const auto step = Open(from)->Next();
    size_t bytes = 0;
    for (const std::string& message : step->messages) bytes += message.size();
    EXPECT_LT(bytes, kFeedBytesPerStepMax + big.size() + 1024);
  }
}

TEST_F(ChangeSourceTest, EveryResourceIsInExactlyOnePage) {
  std::vector<std::string> expected;
  for (int i = 1000; i < 1777; ++i) {
    PutPerson(absl::StrCat("p", i));
    expected.push_back(absl::StrCat("persons/p", i));
  }
  const auto source = Open(0);
  std::vector<std::string> names;
  while (names.size() < expected.size()) {
    const auto step = source->Next();
    ASSERT_THAT(step, IsOk());
    ASSERT_FALSE(step->messages.empty());
    for (const auto& message : Parsed(*step))
      for (const auto& resource : message.snapshot().resources()) names.push_back(resource.person().name());
  }
  EXPECT_EQ(names, expected);
}

// What is hidden now is hidden in every commit that is read now, and at the head nothing is.
TEST_F(ChangeSourceTest, EarlierCommitsDoNotTellWhatARestrictionHides) {
  const auto live = Open(1);
  PutPerson("zhang");
  EXPECT_THAT((*live->Next()).messages[0], testing::HasSubstr("张三"));
  PersonRecord restricted;
  restricted.mutable_person()->set_name("persons/zhang");
  restricted.mutable_person()->mutable_restrict_time()->set_seconds(1);
  ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.persons.Put(txn, restricted); }), IsOk());
  const auto step = Open(1)->Next();
  ASSERT_THAT(step, IsOk());
  ASSERT_EQ(step->messages.size(), 3U);
  for (const std::string& message : step->messages) EXPECT_THAT(message, testing::Not(testing::HasSubstr("张三")));
}

TEST_F(ChangeSourceTest, SilenceIsBrokenByAHeartbeat) {
  const auto source = Open(1);
  EXPECT_THAT(Drain(*source), ElementsAre("KIND_SYNCED@0"));
  EXPECT_EQ(source->Next()->wake_after, absl::Seconds(10));
  clock_.Advance(absl::Seconds(4));
  EXPECT_EQ(source->Next()->wake_after, absl::Seconds(6));
  clock_.Advance(absl::Seconds(6));
  EXPECT_THAT(Drain(*source), ElementsAre("KIND_HEARTBEAT@0"));
  EXPECT_EQ(source->Next()->wake_after, absl::Seconds(10));
}

TEST_F(ChangeSourceTest, AClockThatJumpsBackDoesNotSilenceTheHeartbeat) {
  const auto source = Open(1);
  Drain(*source);
  clock_.Advance(-absl::Hours(1));
  EXPECT_THAT(Drain(*source), ElementsAre("KIND_HEARTBEAT@0"));
}

TEST_F(ChangeSourceTest, RefusesWhatCannotBeResumed) {
  PutPerson("a");
  WatchChangesRequest request;
  request.set_from_revision(3);
  EXPECT_THAT(ChangeSource::Open(request, *store_, clock_),
              FailsWith(StatusCode::kOutOfRange, "RESUME_REVISION_AHEAD"));
  request.set_from_revision(2);
  request.set_incarnation("another");
  EXPECT_THAT(ChangeSource::Open(request, *store_, clock_),
              FailsWith(StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH"));
  request.set_incarnation(store_->Info().incarnation);
  EXPECT_THAT(ChangeSource::Open(request, *store_, clock_), IsOk());
  request.add_types(v1::RESOURCE_TYPE_UNSPECIFIED);
  EXPECT_THAT(ChangeSource::Open(request, *store_, clock_), StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(ChangeSourceTest, ARevisionThatIsNoLongerKeptIsExpired) {
  PutPerson("a");
  PutPerson("b");
  const auto slow = Open(1);
  clock_.Advance(2 * store::kChangeRetention);
  while (store_->Info().oldest_revision <= 1) ASSERT_THAT(store_->Trim(clock_.Now()), IsOk());
  WatchChangesRequest request;
  request.set_from_revision(1);
  EXPECT_THAT(ChangeSource::Open(request, *store_, clock_),
              FailsWith(StatusCode::kOutOfRange, "RESUME_REVISION_EXPIRED"));
  EXPECT_THAT(slow->Next(), FailsWith(StatusCode::kOutOfRange, "RESUME_REVISION_EXPIRED"));
}

}  // namespace
}  // namespace jiedui::registry
