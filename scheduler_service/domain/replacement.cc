// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/replacement.h"

#include <utility>

#include "common/base/civil_date.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/leaving.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {
namespace {

// 0 = the next day, -5 = five days together.
int GapDays(const std::string& last_day, const std::string& first_day) {
  return static_cast<int>(*ParseDate(first_day) - *ParseDate(last_day)) - 1;
}

}  // namespace

absl::StatusOr<Replacement> Replace(const StepFacts& leaving, const AssignmentFacts& facts, const Step& goes,
                                    const Step& comes, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckDate(leaving.assignment, comes.date, leaving.item.dates));
  Replacement replacement;
  ASSIGN_OR_RETURN(replacement.goes, GiveWay(leaving, goes, stamp));
  v1::Assignment& old = replacement.goes.assignment;

  AssignmentFacts free = facts;
  Release(*free.seats.mutable_ledger(), old.quota_division(), old.category());
  if (leaving.assignment.state() == v1::Assignment::STATE_OFFERED)
    free.seats.mutable_ledger()->set_offered(free.seats.ledger().offered() - 1);
  free.candidate.ledger = free.seats.ledger();
  ASSIGN_OR_RETURN(replacement.comes, Assign(free, comes, stamp));
  v1::Assignment& fresh = replacement.comes.assignment;
  fresh.set_replaces(old.name());
  fresh.set_handover_gap_days(GapDays(goes.date, fresh.start_date()));
  old.set_replaced_by(fresh.name());
  return replacement;
}

}  // namespace jiedui::scheduler
