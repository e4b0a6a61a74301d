// SPDX-License-Identifier: Apache-2.0
// Waiting for SIGTERM and SIGINT without a signal handler.
#pragma once

namespace jiedui::ops {

// Blocks SIGTERM and SIGINT for this thread and every thread it starts later. Call first thing in main.
void BlockStopSignals();

// Waits for one of them. A second one, from then on, ends the process at once with exit code 1.
void WaitForStopSignal();

}  // namespace jiedui::ops
