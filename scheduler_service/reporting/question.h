// SPDX-License-Identifier: Apache-2.0
// What a report is asked: of which pairing, over which days, on which basis. Pure, any thread.
#pragma once

#include <string>

#include "common/base/civil_date.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "jiedui/scheduler/v1/report.pb.h"

namespace jiedui::scheduler {

// Asks about all pairings.
inline constexpr absl::string_view kAllPairings = "pairings/-";

struct ReportQuestion {
  std::string pairing;                      // "pairings/{pairing}", or kAllPairings
  std::string since;                        // ISO; empty = each pairing's first day
  std::string as_of;                        // ISO, inclusive
  v1::Basis basis = v1::BASIS_UNSPECIFIED;  // of training lines, instead of their rule's; UNSPECIFIED = the rule's

  bool operator==(const ReportQuestion&) const = default;
  template <typename H>
  friend H AbslHashValue(H h, const ReportQuestion& question) {
    return H::combine(std::move(h), question.pairing, question.since, question.as_of, question.basis);
  }
};

// The days from `since`, or from the pairing's first day, to `as_of`: none where the pairing began later.
DateRange PeriodOf(const ReportQuestion& question, const v1::Pairing& pairing);

}  // namespace jiedui::scheduler
