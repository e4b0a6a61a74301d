// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/rpc_client.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/json_util.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpc/grpc.h"
#include "grpcpp/alarm.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace jiedui::demo {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

grpc::ByteBuffer ToBytes(const Message& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return grpc::ByteBuffer(&slice, 1);
}

std::string FromBytes(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(std::string(slice.begin(), slice.end()));
  }
  return bytes;
}

// The server's error, and every detail on a line of its own. Naming ErrorInfo links the types of the details in.
absl::Status ToStatus(const grpc::Status& status) {
  std::string message = status.error_message();
  google::rpc::Status details;
  if (google::rpc::ErrorInfo::descriptor() != nullptr && details.ParseFromString(status.error_details())) {
    for (const auto& detail : details.details()) absl::StrAppend(&message, "\n    ", ToText(detail));
  }
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()), message);
}

// One call in progress over a queue of its own; each step waits until it is done.
class GenericCall {
 public:
  GenericCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& path, absl::Duration deadline)
      : stub_(channel) {
    context_.set_deadline(DeadlineIn(deadline));
    context_.set_wait_for_ready(true);
    call_ = stub_.PrepareCall(&context_, path, &queue_);
    call_->StartCall(this);
    Wait();
  }
  GenericCall(const GenericCall&) = delete;
  GenericCall& operator=(const GenericCall&) = delete;
  ~GenericCall() {
    queue_.Shutdown();
    while (Wait()) {
    }
  }

  // False once the server has ended the call: Finish says why. What is written may wait for the next to go with it.
  bool Write(const Message& message) {
    call_->Write(ToBytes(message), grpc::WriteOptions().set_buffer_hint(), this);
    return Wait();
  }

  absl::StatusOr<std::string> Finish() {
    call_->WritesDone(this);
    Wait();
    grpc::ByteBuffer answer;
    call_->Read(&answer, this);
    Wait();
    grpc::Status status;
    call_->Finish(&status, this);
    Wait();
    if (!status.ok()) return ToStatus(status);
    return FromBytes(answer);
  }

 private:
  bool Wait() {
    void* tag = nullptr;
    bool succeeded = false;
    return queue_.Next(&tag, &succeeded) && succeeded;
  }

  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
};

}  // namespace

absl::StatusOr<const MethodDescriptor*> FindMethod(absl::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '.');
  const MethodDescriptor* method = nullptr;
  if (parts.size() == 3) {
    method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
        absl::StrCat("jiedui.", parts[0], ".v1.", parts[1], ".", parts[2]));
  }
  if (method == nullptr) return absl::NotFoundError(absl::StrCat("no method ", name));
  return method;
}

MessagePtr NewMessage(const Descriptor& type) {
  return MessagePtr(google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

absl::StatusOr<MessagePtr> ParseJson(absl::string_view json, const Descriptor& type) {
  MessagePtr message = NewMessage(type);
  const auto status = google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, message.get());
  if (!status.ok()) return absl::InvalidArgumentError(absl::StrCat("not a ", type.name(), ": ", status.ToString()));
  return message;
}

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  // Loopback is no business of a proxy that the environment may name.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

absl::StatusOr<MessagePtr> RpcClient::Call(const MethodDescriptor& method, const std::vector<MessagePtr>& requests) {
  GenericCall call(channel_, absl::StrCat("/", method.service()->full_name(), "/", method.name()), deadline_);
  for (const MessagePtr& request : requests) {
    if (!call.Write(*request)) break;
  }
  ASSIGN_OR_RETURN(const std::string bytes, call.Finish());
  MessagePtr response = NewMessage(*method.output_type());
  if (!response->ParseFromString(bytes)) return absl::InternalError("the answer is not a message of its type");
  return response;
}

gpr_timespec DeadlineIn(absl::Duration span) {
  return gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC),
                      gpr_time_from_millis(absl::ToInt64Milliseconds(span), GPR_TIMESPAN));
}

// Waits by an alarm on a queue: the process has nothing else to do.
void Pause(absl::Duration span) {
  grpc::CompletionQueue queue;
  grpc::Alarm alarm;
  alarm.Set(&queue, DeadlineIn(span), nullptr);
  void* tag = nullptr;
  bool expired = false;
  queue.Next(&tag, &expired);
  queue.Shutdown();
}

std::string ToText(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  if (google::protobuf::util::MessageToJsonString(message, &json, options).ok()) return json;
  return message.ShortDebugString();
}

}  // namespace jiedui::demo
