// SPDX-License-Identifier: Apache-2.0
// The one place where options, limits, health, reflection and services meet gRPC. A few completion-queue threads of our
// own serve everything (docs/adr/0003): the callback API has two threads for the whole process and adds 50 ms to the
// first call after an idle second, the sync API spends a thread per waiting call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/rpc/service.h"
#include "common/store/store.h"

namespace jiedui::rpc {

struct ServerOptions {
  std::string address = "127.0.0.1:0";  // host:port; port 0 = any free one
  std::string error_domain;             // of ErrorInfo, e.g. "registry.jiedui"
  int threads = 2;                      // that poll completion queues
  int reader_threads = 2;               // that run reads which may wait for the disk, and finish writes
  int message_bytes_max = 1024 * 1024;  // of a request; a greater one is RESOURCE_EXHAUSTED
  int streams_per_connection_max = 1024;
  int calls_in_flight_max = 8192;                        // more are RESOURCE_EXHAUSTED with a retry hint
  absl::Duration drain_delay = absl::Milliseconds(500);  // between NOT_SERVING and refusing calls
  absl::Duration drain_timeout = absl::Seconds(3);       // for calls in flight; then they are cut
  absl::Duration last_words = absl::Milliseconds(100);   // for clients to read how their streams have ended
  absl::Duration default_deadline = absl::Seconds(30);
  absl::Duration write_stall_max = absl::Seconds(30);  // a stream whose reader takes nothing this long is cut
};

// Any thread.
class Server {
 public:
  // `store` and `clock` must outlive the server. INVALID_ARGUMENT: bad address; UNAVAILABLE: the port is in use.
  // Aborts if a service lacks a handler for one of its RPCs.
  static absl::StatusOr<std::unique_ptr<Server>> Start(ServerOptions options, std::vector<Service> services,
                                                       store::Store& store, const Clock& clock);
  virtual ~Server() = default;

  virtual int port() const = 0;

  // Health (overall and per service) to SERVING or NOT_SERVING; SERVING after Start.
  virtual void SetServing(bool serving) = 0;

  // Ends everything in order: NOT_SERVING, drain_delay, streams end with UNAVAILABLE, calls in flight finish or are cut
  // after drain_timeout. Returns when no handler runs any more. Idempotent; the destructor calls it.
  virtual void Drain() = 0;
};

}  // namespace jiedui::rpc
