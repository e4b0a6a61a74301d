// SPDX-License-Identifier: Apache-2.0
// jiedui-scheduler: what sets it apart from other servers of ours.
#include "common/rpc/channel.h"
#include "common/rpc/server_program.h"
#include "scheduler_service/config.h"
#include "scheduler_service/scheduler.h"

namespace jiedui::scheduler {
namespace {

int Main(int argc, char** argv) {
  return rpc::RunServer(argc, argv,
                        {.info = Program(),
                         .service = kServiceName,
                         .error_domain = kErrorDomain,
                         .config = [] { return ConfigFromFlags().server; },
                         .mistakes = [] { return Mistakes(ConfigFromFlags()); },
                         .open =
                             [](store::Store& store, const Clock& clock) {
                               return Scheduler::Open(store, rpc::NewChannel(ConfigFromFlags().registry), clock);
                             }});
}

}  // namespace
}  // namespace jiedui::scheduler

int main(int argc, char** argv) { return jiedui::scheduler::Main(argc, argv); }
