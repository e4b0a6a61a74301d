// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/loader.h"

#include <atomic>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "common/base/status_macros.h"
#include "deploy/demo/unary_rows.h"
#include "google/rpc/status.pb.h"
#include "jiedui/registry/v1/admin_service.pb.h"
#include "jiedui/scheduler/v1/admin_service.pb.h"
#include "jiedui/scheduler/v1/pairing_service.pb.h"

namespace jiedui::demo {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr absl::Duration kConnectDeadline = absl::Seconds(10);
constexpr absl::Duration kCallDeadline = absl::Seconds(30);
constexpr absl::Duration kStreamDeadline = absl::Minutes(10);
constexpr absl::Duration kDirectoryPause = absl::Milliseconds(20);
constexpr int kDirectoryTries = 1500;
constexpr int kCallsInFlight = 16;

// "05-scheduler.CourseService.CreateCourse" -> "scheduler.CourseService.CreateCourse"
absl::string_view MethodName(absl::string_view file) { return file.substr(file.find('-') + 1); }

absl::StatusOr<std::vector<MessagePtr>> ParseLines(const RpcFile& file, const MethodDescriptor& method) {
  std::vector<MessagePtr> requests;
  for (const std::string& line : file.lines) {
    absl::StatusOr<MessagePtr> request = ParseJson(line, *method.input_type());
    if (!request.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(file.name, ", line ", requests.size() + 1, ": ", request.status().message()));
    }
    requests.push_back(*std::move(request));
  }
  return requests;
}

int64_t Count(const Message& summary, const std::string& field) {
  return summary.GetReflection()->GetInt64(summary, summary.GetDescriptor()->FindFieldByName(field));
}

// Whether a service has judged the row and does not want it. Anything else says nothing of the row.
bool IsRefusal(const absl::Status& error) {
  switch (error.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return true;
    default:
      return false;
  }
}

void KeepError(const absl::Status& error, LoadCounts& counts) {
  if (counts.errors.size() < kErrorsKept) counts.errors.push_back(error);
  if (!IsRefusal(error)) counts.failure.Update(error);
}

// Of the outcomes that carry an error, as the server gave them.
void KeepErrors(const Message& summary, LoadCounts& counts) {
  const FieldDescriptor* outcomes = summary.GetDescriptor()->FindFieldByName("outcomes");
  const FieldDescriptor* status = outcomes->message_type()->FindFieldByName("status");
  for (int i = 0; i < summary.GetReflection()->FieldSize(summary, outcomes); ++i) {
    const Message& outcome = summary.GetReflection()->GetRepeatedMessage(summary, outcomes, i);
    if (!outcome.GetReflection()->HasField(outcome, status)) continue;
    google::rpc::Status error;
    error.CopyFrom(outcome.GetReflection()->GetMessage(outcome, status));
    KeepError(absl::Status(static_cast<absl::StatusCode>(error.code()), ToText(outcome)), counts);
  }
}

// Both services answer their streams with a `summary` of the same shape.
absl::StatusOr<LoadCounts> ReadSummary(const Message& response) {
  const FieldDescriptor* field = response.GetDescriptor()->FindFieldByName("summary");
  if (field == nullptr) return absl::InternalError(absl::StrCat(response.GetTypeName(), " has no summary"));
  const Message& summary = response.GetReflection()->GetMessage(response, field);
  LoadCounts counts{.rows = Count(summary, "rows"),
                    .created = Count(summary, "created"),
                    .updated = Count(summary, "updated"),
                    .unchanged = Count(summary, "unchanged"),
                    .refused = Count(summary, "refused")};
  KeepErrors(summary, counts);
  return counts;
}

absl::StatusOr<LoadCounts> LoadStream(const MethodDescriptor& method, const std::vector<MessagePtr>& requests,
                                      const std::shared_ptr<grpc::Channel>& channel) {
  RpcClient client(channel, kStreamDeadline);
  ASSIGN_OR_RETURN(const MessagePtr response, client.Call(method, requests));
  return ReadSummary(*response);
}

void Tally(const absl::StatusOr<RowEnd>& end, LoadCounts& counts) {
  ++counts.rows;
  if (!end.ok()) {
    ++counts.refused;
    KeepError(end.status(), counts);
    return;
  }
  switch (*end) {
    case RowEnd::kCreated:
      ++counts.created;
      return;
    case RowEnd::kUpdated:
      ++counts.updated;
      return;
    case RowEnd::kUnchanged:
      ++counts.unchanged;
      return;
  }
}

// A service that is just starting is waited for; a long stream should not be what finds out that there is none.
absl::Status AwaitService(absl::string_view name, grpc::Channel& channel) {
  if (channel.WaitForConnected(DeadlineIn(kConnectDeadline))) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("nobody answers within ", absl::FormatDuration(kConnectDeadline),
                                             ": is the ", name, " up, and --", name, " its address?"));
}

template <typename Status>
absl::StatusOr<Status> GetStatus(absl::string_view method_name, const std::shared_ptr<grpc::Channel>& channel) {
  ASSIGN_OR_RETURN(const MethodDescriptor* method, FindMethod(method_name));
  std::vector<MessagePtr> requests;
  requests.push_back(NewMessage(*method->input_type()));
  RpcClient client(channel, kCallDeadline);
  ASSIGN_OR_RETURN(const MessagePtr response, client.Call(*method, requests));
  Status status;
  status.CopyFrom(*response);
  return status;
}

