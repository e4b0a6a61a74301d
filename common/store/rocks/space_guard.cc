// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/space_guard.h"

#include "common/base/errors.h"
#include "common/store/rocks/directory.h"

namespace jiedui::store {
namespace {

constexpr absl::Duration kAskEvery = absl::Seconds(1);
constexpr absl::Duration kRetryAfter = absl::Seconds(10);

}  // namespace

absl::Status SpaceGuard::Check(absl::Time now) {
  // A clock that jumps back asks at once, rather than not until it has caught up.
  if (absl::AbsDuration(now - last_asked_) < kAskEvery) return last_answer_;
  last_asked_ = now;
  last_answer_ = FreeBytes(env_, directory_) >= free_bytes_min_
                     ? absl::OkStatus()
                     : Overloaded("DISK_FULL", "the disk is nearly full: nothing is written", kRetryAfter);
  return last_answer_;
}

}  // namespace jiedui::store
