// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/stream_hub.h"

#include <algorithm>

namespace jiedui::rpc {
namespace {

using std::chrono::steady_clock;

// An upper bound of one wait, so that infinity needs no care.
constexpr std::chrono::hours kOneWaitMax(1);

}  // namespace

StreamHub::StreamHub(absl::Duration stall_check_period)
    : stall_check_period_(absl::ToChronoNanoseconds(stall_check_period)),
      stall_check_(steady_clock::now() + stall_check_period_),
      thread_([this] { Run(); }) {}

StreamHub::~StreamHub() {
  {
    MutexLock lock(wait_mutex_);
    stopping_ = true;
    nudge_.NotifyOne();
  }
  thread_.join();
}

bool StreamHub::Add(Member& member) {
  {
    MutexLock lock(members_mutex_);
    if (ended_) return false;
    due_[&member] = Instant::max();
    ++count_;
  }
  Nudge();  // an idle hub plans nothing: there is somebody to look after now
  return true;
}

void StreamHub::Remove(Member& member) {
  MutexLock lock(members_mutex_);
  if (due_.erase(&member) == 1) --count_;
  if (due_.empty()) emptied_.NotifyAll();
}

void StreamHub::WakeAll() {
  if (count_ == 0 || wake_all_.exchange(true)) return;
  Nudge();
}

void StreamHub::WakeAfter(Member& member, absl::Duration pause) {
  const Instant due = steady_clock::now() + absl::ToChronoNanoseconds(std::min(pause, absl::Hours(1)));
  bool sooner = false;
  {
    MutexLock lock(members_mutex_);
    const auto found = due_.find(&member);
    if (found == due_.end()) return;
    found->second = due;
    sooner = due < planned_;
  }
  if (sooner) Nudge();
}

size_t StreamHub::EndAll() {
  MutexLock lock(members_mutex_);
  ended_ = true;
  for (const auto& [member, due] : due_) member->End();
  return due_.size();
}

bool StreamHub::WaitUntilEmpty(absl::Duration timeout) {
  const Instant end = steady_clock::now() + absl::ToChronoNanoseconds(timeout);
  MutexLock lock(members_mutex_);
  while (!due_.empty() && steady_clock::now() < end)
    emptied_.WaitFor(members_mutex_, absl::FromChrono(end - steady_clock::now()));
  return due_.empty();
}

void StreamHub::Nudge() {
  if (nudged_.exchange(true)) return;
  MutexLock lock(wait_mutex_);
  nudge_.NotifyOne();
}

StreamHub::Instant StreamHub::Sweep() {
  MutexLock lock(members_mutex_);
  const bool all = wake_all_.exchange(false);
  const Instant now = steady_clock::now();
  const bool check_stalls = now >= stall_check_;
  if (check_stalls) stall_check_ = now + stall_check_period_;
  planned_ = due_.empty() ? now + kOneWaitMax : stall_check_;
  for (auto& [member, due] : due_) {
    if (all || due <= now) {
      due = Instant::max();
      member->Wake();
    }
    if (check_stalls) member->CheckStall(now);
    planned_ = std::min(planned_, due);
  }
  return planned_;
}

void StreamHub::Run() {
  while (true) {
    nudged_ = false;
    const Instant next = Sweep();
    MutexLock lock(wait_mutex_);
    while (!nudged_ && !stopping_) {
      const auto left = next - steady_clock::now();
      if (left.count() <= 0) break;
      nudge_.WaitFor(wait_mutex_, absl::FromChrono(left));
    }
    if (stopping_) return;
  }
}

}  // namespace jiedui::rpc
