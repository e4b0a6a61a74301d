// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/read_call.h"

#include <atomic>
#include <thread>

#include "absl/synchronization/notification.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

// A scan that waits until it is let go, and a server with one thread for it.
struct BlockedReader {
  absl::Notification running;
  absl::Notification go;
  std::unique_ptr<TestServer> server;
  std::thread call;

  BlockedReader() {
    Handlers handlers;
    handlers.list = [this](const auto&, const auto&) -> absl::StatusOr<v1::ListPersonsResponse> {
      if (!running.HasBeenNotified()) running.Notify();
      go.WaitForNotification();
      return v1::ListPersonsResponse();
    };
    ServerOptions options = QuickOptions();
    options.reader_threads = 1;
    options.streams_per_connection_max = 10'000;
    server = std::make_unique<TestServer>(handlers, options);
    call = std::thread(
        [this] { EXPECT_TRUE(Call(*server->NewPersons(), &PersonStub::ListPersons, v1::ListPersonsRequest()).ok()); });
    running.WaitForNotification();
  }
  ~BlockedReader() {
    if (!go.HasBeenNotified()) go.Notify();
    call.join();
  }
};

TEST(PointRead, HandsOnStoredBytes) {
  TestServer server;
  const auto stub = server.NewPersons();
  ASSERT_TRUE(Call(*stub, &PersonStub::CreatePerson, NewPerson("p")).ok());
  const auto person = Call(*stub, &PersonStub::GetPerson, PersonNamed("persons/p"));
  ASSERT_TRUE(person.ok()) << person.status();
  EXPECT_EQ(person->display_name(), "王小明");
}

TEST(PointRead, RefusesWrongField) {
  TestServer server;
  const auto person = Call(*server.NewPersons(), &PersonStub::GetPerson, PersonNamed("people/p"));
  EXPECT_EQ(person.status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(PointRead, DoesNotWaitForTheReaderPool) {
  BlockedReader blocked;
  const auto person = Call(*blocked.server->NewPersons(), &PersonStub::GetPerson, PersonNamed("persons/p"));
  EXPECT_EQ(person.status().code(), absl::StatusCode::kNotFound);
}

TEST(PointRead, RunsAgainOnThePoolWhenItMustWaitForTheDisk) {
  std::atomic<int> runs = 0;
  Handlers handlers;
  handlers.get = [&](const auto& request, const auto& context) -> absl::StatusOr<Encoded> {
    if (++runs == 1) return store::NotInMemory();
    return LoadPerson(request, context);
  };
  TestServer server(handlers);
  const auto stub = server.NewPersons();
  ASSERT_TRUE(Call(*stub, &PersonStub::CreatePerson, NewPerson("p")).ok());
  EXPECT_TRUE(Call(*stub, &PersonStub::GetPerson, PersonNamed("persons/p")).ok());
  EXPECT_EQ(runs, 2);
}

TEST(ScanRead, RunsOnThePool) {
  std::thread::id scan;
  std::thread::id point;
  Handlers handlers;
  handlers.list = [&](const auto&, const auto& context) -> absl::StatusOr<v1::ListPersonsResponse> {
    scan = std::this_thread::get_id();
    v1::ListPersonsResponse response;
    response.set_next_page_token(context.store.incarnation);
    return response;
  };
  handlers.get = [&](const auto&, const auto&) -> absl::StatusOr<Encoded> {
    point = std::this_thread::get_id();
    return Encoded();
  };
  ServerOptions options = QuickOptions();
  options.threads = 1;
  TestServer server(handlers, options);
  const auto stub = server.NewPersons();
  const auto list = Call(*stub, &PersonStub::ListPersons, v1::ListPersonsRequest());
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(list->next_page_token(), server.store().Info().incarnation);
  ASSERT_TRUE(Call(*stub, &PersonStub::GetPerson, PersonNamed("persons/p")).ok());
  EXPECT_NE(scan, point);
}

TEST(ScanRead, WhoseDeadlinePassedWhileItWaitedIsNotRun) {
  BlockedReader blocked;
  const auto late =
      Call(*blocked.server->NewPersons(), &PersonStub::ListPersons, v1::ListPersonsRequest(), absl::Milliseconds(20));
  EXPECT_EQ(late.status().code(), absl::StatusCode::kDeadlineExceeded);
}

TEST(ScanRead, TooManyWaitingAreTurnedDown) {
  BlockedReader blocked;
  const auto stub = blocked.server->NewPersons();
  grpc::CompletionQueue queue;
  struct Pending {
    grpc::ClientContext context;
    v1::ListPersonsResponse response;
    grpc::Status status;
    std::unique_ptr<grpc::ClientAsyncResponseReader<v1::ListPersonsResponse>> reader;
  };
  std::vector<std::unique_ptr<Pending>> calls;
  constexpr int kCalls = 1000 + 4096;  // more than the queue holds
  for (int i = 0; i < kCalls; ++i) {
    Pending& call = *calls.emplace_back(std::make_unique<Pending>());
    call.reader = stub->AsyncListPersons(&call.context, v1::ListPersonsRequest(), &queue);
    call.reader->Finish(&call.response, &call.status, &call);
  }
  int refused = 0;
  for (int i = 0; i < kCalls; ++i) {
    void* tag = nullptr;
    bool ok = false;
    ASSERT_TRUE(queue.Next(&tag, &ok));
    const absl::Status status = FromGrpcStatus(static_cast<Pending*>(tag)->status);
    refused += ReasonOf(status) == "OVERLOADED";
    // The first to be turned down shows that the queue was full: now the others may run.
    if (refused == 1 && !blocked.go.HasBeenNotified()) blocked.go.Notify();
    EXPECT_TRUE(status.ok() || ReasonOf(status) == "OVERLOADED") << status;
  }
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace jiedui::rpc
