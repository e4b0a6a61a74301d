// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/call_gate.h"

#include <thread>

#include "gtest/gtest.h"

namespace jiedui::rpc {
namespace {

TEST(CallGate, AdmitsUpToItsLimit) {
  CallGate gate(2);
  EXPECT_TRUE(gate.Enter());
  EXPECT_TRUE(gate.Enter());
  EXPECT_FALSE(gate.Enter());
  gate.Leave();
  gate.Leave();
  EXPECT_TRUE(gate.Enter());
  EXPECT_EQ(gate.calls(), 2);
}

TEST(CallGate, EmptyGateNeedsNoWait) {
  CallGate gate(1);
  EXPECT_TRUE(gate.WaitUntilEmpty(absl::ZeroDuration()));
}

TEST(CallGate, WaitGivesUpAfterItsTimeout) {
  CallGate gate(1);
  gate.Enter();
  EXPECT_FALSE(gate.WaitUntilEmpty(absl::Milliseconds(5)));
  gate.Leave();
}

TEST(CallGate, WaitEndsWithTheLastCall) {
  CallGate gate(1000);
  for (int i = 0; i < 1000; ++i) gate.Enter();
  std::thread calls([&] {
    for (int i = 0; i < 1000; ++i) gate.Leave();
  });
  EXPECT_TRUE(gate.WaitUntilEmpty(absl::InfiniteDuration()));
  calls.join();
}

}  // namespace
}  // namespace jiedui::rpc
