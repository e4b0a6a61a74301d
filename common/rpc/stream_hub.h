// SPDX-License-Identifier: Apache-2.0
// The open streams of a server, of either direction, and the one thread that wakes them: after a commit, at a time they
// asked for, when they must end. It also looks for streams whose reader takes nothing.
#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"
#include "common/base/mutex.h"

namespace jiedui::rpc {

// Any thread. Members are called with the hub's lock held: they must not call the hub back, nor wait.
class StreamHub {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  class Member {
   public:
    // Look again whether there is something to send. May come without cause.
    virtual void Wake() = 0;
    virtual void CheckStall(Instant now) = 0;
    // Finish what is under way (send what is there, store the rows that were taken), then end with UNAVAILABLE.
    virtual void End() = 0;

   protected:
    ~Member() = default;
  };

  explicit StreamHub(absl::Duration stall_check_period);
  // All members must have been removed.
  ~StreamHub();

  // False if EndAll() was called: the stream must end itself.
  bool Add(Member& member);
  // Afterwards the member is not called any more.
  void Remove(Member& member);

  void WakeAll();
  void WakeAfter(Member& member, absl::Duration pause);
  // Returns how many there were.
  size_t EndAll();
  // Waits until no member is left; false if that takes longer than `timeout`.
  bool WaitUntilEmpty(absl::Duration timeout);

 private:
  void Run();
  Instant Sweep();
  void Nudge();

  const std::chrono::nanoseconds stall_check_period_;
  std::atomic<int> count_ = 0;
  std::atomic<bool> wake_all_ = false;
  std::atomic<bool> nudged_ = false;

  Mutex members_mutex_;
  absl::flat_hash_map<Member*, Instant> due_ ABSL_GUARDED_BY(members_mutex_);  // when each wants to be woken
  Instant planned_ ABSL_GUARDED_BY(members_mutex_) = Instant::max();           // when the thread looks next
  Instant stall_check_ ABSL_GUARDED_BY(members_mutex_);
  bool ended_ ABSL_GUARDED_BY(members_mutex_) = false;
  CondVar emptied_;

  Mutex wait_mutex_;
  CondVar nudge_;
  bool stopping_ ABSL_GUARDED_BY(wait_mutex_) = false;
  std::thread thread_;
};

}  // namespace jiedui::rpc
