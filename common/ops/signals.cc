// SPDX-License-Identifier: Apache-2.0
#include "common/ops/signals.h"

#include <unistd.h>

#include <csignal>
#include <thread>

namespace jiedui::ops {
namespace {

constexpr int kExitAtOnce = 1;

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

void WaitForOne() {
  const sigset_t signals = StopSignals();
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) {
  }
}

}  // namespace

void BlockStopSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void WaitForStopSignal() {
  WaitForOne();
  // Outlives this call on purpose: whoever presses Ctrl-C again does not want to wait for the drain.
  std::thread([] {
    WaitForOne();
    _exit(kExitAtOnce);
  }).detach();
}

}  // namespace jiedui::ops
