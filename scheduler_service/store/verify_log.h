// SPDX-License-Identifier: Apache-2.0
// The change log (invariant 5): what is kept of it is a sound chain up to the head; and, where it is kept from the
// first revision on, replayed from empty it yields the rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

// A replay goes over the log once for each so many rows, of which it remembers a digest.
inline constexpr size_t kReplayRowsPerPass = 200'000;
// A longer log is not replayed.
inline constexpr uint64_t kReplayEntriesMax = 500'000;

std::unique_ptr<VerifyStep> VerifyChangeLog(const Verified& verified);
std::unique_ptr<VerifyStep> VerifyReplay(const Verified& verified, size_t rows_per_pass = kReplayRowsPerPass);

}  // namespace jiedui::scheduler
