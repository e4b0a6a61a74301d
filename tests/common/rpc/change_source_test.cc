// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/change_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "common/base/errors.h"
#include "common/store/memory/memory_store.h"
#include "jiedui/registry/v1/change_service.pb.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::rpc {
namespace {

using absl::StatusCode;
using registry::v1::Marker;
using registry::v1::ResourceState;
using registry::v1::WatchChangesResponse;
using testing::ElementsAre;
using testing::IsEmpty;

// Rows "a/..." and "b/..." whose value is an organisation's title. A request's types are 1 and 2; it leaves out what is
// called "hidden".
class TitleFeed {
 public:
  using Request = registry::v1::WatchChangesRequest;
  using Response = WatchChangesResponse;

  static absl::Status Check(const Request& request) {
    return request.types_size() > 2 ? InvalidField("types", "at most two") : absl::OkStatus();
  }
  explicit TitleFeed(const Request& request) : types_(WantedTypes({{1, "a/"}, {2, "b/"}}, request.types())) {}

  const std::vector<FeedType>& types() const { return types_; }
  absl::StatusOr<std::optional<ResourceState>> StateOf(int /*type*/, absl::string_view row_key, absl::string_view bytes,
                                                       const store::Snapshot& /*snapshot*/) const {
    if (bytes == "damaged") return store::DamagedRow(row_key);
    if (bytes == "hidden") return std::nullopt;
    return Told(row_key, bytes);
  }
  absl::StatusOr<registry::v1::Commit> CommitOf(const store::v1::ChangeEntry& entry,
                                                const store::Snapshot& snapshot) const {
    EXPECT_GE(snapshot.revision(), entry.revision());
    using Change = registry::v1::Change;
    return CommitOfEntry<registry::v1::Commit>(
        entry, types_, [](int, const store::v1::RowChange& row) -> absl::StatusOr<std::optional<Change>> {
          if (row.after() == "damaged") return store::DamagedRow(row.key());
          if (row.after() == "hidden") return std::nullopt;
          return ChangeOfRow<Change>(
              row, [&](absl::string_view bytes) -> absl::StatusOr<ResourceState> { return Told(row.key(), bytes); });
        });
  }

 private:
  static ResourceState Told(absl::string_view row_key, absl::string_view bytes) {
    ResourceState state;
    state.mutable_organization()->set_name(std::string(row_key));
    state.mutable_organization()->set_display_name(std::string(bytes));
    return state;
  }

  const std::vector<FeedType> types_;
};

using Source = ChangeSource<TitleFeed>;

// A copy of the rows, kept by what a source says; and where to resume.
struct Copy {
  std::map<std::string, std::string> rows;
  std::string incarnation;
  uint64_t next_revision = 0;
  std::vector<std::string> markers;
  int empty_pages = 0;
  int commits = 0;

  registry::v1::WatchChangesRequest Request() const {
    registry::v1::WatchChangesRequest request;
    request.set_from_revision(next_revision);
    request.set_incarnation(incarnation);
    return request;
  }

