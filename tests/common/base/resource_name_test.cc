// SPDX-License-Identifier: Apache-2.0
#include "common/base/resource_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace jiedui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(IsResourceId, FollowsAip122) {
  EXPECT_TRUE(IsResourceId("a"));
  EXPECT_TRUE(IsResourceId("a1"));
  EXPECT_TRUE(IsResourceId("a-b--c9"));
  EXPECT_TRUE(IsResourceId(std::string(63, 'a')));
}

TEST(IsResourceId, RefusesEverythingElse) {
  for (const char* id : {"", "1a", "-a", "a-", "A", "aB", "a_b", "a/b", "a b", "a.b", "张", "a\xff"})
    EXPECT_FALSE(IsResourceId(id)) << id;
  EXPECT_FALSE(IsResourceId(std::string(64, 'a')));
  EXPECT_FALSE(IsResourceId(absl::string_view("a\0b", 3)));
}

TEST(MatchesPattern, SegmentBySegment) {
  EXPECT_TRUE(MatchesPattern("persons/li-na", "persons/*"));
  EXPECT_TRUE(MatchesPattern("pairings/p1/courses/c1", "pairings/*/courses/*"));
  for (const char* name : {"", "persons", "persons/", "/persons/a", "persons/a/", "persons/a/b", "person/a",
                           "persons/A", "persons//a", "persons/*", "courses/c1"})
    EXPECT_FALSE(MatchesPattern(name, "persons/*")) << name;
}

TEST(MatchesPattern, AnyOfTheAlternatives) {
  constexpr absl::string_view kItems = "pairings/*/courses/*|pairings/*/postings/*";
  EXPECT_TRUE(MatchesPattern("pairings/p/courses/c", kItems));
  EXPECT_TRUE(MatchesPattern("pairings/p/postings/c", kItems));
  EXPECT_FALSE(MatchesPattern("pairings/p/plans/c", kItems));
  EXPECT_FALSE(MatchesPattern("pairings/p/courses/c|pairings/p/postings/c", kItems));
}

TEST(ResourceIds, InOrder) {
  EXPECT_THAT(ResourceIds("pairings/p/courses/c"), ElementsAre("p", "c"));
  EXPECT_THAT(ResourceIds("persons/x"), ElementsAre("x"));
  EXPECT_THAT(ResourceIds(""), IsEmpty());
}

TEST(ParentName, DropsCollectionAndId) {
  EXPECT_EQ(ParentName("pairings/p/courses/c"), "pairings/p");
  EXPECT_EQ(ParentName("persons/x"), "");
  EXPECT_EQ(ParentName(""), "");
  EXPECT_EQ(ParentName("/x"), "");
}

TEST(NewResourceId, IsAnIdAndSortsByTime) {
  const absl::Time now = absl::FromUnixMillis(1636948800000);
  const std::string id = NewResourceId("p", now);
  EXPECT_TRUE(IsResourceId(id)) << id;
  EXPECT_EQ(id.size(), 21u);
  EXPECT_LT(id, NewResourceId("p", now + absl::Milliseconds(1)));
  EXPECT_LT(id, NewResourceId("p", now + absl::Hours(24 * 365 * 100)));
  EXPECT_LT(NewResourceId("p", absl::InfinitePast()), id);
}

TEST(NewResourceId, NeverTwice) {
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) seen.insert(NewResourceId("p", absl::UnixEpoch()));
  EXPECT_EQ(seen.size(), 10'000u);
}

}  // namespace
}  // namespace jiedui
