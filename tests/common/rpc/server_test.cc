// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/server.h"

#include <chrono>
#include <thread>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "google/protobuf/stubs/logging.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

using testing::HasSubstr;

absl::Duration TimeOf(absl::FunctionRef<void()> action) {
  const auto begin = std::chrono::steady_clock::now();
  action();
  return absl::FromChrono(std::chrono::steady_clock::now() - begin);
}

absl::Status StartOn(const std::string& address) {
  const SystemClock clock;
  const auto store = store::NewMemoryStore(clock);
  ServerOptions options = QuickOptions();
  options.address = address;
  return Server::Start(options, {}, *store, clock).status();
}

TEST(Start, PortInUseIsUnavailableAndNamesIt) {
  TestServer server;
  const absl::Status status = StartOn(server.address());
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(status.message(), HasSubstr(server.address()));
}

TEST(Start, WrongAddressIsInvalidArgument) {
  EXPECT_EQ(StartOn("nonsense").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(StartOn("127.0.0.1:99999").code(), absl::StatusCode::kInvalidArgument);
}

// InitLogging's handler keeps what is about to end the process.
TEST(Start, LeavesTheLogOfProtobufAlone) {
  google::protobuf::LogHandler* const ours = [](google::protobuf::LogLevel, const char*, int, const std::string&) {};
  google::protobuf::LogHandler* const before = google::protobuf::SetLogHandler(ours);
  { TestServer server; }
  EXPECT_EQ(google::protobuf::SetLogHandler(before), ours);
}

TEST(Start, AddressOfAnotherMachineIsUnavailable) {
  EXPECT_EQ(StartOn("192.0.2.1:1").code(), absl::StatusCode::kUnavailable);
}

// Whatever holds a drain up holds it up for drain_timeout; anything far below that is at once, on a busy machine too.
constexpr absl::Duration kAtOnce = absl::Seconds(10);

ServerOptions PatientOptions() {
  ServerOptions options = QuickOptions();
  options.drain_timeout = absl::Seconds(30);
  return options;
}

TEST(Drain, IdleServerStopsAtOnce) {
  TestServer server({}, PatientOptions());
  EXPECT_LT(TimeOf([&] { server.server().Drain(); }), kAtOnce);
}

TEST(Drain, OpenWatchesDoNotHoldItUp) {
  TestServer server({}, PatientOptions());
  const auto stub = grpc::health::v1::Health::NewStub(server.NewChannel());
  grpc::ClientContext contexts[10];
  std::vector<std::unique_ptr<grpc::ClientReader<grpc::health::v1::HealthCheckResponse>>> watches;
  for (grpc::ClientContext& context : contexts) watches.push_back(stub->Watch(&context, {}));
  for (const auto& watch : watches) {
    grpc::health::v1::HealthCheckResponse response;
    EXPECT_TRUE(watch->Read(&response));
  }
  EXPECT_LT(TimeOf([&] { server.server().Drain(); }), kAtOnce);
  for (const auto& watch : watches) {
    grpc::health::v1::HealthCheckResponse response;
    EXPECT_TRUE(watch->Read(&response));
    EXPECT_EQ(response.status(), grpc::health::v1::HealthCheckResponse::NOT_SERVING);
    EXPECT_FALSE(watch->Read(&response));
    EXPECT_EQ(watch->Finish().error_code(), grpc::UNAVAILABLE);
  }
}

// A scan that runs until it is let go.
struct RunningScan {
  absl::Notification running;
  absl::Notification go;
  Handlers handlers;
  RunningScan() {
    handlers.list = [this](const auto&, const auto&) -> absl::StatusOr<v1::ListPersonsResponse> {
      running.Notify();
      go.WaitForNotification();
      return v1::ListPersonsResponse();
    };
  }
};

TEST(Drain, CallInFlightIsAnswered) {
  RunningScan scan;
  TestServer server(scan.handlers);
  absl::Status status = absl::UnknownError("no answer");
  std::thread call(
      [&] { status = Call(*server.NewPersons(), &PersonStub::ListPersons, v1::ListPersonsRequest()).status(); });
  scan.running.WaitForNotification();
  std::thread drain([&] { server.server().Drain(); });
  scan.go.Notify();
  call.join();
  drain.join();
  EXPECT_TRUE(status.ok()) << status;
}

TEST(Drain, CallThatTakesTooLongIsCut) {
  RunningScan scan;
  TestServer server(scan.handlers);
  absl::Status status;
  std::thread call([&] {
    status = Call(*server.NewPersons(), &PersonStub::ListPersons, v1::ListPersonsRequest()).status();
    // Only when the client has been told is the handler let go: the cut did not wait for it.
    scan.go.Notify();
  });
  scan.running.WaitForNotification();
  server.server().Drain();
  call.join();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
}

TEST(Drain, ClientThatVanishedDoesNotHoldItUp) {
  TestServer server({}, PatientOptions());
  {
    const auto stub = grpc::health::v1::Health::NewStub(server.NewChannel());
    grpc::ClientContext context;
    const auto watch = stub->Watch(&context, {});
    grpc::health::v1::HealthCheckResponse response;
    ASSERT_TRUE(watch->Read(&response));
  }
  EXPECT_LT(TimeOf([&] { server.server().Drain(); }), kAtOnce);
}

TEST(Drain, UnderLoadNoWriteIsAnsweredTwiceOrLost) {
  TestServer server;
  std::atomic<int> done = 0;
  std::vector<std::thread> clients;
  absl::Notification busy;
  for (int c = 0; c < 4; ++c) {
    clients.emplace_back([&, c] {
      const auto stub = server.NewPersons();
      for (int i = 0;; ++i) {
        if (!Call(*stub, &PersonStub::CreatePerson, NewPerson(absl::StrCat("c", c, "-", i))).ok()) return;
        if (++done == 200) busy.Notify();
      }
    });
  }
  busy.WaitForNotification();
  server.server().Drain();
  for (std::thread& client : clients) client.join();
  EXPECT_GE(server.store().Info().revision, static_cast<uint64_t>(done.load()));
  EXPECT_LE(server.store().Info().revision, static_cast<uint64_t>(done.load()) + 4);
}

TEST(Drain, MayBeCalledAgain) {
  TestServer server;
  server.server().Drain();
  server.server().Drain();
}

TEST(Drain, DrainedServerRefusesConnections) {
  TestServer server;
  const auto stub = server.NewPersons();
  server.server().Drain();
  EXPECT_EQ(Call(*stub, &PersonStub::GetPerson, PersonNamed("persons/p"), absl::Seconds(5)).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST(Drain, WaitsForTheDelayThatClientsNeed) {
  ServerOptions options = QuickOptions();
  options.drain_delay = absl::Milliseconds(100);
  TestServer server({}, options);
  EXPECT_GE(TimeOf([&] { server.server().Drain(); }), absl::Milliseconds(100));
}

TEST(Start, PortIsFreeAgainAfterTheDrain) {
  std::string address;
  {
    TestServer server;
    address = server.address();
    server.server().Drain();
  }
  EXPECT_TRUE(StartOn(address).ok());
}

}  // namespace
}  // namespace jiedui::rpc
