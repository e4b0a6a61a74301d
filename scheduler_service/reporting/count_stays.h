// SPDX-License-Identifier: Apache-2.0
// Stays of officials and professionals at their postings: who was sent in the period (新选派), once for as long as they
// stay without a gap, and who is on post on the day (在岗). Pure, one thread.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "jiedui/scheduler/v1/posting.pb.h"
#include "scheduler_service/reporting/assignment_view.h"
#include "scheduler_service/reporting/counting.h"

namespace jiedui::scheduler {

// Takes the rows of one pairing in the order of their keys, all postings before the assignments.
class StayCounter {
 public:
  // `counting` outlives it.
  explicit StayCounter(const Counting& counting) : counting_(counting) {}

  void Add(const v1::Posting& posting);
  // False: not to a posting that is known here.
  bool Add(const AssignmentView& assignment);
  // Adds the contributions, once, when all assignments are in: whether a stay goes on from another one shows then.
  void Finish();

 private:
  // Lines that a stay counts for, by who is sent and which way.
  struct Lines {
    FigureId sent;
    FigureId on_post;  // equal to `sent`: there is no such line
  };
  struct Posting {
    const Lines* lines = nullptr;  // null = none
    uint32_t part = kNone;
    int days_min = 0;
    bool is_stationed_doctor = false;
    bool is_cancelled = false;
    bool is_part_time = false;
  };
  struct Stay {
    const Posting* posting = nullptr;
    uint32_t row = kNone;
    uint32_t person = kNone;
    DayNumber first = 0;   // 0 = never came
    DayNumber last = 0;    // planned, or actual once it is over
    DayNumber closed = 0;  // 0 = not over
    bool is_cancelled = false;
    bool is_short = false;  // said to be, when it ended
  };

  static const Lines* LinesOf(const v1::Posting& posting);
  bool IsWanted(const Lines& lines) const;
  static bool IsBefore(const Stay& a, const Stay& b);
  v1::NotCountedReason ReasonAgainst(const Stay& stay) const;
  static DayNumber LastDay(const Stay& stay);
  int DaysIfTooShort(const Stay& stay) const;
  void AddPerson(absl::Span<const Stay> stays) const;
  void AddSent(const Stay& stay, uint32_t goes_on_from) const;
  void AddOnPost(const Stay& stay) const;

  const Counting& counting_;
  absl::flat_hash_map<std::string, std::unique_ptr<Posting>> postings_;
  std::vector<Stay> stays_;
};

}  // namespace jiedui::scheduler
