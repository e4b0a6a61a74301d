// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/engine.h"

#include "absl/synchronization/notification.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

// What a handler was told about its call.
CallInfo InfoSeen(absl::Duration timeout) {
  Handlers handlers;
  CallInfo seen;
  handlers.get = [&seen](const v1::GetPersonRequest& request, const ReadContext& context) -> absl::StatusOr<Encoded> {
    seen = context.call;
    return LoadPerson(request, context);
  };
  ServerOptions options = QuickOptions();
  options.default_deadline = absl::Seconds(7);
  TestServer server(handlers, options);
  const auto stub = server.NewPersons();
  EXPECT_FALSE(Call(*stub, &PersonStub::GetPerson, PersonNamed("persons/p"), timeout).ok());
  return seen;
}

TEST(InfoOf, CarriesMethodAndActor) {
  const CallInfo info = InfoSeen(absl::Seconds(60));
  EXPECT_EQ(info.method, "/jiedui.registry.v1.PersonService/GetPerson");
  EXPECT_EQ(info.actor, "anonymous");
}

TEST(InfoOf, DeadlineIsTheClients) {
  const absl::Time before = SystemClock().Now();
  const CallInfo info = InfoSeen(absl::Seconds(60));
  EXPECT_GT(info.deadline, before + absl::Seconds(50));
  EXPECT_LT(info.deadline, SystemClock().Now() + absl::Seconds(61));
}

TEST(InfoOf, DeadlineIsTheDefaultWhereTheClientGaveNone) {
  const absl::Time before = SystemClock().Now();
  const CallInfo info = InfoSeen(absl::InfiniteDuration());
  EXPECT_GE(info.deadline, before + absl::Seconds(7));
  EXPECT_LE(info.deadline, SystemClock().Now() + absl::Seconds(7));
}

TEST(Errors, AreWhatTheCatalogueSays) {
  EXPECT_EQ(ReasonOf(ServerStopping()), "SHUTTING_DOWN");
  EXPECT_EQ(ReasonOf(DeadlinePassed()), "DEADLINE_PASSED");
  EXPECT_EQ(TooMuchWaiting().code(), absl::StatusCode::kResourceExhausted);
}

TEST(HasStopped, TellsTheEndFromWhatOneCommandLacks) {
  EXPECT_TRUE(HasStopped(ServerStopping()));
  EXPECT_TRUE(HasStopped(absl::UnavailableError("gone")));
  EXPECT_TRUE(HasStopped(MakeError(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN", "the disk failed")));
  EXPECT_FALSE(HasStopped(MakeError(absl::StatusCode::kUnavailable, "REGISTRY_AWAY", "later")));
  EXPECT_FALSE(HasStopped(TooMuchWaiting()));
}

TEST(IsOverload, TellsOverloadFromOtherLimits) {
  EXPECT_TRUE(IsOverload(TooMuchWaiting()));
  EXPECT_FALSE(IsOverload(LimitExceeded("rows", "too many")));
  EXPECT_FALSE(IsOverload(Overloaded("DISK_FULL", "no space", absl::Seconds(1))));
  EXPECT_FALSE(IsOverload(ServerStopping()));
}

}  // namespace
}  // namespace jiedui::rpc
