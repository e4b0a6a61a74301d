// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/change_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/strip.h"
#include "common/rpc/change_feed.h"
#include "tests/scheduler_service/scheduler_server.h"
#include "tests/support/watch.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using v1::Marker;
using v1::WatchChangesRequest;
using v1::WatchChangesResponse;
using Watch = WatchedFeed<WatchChangesResponse, Marker>;

WatchChangesRequest Request(const std::string& text) { return FromText<WatchChangesRequest>(text); }

// Names of the resources that a message brings, below the pairing.
std::vector<std::string> NamesIn(const WatchChangesResponse& message) {
  std::vector<std::string> names;
  for (const auto& state : message.snapshot().resources()) names.push_back(rpc::NameOfResource(state));
  for (const auto& change : message.commit().changes()) names.push_back(change.name());
  for (std::string& name : names) name = std::string(absl::StripPrefix(name, "pairings/yh-cx/"));
  return names;
}

class Changes : public SchedulerServer {
 protected:
  uint64_t Head() { return store_->Info().revision; }

  // What is told up to SYNCED, message by message, those that bring nothing left out.
  std::vector<std::vector<std::string>> Told(const WatchChangesRequest& request) {
    std::vector<std::vector<std::string>> told;
    for (const WatchChangesResponse& message : Watch(*changes_, request).Until(Marker::KIND_SYNCED))
      if (std::vector<std::string> names = NamesIn(message); !names.empty()) told.push_back(std::move(names));
    return told;
  }
  absl::Status Refusal(const std::string& request) { return Watch(*changes_, Request(request)).End(); }

  v1::Assignment Get(const std::string& id) {
    v1::GetAssignmentRequest request;
    request.set_name("pairings/yh-cx/assignments/" + id);
    return Invoke(*assignments_, &Assignments::GetAssignment, request).value_or(v1::Assignment());
  }
  static registry::v1::Person Restricted(const std::string& id) {
    registry::v1::Person person = VillageDoctor(id);
    person.clear_display_name();
    person.mutable_restrict_time()->set_seconds(1);
    return person;
  }
};

