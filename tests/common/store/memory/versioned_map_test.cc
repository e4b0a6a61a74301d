// SPDX-License-Identifier: Apache-2.0
#include "common/store/memory/versioned_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::store {
namespace {

TEST(VersionedMap, EveryMomentKeepsWhatItHeld) {
  VersionedMap map;
  map.Put(1, "a", "one");
  map.Put(3, "a", "three");
  map.Put(5, "a", std::nullopt);
  EXPECT_EQ(map.Get(0, "a"), std::nullopt);
  EXPECT_EQ(map.Get(1, "a"), "one");
  EXPECT_EQ(map.Get(2, "a"), "one");
  EXPECT_EQ(map.Get(4, "a"), "three");
  EXPECT_EQ(map.Get(5, "a"), std::nullopt);
  EXPECT_EQ(map.Get(1, "b"), std::nullopt);
}

TEST(VersionedMap, FirstSkipsWhatIsNotThereYetOrAnyMore) {
  VersionedMap map;
  map.Put(1, "a", "1");
  map.Put(2, "a", std::nullopt);
  map.Put(3, "b", "2");
  map.Put(1, "c", "3");
  EXPECT_EQ(map.First(1, {})->first, "a");
  EXPECT_EQ(map.First(2, {})->first, "c");
  EXPECT_EQ(map.First(3, {})->first, "b");
  EXPECT_EQ(map.First(3, {.first = "b", .end = "c"})->first, "b");
  EXPECT_EQ(map.First(2, {.first = "", .end = "c"}), std::nullopt);
  EXPECT_EQ(map.First(3, {.first = "d"}), std::nullopt);
}

}  // namespace
}  // namespace jiedui::store
