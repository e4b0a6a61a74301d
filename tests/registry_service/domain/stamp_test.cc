// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/stamp.h"

#include <gmock/gmock.h>

#include "jiedui/registry/v1/person.pb.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

TEST(ToTimestamp, SplitsSecondsAndNanoseconds) {
  const auto timestamp = ToTimestamp(absl::FromUnixNanos(1636948800123456789));
  EXPECT_EQ(timestamp.seconds(), 1636948800);
  EXPECT_EQ(timestamp.nanos(), 123456789);
  const auto before_1970 = ToTimestamp(absl::FromUnixNanos(-1));
  EXPECT_EQ(before_1970.seconds(), -1);
  EXPECT_EQ(before_1970.nanos(), 999999999);
}

TEST(Stamp, OfACreationSetsBothTimesAndTheEtag) {
  v1::Person person;
  StampCreated({.now = absl::FromUnixSeconds(7), .revision = 255, .actor = "x"}, person);
  EXPECT_EQ(person.create_time().seconds(), 7);
  EXPECT_EQ(person.update_time().seconds(), 7);
  EXPECT_EQ(person.etag(), "ff");
}

TEST(Stamp, OfAnUpdateLeavesTheCreationAlone) {
  v1::Person person;
  StampCreated({.now = absl::FromUnixSeconds(7), .revision = 1}, person);
  StampUpdated({.now = absl::FromUnixSeconds(9), .revision = 2}, person);
  EXPECT_EQ(person.create_time().seconds(), 7);
  EXPECT_EQ(person.update_time().seconds(), 9);
  EXPECT_EQ(person.etag(), "2");
}

TEST(CheckEtag, OnlyAnOldOneIsRefused) {
  EXPECT_THAT(CheckEtag("persons/a", "", "2"), IsOk());
  EXPECT_THAT(CheckEtag("persons/a", "2", "2"), IsOk());
  EXPECT_THAT(CheckEtag("persons/a", "1", "2"), FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST(ResourceDeleted, SaysWhatToDo) {
  EXPECT_THAT(ResourceDeleted("persons/a"),
              StatusIs(absl::StatusCode::kFailedPrecondition, testing::HasSubstr("undelete")));
}

}  // namespace
}  // namespace jiedui::registry
