// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/write_call.h"

#include <atomic>
#include <thread>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

absl::StatusOr<v1::Person> Create(TestServer& server, const v1::CreatePersonRequest& request) {
  return Call(*server.NewPersons(), &PersonStub::CreatePerson, request);
}

TEST(Write, IsAnsweredAndCommitted) {
  TestServer server;
  const auto answer = Create(server, NewPerson("p"));
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->name(), "persons/p");
  EXPECT_EQ(server.store().Info().revision, 1u);
  EXPECT_TRUE(Call(*server.NewPersons(), &PersonStub::GetPerson, PersonNamed("persons/p")).ok());
}

TEST(Write, RefusalIsAnsweredAndLeavesNothing) {
  TestServer server;
  ASSERT_TRUE(Create(server, NewPerson("p")).ok());
  const auto again = Create(server, NewPerson("p"));
  EXPECT_EQ(again.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(again.status()), "ID_TAKEN");
  EXPECT_EQ(server.store().Info().revision, 1u);
}

TEST(Write, FieldsAreCheckedBeforeTheHandler) {
  TestServer server;
  v1::CreatePersonRequest request = NewPerson("p");
  request.mutable_person()->clear_display_name();
  const auto answer = Create(server, request);
  EXPECT_EQ(answer.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(answer.status().message(), testing::HasSubstr("person.display_name"));
}

TEST(Write, OutputOnlyFieldsAreIgnored) {
  TestServer server;
  v1::CreatePersonRequest request = NewPerson("p");
  request.mutable_person()->mutable_create_time()->set_seconds(1);
  const auto answer = Create(server, request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_FALSE(answer->has_create_time());
}

TEST(Write, ErrorOfParseIsAnswered) {
  Handlers handlers;
  handlers.parse_create = [](const auto&, const auto&) -> absl::StatusOr<v1::CreatePersonRequest> {
    return InvalidField("person.birth_date", "must lie before today");
  };
  TestServer server(handlers);
  EXPECT_EQ(ReasonOf(Create(server, NewPerson("p")).status()), "INVALID_FIELD");
}

TEST(RequestId, SameRequestIsAnsweredAsTheFirstTime) {
  TestServer server;
  v1::CreatePersonRequest request = NewPerson("p");
  request.set_request_id("r-1");
  ASSERT_TRUE(Create(server, request).ok());
  const auto again = Create(server, request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->name(), "persons/p");
  EXPECT_EQ(server.store().Info().revision, 1u);
}

TEST(RequestId, OtherRequestIsRefused) {
  TestServer server;
  v1::CreatePersonRequest request = NewPerson("p");
  request.set_request_id("r-1");
  ASSERT_TRUE(Create(server, request).ok());
  request.mutable_person()->set_display_name("李四");
  EXPECT_EQ(Create(server, request).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(RequestId, HandlerThatTakesTheRequestApartDoesNotMatter) {
  Handlers handlers;
  handlers.parse_create = [](v1::CreatePersonRequest request, const CallInfo& call) {
    request.mutable_person()->set_specialty(absl::StrCat(absl::ToUnixMicros(call.deadline)));
    return request;
  };
  TestServer server(handlers);
  v1::CreatePersonRequest request = NewPerson("p");
  request.set_request_id("r-1");
  ASSERT_TRUE(Create(server, request).ok());
  EXPECT_TRUE(Create(server, request).ok());
}

TEST(RequestId, OutputOnlyFieldsAreNotPartOfTheRequest) {
  TestServer server;
  v1::CreatePersonRequest request = NewPerson("p");
  request.set_request_id("r-1");
  ASSERT_TRUE(Create(server, request).ok());
  request.mutable_person()->mutable_update_time()->set_seconds(5);
  EXPECT_TRUE(Create(server, request).ok());
}

TEST(ValidateOnly, AnswersAndKeepsNothing) {
  TestServer server;
  v1::CreatePersonRequest request = NewPerson("p");
  request.set_validate_only(true);
  const auto answer = Create(server, request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->name(), "persons/p");
  EXPECT_EQ(server.store().Info().revision, 0u);
}

TEST(Recovery, RunsTheCommandOnceMore) {
  std::atomic<bool> known = false;
  Handlers handlers;
  handlers.create = [&](const auto& request, auto& transaction) -> absl::StatusOr<v1::Person> {
    if (!known) return ResourceNotFound("Person", "persons/x");
    return StorePerson(request, transaction);
  };
  handlers.recovery = [&](const absl::Status& refusal, const CallInfo&, absl::AnyInvocable<void(absl::Status)> then) {
    if (refusal.code() != absl::StatusCode::kNotFound) return false;
    known = true;
    then(absl::OkStatus());
    return true;
  };
  TestServer server(handlers);
  EXPECT_TRUE(Create(server, NewPerson("p")).ok());
}

TEST(Recovery, IsAskedOnlyOnce) {
  std::atomic<int> asked = 0;
  Handlers handlers;
  handlers.create = [](const auto&, auto&) -> absl::StatusOr<v1::Person> { return ResourceNotFound("Person", "x"); };
  handlers.recovery = [&](const absl::Status&, const CallInfo&, absl::AnyInvocable<void(absl::Status)> then) {
    ++asked;
    std::thread([then = std::move(then)]() mutable { then(absl::OkStatus()); }).detach();
    return true;
  };
  TestServer server(handlers);
  EXPECT_EQ(Create(server, NewPerson("p")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(asked, 1);
}

TEST(Recovery, ItsErrorIsAnswered) {
  Handlers handlers;
  handlers.create = [](const auto&, auto&) -> absl::StatusOr<v1::Person> { return ResourceNotFound("Person", "x"); };
  handlers.recovery = [](const absl::Status&, const CallInfo&, absl::AnyInvocable<void(absl::Status)> then) {
    then(MakeError(absl::StatusCode::kUnavailable, "REGISTRY_UNAVAILABLE", "the registry does not answer"));
    return true;
  };
  TestServer server(handlers);
  EXPECT_EQ(ReasonOf(Create(server, NewPerson("p")).status()), "REGISTRY_UNAVAILABLE");
}

TEST(Recovery, OneThatNeverComesBackDoesNotHoldUpTheDrain) {
  absl::Notification asked;
  absl::AnyInvocable<void(absl::Status)> kept;
  Handlers handlers;
  handlers.create = [](const auto&, auto&) -> absl::StatusOr<v1::Person> { return ResourceNotFound("Person", "x"); };
  handlers.recovery = [&](const absl::Status&, const CallInfo&, absl::AnyInvocable<void(absl::Status)> then) {
    kept = std::move(then);
    asked.Notify();
    return true;
  };
  TestServer server(handlers);
  absl::Status status;
  std::thread call([&] { status = Create(server, NewPerson("p")).status(); });
  asked.WaitForNotification();
  server.server().Drain();
  call.join();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  kept(absl::OkStatus());  // too late, and harmless
}

TEST(Write, ErrorOfOursTellsNothing) {
  Handlers handlers;
  handlers.create = [](const auto&, auto&) -> absl::StatusOr<v1::Person> {
    return absl::InternalError("/var/secret.sst");
  };
  TestServer server(handlers);
  const absl::Status status = Create(server, NewPerson("p")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(status.message(), "internal error");
}

// A call with metadata: its status and the trailing metadata of its answer.
struct Demanding {
  grpc::ClientContext context;
  grpc::Status Create(TestServer& server, const std::string& id, const std::string& wanted_revision) {
    if (!wanted_revision.empty()) context.AddMetadata(kWantedRevisionKey, wanted_revision);
    v1::Person person;
    return server.NewPersons()->CreatePerson(&context, NewPerson(id), &person);
  }
};

TEST(Write, TheAnswerSaysItsRevision) {
  TestServer server;
  Demanding call;
  ASSERT_TRUE(call.Create(server, "p", "").ok());
  const auto& trailing = call.context.GetServerTrailingMetadata();
  const auto revision = trailing.find(kRevisionKey);
  ASSERT_NE(revision, trailing.end());
  EXPECT_EQ(revision->second, "1");
}

TEST(Write, WaitsForTheRevisionThatTheCallerDemands) {
  std::string demanded;
  Handlers handlers;
  handlers.recovery = [&](const absl::Status& refusal, const CallInfo& call,
                          absl::AnyInvocable<void(absl::Status)> then) {
    if (!refusal.ok()) return false;
    demanded = call.wanted_revision;
    then(demanded == "7" ? absl::OkStatus() : absl::UnavailableError("not there yet"));
    return true;
  };
  TestServer server(handlers);
  EXPECT_TRUE(Demanding().Create(server, "p", "7").ok());
  EXPECT_EQ(demanded, "7");
  EXPECT_EQ(Demanding().Create(server, "q", "8").error_code(), grpc::StatusCode::UNAVAILABLE);
  demanded = "";
  EXPECT_TRUE(Demanding().Create(server, "q", "").ok());
  EXPECT_EQ(demanded, "");
}

TEST(Write, WithoutARecoveryADemandIsNothing) {
  TestServer server;
  EXPECT_TRUE(Demanding().Create(server, "p", "7").ok());
}

}  // namespace
}  // namespace jiedui::rpc
