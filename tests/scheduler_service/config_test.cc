// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/config.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace jiedui::scheduler {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> MistakesOfListening(const std::string& address) { return Mistakes({.listen = address}); }

TEST(Config, DefaultsAreSoundAndThoseOfTheFlags) {
  const Config config = ConfigFromFlags();
  EXPECT_THAT(Mistakes(config), IsEmpty());
  EXPECT_EQ(config.listen, Config().listen);
  EXPECT_EQ(config.data_dir, Config().data_dir);
  EXPECT_EQ(config.threads, Config().threads);
  EXPECT_EQ(config.cache_bytes, Config().cache_bytes);
  EXPECT_EQ(config.drain_delay, Config().drain_delay);
  EXPECT_EQ(config.registry, Config().registry);
  EXPECT_FALSE(config.allow_remote_plaintext);
  EXPECT_FALSE(OnlyCheckConfig());
}

TEST(Config, LoopbackAddressesAreAccepted) {
  for (const char* address : {"127.0.0.1:0", "127.1.2.3:65535", "localhost:50051", "[::1]:50051"})
    EXPECT_THAT(MistakesOfListening(address), IsEmpty()) << address;
}

TEST(Config, OtherAddressesNeedConsent) {
  for (const char* address : {"0.0.0.0:50051", "[::]:50051", "192.168.1.5:1", "example.org:443", "127.0.0.1.evil.org:1",
                              "1270.0.0.1:1", "127.0.0.256:1"}) {
    EXPECT_THAT(MistakesOfListening(address), ElementsAre(HasSubstr("--allow_remote_plaintext"))) << address;
    EXPECT_THAT(Mistakes({.listen = address, .allow_remote_plaintext = true}), IsEmpty()) << address;
  }
}

TEST(Config, AddressesThatAreNoneAreNamed) {
  for (const char* address :
       {"", ":50051", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:-1", "::1:50051"})
    EXPECT_THAT(MistakesOfListening(address), ElementsAre(HasSubstr("--listen"))) << address;
}

TEST(Config, TheRegistryIsAnAddressToConnectTo) {
  EXPECT_THAT(Mistakes({.registry = "[::1]:50051"}), IsEmpty());
  for (const char* address : {"", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536"})
    EXPECT_THAT(Mistakes({.registry = address}), ElementsAre(HasSubstr("--registry"))) << address;
  EXPECT_THAT(Mistakes({.registry = "registry:50051"}), ElementsAre(HasSubstr("--allow_remote_plaintext")));
  EXPECT_THAT(Mistakes({.registry = "registry:50051", .allow_remote_plaintext = true}), IsEmpty());
}

TEST(Config, EveryMistakeHasItsLine) {
  Config config;
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

TEST(Config, EveryFlagIsListedForTheParser) {
  const ops::ProgramInfo program = Program();
  EXPECT_EQ(program.env_prefix, "JIEDUI_SCHEDULER_");
  for (const std::string& name : program.flags) EXPECT_THAT(ops::EffectiveConfig(program), HasSubstr(name + "="));
}

TEST(LogLevel, FollowsTheName) {
  EXPECT_EQ(LogLevel({.log_level = "info"}), ops::Level::kInfo);
  EXPECT_EQ(LogLevel({.log_level = "warning"}), ops::Level::kWarning);
  EXPECT_EQ(LogLevel({.log_level = "error"}), ops::Level::kError);
}

}  // namespace
}  // namespace jiedui::scheduler
