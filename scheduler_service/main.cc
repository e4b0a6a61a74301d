// SPDX-License-Identifier: Apache-2.0
// jiedui-scheduler: what sets it apart from other servers of ours.
#include <memory>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/channel.h"
#include "common/rpc/server_program.h"
#include "scheduler_service/config.h"
#include "scheduler_service/expense_rates_file.h"
#include "scheduler_service/scheduler.h"

namespace jiedui::scheduler {
namespace {

absl::StatusOr<std::unique_ptr<Scheduler>> Open(store::Store& store, const Clock& clock) {
  const Config config = ConfigFromFlags();
  ASSIGN_OR_RETURN(ExpenseRates rates, LoadExpenseRates(config.expense_rates_file));
  return Scheduler::Open(store, rpc::NewChannel(config.registry), clock, std::move(rates));
}

int Main(int argc, char** argv) {
  return rpc::RunServer(argc, argv,
                        {.info = Program(),
                         .service = kServiceName,
                         .error_domain = kErrorDomain,
                         .config = [] { return ConfigFromFlags().server; },
                         .mistakes = [] { return Mistakes(ConfigFromFlags()); },
                         .open = Open});
}

}  // namespace
}  // namespace jiedui::scheduler

int main(int argc, char** argv) { return jiedui::scheduler::Main(argc, argv); }
