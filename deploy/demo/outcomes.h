// SPDX-License-Identifier: Apache-2.0
// What came of the e-commerce training of the golden pair, as requests: 141 entities, 400 entrepreneurs of whom 372
// were trained, 300 shops of 246 of them. Five shops are reported by two townships.
#pragma once

#include <vector>

#include "jiedui/scheduler/v1/outcome_service.pb.h"

namespace jiedui::demo {

inline constexpr int kEnterprises = 26;
inline constexpr int kCooperatives = 38;
inline constexpr int kHouseholds = 77;
inline constexpr int kTrainedEntrepreneurs = 372;
inline constexpr int kUntrainedEntrepreneurs = 28;
inline constexpr int kShops = 300;
inline constexpr int kShopsReportedTwice = 5;

std::vector<scheduler::v1::RecordOutcomesRequest> MakeOutcomes();

}  // namespace jiedui::demo
