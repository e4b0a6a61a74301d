// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/change_service.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/watch.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::HasSubstr;
using testing::Not;
using v1::Marker;
using v1::WatchChangesResponse;

class Watch : public WatchedFeed<WatchChangesResponse, Marker> {
 public:
  Watch(RegistryServer& server, const v1::WatchChangesRequest& request) : WatchedFeed(server.changes(), request) {}
};

v1::WatchChangesRequest From(uint64_t revision) {
  v1::WatchChangesRequest request;
  request.set_from_revision(revision);
  return request;
}

// She is restricted, deleted and read from the first commit on, with a second record that was merged into her.
TEST(WatchChanges, AReplayTellsNothingThatIsHiddenNow) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  v1::Person twin = Doctor();
  twin.set_display_name("张别名");
  twin.clear_private_fields();
  ASSERT_THAT(CreatePerson(server, "twin", twin), IsOk());
  v1::MergePersonsRequest merge;
  merge.set_name("persons/zhang");
  merge.set_duplicate("persons/twin");
  merge.set_reason("同一人");
  ASSERT_THAT(Call(server.persons(), &v1::PersonService::Stub::MergePersons, merge), IsOk());
  ASSERT_THAT(DeletePerson(server, "persons/zhang"), IsOk());
  v1::RestrictPersonRequest restrict;
  restrict.set_name("persons/zhang");
  restrict.set_reason("本人申请");
  ASSERT_THAT(Call(server.persons(), &v1::PersonService::Stub::RestrictPerson, restrict), IsOk());
  Watch watch(server, From(1));
  size_t persons = 0;
  for (const WatchChangesResponse& message : watch.Until(Marker::KIND_SYNCED)) {
    persons += static_cast<size_t>(message.commit().changes_size());
    for (const char* hidden : {"张三", "张别名"}) EXPECT_THAT(message.SerializeAsString(), Not(HasSubstr(hidden)));
  }
  EXPECT_EQ(persons, 6U) << "two created, two merged, one deleted and restricted";
}

TEST(WatchChanges, BringsSnapshotThenLife) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  ASSERT_THAT(CreateOrganization(server, "wps", Hospital()), IsOk());
  Watch watch(server, From(0));
  const auto messages = watch.Until(Marker::KIND_SYNCED);
  ASSERT_EQ(messages.size(), 4U);
  EXPECT_EQ(messages[0].snapshot().resources(0).person().name(), "persons/zhang");
  EXPECT_EQ(messages[1].snapshot().resources(0).organization().name(), "organizations/wps");
  EXPECT_EQ(messages[2].marker().kind(), Marker::KIND_SNAPSHOT_END);
  EXPECT_EQ(messages[0].incarnation(), server.store().Info().incarnation);
  EXPECT_EQ(messages[3].revision(), server.store().Info().revision);

  ASSERT_THAT(CreatePerson(server, "li", Teacher()), IsOk());
  const WatchChangesResponse live = watch.Next();
  ASSERT_EQ(live.commit().changes_size(), 1);
  EXPECT_EQ(live.commit().changes(0).name(), "persons/li");
  EXPECT_EQ(live.commit().actor(), "anonymous");
  EXPECT_EQ(live.revision(), messages[3].revision() + 1);
}

TEST(WatchChanges, BringsDeletedPersonsWithTheirDeleteTime) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  ASSERT_THAT(DeletePerson(server, "persons/zhang"), IsOk());
  Watch watch(server, From(0));
  EXPECT_TRUE(watch.Next().snapshot().resources(0).person().has_delete_time());
}

TEST(WatchChanges, ResumesWithBeforeAndAfter) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  const uint64_t revision = server.store().Info().revision;
  v1::Person patch;
  patch.set_name("persons/zhang");
  patch.set_specialty("骨科");
  ASSERT_THAT(UpdatePerson(server, patch, {"specialty"}), IsOk());
  Watch watch(server, From(revision + 1));
  const WatchChangesResponse message = watch.Next();
  ASSERT_EQ(message.commit().changes_size(), 1);
  EXPECT_EQ(message.commit().changes(0).before().person().specialty(), "");
  EXPECT_EQ(message.commit().changes(0).after().person().specialty(), "骨科");
}

