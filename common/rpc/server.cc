// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/server.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/mutex.h"
#include "common/rpc/address.h"
#include "common/rpc/call_gate.h"
#include "common/rpc/dispatch.h"
#include "common/rpc/health.h"
#include "common/rpc/polled_queue.h"
#include "common/rpc/reflection.h"
#include "common/rpc/second_chance.h"
#include "common/rpc/server_config.h"
#include "common/rpc/stream_hub.h"
#include "common/rpc/unknown_call.h"
#include "common/rpc/worker_pool.h"
#include "grpc/support/time.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"

namespace jiedui::rpc {
namespace {

// Reads that wait for a thread; more are turned down.
constexpr size_t kReadsQueuedMax = 4096;
constexpr absl::Duration kStallCheckPeriodMax = absl::Seconds(1);
constexpr absl::Duration kStallCheckPeriodMin = absl::Milliseconds(10);
constexpr absl::Duration kStreamsEndMax = absl::Seconds(1);

absl::Duration StallCheckPeriod(const ServerOptions& options) {
  return std::clamp(options.write_stall_max / 4, kStallCheckPeriodMin, kStallCheckPeriodMax);
}

std::vector<std::string> NamesOf(const std::vector<Service>& services) {
  std::vector<std::string> names = {"grpc.health.v1.Health"};
  for (const Service& service : services) names.push_back(service.descriptor().full_name());
  return names;
}

gpr_timespec DeadlineIn(absl::Duration time) {
  return gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC), gpr_time_from_nanos(absl::ToInt64Nanoseconds(time), GPR_TIMESPAN));
}

class ServerImpl final : public Server {
 public:
  ServerImpl(ServerOptions options, std::vector<Service> services, store::Store& store, const Clock& clock);
  ~ServerImpl() override { Drain(); }

  absl::Status Listen();

  int port() const override { return port_; }
  void SetServing(bool serving) override;
  void Drain() override;

 private:
  void WaitOut(absl::Duration delay);
  void EndStreams();
  void EndCalls();
  void StopQueues();

  // constant after construction, or with a lock of its own; in the order in which each needs those before it
  const ServerOptions options_;
  const std::vector<Service> services_;
  const std::vector<std::string> names_;
  CallGate gate_;
  WorkerPool readers_;
  StreamHub hub_;
  SecondChances chances_;
  Engine engine_;
  Health health_;
  const BuiltinService health_service_;
  const std::vector<BuiltinService> reflection_;
  Dispatch dispatch_;
  UnknownMethods unknown_;
  std::shared_ptr<void> commit_listener_;

  int port_ = 0;
  std::vector<std::unique_ptr<PolledQueue>> queues_;
  std::unique_ptr<grpc::Server> server_;
  std::vector<std::thread> pollers_;

  Mutex drain_mutex_;
  CondVar never_;
  bool drained_ ABSL_GUARDED_BY(drain_mutex_) = false;
};

ServerImpl::ServerImpl(ServerOptions options, std::vector<Service> services, store::Store& store, const Clock& clock)
    : options_(std::move(options)),
      services_(std::move(services)),
      names_(NamesOf(services_)),
      gate_(options_.calls_in_flight_max),
      readers_(options_.reader_threads, kReadsQueuedMax, clock),
      hub_(StallCheckPeriod(options_)),
      engine_{options_, store, clock, gate_, readers_, hub_, chances_},
      health_(names_),
      health_service_(health_.MakeService()),
      reflection_(MakeReflection(names_)),
      dispatch_(engine_),
      unknown_(engine_) {
  for (const Service& service : services_) dispatch_.Add(service);
  dispatch_.Add(health_service_);
  for (const BuiltinService& version : reflection_) dispatch_.Add(version);
  commit_listener_ = store.AddCommitListener([this](uint64_t) { hub_.WakeAll(); });
}

absl::Status ServerImpl::Listen() {
  RETURN_IF_ERROR(CheckAddress(options_.address));
  RETURN_IF_ERROR(CheckFree(options_.address));
  grpc::EnableDefaultHealthCheckService(false);
  grpc::ServerBuilder builder;
  Configure(options_, builder);
  builder.AddListeningPort(options_.address, grpc::InsecureServerCredentials(), &port_);
  for (const auto& service : dispatch_.services()) builder.RegisterService(service.get());
  builder.RegisterAsyncGenericService(&unknown_.service());
  for (int i = 0; i < options_.threads; ++i)
    queues_.push_back(std::make_unique<PolledQueue>(builder.AddCompletionQueue()));
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) {
    return MakeError(absl::StatusCode::kUnavailable, "ADDRESS_UNUSABLE",
                     absl::StrCat("cannot listen on ", options_.address,
                                  ": the port is in use, or the address is not of this machine"));
  }
  for (auto& queue : queues_) {
    dispatch_.AcceptOn(*queue);
    unknown_.AcceptOn(*queue);
    pollers_.emplace_back([&queue] { queue->Poll(); });
  }
  SetServing(true);
  return absl::OkStatus();
}

void ServerImpl::SetServing(bool serving) {
  health_.SetServing(serving);
  hub_.WakeAll();
}

void ServerImpl::Drain() {
  MutexLock lock(drain_mutex_);
  if (drained_) return;
  drained_ = true;
  if (server_ != nullptr) EndCalls();
  commit_listener_.reset();
  StopQueues();
}

void ServerImpl::WaitOut(absl::Duration delay) {
  Mutex mutex;
  MutexLock lock(mutex);
  const auto end = std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(delay);
  while (std::chrono::steady_clock::now() < end) {
    never_.WaitFor(mutex, absl::FromChrono(end - std::chrono::steady_clock::now()));
  }
}

// A client in the midst of sending loses the status that waits for it when its connection closes: it reads it first.
void ServerImpl::EndStreams() {
  if (hub_.EndAll() == 0) return;
  hub_.WaitUntilEmpty(std::min(options_.drain_timeout, kStreamsEndMax));
  WaitOut(std::min(options_.drain_timeout, options_.last_words));
}

// Clients learn first that they should go elsewhere, and have time to do so; then streams end, then everything.
void ServerImpl::EndCalls() {
  SetServing(false);
  WaitOut(options_.drain_delay);
  EndStreams();
  // Shutdown() cancels what is left after the timeout, but waits for calls that wait for a recovery.
  std::thread cutter([this] {
    gate_.WaitUntilEmpty(options_.drain_timeout);
    chances_.CutAll();
  });
  server_->Shutdown(DeadlineIn(options_.drain_timeout));
  cutter.join();
  gate_.WaitUntilEmpty(absl::InfiniteDuration());
}

void ServerImpl::StopQueues() {
  for (auto& queue : queues_) queue->Shutdown();
  for (std::thread& poller : pollers_) poller.join();
  // Queues that nobody polled, because the server never started.
  if (pollers_.empty()) {
    for (auto& queue : queues_) queue->Poll();
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(ServerOptions options, std::vector<Service> services,
                                                      store::Store& store, const Clock& clock) {
  auto server = std::make_unique<ServerImpl>(std::move(options), std::move(services), store, clock);
  RETURN_IF_ERROR(server->Listen());
  return server;
}

}  // namespace jiedui::rpc
