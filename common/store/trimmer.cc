// SPDX-License-Identifier: Apache-2.0
#include "common/store/trimmer.h"

#include <utility>

namespace jiedui::store {

Trimmer::Trimmer(Store& store, const Clock& clock, std::function<void(const absl::Status&)> on_error,
                 absl::Duration interval)
    : ticker_(
          [&store, &clock, on_error = std::move(on_error)] {
            const absl::Status trimmed = store.Trim(clock.Now());
            if (!trimmed.ok()) on_error(trimmed);
          },
          interval) {}

}  // namespace jiedui::store
