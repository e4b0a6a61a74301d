// SPDX-License-Identifier: Apache-2.0
// Index and rows agree, both ways, for every table (invariant 5); and no row belongs to none.
#pragma once

#include <memory>
#include <vector>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

std::vector<std::unique_ptr<VerifyStep>> VerifyIndexes(const Verified& verified);

}  // namespace jiedui::scheduler
