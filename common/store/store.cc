// SPDX-License-Identifier: Apache-2.0
#include "common/store/store.h"

#include <utility>

#include "common/base/mutex.h"

namespace jiedui::store {
namespace {

constexpr absl::string_view kNotInMemoryUrl = "jiedui.store/not-in-memory";

// The answer of one command, handed from a thread of the store to the one that waits.
class Mailbox {
 public:
  void Put(absl::StatusOr<Committed> answer) {
    MutexLock lock(mutex_);
    answer_ = std::move(answer);
    // Under the lock: the waiting thread may destroy this as soon as it can see the answer.
    filled_.NotifyOne();
  }
  absl::StatusOr<Committed> Take() {
    MutexLock lock(mutex_);
    while (!answer_.has_value()) filled_.Wait(mutex_);
    return *std::move(answer_);
  }

 private:
  Mutex mutex_;
  CondVar filled_;
  std::optional<absl::StatusOr<Committed>> answer_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

KeyRange PrefixRange(absl::string_view prefix) {
  KeyRange range{.first = std::string(prefix), .end = std::string(prefix)};
  // The first key after them all: the last byte that can be counted up is, and what follows it goes.
  while (!range.end.empty() && range.end.back() == '\xff') range.end.pop_back();
  if (!range.end.empty()) ++range.end.back();
  return range;
}

absl::Status NotInMemory() {
  absl::Status status = absl::UnavailableError("the data is not in memory");
  status.SetPayload(kNotInMemoryUrl, absl::Cord());
  return status;
}

bool IsNotInMemory(const absl::Status& status) {
  return absl::IsUnavailable(status) && status.GetPayload(kNotInMemoryUrl).has_value();
}

absl::StatusOr<Committed> MutateAndWait(Store& store, Command command) {
  Mailbox mailbox;
  command.done = [&mailbox](absl::StatusOr<Committed> answer) { mailbox.Put(std::move(answer)); };
  store.Mutate(std::move(command));
  return mailbox.Take();
}

}  // namespace jiedui::store