absl::StatusOr<bool> HasPairing(const std::string& id, const std::shared_ptr<grpc::Channel>& channel) {
  ASSIGN_OR_RETURN(const MethodDescriptor* method, FindMethod("scheduler.PairingService.GetPairing"));
  auto asked = std::make_unique<scheduler::v1::GetPairingRequest>();
  asked->set_name(absl::StrCat("pairings/", id));
  std::vector<MessagePtr> requests;
  requests.push_back(std::move(asked));
  RpcClient client(channel, kCallDeadline);
  const absl::Status status = client.Call(*method, requests).status();
  if (absl::IsNotFound(status)) return false;
  RETURN_IF_ERROR(status);
  return true;
}

}  // namespace

void Add(const LoadCounts& more, LoadCounts& counts) {
  counts.rows += more.rows;
  counts.created += more.created;
  counts.updated += more.updated;
  counts.unchanged += more.unchanged;
  counts.refused += more.refused;
  for (const absl::Status& error : more.errors) KeepError(error, counts);
  counts.failure.Update(more.failure);
}

Loader::Loader(std::shared_ptr<grpc::Channel> registry, std::shared_ptr<grpc::Channel> scheduler)
    : registry_(std::move(registry)),
      scheduler_(std::move(scheduler)),
      callers_(kCallsInFlight, kCallsInFlight, clock_) {}

absl::StatusOr<LoadCounts> Loader::Load(const RpcFile& file) {
  ASSIGN_OR_RETURN(const MethodDescriptor* method, FindMethod(MethodName(file.name)));
  ASSIGN_OR_RETURN(std::vector<MessagePtr> requests, ParseLines(file, *method));
  return LoadRequests(file.name, std::move(requests));
}

absl::StatusOr<bool> Loader::HasPairingOf(const std::vector<RpcFile>& files) {
  constexpr absl::string_view kCreation = "scheduler.PairingService.CreatePairing";
  ASSIGN_OR_RETURN(const MethodDescriptor* method, FindMethod(kCreation));
  for (const RpcFile& file : files) {
    if (MethodName(file.name) != kCreation) continue;
    ASSIGN_OR_RETURN(const std::vector<MessagePtr> requests, ParseLines(file, *method));
    RETURN_IF_ERROR(AwaitService("scheduler", *scheduler_));
    for (const MessagePtr& request : requests) {
      scheduler::v1::CreatePairingRequest creation;
      creation.CopyFrom(*request);
      ASSIGN_OR_RETURN(const bool there, HasPairing(creation.pairing_id(), scheduler_));
      if (there) return true;
    }
  }
  return false;
}

absl::StatusOr<LoadCounts> Loader::LoadRequests(absl::string_view file_name, std::vector<MessagePtr> requests) {
  const absl::string_view name = MethodName(file_name);
  ASSIGN_OR_RETURN(const MethodDescriptor* method, FindMethod(name));
  const bool to_scheduler = absl::StartsWith(name, "scheduler.");
  const std::shared_ptr<grpc::Channel>& channel = to_scheduler ? scheduler_ : registry_;
  RETURN_IF_ERROR(AwaitService(to_scheduler ? "scheduler" : "registry", *channel));
  if (!to_scheduler) directory_is_current_ = false;
  if (to_scheduler && !directory_is_current_) RETURN_IF_ERROR(AwaitDirectory());
  if (method->client_streaming()) return LoadStream(*method, requests, channel);
  return LoadOneByOne(*method, std::move(requests), channel);
}

// The callers share what is left to send; the counts are added up in the order of the rows.
absl::StatusOr<LoadCounts> Loader::LoadOneByOne(const MethodDescriptor& method, std::vector<MessagePtr> requests,
                                                const std::shared_ptr<grpc::Channel>& channel) {
  std::vector<absl::StatusOr<RowEnd>> ends(requests.size(), RowEnd::kUnchanged);
  std::atomic<size_t> next = 0;
  const auto send_rows = [&] {
    RpcClient client(channel, kCallDeadline);
    for (size_t row = next++; row < requests.size(); row = next++) {
      ends[row] = SendRow(method, std::move(requests[row]), client);
    }
  };
  absl::BlockingCounter left(kCallsInFlight);
  for (int i = 0; i < kCallsInFlight; ++i) {
    callers_.Submit({.run = [&send_rows, &left](bool expired) {
      static_cast<void>(expired);
      send_rows();
      left.DecrementCount();
    }});
  }
  left.Wait();
  LoadCounts counts;
  for (const absl::StatusOr<RowEnd>& end : ends) Tally(end, counts);
  return counts;
}

absl::Status Loader::AwaitDirectory() {
  ASSIGN_OR_RETURN(const auto registry,
                   GetStatus<registry::v1::GetStatusResponse>("registry.AdminService.GetStatus", registry_));
  for (int i = 0; i < kDirectoryTries; ++i) {
    ASSIGN_OR_RETURN(const auto scheduler,
                     GetStatus<scheduler::v1::GetStatusResponse>("scheduler.AdminService.GetStatus", scheduler_));
    const scheduler::v1::DirectoryState& directory = scheduler.directory();
    directory_is_current_ =
        directory.incarnation() == registry.incarnation() && directory.revision() >= registry.revision();
    if (directory_is_current_) return absl::OkStatus();
    Pause(kDirectoryPause);
  }
  return absl::UnavailableError(absl::StrCat("the scheduler has not caught up with the registry's revision ",
                                             registry.revision(), ": does its --registry name this registry?"));
}

}  // namespace jiedui::demo
