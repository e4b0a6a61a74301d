// SPDX-License-Identifier: Apache-2.0
// The whole scheduler over a store and a registry: what main.cc serves, and what tests run in process.
#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <vector>

#include "common/base/clock.h"
#include "common/base/ticker.h"
#include "common/rpc/server_program.h"
#include "common/store/store.h"
#include "scheduler_service/directory/catch_up.h"
#include "scheduler_service/directory/follower.h"
#include "scheduler_service/directory/progress.h"
#include "scheduler_service/domain/expense_rates.h"
#include "scheduler_service/rpc/planner.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// What the scheduler's stores are called, and the domain of its errors.
inline constexpr char kServiceName[] = "scheduler";
inline constexpr char kErrorDomain[] = "scheduler.jiedui";

// How long an offer that is over, or work that goes on, waits at most.
inline constexpr absl::Duration kUpkeepInterval = absl::Milliseconds(500);

// Any thread. Outlives the server that runs its services.
class Scheduler final : public rpc::Application {
 public:
  // `store` and `clock` outlive the scheduler. Makes indexes anew where another version made them. DATA_LOSS, or what
  // Store::Mutate answers.
  static absl::StatusOr<std::unique_ptr<Scheduler>> Open(store::Store& store, std::shared_ptr<grpc::Channel> registry,
                                                         const Clock& clock, ExpenseRates expense_rates = Shipped());
  // Over a store whose indexes are those of this program, e.g. a new one.
  Scheduler(store::Store& store, std::shared_ptr<grpc::Channel> registry, const Clock& clock,
            ExpenseRates expense_rates = Shipped());

  std::vector<rpc::Service> Services() override;

  // Starts following the registry, and the upkeep (store/upkeep.h).
  void Start() override;
  // Stops following and planning, and answers the calls that wait for the registry. Idempotent; the destructor calls
  // it.
  void Stop() override;
  ~Scheduler() override { Stop(); }

 private:
  // The rates that the program brings along.
  static ExpenseRates Shipped();

  store::Store& store_;
  const Clock& clock_;
  const absl::Time start_time_;
  const ExpenseRates expense_rates_;
  const Tables tables_;
  DirectoryProgress progress_;
  Follower follower_;
  CatchUp catch_up_;
  std::unique_ptr<Ticker> upkeep_;
  Planner planner_;
};

}  // namespace jiedui::scheduler
