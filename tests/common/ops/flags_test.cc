// SPDX-License-Identifier: Apache-2.0
#include "common/ops/flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "absl/strings/str_cat.h"
#include "tests/support/temp_dir.h"

ABSL_FLAG(std::string, test_listen, "127.0.0.1:1", "Where to listen.");
ABSL_FLAG(int, test_threads, 2, "How many threads.");
ABSL_FLAG(bool, test_check, false, "Check and end.");
ABSL_FLAG(bool, test_of_a_library, false, "Belongs to nobody.");

namespace jiedui::ops {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class FlagsTest : public testing::Test {
 protected:
  ~FlagsTest() override {
    for (const char* name : {"JIEDUI_TEST_TEST_LISTEN", "JIEDUI_TEST_TEST_THREADS"}) unsetenv(name);
  }

  ParsedFlags Parse(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "program");
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    testing::internal::CaptureStderr();
    testing::internal::CaptureStdout();
    ParsedFlags parsed = ParseFlags(static_cast<int>(argv.size()), argv.data(), program_);
    errors_ = testing::internal::GetCapturedStderr();
    output_ = testing::internal::GetCapturedStdout();
    return parsed;
  }

  // Checks that it ends with 2, and answers the one line.
  std::string Mistake(std::vector<std::string> arguments) {
    const ParsedFlags parsed = Parse(std::move(arguments));
    EXPECT_TRUE(parsed.exit);
    EXPECT_EQ(parsed.exit_code, 2);
    EXPECT_EQ(output_, "");
    return errors_;
  }

  const ProgramInfo program_{.name = "jiedui-test",
                             .summary = "Tests flags.",
                             .env_prefix = "JIEDUI_TEST_",
                             .flags = {"test_listen", "test_threads", "test_check"}};
  const absl::FlagSaver saver_;
  const TempDir folder_;
  std::string errors_;
  std::string output_;
};

TEST_F(FlagsTest, NothingGivenMeansTheDefaults) {
  EXPECT_FALSE(Parse({}).exit);
  EXPECT_EQ(EffectiveConfig(program_), "test_listen=127.0.0.1:1\ntest_threads=2\ntest_check=false\n");
}

TEST_F(FlagsTest, CommandLineSetsFlags) {
  EXPECT_FALSE(Parse({"--test_listen=[::]:5", "--test-threads", "-1", "--test_check"}).exit);
  EXPECT_EQ(EffectiveConfig(program_), "test_listen=[::]:5\ntest_threads=-1\ntest_check=true\n");
  EXPECT_FALSE(Parse({"--notest_check"}).exit);
  EXPECT_FALSE(absl::GetFlag(FLAGS_test_check));
}

TEST_F(FlagsTest, TheStrongerWinsWhateverTheOrder) {
  const std::string file = folder_.File("flags");
  WriteFile(file, "# comment\n\n  --test_listen=file\n--test_threads=10\n--test_check\n");
  setenv("JIEDUI_TEST_TEST_LISTEN", "environment", 1);
  setenv("JIEDUI_TEST_TEST_THREADS", "20", 1);
  EXPECT_FALSE(Parse({"--test_threads=30", absl::StrCat("--flagfile=", file)}).exit);
  EXPECT_EQ(EffectiveConfig(program_), "test_listen=environment\ntest_threads=30\ntest_check=true\n");
}

TEST_F(FlagsTest, UnknownFlagIsOneLineAndTwo) {
  EXPECT_EQ(Mistake({"--foo"}), "jiedui-test: unknown flag --foo; see --help\n");
  EXPECT_EQ(Mistake({"--test_lisen=x"}),
            "jiedui-test: unknown flag --test_lisen; did you mean --test_listen?; see --help\n");
  EXPECT_EQ(Mistake({"--test_of_a_library"}), "jiedui-test: unknown flag --test_of_a_library; see --help\n");
}

TEST_F(FlagsTest, BadValueNamesFlagAndSource) {
  EXPECT_EQ(Mistake({"--test_threads=many"}), "jiedui-test: bad value \"many\" for --test_threads\n");
  setenv("JIEDUI_TEST_TEST_THREADS", "\x1b[0m", 1);
  EXPECT_EQ(Mistake({}), "jiedui-test: bad value \"?[0m\" for --test_threads (JIEDUI_TEST_TEST_THREADS)\n");
  unsetenv("JIEDUI_TEST_TEST_THREADS");
  const std::string file = folder_.File("flags");
  WriteFile(file, "\n--test_threads=x\n");
  EXPECT_EQ(Mistake({"--flagfile", file}),
            absl::StrCat("jiedui-test: bad value \"x\" for --test_threads (", file, ":2)\n"));
}

// A variable of another prefix is no business of the program.
TEST_F(FlagsTest, VariablesThatSetNoFlagAreWarnedOf) {
  const auto warnings_of = [this](const char* variable) {
    setenv(variable, "x", 1);
    const ParsedFlags parsed = Parse({});
    unsetenv(variable);
    EXPECT_FALSE(parsed.exit);
    return parsed.warnings;
  };
  EXPECT_THAT(warnings_of("JIEDUI_TEST_TEST_LISTEN"), IsEmpty());
  EXPECT_THAT(warnings_of("JIEDUI_OTHER_LISTN"), IsEmpty());
  EXPECT_THAT(warnings_of("JIEDUI_TEST_TEST_LISTN"),
              ElementsAre("the environment's JIEDUI_TEST_TEST_LISTN sets no flag; did you mean --test_listen?; see "
                          "--help"));
  EXPECT_THAT(warnings_of("JIEDUI_TEST_test_listen"), ElementsAre(HasSubstr("JIEDUI_TEST_test_listen sets no flag")));
  EXPECT_THAT(warnings_of("JIEDUI_TEST_SERVICE_HOST"),
              ElementsAre("the environment's JIEDUI_TEST_SERVICE_HOST sets no flag; see --help"));
}

TEST_F(FlagsTest, HelpShowsOnlyTheProgramsOwnFlags) {
  const ParsedFlags parsed = Parse({"--help"});
  EXPECT_TRUE(parsed.exit);
  EXPECT_EQ(parsed.exit_code, 0);
  EXPECT_EQ(errors_, "");
  EXPECT_THAT(output_, AllOf(HasSubstr("jiedui-test: Tests flags.\n"),
                             HasSubstr("--test_threads=2\n      How many threads.\n      "
                                       "Environment: JIEDUI_TEST_TEST_THREADS\n"),
                             HasSubstr("--flagfile=FILE"), Not(HasSubstr("library"))));
}

TEST_F(FlagsTest, VersionIsOneLine) {
  const ParsedFlags parsed = Parse({"--version"});
  EXPECT_TRUE(parsed.exit);
  EXPECT_EQ(parsed.exit_code, 0);
  EXPECT_EQ(output_, absl::StrCat("jiedui-test ", kVersion, "\n"));
}

TEST_F(FlagsTest, ArgumentsAreHandedOn) {
  EXPECT_THAT(Parse({"a", "--test_check", "b", "--", "--c"}).arguments, ElementsAre("a", "b", "--c"));
}

}  // namespace
}  // namespace jiedui::ops
