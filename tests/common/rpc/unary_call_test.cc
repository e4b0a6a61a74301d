// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/unary_call.h"

#include <thread>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "grpcpp/generic/generic_stub.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

using testing::HasSubstr;

// Calls a method with bytes that need not be its request.
absl::Status CallRaw(const TestServer& server, const std::string& method, const std::string& bytes) {
  grpc::GenericStub stub(server.NewChannel());
  grpc::CompletionQueue queue;
  grpc::ClientContext context;
  SetTimeout(context, absl::Seconds(20));
  const grpc::Slice slice(bytes);
  const auto call = stub.PrepareUnaryCall(&context, method, grpc::ByteBuffer(&slice, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer answer;
  grpc::Status status;
  call->Finish(&answer, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  EXPECT_TRUE(queue.Next(&tag, &ok));
  return FromGrpcStatus(status);
}

TEST(UnaryCall, GarbageIsInvalidArgument) {
  TestServer server;
  const absl::Status status = CallRaw(server, "/jiedui.registry.v1.PersonService/CreatePerson", "\xff\xff\xff\xff");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), "INVALID_FIELD");
  EXPECT_EQ(server.store().Info().revision, 0u);
}

TEST(UnaryCall, UnknownMethodIsUnimplemented) {
  TestServer server;
  EXPECT_EQ(CallRaw(server, "/jiedui.registry.v1.PersonService/NoSuch", "").code(), absl::StatusCode::kUnimplemented);
  EXPECT_EQ(CallRaw(server, "/no.such.Service/Get", "").code(), absl::StatusCode::kUnimplemented);
}

TEST(UnaryCall, TooGreatMessageIsResourceExhausted) {
  TestServer server;
  v1::CreatePersonRequest request = NewPerson("p");
  request.mutable_person()->set_display_name(std::string(2 * 1024 * 1024, 'x'));
  const auto answer = Call(*server.NewPersons(), &PersonStub::CreatePerson, request);
  EXPECT_EQ(answer.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(answer.status()), "LIMIT_EXCEEDED");
  EXPECT_THAT(answer.status().message(), HasSubstr("at most 1048576"));
  EXPECT_EQ(server.store().Info().revision, 0u);
}

TEST(UnaryCall, MessageFarBeyondTheLimitIsCutOffUnread) {
  TestServer server;
  v1::CreatePersonRequest request = NewPerson("p");
  request.mutable_person()->set_display_name(std::string(5 * 1024 * 1024, 'x'));
  const auto answer = Call(*server.NewPersons(), &PersonStub::CreatePerson, request);
  EXPECT_EQ(answer.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(server.store().Info().revision, 0u);
}

TEST(UnaryCall, TooManyInFlightAreTurnedDownWithRetryHint) {
  absl::Notification running;
  absl::Notification go;
  Handlers handlers;
  handlers.list = [&](const auto&, const auto&) -> absl::StatusOr<v1::ListPersonsResponse> {
    running.Notify();
    go.WaitForNotification();
    return v1::ListPersonsResponse();
  };
  ServerOptions options = QuickOptions();
  options.calls_in_flight_max = 1;
  TestServer server(handlers, options);
  const auto stub = server.NewPersons();
  std::thread first([&] { EXPECT_TRUE(Call(*stub, &PersonStub::ListPersons, v1::ListPersonsRequest()).ok()); });
  running.WaitForNotification();
  const absl::Status status = Call(*stub, &PersonStub::GetPerson, PersonNamed("persons/p")).status();
  go.Notify();
  first.join();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(status), "OVERLOADED");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
}

TEST(UnaryCall, RoomComesBackWhenCallsEnd) {
  ServerOptions options = QuickOptions();
  options.calls_in_flight_max = 1;
  TestServer server({}, options);
  const auto stub = server.NewPersons();
  for (int i = 0; i < 200; ++i) {
    const auto answer = Call(*stub, &PersonStub::GetPerson, PersonNamed("persons/p"));
    // The answer may be here before the server has forgotten the call: retried, as the hint says.
    if (ReasonOf(answer.status()) != "OVERLOADED") {
      EXPECT_EQ(answer.status().code(), absl::StatusCode::kNotFound);
    }
  }
}

TEST(UnaryCall, ErrorDetailsReachTheClientWhole) {
  Handlers handlers;
  handlers.update = [](const auto&, auto&) -> absl::StatusOr<v1::Person> {
    return RulesFailed("RULES_FAILED", std::vector<RuleViolation>(100, {"R1", "persons/p", std::string(200, 'x')}));
  };
  TestServer server(handlers);
  v1::UpdatePersonRequest request;
  *request.mutable_person() = NewPerson("p").person();
  const absl::Status status = Call(*server.NewPersons(), &PersonStub::UpdatePerson, request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(status), "RULES_FAILED");
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.PreconditionFailure");
  ASSERT_TRUE(payload.has_value());
  google::rpc::PreconditionFailure failure;
  ASSERT_TRUE(failure.ParseFromString(std::string(*payload)));
  EXPECT_THAT(failure.violations(failure.violations_size() - 1).description(), HasSubstr("more"));
}

TEST(UnaryCall, ManyAtOnceAreAllAnswered) {
  TestServer server;
  const auto stub = server.NewPersons();
  ASSERT_TRUE(Call(*stub, &PersonStub::CreatePerson, NewPerson("p")).ok());
  constexpr int kCalls = 2000;
  grpc::CompletionQueue queue;
  struct Pending {
    grpc::ClientContext context;
    v1::Person person;
    grpc::Status status;
    std::unique_ptr<grpc::ClientAsyncResponseReader<v1::Person>> reader;
  };
  std::vector<std::unique_ptr<Pending>> calls;
  for (int i = 0; i < kCalls; ++i) {
    Pending& call = *calls.emplace_back(std::make_unique<Pending>());
    call.reader = stub->AsyncGetPerson(&call.context, PersonNamed("persons/p"), &queue);
    call.reader->Finish(&call.person, &call.status, &call);
  }
  for (int i = 0; i < kCalls; ++i) {
    void* tag = nullptr;
    bool ok = false;
    ASSERT_TRUE(queue.Next(&tag, &ok));
    const auto& call = *static_cast<Pending*>(tag);
    ASSERT_TRUE(call.status.ok()) << call.status.error_message();
    ASSERT_EQ(call.person.name(), "persons/p");
  }
}

}  // namespace
}  // namespace jiedui::rpc
