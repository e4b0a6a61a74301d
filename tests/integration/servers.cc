// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/servers.h"

#include <signal.h>

#include <cstdlib>
#include <iostream>
#include <utility>

#include "absl/time/clock.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace jiedui {

ServerProcess::ServerProcess(std::string program, std::string data_dir, std::vector<std::string> more_flags)
    : program_(std::move(program)), data_dir_(std::move(data_dir)), more_flags_(std::move(more_flags)) {}

std::shared_ptr<grpc::Channel> ServerProcess::Channel() const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 20);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000);  // gRPC takes it as the time to connect in
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address(), grpc::InsecureChannelCredentials(), arguments);
}

void ServerProcess::Start() {
  std::vector<std::string> arguments = {program_, "--listen=" + address(), "--data_dir=" + data_dir_,
                                        "--drain_delay=0s", "--allow_synthetic_ids"};
  if (program_ == "jiedui-scheduler") arguments.pop_back();
  arguments.insert(arguments.end(), more_flags_.begin(), more_flags_.end());
  process_.emplace(std::move(arguments));
  const auto health = grpc::health::v1::Health::NewStub(Channel());
  for (const absl::Time end = absl::Now() + absl::Seconds(30); absl::Now() < end && !process_->HasEnded();) {
    Call call(absl::Seconds(1));
    call.set_wait_for_ready(true);
    grpc::health::v1::HealthCheckResponse response;
    if (health->Check(&call, {}, &response).ok() && response.status() == response.SERVING) return;
  }
  std::cerr << program_ << " does not serve:\n" << Kill().log;
  std::abort();
}

Exit ServerProcess::Kill() {
  Exit exit = process_->Kill();
  process_.reset();
  return exit;
}

Exit ServerProcess::Stop() {
  process_->Signal(SIGTERM);
  Exit exit = process_->Wait();
  process_.reset();
  return exit;
}

Call::Call(absl::Duration timeout) { set_deadline(absl::ToChronoTime(absl::Now() + timeout)); }

Pair::Pair(const std::string& folder)
    : registry("jiedui-registry", folder + "/registry"),
      scheduler("jiedui-scheduler", folder + "/scheduler", {"--registry=" + registry.address()}) {}

void Pair::StartBoth() {
  registry.Start();
  scheduler.Start();
}

bool Pair::WaitForDirectory(absl::Duration timeout) {
  const auto registry_stub = registry::v1::AdminService::NewStub(registry.Channel());
  const auto scheduler_stub = scheduler::v1::AdminService::NewStub(scheduler.Channel());
  Call head_call;
  registry::v1::GetStatusResponse head;
  if (!registry_stub->GetStatus(&head_call, {}, &head).ok()) return false;
  for (const absl::Time end = absl::Now() + timeout; absl::Now() < end; absl::SleepFor(absl::Milliseconds(5))) {
    Call call;
    scheduler::v1::GetStatusResponse copy;
    if (!scheduler_stub->GetStatus(&call, {}, &copy).ok()) continue;
    if (copy.directory().revision() >= head.revision()) return true;
  }
  return false;
}

registry::v1::CreateOrganizationRequest AnOrganization(const std::string& id, const std::string& division) {
  registry::v1::CreateOrganizationRequest request;
  request.set_organization_id(id);
  request.mutable_organization()->set_display_name("示范卫生院" + id);
  request.mutable_organization()->set_kind(registry::v1::Organization::KIND_TOWNSHIP_HOSPITAL);
  request.mutable_organization()->add_divisions()->set_division(division);
  return request;
}

registry::v1::CreatePersonRequest APerson(const std::string& id, const std::string& organization_id) {
  registry::v1::CreatePersonRequest request;
  request.set_person_id(id);
  request.set_request_id("create-" + id);
  request.mutable_person()->set_display_name("李示范");
  request.mutable_person()->set_category(registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
  if (!organization_id.empty())
    request.mutable_person()->add_employments()->set_organization("organizations/" + organization_id);
  return request;
}

scheduler::v1::CreatePairingRequest APairing(const std::string& id) {
  scheduler::v1::CreatePairingRequest request;
  request.set_pairing_id(id);
  request.mutable_pairing()->set_display_name("余杭-苍溪");
  request.mutable_pairing()->set_east_division("330110");
  request.mutable_pairing()->set_west_division("510824");
  request.mutable_pairing()->set_start_date("2021-05-01");
  return request;
}

scheduler::v1::CreateCourseRequest ACourse(const std::string& pairing, const std::string& id, const std::string& first,
                                           const std::string& last, int seats) {
  scheduler::v1::CreateCourseRequest request;
  request.set_parent("pairings/" + pairing);
  request.set_course_id(id);
  request.set_initial_state(scheduler::v1::Course::STATE_RUNNING);
  scheduler::v1::Course& course = *request.mutable_course();
  course.set_display_name("临床医生培训班");
  course.set_programme(scheduler::v1::PROGRAMME_TALENT);
  course.set_track(scheduler::v1::TRACK_CLINICAL);
  course.set_location_division("510824");
  course.set_start_date(first);
  course.set_end_date(last);
  course.set_seats(seats);
  return request;
}

scheduler::v1::CreateAssignmentRequest AnAssignment(const std::string& pairing, const std::string& id,
                                                    const std::string& person_id, const std::string& course_id) {
  scheduler::v1::CreateAssignmentRequest request;
  request.set_parent("pairings/" + pairing);
  request.set_assignment_id(id);
  request.set_request_id("assign-" + id);
  request.mutable_assignment()->set_person("persons/" + person_id);
  request.mutable_assignment()->set_item("pairings/" + pairing + "/courses/" + course_id);
  return request;
}

}  // namespace jiedui
