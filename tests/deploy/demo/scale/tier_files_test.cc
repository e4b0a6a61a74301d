// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::demo {
namespace {

// Path below the folder and content of every file.
std::map<std::string, std::string> Contents(const std::string& folder) {
  std::map<std::string, std::string> contents;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      contents[std::filesystem::relative(entry.path(), folder).string()] = ReadFile(entry.path().string());
  return contents;
}

TEST(ParsePairRange, TakesOneOrManyOfTheTier) {
  const Tier& tier = *FindTier("province");
  EXPECT_EQ(ParsePairRange("", tier)->last, 99);
  EXPECT_EQ(ParsePairRange("3..17", tier)->first, 3);
  EXPECT_EQ(ParsePairRange("5", tier)->last, 5);
  for (const char* bad : {"x", "3..", "5..4", "0..100", "-1..2"})
    EXPECT_THAT(ParsePairRange(bad, tier), StatusIs(absl::StatusCode::kInvalidArgument)) << bad;
}

TEST(ForEachPair, ReturnsAnErrorAndDoesTheOthers) {
  std::array<bool, 6> done{};
  const absl::Status status = ForEachPair({.first = 1, .last = 5}, 3, [&](int pair) {
    done[static_cast<size_t>(pair)] = true;
    return pair == 2 ? absl::UnavailableError("two") : absl::OkStatus();
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable, testing::HasSubstr("two")));
  EXPECT_THAT(done, testing::ElementsAre(false, true, true, true, true, true));
}

// Alone, together, one after the other or side by side: the same bytes.
TEST(WriteTier, AreTheSameBytesWhateverElseIsMade) {
  const TempDir folder;
  const TierMap map(*FindTier("province"), 4);
  ASSERT_THAT(WriteTier(map, {.first = 0, .last = 5}, 3, folder.File("side")), IsOk());
  ASSERT_THAT(WriteTier(map, {.first = 0, .last = 5}, 1, folder.File("one")), IsOk());
  ASSERT_THAT(WriteTier(TierMap(*FindTier("province"), 4), {.first = 3, .last = 3}, 2, folder.File("alone")), IsOk());
  const auto together = Contents(folder.File("side"));
  EXPECT_EQ(together, Contents(folder.File("one")));
  EXPECT_GT(together.size(), 60u);
  for (const auto& [path, text] : Contents(folder.File("alone"))) {
    if (path == "manifest.json") continue;
    ASSERT_TRUE(together.contains(path)) << path;
    EXPECT_TRUE(together.at(path) == text) << path;
  }
}

TEST(WriteTier, ManifestsAloneAreTheSameManifests) {
  const TempDir folder;
  const TierMap map(*FindTier("province"), 4);
  ASSERT_THAT(WriteTier(map, {.first = 0, .last = 2}, 2, folder.File("all")), IsOk());
  ASSERT_THAT(WriteTier(map, {.first = 0, .last = 2}, 2, folder.File("few"), TierFiles::kManifests), IsOk());
  const auto all = Contents(folder.File("all"));
  const auto manifests = Contents(folder.File("few"));
  EXPECT_EQ(manifests.size(), 4u);
  for (const auto& [path, text] : manifests) EXPECT_TRUE(all.at(path) == text) << path;
}

TEST(WriteTier, AnotherSeedIsOtherPeople) {
  const TempDir folder;
  const Tier& tier = *FindTier("province");
  ASSERT_THAT(WriteTier(TierMap(tier, 4), {.first = 3, .last = 3}, 1, folder.File("a")), IsOk());
  ASSERT_THAT(WriteTier(TierMap(tier, 5), {.first = 3, .last = 3}, 1, folder.File("b")), IsOk());
  EXPECT_NE(Contents(folder.File("a")), Contents(folder.File("b")));
}

TEST(WriteTier, SaysWhereItCannotWrite) {
  const TempDir folder;
  WriteFile(folder.File("file"), "");
  EXPECT_THAT(WriteTier(TierMap(*FindTier("province"), 4), {.first = 3, .last = 3}, 1, folder.File("file")),
              StatusIs(absl::StatusCode::kUnavailable, testing::HasSubstr("file")));
}

}  // namespace
}  // namespace jiedui::demo