TEST_F(Changes, BringsSnapshotThenLife) {
  CreateSmallWorld();
  ASSERT_THAT(Assign("z1", "zhao", "courses/clinical"), IsOk());
  Watch watch(*changes_, Request(""));
  const auto messages = watch.Until(Marker::KIND_SYNCED);
  ASSERT_EQ(messages.size(), 6U);
  EXPECT_THAT(NamesIn(messages[0]), ElementsAre("pairings/yh-cx"));
  EXPECT_THAT(NamesIn(messages[1]), ElementsAre("courses/clinical", "courses/maternal"));
  EXPECT_THAT(NamesIn(messages[2]), ElementsAre("postings/ortho"));
  EXPECT_THAT(NamesIn(messages[3]), ElementsAre("assignments/z1"));
  EXPECT_EQ(messages[4].marker().kind(), Marker::KIND_SNAPSHOT_END);
  EXPECT_EQ(messages[0].incarnation(), store_->Info().incarnation);
  EXPECT_EQ(messages[5].revision(), Head());

  ASSERT_THAT(CheckIn("z1", "2021-10-18"), IsOk());
  const WatchChangesResponse live = watch.Next();
  EXPECT_EQ(live.revision(), messages[5].revision() + 1);
  EXPECT_EQ(live.commit().actor(), "anonymous");
  ASSERT_EQ(live.commit().changes_size(), 1) << "calendars and seats are not told";
  EXPECT_EQ(live.commit().changes(0).name(), "pairings/yh-cx/assignments/z1");
  EXPECT_EQ(live.commit().changes(0).before().assignment().state(), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(live.commit().changes(0).after().assignment().SerializeAsString(), Get("z1").SerializeAsString());
}

TEST_F(Changes, ResumesAfterWhatWasReadLast) {
  CreateSmallWorld();
  const uint64_t revision = Head();
  ASSERT_THAT(Assign("z1", "zhao", "courses/clinical"), IsOk());
  ASSERT_THAT(Assign("q1", "qian", "courses/clinical"), IsOk());
  WatchChangesRequest request;
  request.set_incarnation(store_->Info().incarnation);
  request.set_from_revision(revision + 1);
  EXPECT_THAT(Told(request), ElementsAre(ElementsAre("assignments/z1"), ElementsAre("assignments/q1")));
}

// Also what the directory takes from the registry, of which the feed tells nothing.
TEST_F(Changes, EveryRevisionIsTold) {
  Watch watch(*changes_, Request("from_revision: 1"));
  uint64_t next = 1;
  for (const auto& message : watch.Until(Marker::KIND_SYNCED)) {
    if (!message.has_commit()) continue;
    EXPECT_EQ(message.revision(), next++);
    EXPECT_THAT(message.commit().changes(), IsEmpty()) << "nobody has made a pairing";
  }
  EXPECT_GT(next, 1U);
  registry_.Put(VillageDoctor("li"));
  const WatchChangesResponse followed = watch.Next();
  EXPECT_EQ(followed.revision(), next);
  EXPECT_TRUE(followed.has_commit());
  EXPECT_EQ(followed.commit().actor(), "directory");
  EXPECT_THAT(followed.commit().changes(), IsEmpty());
}

TEST_F(Changes, FiltersByType) {
  CreateSmallWorld();
  EXPECT_THAT(Told(Request("types: [RESOURCE_TYPE_POSTING, RESOURCE_TYPE_PAIRING]")),
              ElementsAre(ElementsAre("pairings/yh-cx"), ElementsAre("postings/ortho")));
  EXPECT_THAT(Told(Request("from_revision: 1 types: RESOURCE_TYPE_COURSE")),
              ElementsAre(ElementsAre("courses/clinical"), ElementsAre("courses/maternal")));
}

TEST_F(Changes, FiltersByPairing) {
  CreateSmallWorld();
  ASSERT_THAT(Create(YuhangCangxi(), "yh"), IsOk());
  ASSERT_THAT(Assign("z1", "zhao", "courses/clinical"), IsOk());
  for (const char* from : {"", "from_revision: 1 "}) {
    EXPECT_THAT(Told(Request(absl::StrCat(from, "pairing: 'pairings/yh'"))), ElementsAre(ElementsAre("pairings/yh")));
    EXPECT_THAT(Told(Request(absl::StrCat(from, "pairing: 'pairings/yh-cx' types: RESOURCE_TYPE_ASSIGNMENT"))),
                ElementsAre(ElementsAre("assignments/z1")));
  }
}

TEST_F(Changes, FiltersByPersonAcrossAMerge) {
  CreateSmallWorld();
  ASSERT_THAT(Assign("z1", "zhao", "courses/clinical"), IsOk());
  ASSERT_THAT(Assign("s1", "sun", "courses/clinical"), IsOk());
  Watch zhao(*changes_, Request("person: 'persons/zhao'"));
  Watch qian(*changes_, Request("person: 'persons/qian'"));
  EXPECT_THAT(NamesIn(zhao.Until(Marker::KIND_SNAPSHOT_END)[0]), ElementsAre("assignments/z1"));
  EXPECT_EQ(qian.Until(Marker::KIND_SNAPSHOT_END).size(), 1U);
  registry::v1::Person merged = VillageDoctor("zhao");
  merged.set_merged_into("persons/qian");
  registry_.Put(merged);
  for (Watch* watch : {&zhao, &qian}) {
    WatchChangesResponse message = watch->Next();
    while (message.commit().changes().empty()) message = watch->Next();
    EXPECT_THAT(NamesIn(message), ElementsAre("assignments/z1"));
    EXPECT_EQ(message.commit().changes(0).before().assignment().person(), "persons/zhao");
    EXPECT_EQ(message.commit().changes(0).after().assignment().person(), "persons/qian");
  }
}

TEST_F(Changes, ThePastOfARestrictedPersonHasNoName) {
  CreateSmallWorld();
  ASSERT_THAT(Assign("z1", "zhao", "courses/clinical"), IsOk());
  ASSERT_THAT(CheckIn("z1", "2021-10-18"), IsOk());
  Watch before(*changes_, Request("from_revision: 1"));
  std::string everything;
  for (const auto& message : before.Until(Marker::KIND_SYNCED)) everything += message.SerializeAsString();
  EXPECT_THAT(everything, HasSubstr("赵示范"));
  registry_.Put(Restricted("zhao"));
  ASSERT_TRUE(Eventually([this] { return Get("z1").person_display_name().empty(); }));
  for (const char* request : {"", "from_revision: 1", "from_revision: 1 person: 'persons/zhao'"}) {
    Watch watch(*changes_, Request(request));
    size_t told = 0;
    for (const auto& message : watch.Until(Marker::KIND_SYNCED)) {
      told += NamesIn(message).size();
      EXPECT_THAT(message.SerializeAsString(), Not(HasSubstr("赵示范")));
    }
    EXPECT_GT(told, 0U);
  }
  registry_.Put(VillageDoctor("zhao"));
  ASSERT_TRUE(Eventually([this] { return !Get("z1").person_display_name().empty(); }));
  Watch lifted(*changes_, Request(""));
  everything.clear();
  for (const auto& message : lifted.Until(Marker::KIND_SYNCED)) everything += message.SerializeAsString();
  EXPECT_THAT(everything, HasSubstr("赵示范"));
}

// What a follower has kept is what the scheduler answers.
TEST_F(Changes, ACopyEqualsWhatIsListed) {
  CreateSmallWorld();
  ASSERT_THAT(Assign("z1", "zhao", "courses/clinical"), IsOk());
  Watch watch(*changes_, Request("types: RESOURCE_TYPE_ASSIGNMENT"));
  std::map<std::string, std::string> copy;
  uint64_t revision = 0;
  const auto take = [&](const WatchChangesResponse& message) {
    revision = message.revision();
    const auto put = [&](const v1::ResourceState& state) {
      copy[state.assignment().name()] = state.assignment().SerializeAsString();
    };
    for (const auto& state : message.snapshot().resources()) put(state);
    for (const auto& change : message.commit().changes()) put(change.after());
  };
  for (const auto& message : watch.Until(Marker::KIND_SYNCED)) take(message);
  ASSERT_THAT(Assign("q1", "qian", "courses/clinical"), IsOk());
  ASSERT_THAT(CheckIn("z1", "2021-10-18"), IsOk());
  registry_.Put(Restricted("zhao"));
  ASSERT_TRUE(Eventually([this] { return Get("z1").person_display_name().empty(); }));
  ASSERT_THAT(Assign("s1", "sun", "courses/maternal"), IsOk());
  while (revision < Head()) take(watch.Next());
  v1::ListAssignmentsRequest list;
  list.set_parent("pairings/yh-cx");
  const auto page = Invoke(*assignments_, &Assignments::ListAssignments, list);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->assignments_size(), 3);
  std::map<std::string, std::string> listed;
  for (const auto& assignment : page->assignments()) listed[assignment.name()] = assignment.SerializeAsString();
  EXPECT_EQ(copy, listed);
}

TEST_F(Changes, RefusesWhatCannotBeRead) {
  EXPECT_THAT(Refusal("from_revision: 9999"), FailsWith(StatusCode::kOutOfRange, "RESUME_REVISION_AHEAD"));
  EXPECT_THAT(Refusal("from_revision: 1 incarnation: 'another'"),
              FailsWith(StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH"));
  EXPECT_THAT(FieldsIn(Refusal("types: RESOURCE_TYPE_UNSPECIFIED")), ElementsAre("types[0]"));
  EXPECT_THAT(FieldsIn(Refusal("person: 'persons/zhao' types: RESOURCE_TYPE_COURSE")), ElementsAre("types[0]"));
  EXPECT_THAT(FieldsIn(Refusal("person: 'zhao' pairing: 'pairings/yh/courses/c'")), ElementsAre("pairing", "person"));
}

TEST_F(Changes, EndsWhenTheServerDrains) {
  Watch watch(*changes_, Request(""));
  watch.Until(Marker::KIND_SYNCED);
  server_->Drain();
  EXPECT_THAT(watch.End(), FailsWith(StatusCode::kUnavailable, "SHUTTING_DOWN"));
}

}  // namespace
}  // namespace jiedui::scheduler
