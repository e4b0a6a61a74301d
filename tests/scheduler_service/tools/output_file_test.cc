// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/output_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/temp_dir.h"

namespace jiedui::scheduler {
namespace {

using testing::HasSubstr;

std::string Contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(WriteOut, TakesThePlaceOfWhatWasThere) {
  const TempDir folder;
  const std::string path = folder.path() + "/report.html";
  ASSERT_TRUE(WriteOut("first", path).ok());
  ASSERT_TRUE(WriteOut("余杭", path).ok());
  EXPECT_EQ(Contents(path), "余杭");
  const std::filesystem::directory_iterator files(folder.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1) << "an unfinished file stayed behind";
}

TEST(WriteOut, SaysWhyItCannot) {
  const TempDir folder;
  const absl::Status status = WriteOut("x", folder.path() + "/no/such/folder.html");
  EXPECT_THAT(std::string(status.message()), HasSubstr("/no/such/folder.html: No such file or directory"));
}

TEST(WriteOut, LeavesNothingBehindWhereItCannotFinish) {
  const TempDir folder;
  std::filesystem::create_directory(folder.path() + "/taken");
  EXPECT_FALSE(WriteOut("x", folder.path() + "/taken").ok());
  const std::filesystem::directory_iterator files(folder.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

}  // namespace
}  // namespace jiedui::scheduler
