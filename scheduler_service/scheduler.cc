// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/scheduler.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/ops/log.h"
#include "scheduler_service/rpc/admin_service.h"
#include "scheduler_service/rpc/agreement_service.h"
#include "scheduler_service/rpc/assignment_service.h"
#include "scheduler_service/rpc/change_service.h"
#include "scheduler_service/rpc/course_service.h"
#include "scheduler_service/rpc/demand_service.h"
#include "scheduler_service/rpc/edition_service.h"
#include "scheduler_service/rpc/expense_service.h"
#include "scheduler_service/rpc/manual_figure_service.h"
#include "scheduler_service/rpc/outcome_service.h"
#include "scheduler_service/rpc/pairing_service.h"
#include "scheduler_service/rpc/planning_service.h"
#include "scheduler_service/rpc/posting_service.h"
#include "scheduler_service/rpc/report_service.h"
#include "scheduler_service/store/index_version.h"
#include "scheduler_service/store/upkeep.h"

namespace jiedui::scheduler {

absl::StatusOr<std::unique_ptr<Scheduler>> Scheduler::Open(store::Store& store, std::shared_ptr<grpc::Channel> registry,
                                                           const Clock& clock, ExpenseRates expense_rates) {
  ASSIGN_OR_RETURN(const bool anew, PrepareIndexes(store, Tables(), IndexVersion()));
  if (anew) ops::Log(ops::Level::kInfo, "indexes made anew", {{"version", IndexVersion()}});
  return std::make_unique<Scheduler>(store, std::move(registry), clock, std::move(expense_rates));
}

// The text is our own, and tested.
ExpenseRates Scheduler::Shipped() { return ParseExpenseRates(ShippedExpenseRates()).value_or(ExpenseRates()); }

Scheduler::Scheduler(store::Store& store, std::shared_ptr<grpc::Channel> registry, const Clock& clock,
                     ExpenseRates expense_rates)
    : store_(store),
      clock_(clock),
      start_time_(clock.Now()),
      expense_rates_(std::move(expense_rates)),
      follower_(registry, store, tables_, clock, progress_),
      catch_up_(std::move(registry), clock, progress_, [this] { follower_.Nudge(); }),
      planner_(clock) {}

std::vector<rpc::Service> Scheduler::Services() {
  const ServiceParts parts{
      .tables = tables_, .clock = clock_, .progress = progress_, .recovery = catch_up_.AsRecovery()};
  std::vector<rpc::Service> services;
  services.push_back(NewPairingService(parts));
  services.push_back(NewCourseService(parts));
  services.push_back(NewPostingService(parts));
  services.push_back(NewDemandService(parts));
  services.push_back(NewAssignmentService(parts));
  services.push_back(NewPlanningService(parts, store_, planner_));
  services.push_back(NewReportService(parts));
  services.push_back(NewAgreementService(parts));
  services.push_back(NewOutcomeService(parts));
  services.push_back(NewManualFigureService(parts));
  services.push_back(NewExpenseService(parts, expense_rates_));
  services.push_back(NewEditionService(parts, store_));
  services.push_back(NewChangeService(store_, clock_));
  services.push_back(NewAdminService(parts, store_, start_time_));
  return services;
}

void Scheduler::Start() {
  follower_.Start();
  upkeep_ = std::make_unique<Ticker>(
      [this] {
        const absl::Status done = RunUpkeep(store_, tables_, clock_.Now());
        if (!done.ok()) ops::Log(ops::Level::kWarning, "upkeep failed; trying again", {{"error", done.ToString()}});
        return kUpkeepInterval;
      },
      kUpkeepInterval);
}

void Scheduler::Stop() {
  planner_.Stop();
  upkeep_.reset();
  catch_up_.Stop();
  follower_.Stop();
}

}  // namespace jiedui::scheduler
