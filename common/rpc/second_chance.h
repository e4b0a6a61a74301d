// SPDX-License-Identifier: Apache-2.0
// Refused writes that wait for their service's Recovery (call.h). A server that drains answers those that still wait,
// so that a recovery which never comes back cannot hold it up.
#pragma once

#include <list>
#include <memory>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "common/base/mutex.h"
#include "common/rpc/call.h"

namespace jiedui::rpc {

// Any thread.
class SecondChances {
 public:
  SecondChances();
  ~SecondChances();

  // Asks `recovery`. False: it does not help, `then` is dropped. True: `then` is called once, perhaps already; a
  // caller that it may delete must not touch itself any more.
  bool Offer(const Recovery& recovery, absl::Status refusal, CallInfo call,
             absl::AnyInvocable<void(absl::Status)> then);

  // Answers all that wait, and all that come, with UNAVAILABLE / SHUTTING_DOWN.
  void CutAll();
  bool cut() const;

 private:
  struct Waiting;
  struct State;
  const std::shared_ptr<State> state_;  // shared with recoveries that may answer after the server is gone
};

}  // namespace jiedui::rpc
