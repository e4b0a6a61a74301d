// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/config.h"

#include <gmock/gmock.h>

#include <string>

namespace jiedui::scheduler {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Config, DefaultsAreSound) {
  const Config config = ConfigFromFlags();
  EXPECT_THAT(Mistakes(config), IsEmpty());
  EXPECT_EQ(config.server.listen, "127.0.0.1:50052");
  EXPECT_EQ(config.server.data_dir, "var/scheduler");
  EXPECT_EQ(config.registry, "127.0.0.1:50051");
}

TEST(Config, MistakesOfEveryServerAreFound) {
  Config config = ConfigFromFlags();
  config.server.listen = "nonsense";
  EXPECT_THAT(Mistakes(config), testing::ElementsAre(HasSubstr("--listen")));
}

TEST(Config, TheRegistryIsAnAddressToConnectTo) {
  Config config = ConfigFromFlags();
  config.registry = "127.0.0.1:0";
  EXPECT_THAT(Mistakes(config), testing::ElementsAre(HasSubstr("--registry")));
}

TEST(Config, TheRatesOfAFileMustBeReadable) {
  Config config = ConfigFromFlags();
  config.expense_rates_file = "/nowhere/rates.csv";
  EXPECT_THAT(Mistakes(config),
              testing::ElementsAre(HasSubstr("--expense_rates_file=/nowhere/rates.csv: cannot be read")));
}

TEST(Config, EveryFlagIsListedForTheParser) {
  const ops::ProgramInfo program = Program();
  EXPECT_EQ(program.env_prefix, "JIEDUI_SCHEDULER_");
  for (const std::string& name : program.flags) EXPECT_THAT(ops::EffectiveConfig(program), HasSubstr(name + "="));
}

}  // namespace
}  // namespace jiedui::scheduler
