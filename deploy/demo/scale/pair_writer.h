// SPDX-License-Identifier: Apache-2.0
// Makes all requests of a pair at scale and gives them away one by one, a year after the other: what is kept meanwhile
// is the plan of one year and the identity numbers issued.
#pragma once

#include "deploy/demo/scale/row_sink.h"
#include "deploy/demo/scale/tally.h"
#include "deploy/demo/scale/tier.h"

namespace jiedui::demo {

// A pair from 1. The same requests whatever else is made, in the same order in each step.
PairTally WritePair(const TierMap& map, int pair, RowSink& sink);

}  // namespace jiedui::demo
