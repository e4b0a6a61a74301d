// SPDX-License-Identifier: Apache-2.0
#include "common/ops/flag_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

ABSL_FLAG(std::string, source_text, "", "Text.");
ABSL_FLAG(bool, source_bool, false, "Yes or no.");

namespace jiedui::ops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<std::string> kKnown = {"source_text", "source_bool"};

std::vector<std::string> Written(const std::vector<FlagSetting>& settings) {
  std::vector<std::string> written;
  for (const FlagSetting& setting : settings) written.push_back(absl::StrCat(setting.name, "=", setting.value));
  return written;
}

TEST(ReadCommandLine, KeepsTheOrder) {
  const auto line = ReadCommandLine({"--source_text=a=b", "--source_bool", "--source_text", "", "--nosource_bool",
                                     "--source-bool=true", "--flagfile=x", "--flagfile", "y"},
                                    kKnown);
  ASSERT_THAT(line, IsOk());
  EXPECT_THAT(Written(line->settings), ElementsAre("source_text=a=b", "source_bool=true",
                                                   "source_text=", "source_bool=false", "source_bool=true"));
  EXPECT_THAT(line->flag_files, ElementsAre("x", "y"));
}

TEST(ReadCommandLine, AskingForHelpOrVersionIsSeen) {
  EXPECT_TRUE(ReadCommandLine({"--help"}, kKnown)->help);
  EXPECT_TRUE(ReadCommandLine({"-h"}, kKnown)->help);
  EXPECT_TRUE(ReadCommandLine({"--version"}, kKnown)->version);
  EXPECT_FALSE(ReadCommandLine({"--", "--help"}, kKnown)->help);
}

TEST(ReadCommandLine, BoolTakesNoFurtherWord) {
  const auto line = ReadCommandLine({"--source_bool", "false"}, kKnown);
  EXPECT_THAT(Written(line->settings), ElementsAre("source_bool=true"));
  EXPECT_THAT(line->arguments, ElementsAre("false"));
}

TEST(ReadCommandLine, MistakesSayWhatIsWrong) {
  const auto problem = [](const std::vector<std::string>& arguments) {
    return std::string(ReadCommandLine(arguments, kKnown).status().message());
  };
  EXPECT_EQ(problem({"--source_text"}), "--source_text needs a value; see --help");
  EXPECT_EQ(problem({"--source_text", "--source_bool"}), "--source_text needs a value; see --help");
  EXPECT_EQ(problem({"--flagfile"}), "--flagfile needs a file; see --help");
  EXPECT_EQ(problem({"--flagfile="}), "--flagfile needs a file; see --help");
  EXPECT_EQ(problem({"-x"}), "unknown flag -x; flags begin with --; see --help");
  EXPECT_EQ(problem({"--nosource_text"}), "unknown flag --nosource_text; did you mean --source_text?; see --help");
  EXPECT_EQ(problem({"--nosource_bool=true"}), "unknown flag --nosource_bool; did you mean --source_bool?; see --help");
  EXPECT_EQ(problem({"--=x"}), "unknown flag --; see --help");
  EXPECT_EQ(problem({"--\x1b[31m"}), "unknown flag --?[31m; see --help");
  EXPECT_LT(problem({"--" + std::string(100'000, 'x')}).size(), 200u);
}

TEST(ReadFlagFile, NamesFileAndLineOfAMistake) {
  const TempDir folder;
  const std::string file = folder.File("flags");
  const auto problem = [&file](const std::string& text) {
    WriteFile(file, text);
    return std::string(ReadFlagFile(file, kKnown).status().message());
  };
  EXPECT_EQ(problem("--source_bool\n--other=1\n"), absl::StrCat(file, ":2: unknown flag --other; see --help"));
  EXPECT_EQ(problem("source_bool"), absl::StrCat(file, ":1: a line must be like --name=value"));
  EXPECT_EQ(problem("--source_text"), absl::StrCat(file, ":1: --source_text needs a value; see --help"));
  EXPECT_EQ(problem("--flagfile=other"), absl::StrCat(file, ":1: unknown flag --flagfile; see --help"));
}

TEST(ReadFlagFile, TakesLinesWithWindowsEnds) {
  const TempDir folder;
  WriteFile(folder.File("flags"), "# c\r\n--source_text=沈 丹\r\n\r\n--nosource_bool");
  const auto settings = ReadFlagFile(folder.File("flags"), kKnown);
  ASSERT_THAT(settings, IsOk());
  EXPECT_THAT(Written(*settings), ElementsAre("source_text=沈 丹", "source_bool=false"));
  EXPECT_EQ(settings->front().source, absl::StrCat(folder.File("flags"), ":2"));
}

TEST(ReadFlagFile, WhatCannotBeReadIsAMistake) {
  const TempDir folder;
  EXPECT_THAT(ReadFlagFile(folder.File("none"), kKnown),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("No such file")));
  EXPECT_THAT(ReadFlagFile(folder.path(), kKnown), StatusIs(absl::StatusCode::kInvalidArgument));
  WriteFile(folder.File("big"), std::string(kFlagFileBytesMax + 1, '#'));
  EXPECT_THAT(ReadFlagFile(folder.File("big"), kKnown),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("more than 65536 bytes")));
  WriteFile(folder.File("full"), std::string(kFlagFileBytesMax, '#'));
  EXPECT_THAT(ReadFlagFile(folder.File("full"), kKnown), IsOk());
}

}  // namespace
}  // namespace jiedui::ops
