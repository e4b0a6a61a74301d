// SPDX-License-Identifier: Apache-2.0
// The row that guards a pairing's dates beside its courses and postings.
#pragma once

#include <memory>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

// Invariant 5: what is kept of the items' first and last days is what they have.
std::unique_ptr<VerifyStep> VerifyItemDates(const Verified& verified);

}  // namespace jiedui::scheduler
