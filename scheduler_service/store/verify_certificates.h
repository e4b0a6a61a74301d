// SPDX-License-Identifier: Apache-2.0
// The numbers of the certificates of a pairing and year: from 1 to the last one given out, each to one assignment
// (invariant 5).
#pragma once

#include <memory>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

std::unique_ptr<VerifyStep> VerifyCertificates(const Verified& verified);
// Certificates whose number nobody counted.
std::unique_ptr<VerifyStep> VerifyCertificateNumbers(const Verified& verified);

}  // namespace jiedui::scheduler
