// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/error_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::registry {
namespace {

using std::filesystem::perms;
using testing::HasSubstr;

constexpr perms kOwnerOnly = perms::owner_read | perms::owner_write;

perms Permissions(const std::string& path) { return std::filesystem::status(path).permissions(); }

absl::Status WriteTo(const std::string& path, absl::string_view text) {
  ErrorOutput output;
  absl::Status status = output.Open(path, "roster.csv");
  if (!status.ok()) return status;
  status = output.Write(text);
  status.Update(output.Close());
  return status;
}

TEST(ErrorOutput, ANewFileIsItsOwnersAndAnotherKeepsItsPermissions) {
  const TempDir folder;
  const std::string path = folder.File("errors.csv");
  EXPECT_THAT(WriteTo(path, "first, and longer"), IsOk());
  EXPECT_EQ(Permissions(path), kOwnerOnly);
  std::filesystem::permissions(path, kOwnerOnly | perms::group_read);
  EXPECT_THAT(WriteTo(path, "second"), IsOk());
  EXPECT_EQ(ReadFile(path), "second");
  EXPECT_EQ(Permissions(path), kOwnerOnly | perms::group_read);
}

TEST(ErrorOutput, LeavesTheRosterAlone) {
  const TempDir folder;
  const std::string roster = folder.File("roster.csv");
  WriteFile(roster, "rows");
  ErrorOutput output;
  EXPECT_THAT(output.Open(roster, roster), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(ReadFile(roster), "rows");
}

TEST(ErrorOutput, SaysWhatCannotBeWritten) {
  const TempDir folder;
  EXPECT_THAT(WriteTo(folder.File("no/such.csv"), ""), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("No such")));
  EXPECT_THAT(WriteTo("/dev/full", "x"), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("/dev/full: No space")));
}

}  // namespace
}  // namespace jiedui::registry
