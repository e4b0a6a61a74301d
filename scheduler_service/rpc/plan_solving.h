// SPDX-License-Identifier: Apache-2.0
// From one snapshot to the best plan, on the planner's thread: read what it is made from, ask all rules, solve. Nothing
// is kept. Every step looks whether somebody still waits.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/store/store.h"
#include "scheduler_service/domain/plan_model.h"
#include "scheduler_service/domain/plan_notices.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/rpc/parts.h"
#include "scheduler_service/rpc/plan_job.h"

namespace jiedui::scheduler {

inline constexpr int kPlanSecondsDefault = 60;

// When the work of a request that names so many seconds, or 0, is to end.
absl::Time EndOfPlanning(const Clock& clock, int seconds_max);

// When one of so many pieces of work, of which none has begun, is to end: it gets an equal part of what is left.
absl::Time EndOfShare(const Clock& clock, absl::Time end_time, int64_t pieces_left);

// A plan with what it was made from.
struct PlanDraft {
  PlanModel model;
  planning::Solution solution;
  v1::Plan plan;  // without a name
};

class PlanSolving {
 public:
  // `question`: Completed. All but `pairing` must outlive it.
  PlanSolving(const ServiceParts& parts, const store::Snapshot& snapshot, std::string pairing,
              const v1::PlanQuestion& question, PlanJob& job);

  // Once, before Solve. NOT_FOUND: the base plan.
  absl::Status ReadBase();

  // `edits`: what is supposed. When `end_time` comes, the best plan so far is the answer. Errors as CreatePlan's;
  // CANCELLED.
  absl::StatusOr<PlanDraft> Solve(const std::vector<v1::PlanEdit>& edits, absl::Time end_time);

  // CANCELLED: nobody waits.
  absl::Status CheckGoesOn() const;
  void Tell(v1::PlanProgress::Phase phase, int64_t work = 0);

 private:
  absl::StatusOr<PlanModel> PartedModel(const std::vector<int>& parted, const PlanFacts& facts, absl::Time end_time);
  absl::StatusOr<planning::Solution> Match(const PlanModel& model);
  absl::StatusOr<planning::Solution> BestFor(const PlanModel& model, absl::Time end_time);
  void TellStep(const planning::Progress& step);
  void TellFound(const v1::Plan& plan);

  const ServiceParts& parts_;
  const store::Snapshot& snapshot_;
  const std::string pairing_;
  const v1::PlanQuestion& question_;
  PlanJob& job_;
  const absl::CivilDay day_;     // on which it is planned, with edits and without
  std::vector<ToldPlace> told_;  // of the base plan
  std::set<std::string> base_;   // its assignments
};

}  // namespace jiedui::scheduler
