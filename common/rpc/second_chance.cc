// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/second_chance.h"

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "common/rpc/engine.h"

namespace jiedui::rpc {

// One call that waits; whoever takes `then` first answers.
struct SecondChances::Waiting {
  absl::AnyInvocable<void(absl::Status)> then;
};

struct SecondChances::State {
  Mutex mutex;
  bool cut ABSL_GUARDED_BY(mutex) = false;
  absl::flat_hash_set<std::shared_ptr<Waiting>> waiting ABSL_GUARDED_BY(mutex);

  bool Add(const std::shared_ptr<Waiting>& entry) {
    MutexLock lock(mutex);
    if (!cut) waiting.insert(entry);
    return !cut;
  }
  // Whether `entry` was still waiting.
  bool Remove(const std::shared_ptr<Waiting>& entry) {
    MutexLock lock(mutex);
    return waiting.erase(entry) == 1;
  }
};

SecondChances::SecondChances() : state_(std::make_shared<State>()) {}
SecondChances::~SecondChances() = default;

// NOLINTNEXTLINE(performance-unnecessary-value-param): the call they come from may be gone before this returns
bool SecondChances::Offer(const Recovery& recovery, absl::Status refusal, CallInfo call,
                          absl::AnyInvocable<void(absl::Status)> then) {
  const std::shared_ptr<State> state = state_;
  auto entry = std::make_shared<Waiting>(Waiting{std::move(then)});
  const bool added = state->Add(entry);
  const bool taken = recovery(refusal, call, [state, entry](absl::Status status) {
    if (state->Remove(entry)) entry->then(std::move(status));
  });
  if (!added) {
    if (taken) entry->then(ServerStopping());
    return taken;
  }
  // Refused, unless CutAll() has answered meanwhile.
  return taken || !state->Remove(entry);
}

void SecondChances::CutAll() {
  absl::flat_hash_set<std::shared_ptr<Waiting>> cut;
  {
    MutexLock lock(state_->mutex);
    state_->cut = true;
    cut.swap(state_->waiting);
  }
  for (const std::shared_ptr<Waiting>& entry : cut) entry->then(ServerStopping());
}

bool SecondChances::cut() const {
  MutexLock lock(state_->mutex);
  return state_->cut;
}

}  // namespace jiedui::rpc
