// SPDX-License-Identifier: Apache-2.0
// How the programs start, refuse to start, and stop: one clear line, and exit code 0, 2 or 3.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/integration/servers.h"
#include "tests/support/temp_dir.h"

namespace jiedui {
namespace {

using ::testing::HasSubstr;

class Startup : public testing::TestWithParam<const char*> {
 protected:
  std::string program() const { return GetParam(); }
  TempDir folder_;
};

// The lines a person reads: not the JSON log.
int PlainLines(const std::string& log) {
  int lines = 0;
  for (absl::string_view line : absl::StrSplit(log, '\n', absl::SkipEmpty()))
    if (line.front() != '{') ++lines;
  return lines;
}

TEST_P(Startup, HelpAndVersionSucceed) {
  const Exit help = RunProgram({program(), "--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.log, HasSubstr("--listen"));
  const Exit version = RunProgram({program(), "--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.log, HasSubstr(program()));
}

TEST_P(Startup, UnknownFlagIsAUsageError) {
  const Exit exit = RunProgram({program(), "--lisen=127.0.0.1:1"});
  EXPECT_EQ(exit.code, 2);
  EXPECT_THAT(exit.log, HasSubstr("lisen"));
  EXPECT_EQ(PlainLines(exit.log), 1) << exit.log;
}

TEST_P(Startup, BadAddressIsAConfigError) {
  const Exit exit = RunProgram({program(), "--listen=nonsense", "--data_dir=" + folder_.path()});
  EXPECT_EQ(exit.code, 2) << exit.log;
  EXPECT_EQ(PlainLines(exit.log), 1) << exit.log;
}

TEST_P(Startup, CheckConfigStartsNothing) {
  const Exit exit = RunProgram({program(), "--check_config", "--data_dir=" + folder_.path() + "/none"});
  EXPECT_EQ(exit.code, 0) << exit.log;
  EXPECT_FALSE(std::filesystem::exists(folder_.path() + "/none"));
}

TEST_P(Startup, RemotePlaintextIsRefused) {
  const Exit exit = RunProgram({program(), "--listen=0.0.0.0:0", "--data_dir=" + folder_.path()});
  EXPECT_EQ(exit.code, 2) << exit.log;
  EXPECT_THAT(exit.log, HasSubstr("allow_remote_plaintext"));
}

TEST_P(Startup, PortInUseIsAConfigError) {
  ServerProcess first(program(), folder_.path() + "/first");
  first.Start();
  const Exit exit = RunProgram({program(), "--listen=" + first.address(), "--data_dir=" + folder_.path() + "/second"});
  EXPECT_EQ(exit.code, 2) << exit.log;
  EXPECT_THAT(exit.log, HasSubstr(first.address()));
  EXPECT_EQ(PlainLines(exit.log), 1) << exit.log;
}

TEST_P(Startup, LockedDataDirectoryIsAStorageError) {
  ServerProcess first(program(), folder_.path() + "/data");
  first.Start();
  const Exit exit = RunProgram({program(), "--listen=127.0.0.1:0", "--data_dir=" + first.data_dir()});
  EXPECT_EQ(exit.code, 3) << exit.log;
  EXPECT_THAT(exit.log, HasSubstr("in use"));
  EXPECT_EQ(PlainLines(exit.log), 1) << exit.log;
}

TEST_P(Startup, UnwritableDataDirectoryIsAStorageError) {
  const std::string file = folder_.path() + "/file";
  std::ofstream(file) << "not a folder";
  for (const std::string& place : {file, file + "/below", std::string("/proc/jiedui")}) {
    const Exit exit = RunProgram({program(), "--listen=127.0.0.1:0", "--data_dir=" + place});
    EXPECT_EQ(exit.code, 3) << exit.log;
    EXPECT_THAT(exit.log, HasSubstr(place));
    EXPECT_EQ(PlainLines(exit.log), 1) << exit.log;
  }
}

TEST_P(Startup, StoreOfTheOtherServiceIsRefused) {
  const std::string other = program() == "jiedui-registry" ? "jiedui-scheduler" : "jiedui-registry";
  ServerProcess server(other, folder_.path() + "/data");
  server.Start();
  EXPECT_EQ(server.Stop().code, 0);
  const Exit exit = RunProgram({program(), "--listen=127.0.0.1:0", "--data_dir=" + server.data_dir()});
  EXPECT_EQ(exit.code, 3) << exit.log;
  EXPECT_EQ(PlainLines(exit.log), 1) << exit.log;
}

TEST_P(Startup, StopsCleanlyAndStartsAgain) {
  ServerProcess server(program(), folder_.path() + "/data");
  for (int round = 0; round < 2; ++round) {
    server.Start();
    const Exit exit = server.Stop();
    EXPECT_EQ(exit.code, 0) << exit.log;
  }
}

TEST(RegistryStartup, AWrongFileOfDivisionsIsAConfigError) {
  const TempDir folder;
  const std::string file = folder.path() + "/divisions.csv";
  std::ofstream(file) << "code,name,start_date,end_date,successors,source\n510824,苍溪县\n";
  for (const char* check : {"--check_config", "--nocheck_config"}) {
    const Exit exit = RunProgram({"jiedui-registry", check, "--divisions_file=" + file, "--data_dir=" + folder.path()});
    EXPECT_EQ(exit.code, 2) << exit.log;
    EXPECT_THAT(exit.log, HasSubstr(file + ": line 2: has 2 fields"));
    EXPECT_EQ(PlainLines(exit.log), 1) << exit.log;
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, Startup, testing::Values("jiedui-registry", "jiedui-scheduler"),
                         [](const auto& program) { return std::string(program.param).substr(7); });

}  // namespace
}  // namespace jiedui
