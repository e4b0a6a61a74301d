// SPDX-License-Identifier: Apache-2.0
#include "registry_service/config.h"

#include <gmock/gmock.h>

#include <string>

namespace jiedui::registry {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Config, DefaultsAreSound) {
  const Config config = ConfigFromFlags();
  EXPECT_THAT(Mistakes(config), IsEmpty());
  EXPECT_EQ(config.server.listen, "127.0.0.1:50051");
  EXPECT_EQ(config.server.data_dir, "var/registry");
  EXPECT_FALSE(config.allow_synthetic_ids);
}

TEST(Config, MistakesOfEveryServerAreFound) {
  Config config = ConfigFromFlags();
  config.server.listen = "nonsense";
  EXPECT_THAT(Mistakes(config), testing::ElementsAre(HasSubstr("--listen")));
}

TEST(Config, AWrongFileOfDivisionsIsOneMistake) {
  Config config = ConfigFromFlags();
  config.divisions_file = "/nowhere/divisions.csv";
  EXPECT_THAT(Mistakes(config), testing::ElementsAre("--divisions_file=/nowhere/divisions.csv: cannot be read"));
}

TEST(Config, ARetentionIsDaysFromOne) {
  Config config = ConfigFromFlags();
  EXPECT_EQ(config.retention_days, 3650);
  for (const int days : {0, -1, 36'501}) {
    config.retention_days = days;
    EXPECT_THAT(Mistakes(config), testing::ElementsAre(HasSubstr("--retention_days"))) << days;
  }
  config.retention_days = 1;
  EXPECT_THAT(Mistakes(config), IsEmpty());
}

TEST(Config, EveryFlagIsListedForTheParser) {
  const ops::ProgramInfo program = Program();
  EXPECT_EQ(program.env_prefix, "JIEDUI_REGISTRY_");
  for (const std::string& name : program.flags) EXPECT_THAT(ops::EffectiveConfig(program), HasSubstr(name + "="));
}

}  // namespace
}  // namespace jiedui::registry