  void Take(const std::string& bytes) {
    WatchChangesResponse message;
    ASSERT_TRUE(message.ParseFromString(bytes));
    incarnation = message.incarnation();
    if (message.has_snapshot()) return TakePage(message.snapshot());
    if (message.has_commit()) TakeCommit(message.commit());
    if (message.has_marker()) markers.push_back(Marker::Kind_Name(message.marker().kind()));
    if (next_revision > 0 && message.has_commit()) {
      EXPECT_EQ(message.revision(), next_revision) << "a commit is missing";
    }
    next_revision = message.revision() + 1;
  }
  void TakePage(const registry::v1::SnapshotPage& page) {
    empty_pages += page.resources().empty();
    for (const ResourceState& state : page.resources()) Put(state);
  }
  void TakeCommit(const registry::v1::Commit& commit) {
    ++commits;
    for (const auto& change : commit.changes()) {
      if (change.has_after()) Put(change.after());
      if (!change.has_after()) rows.erase(change.name());
    }
  }
  void Put(const ResourceState& state) { rows[state.organization().name()] = state.organization().display_name(); }
};

// Up to `steps` steps, while there is anything to take; a follower that is cut between two of them.
void Follow(const store::Store& store, const Clock& clock, Copy& copy, int steps = 1'000'000) {
  if (copy.next_revision == 0) copy.rows.clear();  // a snapshot that was cut begins again
  auto source = Source::Open(copy.Request(), store, clock);
  ASSERT_THAT(source, IsOk());
  for (; steps > 0; --steps) {
    const auto step = (*source)->Next();
    ASSERT_THAT(step, IsOk());
    if (step->messages.empty()) return;
    for (const std::string& message : step->messages) copy.Take(message);
  }
}

class ChangeSourceTest : public testing::Test {
 protected:
  void Put(const std::string& key, const std::string& value) {
    ASSERT_THAT(store::MutateAndWait(*store_, store::PutCommand(key, value)), IsOk());
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
};

TEST_F(ChangeSourceTest, WhatARequestLeavesOutIsInNoPageAndEmptiesItsCommit) {
  Put("a/1", "one");
  Put("a/2", "hidden");
  Put("b/1", "hidden");
  Copy from_snapshot;
  Follow(*store_, clock_, from_snapshot);
  EXPECT_THAT(from_snapshot.rows, ElementsAre(testing::Pair("a/1", "one")));
  EXPECT_THAT(from_snapshot.markers, ElementsAre("KIND_SNAPSHOT_END", "KIND_SYNCED"));
  EXPECT_EQ(from_snapshot.empty_pages, 0);
  Copy from_log;
  from_log.next_revision = 1;
  Follow(*store_, clock_, from_log);
  EXPECT_EQ(from_log.rows, from_snapshot.rows);
  EXPECT_EQ(from_log.commits, 3);
}

// A step without a message would be left waiting for the next commit.
TEST_F(ChangeSourceTest, ALongSearchSaysThatItGoesOn) {
  for (int first = 0; first < kFeedRowsPerStepMax; first += 500) {
    ASSERT_THAT(store::MutateAndWait(*store_, store::MakeCommand([first](auto& txn) -> absl::StatusOr<std::string> {
                  for (int i = first; i < first + 500; ++i)
                    RETURN_IF_ERROR(store::PutRow(txn, absl::StrCat("a/", i), "hidden"));
                  return "";
                })),
                IsOk());
  }
  Put("a/x", "found");
  Copy copy;
  Follow(*store_, clock_, copy);
  EXPECT_EQ(copy.empty_pages, 1);
  EXPECT_THAT(copy.rows, ElementsAre(testing::Pair("a/x", "found")));
}

TEST_F(ChangeSourceTest, TheServiceChecksItsRequest) {
  registry::v1::WatchChangesRequest request;
  for (int i = 0; i < 3; ++i) request.add_types(registry::v1::RESOURCE_TYPE_PERSON);
  EXPECT_THAT(Source::Open(request, *store_, clock_), StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(ChangeSourceTest, DamageEndsTheFeedWhereItIs) {
  Put("a/1", "one");
  Put("a/2", "damaged");
  for (const uint64_t from : {uint64_t{0}, uint64_t{1}}) {
    registry::v1::WatchChangesRequest request;
    request.set_from_revision(from);
    const auto source = Source::Open(request, *store_, clock_);
    ASSERT_THAT(source, IsOk());
    EXPECT_THAT((*source)->Next(), StatusIs(StatusCode::kDataLoss));
  }
}

// However often it is cut, a follower ends with the rows, and has been told every commit once.
TEST_F(ChangeSourceTest, ACopyThatIsCutAnywhereEqualsTheRows) {
  std::mt19937 random(20211115);
  const auto any = [&random](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  for (int round = 0; round < 20; ++round) {
    store_ = store::NewMemoryStore(clock_);
    Copy copy;
    for (int i = 0; i < 300; ++i) {
      const std::string key = absl::StrCat(any(2) == 0 ? "a/" : "b/", any(10));
      const bool there = store::ValueOf(*store_, key).has_value();
      if (there && any(3) == 0) {
        ASSERT_THAT(store::MutateAndWait(*store_, store::DeleteCommand(key)), IsOk());
      } else {
        Put(key, absl::StrCat("title ", i));
      }
      if (any(10) == 0) Follow(*store_, clock_, copy, any(4));
    }
    Follow(*store_, clock_, copy);
    EXPECT_EQ(copy.rows, store::RowsOf(*store_, store::Family::kRows)) << "round " << round;
    EXPECT_EQ(copy.next_revision, store_->Info().revision + 1);
  }
}

TEST(ChangeSourceOnDisk, ResumesAcrossARestart) {
  const TempDir folder;
  const FakeClock clock;
  auto store = store::MustOpen(store::TestOptions(folder.path(), clock));
  ASSERT_THAT(store::MutateAndWait(*store, store::PutCommand("a/1", "before")), IsOk());
  Copy copy;
  Follow(*store, clock, copy);
  ASSERT_THAT(store::MutateAndWait(*store, store::PutCommand("a/2", "missed")), IsOk());
  store.reset();
  store = store::MustOpen(store::TestOptions(folder.path(), clock));
  ASSERT_THAT(store::MutateAndWait(*store, store::PutCommand("a/3", "after")), IsOk());
  copy.markers.clear();
  Follow(*store, clock, copy);
  EXPECT_EQ(copy.rows, store::RowsOf(*store, store::Family::kRows));
  EXPECT_EQ(copy.commits, 2);
  EXPECT_THAT(copy.markers, ElementsAre("KIND_SYNCED"));
  const TempDir other_folder;
  const auto other = store::MustOpen(store::TestOptions(other_folder.path(), clock));
  EXPECT_THAT(Source::Open(copy.Request(), *other, clock),
              FailsWith(StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH"));
}

TEST(ChangeServiceOf, HasAHandlerForWatchChanges) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  const Service service = ChangeServiceOf<TitleFeed>("jiedui.registry.v1.ChangeService", *store, clock);
  EXPECT_THAT(service.MissingMethods(), IsEmpty());
}

}  // namespace
}  // namespace jiedui::rpc
