// SPDX-License-Identifier: Apache-2.0
#include "common/store/trimmer.h"

#include <utility>

namespace jiedui::store {

Trimmer::Trimmer(Store& store, const Clock& clock, std::function<void(const absl::Status&)> on_error,
                 absl::Duration interval)
    : ticker_(
          [&store, &clock, on_error = std::move(on_error), interval] {
            const absl::StatusOr<bool> more = store.Trim(clock.Now());
            if (!more.ok()) on_error(more.status());
            return more.ok() && *more ? kTrimPause : interval;
          },
          interval) {}

}  // namespace jiedui::store
