// SPDX-License-Identifier: Apache-2.0
// The model: a store in a std::map, one command at a time under a lock, no group commit. It shares only the
// Transaction with rocks/, so that tests can compare the two; it loses everything on destruction.
#pragma once

#include <memory>
#include <string>

#include "common/base/clock.h"
#include "common/store/store.h"

namespace jiedui::store {

// `clock` must outlive the store.
std::unique_ptr<Store> NewMemoryStore(const Clock& clock);

}  // namespace jiedui::store
