// SPDX-License-Identifier: Apache-2.0
#include "registry_service/divisions_file.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char kHead[] = "code,name,start_date,end_date,successors,source\n";

class DivisionsFileTest : public testing::Test {
 protected:
  DivisionsFileTest() : path_(testing::TempDir() + "/divisions_file_test.csv") {}
  ~DivisionsFileTest() override { std::filesystem::remove(path_); }

  absl::StatusOr<Divisions> Load(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    return LoadDivisions(path_);
  }
  const std::string path_;
};

TEST_F(DivisionsFileTest, WithoutAFileIsTheShippedTable) {
  EXPECT_EQ(LoadDivisions("")->NameOn("510824", "2021-11-15"), "苍溪县");
}

TEST_F(DivisionsFileTest, AddsAndPutsRight) {
  const auto divisions = Load(std::string(kHead) + "330102,上城区,,,,own\n331022,三门县(试),1994-01-01,,,own\n");
  ASSERT_THAT(divisions, IsOk());
  EXPECT_EQ(divisions->NameOn("330102", "2021-11-15"), "上城区");
  EXPECT_EQ(divisions->NameOn("331022", "2021-11-15"), "三门县(试)");
  EXPECT_EQ(divisions->NameOn("510824", "2021-11-15"), "苍溪县");
}

TEST_F(DivisionsFileTest, WhatIsWrongIsOneLine) {
  const auto divisions = Load(std::string(kHead) + "330102,上城区,,,,own\n3,省\nx,省,,,,own\n");
  EXPECT_THAT(divisions,
              StatusIs(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr(path_ + ": line 3: has 2 fields"),
                                                                 HasSubstr("1 more line"), Not(HasSubstr("\n")))));
}

TEST_F(DivisionsFileTest, WhatCannotBeReadIsSaid) {
  EXPECT_THAT(LoadDivisions("/nowhere/divisions.csv"),
              StatusIs(absl::StatusCode::kInvalidArgument, "/nowhere/divisions.csv: cannot be read"));
  EXPECT_THAT(LoadDivisions(testing::TempDir()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(": cannot be read")));
}

}  // namespace
}  // namespace jiedui::registry
