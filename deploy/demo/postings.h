// SPDX-License-Identifier: Apache-2.0
// Postings of the golden pair, as requests: one place each.
#pragma once

#include <string>
#include <vector>

#include "deploy/demo/plan.h"
#include "jiedui/scheduler/v1/posting_service.pb.h"

namespace jiedui::demo {

std::vector<scheduler::v1::CreatePostingRequest> MakePostings();

// "pairings/yuhang-cangxi/postings/doctor-2021-1"
std::string PostingName(const PostingPlan& plan);

}  // namespace jiedui::demo
