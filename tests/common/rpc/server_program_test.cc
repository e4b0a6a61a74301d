// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/server_program.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "tests/support/fake_clock.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:0", "of the program under test");
ABSL_FLAG(std::string, data_dir, "", "of the program under test");

namespace jiedui::rpc {
namespace {

using testing::ExitedWithCode;
using testing::HasSubstr;

void Say(const char* line) { std::fputs(line, stderr); }

// Stops the process as soon as it serves.
class ShortLived final : public Application {
 public:
  ~ShortLived() override { Say("gone "); }
  std::vector<Service> Services() override { return {}; }
  void Start() override {
    Say("started ");
    kill(getpid(), SIGTERM);
  }
  void Stop() override { Say("stopped "); }
};

ops::ServerConfig Config() {
  return ops::ServerConfigFromFlags(absl::GetFlag(FLAGS_listen), absl::GetFlag(FLAGS_data_dir));
}

using Open = absl::StatusOr<std::unique_ptr<Application>> (*)(store::Store&, const Clock&);

absl::StatusOr<std::unique_ptr<Application>> OpenShortLived(store::Store&, const Clock&) {
  return std::make_unique<ShortLived>();
}

absl::StatusOr<std::unique_ptr<Application>> FindDamage(store::Store&, const Clock&) {
  return absl::DataLossError("row x is damaged");
}

// Whatever lies in the data directory, and itself, is for its owner only.
absl::StatusOr<std::unique_ptr<Application>> LookAtModes(store::Store&, const Clock&) {
  const std::filesystem::path directory = absl::GetFlag(FLAGS_data_dir);
  std::vector<std::filesystem::path> paths = {directory};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) paths.push_back(entry.path());
  if (paths.size() < 3) return absl::DataLossError("there is nothing");
  constexpr auto kOthers = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
  for (const auto& path : paths)
    if ((std::filesystem::status(path).permissions() & kOthers) != std::filesystem::perms::none)
      return absl::DataLossError("open to others: " + path.string());
  return std::make_unique<ShortLived>();
}

// A port that somebody listens on.
class UsedPort {
 public:
  UsedPort() {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(bind(socket_, any, length), 0);
    EXPECT_EQ(listen(socket_, 1), 0);
    EXPECT_EQ(getsockname(socket_, any, &length), 0);
    port_ = ntohs(address.sin_port);
  }
  ~UsedPort() { close(socket_); }

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  const int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int port_ = 0;
};

// Each in a process of its own, which is what a server has.
class ServerProgramTest : public testing::Test {
 protected:
  ServerProgramTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }

  [[noreturn]] void RunAndExit(std::vector<std::string> arguments, Open open = OpenShortLived) {
    arguments.insert(arguments.begin(), "jiedui-test");
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    const int code =
        RunServer(static_cast<int>(arguments.size()), argv.data(),
                  {.info = {.name = "jiedui-test", .env_prefix = "JIEDUI_TEST_", .flags = ops::ServerFlags({})},
                   .service = "test",
                   .error_domain = "test.jiedui",
                   .config = Config,
                   .mistakes = [] { return ops::Mistakes(Config()); },
                   .open = open});
    std::filesystem::remove_all(directory_.path());
    std::exit(code);
  }

  const TempDir directory_;
};

TEST_F(ServerProgramTest, ServesUntilItIsToldToStopAndEndsInOrder) {
  EXPECT_EXIT(RunAndExit({"--data_dir=" + directory_.path(), "--log_level=error"}), ExitedWithCode(0),
              "started stopped gone");
}

TEST_F(ServerProgramTest, MistakesEndWithTwo) {
  EXPECT_EXIT(RunAndExit({"surplus"}), ExitedWithCode(2), "\"surplus\" is no flag");
  EXPECT_EXIT(RunAndExit({"--listen=nowhere"}), ExitedWithCode(2), "jiedui-test: .*listen");
}

TEST_F(ServerProgramTest, TroubleWithTheStoreEndsWithThree) {
  EXPECT_EXIT(RunAndExit({"--data_dir=/dev/null/data"}), ExitedWithCode(3), "cannot make the directory");
  EXPECT_EXIT(RunAndExit({"--data_dir=" + directory_.path(), "--log_level=error"}, FindDamage), ExitedWithCode(3),
              "jiedui-test: row x is damaged");
}

TEST_F(ServerProgramTest, PortInUseIsFoundBeforeTheStoreIsOpened) {
  const UsedPort used;
  EXPECT_EXIT(RunAndExit({"--listen=" + used.address(), "--data_dir=/dev/null/data"}), ExitedWithCode(2),
              "cannot listen on .*: Address already in use");
}

TEST_F(ServerProgramTest, DataIsReadByItsOwnerOnly) {
  EXPECT_EXIT(RunAndExit({"--data_dir=" + directory_.File("new/data"), "--log_level=error"}, LookAtModes),
              ExitedWithCode(0), "started stopped gone");
}

// Time never goes back in a store: whoever looks for the reason why offers do not expire finds it in the log.
TEST_F(ServerProgramTest, AClockBehindTheLastCommitIsWarnedOf) {
  const auto commit_at = [this](absl::Time time) {
    FakeClock clock(time);
    const auto store = store::MustOpen(store::TestOptions(directory_.path(), clock));
    EXPECT_TRUE(store::MutateAndWait(*store, store::PutCommand("key", absl::FormatTime(time))).ok());
  };
  // No server is started: the threads that RocksDB leaves here would not keep the stop signal for it.
  commit_at(absl::Now() - absl::Minutes(5));
  EXPECT_EXIT(RunAndExit({"--data_dir=" + directory_.path()}, FindDamage), ExitedWithCode(3),
              testing::Not(HasSubstr("behind")));
  commit_at(absl::Now() + absl::Minutes(5));
  EXPECT_EXIT(RunAndExit({"--data_dir=" + directory_.path()}, FindDamage), ExitedWithCode(3),
              "\"level\":\"warn[a-z]*\".*the clock is behind the last commit");
}

TEST_F(ServerProgramTest, AVariableThatSetsNothingIsWarnedOf) {
  setenv("JIEDUI_TEST_LISTN", "127.0.0.1:1", 1);
  EXPECT_EXIT(RunAndExit({"--check_config", "--data_dir=/dev/null/data"}), ExitedWithCode(0),
              "jiedui-test: warning: the environment's JIEDUI_TEST_LISTN sets no flag; did you mean --listen?");
  EXPECT_EXIT(RunAndExit({"--data_dir=" + directory_.path()}, FindDamage), ExitedWithCode(3),
              "\"level\":\"warn[a-z]*\".*JIEDUI_TEST_LISTN sets no flag");
  unsetenv("JIEDUI_TEST_LISTN");
}

TEST_F(ServerProgramTest, CheckingTheConfigurationOpensNothing) {
  EXPECT_EXIT(RunAndExit({"--check_config", "--data_dir=/dev/null/data"}), ExitedWithCode(0), "");
}

}  // namespace
}  // namespace jiedui::rpc
