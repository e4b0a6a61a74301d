// SPDX-License-Identifier: Apache-2.0
#include "common/ops/server_config.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace jiedui::ops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ServerConfig Sound() { return ServerConfigFromFlags("127.0.0.1:50051", "var/test"); }

std::vector<std::string> MistakesOfListening(const std::string& address, bool allow_remote = false) {
  ServerConfig config = Sound();
  config.listen = address;
  config.allow_remote_plaintext = allow_remote;
  return Mistakes(config);
}

TEST(ServerConfig, DefaultsAreSoundAndThoseOfTheFlags) {
  const ServerConfig config = Sound();
  EXPECT_THAT(Mistakes(config), IsEmpty());
  EXPECT_EQ(config.threads, ServerConfig().threads);
  EXPECT_EQ(config.cache_bytes, ServerConfig().cache_bytes);
  EXPECT_EQ(config.drain_delay, ServerConfig().drain_delay);
  EXPECT_FALSE(config.allow_remote_plaintext);
  EXPECT_FALSE(OnlyCheckConfig());
}

TEST(ServerConfig, LoopbackAddressesAreAccepted) {
  for (const char* address : {"127.0.0.1:0", "127.1.2.3:65535", "localhost:50051", "[::1]:50051"})
    EXPECT_THAT(MistakesOfListening(address), IsEmpty()) << address;
}

TEST(ServerConfig, OtherAddressesNeedConsent) {
  for (const char* address : {"0.0.0.0:50051", "[::]:50051", "192.168.1.5:1", "example.org:443", "127.0.0.1.evil.org:1",
                              "1270.0.0.1:1", "127.0.0.256:1"}) {
    EXPECT_THAT(MistakesOfListening(address), ElementsAre(HasSubstr("--allow_remote_plaintext"))) << address;
    EXPECT_THAT(MistakesOfListening(address, true), IsEmpty()) << address;
  }
}

TEST(ServerConfig, AddressesThatAreNoneAreNamed) {
  for (const char* address :
       {"", ":50051", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:-1", "::1:50051"})
    EXPECT_THAT(MistakesOfListening(address), ElementsAre(HasSubstr("--listen"))) << address;
}

TEST(ServerConfig, APeerIsAnAddressToConnectTo) {
  EXPECT_THAT(MistakesOfPeer("peer", "[::1]:50051", false), IsEmpty());
  for (const char* address : {"", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536"})
    EXPECT_THAT(MistakesOfPeer("peer", address, false), ElementsAre(HasSubstr("--peer"))) << address;
  EXPECT_THAT(MistakesOfPeer("peer", "host:50051", false), ElementsAre(HasSubstr("--allow_remote_plaintext")));
  EXPECT_THAT(MistakesOfPeer("peer", "host:50051", true), IsEmpty());
}

TEST(ServerConfig, EveryMistakeHasItsLine) {
  ServerConfig config = Sound();
  config.data_dir = "";
  config.threads = 0;
  config.reader_threads = 65;
  config.cache_bytes = 1;
  config.drain_delay = -absl::Seconds(1);
  config.drain_timeout = absl::InfiniteDuration();
  config.log_level = "loud";
  EXPECT_THAT(Mistakes(config),
              ElementsAre(HasSubstr("--data_dir"), HasSubstr("--threads=0"), HasSubstr("--reader_threads=65"),
                          HasSubstr("--cache_bytes=1"), HasSubstr("--drain_delay=-1s"),
                          HasSubstr("--drain_timeout=inf"), HasSubstr("--log_level=loud")));
}

TEST(ServerConfig, TheProgramsOwnFlagsComeAfterTheAddressAndTheData) {
  EXPECT_THAT(ServerFlags({"own"}), ElementsAre("listen", "data_dir", "own", "allow_remote_plaintext", "threads",
                                                "reader_threads", "free_bytes_min", "cache_bytes", "drain_delay",
                                                "drain_timeout", "log_level", "check_config"));
}

TEST(LogLevel, FollowsTheName) {
  ServerConfig config = Sound();
  EXPECT_EQ(LogLevel(config), Level::kInfo);
  config.log_level = "warning";
  EXPECT_EQ(LogLevel(config), Level::kWarning);
  config.log_level = "error";
  EXPECT_EQ(LogLevel(config), Level::kError);
}

}  // namespace
}  // namespace jiedui::ops
