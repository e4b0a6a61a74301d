// SPDX-License-Identifier: Apache-2.0
// Loads files of requests through the public API. What is there already stays as it is, so that loading twice is
// loading once: streams say "unchanged" themselves; a creation is tried first, and one whose id is taken counts as
// unchanged; an update that would change nothing is not sent.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/rpc/worker_pool.h"
#include "deploy/demo/files.h"
#include "deploy/demo/rpc_client.h"

namespace jiedui::demo {

inline constexpr size_t kErrorsKept = 3;

// What became of a file's rows.
struct LoadCounts {
  int64_t rows = 0;
  int64_t created = 0;
  int64_t updated = 0;
  int64_t unchanged = 0;
  int64_t refused = 0;
  std::vector<absl::Status> errors;  // why the first of those refused were, at most kErrorsKept
  absl::Status failure;              // the first that is no refusal: a service that did not answer, or is broken

  absl::Status first_error() const { return errors.empty() ? absl::OkStatus() : errors.front(); }
};

// Not shared between threads.
class Loader {
 public:
  Loader(std::shared_ptr<grpc::Channel> registry, std::shared_ptr<grpc::Channel> scheduler);

  // An error: the file could not be tried at all (no such method, bad JSON, no server). Before a file for the
  // scheduler that comes after one for the registry, waits until the scheduler has seen everything that the registry
  // has.
  absl::StatusOr<LoadCounts> Load(const RpcFile& file);

  // Whether the scheduler has one of the pairings that the files create.
  absl::StatusOr<bool> HasPairingOf(const std::vector<RpcFile>& files);

  // The same for requests of the method that a file's name says. Those of a stream go as one stream, in order; others
  // go several at a time, in any order.
  absl::StatusOr<LoadCounts> LoadRequests(absl::string_view file_name, std::vector<MessagePtr> requests);

 private:
  absl::Status AwaitDirectory();
  absl::StatusOr<LoadCounts> LoadOneByOne(const google::protobuf::MethodDescriptor& method,
                                          std::vector<MessagePtr> requests,
                                          const std::shared_ptr<grpc::Channel>& channel);

  std::shared_ptr<grpc::Channel> registry_;
  std::shared_ptr<grpc::Channel> scheduler_;
  bool directory_is_current_ = false;
  const SystemClock clock_;
  rpc::WorkerPool callers_;  // last: it uses all of the above
};

// Adds what became of other rows; the first errors stay.
void Add(const LoadCounts& more, LoadCounts& counts);

}  // namespace jiedui::demo
