// SPDX-License-Identifier: Apache-2.0
// The two shipped programs as child processes on loopback, and clients for them.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "jiedui/registry/v1/admin_service.grpc.pb.h"
#include "jiedui/registry/v1/organization_service.grpc.pb.h"
#include "jiedui/registry/v1/person_service.grpc.pb.h"
#include "jiedui/scheduler/v1/admin_service.grpc.pb.h"
#include "jiedui/scheduler/v1/assignment_service.grpc.pb.h"
#include "jiedui/scheduler/v1/course_service.grpc.pb.h"
#include "jiedui/scheduler/v1/pairing_service.grpc.pb.h"
#include "jiedui/scheduler/v1/posting_service.grpc.pb.h"
#include "jiedui/scheduler/v1/report_service.grpc.pb.h"
#include "tests/support/held_port.h"
#include "tests/support/process.h"

namespace jiedui {

// One server on a port and a data directory of its own, which can be killed and started again.
class ServerProcess {
 public:
  ServerProcess(std::string program, std::string data_dir, std::vector<std::string> more_flags = {});

  // Starts it and waits until its health is SERVING; aborts with its log if it ends, or is not within 30 s.
  void Start();
  Exit Kill();
  // SIGTERM, and waits.
  Exit Stop();
  void Signal(int signal) { process_->Signal(signal); }

  std::string address() const { return port_.address(); }
  std::string log() const { return process_->log(); }
  const std::string& data_dir() const { return data_dir_; }
  // A channel that notices a restart at once.
  std::shared_ptr<grpc::Channel> Channel() const;

 private:
  std::string program_;
  std::string data_dir_;
  std::vector<std::string> more_flags_;
  HeldPort port_;
  std::optional<Process> process_;
};

// A context with a deadline.
class Call : public grpc::ClientContext {
 public:
  explicit Call(absl::Duration timeout = absl::Seconds(10));
};

// The registry and the scheduler that follows it.
class Pair {
 public:
  explicit Pair(const std::string& folder);
  void StartBoth();

  // Waits until the scheduler's directory has reached the registry's head; false if not within `timeout`.
  bool WaitForDirectory(absl::Duration timeout = absl::Seconds(30));

  ServerProcess registry;
  ServerProcess scheduler;
};

// Requests for a small world: an organisation, people, a pairing with a course.
registry::v1::CreateOrganizationRequest AnOrganization(const std::string& id, const std::string& division);
registry::v1::CreatePersonRequest APerson(const std::string& id, const std::string& organization_id);
scheduler::v1::CreatePairingRequest APairing(const std::string& id);
scheduler::v1::CreateCourseRequest ACourse(const std::string& pairing, const std::string& id, const std::string& first,
                                           const std::string& last, int seats);
scheduler::v1::CreateAssignmentRequest AnAssignment(const std::string& pairing, const std::string& id,
                                                    const std::string& person_id, const std::string& course_id);

}  // namespace jiedui
