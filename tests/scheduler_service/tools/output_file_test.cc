// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/output_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

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

std::filesystem::perms Permissions(const std::string& path) { return std::filesystem::status(path).permissions(); }

TEST(WriteOut, ANewFileIsItsOwnersAndAnotherKeepsItsPermissions) {
  using std::filesystem::perms;
  const TempDir folder;
  const std::string path = folder.path() + "/report.csv";
  ASSERT_TRUE(WriteOut("x", path).ok());
  EXPECT_EQ(Permissions(path), perms::owner_read | perms::owner_write);
  const perms shared = perms::owner_read | perms::owner_write | perms::group_read;
  std::filesystem::permissions(path, shared);
  ASSERT_TRUE(WriteOut("y", path).ok());
  EXPECT_EQ(Permissions(path), shared);
  EXPECT_EQ(Contents(path), "y");
}

TEST(WriteOut, FollowsALink) {
  const TempDir folder;
  for (const char* name : {"there", "missing"}) {
    const std::string target = folder.path() + "/" + name;
    if (std::string(name) == "there") {
      ASSERT_TRUE(WriteOut("old", target).ok());
    }
    const std::string link = target + ".link";
    std::filesystem::create_symlink(name, link);
    ASSERT_TRUE(WriteOut("new", link).ok());
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_EQ(Contents(target), "new");
  }
}

TEST(WriteOut, WritesIntoAPipe) {
  const TempDir folder;
  const std::string path = folder.path() + "/pipe";
  ASSERT_EQ(mkfifo(path.c_str(), S_IRUSR | S_IWUSR), 0);
  std::string read;
  std::thread reader([&] { read = Contents(path); });
  const absl::Status status = WriteOut("余杭", path);
  reader.join();
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(read, "余杭");
  EXPECT_TRUE(std::filesystem::is_fifo(path));
}

// By a link: what replaced its target would replace the link, and not the machine's device.
TEST(WriteOut, SaysThatADeviceIsFull) {
  const TempDir folder;
  const std::string path = folder.path() + "/full";
  std::filesystem::create_symlink("/dev/full", path);
  EXPECT_THAT(std::string(WriteOut("x", path).message()), HasSubstr("/full: No space left"));
  EXPECT_TRUE(std::filesystem::is_character_file(path));
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