TEST(WatchChanges, NothingPrivateEverLeaves) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  v1::Person patch = Doctor();
  patch.set_name("persons/zhang");
  patch.mutable_private_fields()->set_mobile("15487654321");
  ASSERT_THAT(UpdatePerson(server, patch, {}), IsOk());
  ASSERT_THAT(DeletePerson(server, "persons/zhang"), IsOk());
  for (const uint64_t from : {uint64_t{0}, uint64_t{1}}) {
    Watch watch(server, From(from));
    for (const WatchChangesResponse& message : watch.Until(Marker::KIND_SYNCED))
      for (const char* number : {"990824", "8886", "154", "5678", "4321", "****"})
        EXPECT_THAT(message.SerializeAsString(), Not(HasSubstr(number)));
  }
}

TEST(WatchChanges, FiltersByType) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  v1::WatchChangesRequest request = From(0);
  request.add_types(v1::RESOURCE_TYPE_ORGANIZATION);
  Watch watch(server, request);
  EXPECT_EQ(watch.Until(Marker::KIND_SYNCED).size(), 2U);
  ASSERT_THAT(CreatePerson(server, "li", Teacher()), IsOk());
  const WatchChangesResponse empty = watch.Next();
  EXPECT_TRUE(empty.has_commit());
  EXPECT_EQ(empty.commit().changes_size(), 0);
  EXPECT_EQ(empty.revision(), server.store().Info().revision);
}

TEST(WatchChanges, ARestrictionIsToldWithoutTheName) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  v1::RestrictPersonRequest request;
  request.set_name("persons/zhang");
  request.set_reason("本人申请");
  ASSERT_THAT(Call(server.persons(), &v1::PersonService::Stub::RestrictPerson, request), IsOk());
  Watch watch(server, From(server.store().Info().revision));
  const auto message = watch.Next();
  ASSERT_EQ(message.commit().changes_size(), 1);
  EXPECT_TRUE(message.commit().changes(0).after().person().has_restrict_time());
  EXPECT_FALSE(message.commit().changes(0).has_before());
  EXPECT_EQ(message.SerializeAsString().find(Doctor().display_name()), std::string::npos);
}

TEST(WatchChanges, TwoFollowersSeeTheSame) {
  RegistryServer server;
  Watch one(server, From(0));
  Watch other(server, From(0));
  one.Until(Marker::KIND_SYNCED);
  other.Until(Marker::KIND_SYNCED);
  for (const char* id : {"a", "b", "c"}) ASSERT_THAT(CreatePerson(server, id, Teacher()), IsOk());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(one.Next().SerializeAsString(), other.Next().SerializeAsString());
}

TEST(WatchChanges, FollowsALongHistoryInOrder) {
  RegistryServer server;
  for (int i = 0; i < 600; ++i) ASSERT_THAT(CreatePerson(server, absl::StrCat("p", i), Teacher()), IsOk());
  Watch watch(server, From(1));
  const auto messages = watch.Until(Marker::KIND_SYNCED);
  ASSERT_EQ(messages.size(), 603U);  // the key of the blind index, the version of the indexes, 600 persons, SYNCED
  for (size_t i = 0; i + 1 < messages.size(); ++i) EXPECT_EQ(messages[i].revision(), i + 1);
}

TEST(WatchChanges, RefusesWhatCannotBeResumed) {
  RegistryServer server;
  EXPECT_THAT(Watch(server, From(99)).End(), FailsWith(StatusCode::kOutOfRange, "RESUME_REVISION_AHEAD"));
  v1::WatchChangesRequest request = From(1);
  request.set_incarnation("another");
  EXPECT_THAT(Watch(server, request).End(), FailsWith(StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH"));
  request = From(0);
  request.add_types(v1::RESOURCE_TYPE_UNSPECIFIED);
  EXPECT_THAT(Watch(server, request).End(), StatusIs(StatusCode::kInvalidArgument, HasSubstr("types[0]")));
  request.set_types(0, static_cast<v1::ResourceType>(9));
  EXPECT_THAT(Watch(server, request).End(), StatusIs(StatusCode::kInvalidArgument, HasSubstr("types[0]")));
}

TEST(WatchChanges, EndsWhenTheServerDrains) {
  RegistryServer server;
  Watch watch(server, From(0));
  watch.Until(Marker::KIND_SYNCED);
  server.server().Drain();
  EXPECT_THAT(watch.End(), FailsWith(StatusCode::kUnavailable, "SHUTTING_DOWN"));
}

}  // namespace
}  // namespace jiedui::registry
