// SPDX-License-Identifier: Apache-2.0
// The counts of one pairing, small enough to keep: what each figure comes to, by course and posting, and who stands
// behind those figures whose people or organisations may stand behind another pairing's as well. Pure, any thread.
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/report.pb.h"
#include "scheduler_service/reporting/counting.h"
#include "scheduler_service/reporting/ledger.h"

namespace jiedui::scheduler {

// A person or organisation, by the first 128 bits of the SHA-256 of its name, and the figures that it counts for. That
// two of them are taken for one is less likely than one in 10^24 among ten million.
struct Identity {
  uint64_t high = 0;
  uint64_t low = 0;
  FigureMask figures = 0;
};
inline bool IsSame(const Identity& a, const Identity& b) { return a.high == b.high && a.low == b.low; }
inline bool IsBefore(const Identity& a, const Identity& b) { return std::tie(a.high, a.low) < std::tie(b.high, b.low); }
Identity IdentityOf(absl::string_view name);

struct FigureTally {
  int64_t value = 0;
  int64_t not_counted = 0;
  std::vector<v1::FigurePart> parts;  // by first day of the course or posting, then by name
  int64_t parts_left_out = 0;         // where there are more than kPartsMax, none is told
};
// So that a report stays a message of ordinary size.
inline constexpr size_t kPartsMax = 500;

struct Tally {
  std::vector<FigureTally> figures{kFigureCount};  // by FigureId
  std::vector<Identity> identities;                // sorted, each once
};

// Of a settled ledger.
Tally TallyOf(const Ledger& ledger);

// What a tally takes in memory, more or less.
size_t BytesOf(const Tally& tally);

}  // namespace jiedui::scheduler
