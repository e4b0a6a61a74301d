// SPDX-License-Identifier: Apache-2.0
// Stable matching of applicants to postings where both sides rank, within regional caps. Pure, deterministic.
//
// Applicants propose, best wish first; a posting keeps the best that fit its openings and its region's cap and turns
// away the rest (deferred acceptance; Gale and Shapley 1962, with nested limits). The result is stable, and in no
// stable matching has any applicant a better one.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace jiedui::planning {

struct Application {
  int32_t applicant = 0;
  int32_t posting = 0;
  int32_t wish = 0;         // the applicant's rank of the posting: smaller is dearer; distinct for an applicant
  int32_t standing = 0;     // the posting's rank of the applicant: smaller is preferred; equal: the lower applicant
  int32_t region_rank = 0;  // the region's, likewise: who gives way where its cap is reached; one rank for an applicant
                            // in a region, which must not turn the order of any of its postings
};

struct Posting {
  int32_t openings = 0;
  int32_t region = -1;  // -1: none
};

struct Market {
  int32_t applicants = 0;
  std::vector<Posting> postings;
  std::vector<int32_t> region_caps;       // people over all postings of a region together
  std::vector<Application> applications;  // acceptable to both sides
};

// Applications that, together with the matching, are a reason to break it: the applicant would rather have the posting,
// and the posting (and its region) has room for them, or would rather have them than one it has.
struct BlockingPair {
  int32_t application = 0;
  int32_t instead_of = -1;  // the application that would give way: of the posting, or of its region; -1: there is room

  bool operator==(const BlockingPair&) const = default;
};

// Ranges, distinct wishes, at most one application for a posting, region ranks as said above.
// INVALID_ARGUMENT names the place.
absl::Status CheckMarket(const Market& market);

// The applications that are granted, ascending. Errors: of CheckMarket. Time: O(n log n) in the applications.
absl::StatusOr<std::vector<int32_t>> MatchStably(const Market& market);

// All blocking pairs of a matching (applications granted), by application; empty = stable. Shares nothing with
// MatchStably. INVALID_ARGUMENT: the matching gives an applicant two postings, or breaks openings or caps.
absl::StatusOr<std::vector<BlockingPair>> BlockingPairs(const Market& market, const std::vector<int32_t>& granted);

}  // namespace jiedui::planning
