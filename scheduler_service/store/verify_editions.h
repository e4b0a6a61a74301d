// SPDX-License-Identifier: Apache-2.0
// Editions and corrections beside what they say of themselves: what an edition counted is there and is what its digest
// says; the guard knows how many editions a period has; an approved correction has been made in every assignment that
// it names (invariants 5 and 6).
#pragma once

#include <memory>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

std::unique_ptr<VerifyStep> VerifyEditions(const Verified& verified);
// Pieces of editions that are not there.
std::unique_ptr<VerifyStep> VerifyEditionParts(const Verified& verified);
std::unique_ptr<VerifyStep> VerifyFrozenPeriods(const Verified& verified);
std::unique_ptr<VerifyStep> VerifyCorrections(const Verified& verified);

}  // namespace jiedui::scheduler
