// SPDX-License-Identifier: Apache-2.0
#include "common/ops/signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace jiedui::ops {
namespace {

using testing::ExitedWithCode;

// In processes of their own: signals belong to the whole process.
TEST(Signals, FirstOneEndsTheWaitAndNothingElse) {
  for (const int signal : {SIGTERM, SIGINT})
    EXPECT_EXIT(
        {
          BlockStopSignals();
          kill(getpid(), signal);
          WaitForStopSignal();
          _exit(7);
        },
        ExitedWithCode(7), "");
}

TEST(Signals, SecondOneEndsTheProcessAtOnce) {
  EXPECT_EXIT(
      {
        BlockStopSignals();
        kill(getpid(), SIGTERM);
        WaitForStopSignal();
        kill(getpid(), SIGINT);
        alarm(20);  // ends the process with a signal if nothing else does
        for (;;) pause();
      },
      ExitedWithCode(1), "");
}

}  // namespace
}  // namespace jiedui::ops
