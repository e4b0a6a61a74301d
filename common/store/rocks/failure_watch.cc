// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/failure_watch.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace jiedui::store {

void FailureWatch::OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) {
  if (error == nullptr || error->ok() || error->IsShutdownInProgress()) return;
  Fail(absl::UnavailableError(
      absl::StrCat("background error (", static_cast<int>(reason), ") of the store: ", error->ToString())));
}

void FailureWatch::Fail(absl::Status cause) {
  MutexLock lock(mutex_);
  if (failure_.ok()) failure_ = std::move(cause);
  if (wake_) wake_();
}

absl::Status FailureWatch::failure() const {
  MutexLock lock(mutex_);
  return failure_;
}

void FailureWatch::WhenFailed(std::function<void()> wake) {
  MutexLock lock(mutex_);
  wake_ = std::move(wake);
  if (!failure_.ok() && wake_) wake_();
}

}  // namespace jiedui::store
