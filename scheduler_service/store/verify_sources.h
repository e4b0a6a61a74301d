// SPDX-License-Identifier: Apache-2.0
// What reports are made of besides courses, postings and people: outcomes and figures entered by hand stand under the
// id that what they are makes, so that each is there once; agreements, and the money of courses, name what is there
// (invariant 5).
#pragma once

#include <memory>
#include <vector>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

std::vector<std::unique_ptr<VerifyStep>> VerifySources(const Verified& verified);

}  // namespace jiedui::scheduler
