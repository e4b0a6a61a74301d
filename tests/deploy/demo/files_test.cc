// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "deploy/demo/rpc_client.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::demo {
namespace {

TEST(ToFiles, EveryLineIsARequestOfItsMethod) {
  for (const RpcFile& file : ToFiles(MakeGoldenDataset())) {
    const auto method = FindMethod(file.name.substr(3));
    ASSERT_THAT(method, IsOk()) << file.name;
    for (const std::string& line : file.lines) {
      EXPECT_THAT(ParseJson(line, *(*method)->input_type()), IsOk()) << line;
      EXPECT_EQ(line.find('\n'), std::string::npos);
    }
  }
}

TEST(WriteFiles, CanBeReadBack) {
  const TempDir folder;
  const std::vector<RpcFile> files = ToFiles(MakeGoldenDataset());
  ASSERT_THAT(WriteFiles(files, "{}\n", folder.File("new/golden")), IsOk());
  const auto read = ReadFiles(folder.File("new/golden"));
  ASSERT_THAT(read, IsOk());
  ASSERT_EQ(read->size(), files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ((*read)[i].name, files[i].name);
    EXPECT_EQ((*read)[i].lines, files[i].lines);
  }
  EXPECT_EQ(jiedui::ReadFile(folder.File("new/golden/manifest.json")), "{}\n");
}

TEST(WriteFiles, SaysWhatCannotBeWritten) {
  const TempDir folder;
  jiedui::WriteFile(folder.File("taken"), "a file");
  EXPECT_THAT(WriteFiles({}, "{}", folder.File("taken")),
              StatusIs(absl::StatusCode::kUnavailable, testing::HasSubstr("taken")));
}

TEST(ReadFiles, SkipsBlankLinesAndOtherFiles) {
  const TempDir folder;
  jiedui::WriteFile(folder.File("01-a.B.C.ndjson"), "{}\n\n{}");
  jiedui::WriteFile(folder.File("notes.txt"), "x");
  const auto read = ReadFiles(folder.path());
  ASSERT_THAT(read, IsOk());
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().lines.size(), 2U);
}

TEST(ReadFiles, RefusesAFolderWithNothingToLoad) {
  const TempDir folder;
  EXPECT_THAT(ReadFiles(folder.path()), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(ReadFiles(folder.File("missing")), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace jiedui::demo
