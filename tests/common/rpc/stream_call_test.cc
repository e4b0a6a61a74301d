// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/stream_call.h"

#include <atomic>
#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

using Open = absl::StatusOr<std::unique_ptr<StreamSource>>;

std::string MessageOf(uint64_t revision, size_t padding = 0) {
  v1::WatchChangesResponse response;
  response.set_revision(revision);
  response.set_incarnation(std::string(padding, 'x'));
  return response.SerializeAsString();
}

// Tells each revision of the store, once.
class RevisionSource final : public StreamSource {
 public:
  explicit RevisionSource(const store::Store& store) : store_(store) {}
  absl::StatusOr<Step> Next() override {
    Step step;
    for (const uint64_t head = store_.Info().revision; told_ < head;) step.messages.push_back(MessageOf(++told_));
    return step;
  }

 private:
  const store::Store& store_;
  uint64_t told_ = 0;
};

// Answers each step with what a function says.
class StepSource final : public StreamSource {
 public:
  explicit StepSource(std::function<absl::StatusOr<Step>(int)> next) : next_(std::move(next)) {}
  absl::StatusOr<Step> Next() override { return next_(++steps_); }

 private:
  std::function<absl::StatusOr<Step>(int)> next_;
  int steps_ = 0;
};

Handlers WithSteps(std::function<absl::StatusOr<StreamSource::Step>(int)> next) {
  Handlers handlers;
  handlers.watch = [next](const auto&, const auto&) -> Open { return std::make_unique<StepSource>(next); };
  return handlers;
}

// An open WatchChanges.
struct Watch {
  std::unique_ptr<v1::ChangeService::Stub> stub;
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientReader<v1::WatchChangesResponse>> reader;

  explicit Watch(TestServer& server, const v1::WatchChangesRequest& request = {}) : stub(server.NewChanges()) {
    SetTimeout(context, absl::Seconds(60));
    reader = stub->WatchChanges(&context, request);
  }
  // 0 = the stream ended.
  uint64_t NextRevision() {
    v1::WatchChangesResponse response;
    return reader->Read(&response) ? response.revision() : 0;
  }
  absl::Status Finish() { return FromGrpcStatus(reader->Finish()); }
};

TEST(Stream, SendsWhatIsThereThenWhatEachCommitBrings) {
  Handlers handlers;
  const TestServer* server_of_source = nullptr;
  handlers.watch = [&](const auto&, const auto&) -> Open {
    return std::make_unique<RevisionSource>(const_cast<TestServer*>(server_of_source)->store());
  };
  TestServer server(handlers);
  server_of_source = &server;
  const auto persons = server.NewPersons();
  ASSERT_TRUE(Call(*persons, &PersonStub::CreatePerson, NewPerson("p0")).ok());
  Watch watch(server);
  EXPECT_EQ(watch.NextRevision(), 1u);
  for (uint64_t i = 1; i <= 50; ++i) {
    ASSERT_TRUE(Call(*persons, &PersonStub::CreatePerson, NewPerson(absl::StrCat("p", i))).ok());
    ASSERT_EQ(watch.NextRevision(), i + 1);
  }
}

TEST(Stream, ManyMessagesOfAStepArriveInOrder) {
  TestServer server(WithSteps([](int step) -> absl::StatusOr<StreamSource::Step> {
    StreamSource::Step result;
    const auto first = static_cast<uint64_t>((step - 1) * 1000 + 1);
    if (step <= 5) {
      for (uint64_t i = 0; i < 1000; ++i) result.messages.push_back(MessageOf(first + i, 100));
    }
    return result;
  }));
  Watch watch(server);
  for (uint64_t i = 1; i <= 5000; ++i) ASSERT_EQ(watch.NextRevision(), i);
}

TEST(Stream, IsWokenAtTheTimeItAskedFor) {
  TestServer server(WithSteps([](int step) -> absl::StatusOr<StreamSource::Step> {
    if (step % 2 == 1) return StreamSource::Step{.wake_after = absl::Milliseconds(1)};
    return StreamSource::Step{.messages = {MessageOf(static_cast<uint64_t>(step))}};
  }));
  Watch watch(server);
  for (uint64_t i = 1; i <= 20; ++i) ASSERT_EQ(watch.NextRevision(), 2 * i);
}

TEST(Stream, ErrorOfOpenEndsIt) {
  Handlers handlers;
  handlers.watch = [](const auto&, const auto&) -> Open {
    return MakeError(absl::StatusCode::kOutOfRange, "RESUME_REVISION_EXPIRED", "start again from 0");
  };
  TestServer server(handlers);
  Watch watch(server);
  EXPECT_EQ(watch.NextRevision(), 0u);
  EXPECT_EQ(ReasonOf(watch.Finish()), "RESUME_REVISION_EXPIRED");
}

TEST(Stream, ErrorOfAStepEndsItAfterTheMessagesBefore) {
  TestServer server(WithSteps([](int step) -> absl::StatusOr<StreamSource::Step> {
    if (step == 1) return StreamSource::Step{.messages = {MessageOf(1)}};
    return MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED", "revision 2 is damaged");
  }));
  Watch watch(server);
  EXPECT_EQ(watch.NextRevision(), 1u);
  EXPECT_EQ(watch.NextRevision(), 0u);
  EXPECT_EQ(ReasonOf(watch.Finish()), "DATA_DAMAGED");
}

TEST(Stream, RequestIsChecked) {
  TestServer server;
  v1::WatchChangesRequest request;
  request.set_incarnation(std::string(100, 'x'));
  Watch watch(server, request);
  EXPECT_EQ(watch.Finish().code(), absl::StatusCode::kInvalidArgument);
}

// Counts the sources that are alive.
class CountedSource final : public StreamSource {
 public:
  CountedSource(std::atomic<int>& opened, absl::Notification& closed) : closed_(closed) { ++opened; }
  ~CountedSource() override { closed_.Notify(); }
  absl::StatusOr<Step> Next() override {
    if (first_) {
      first_ = false;
      return Step{.messages = {MessageOf(1)}};
    }
    return Step();
  }

 private:
  absl::Notification& closed_;
  bool first_ = true;
};

TEST(Stream, ParkedOneNoticesThatItsClientCancelled) {
  std::atomic<int> opened = 0;
  absl::Notification closed;
  Handlers handlers;
  handlers.watch = [&](const auto&, const auto&) -> Open { return std::make_unique<CountedSource>(opened, closed); };
  TestServer server(handlers);
  Watch watch(server);
  EXPECT_EQ(watch.NextRevision(), 1u);
  watch.context.TryCancel();
  closed.WaitForNotification();
  EXPECT_EQ(opened, 1);
}

TEST(Stream, ParkedOneNoticesThatItsClientVanished) {
  std::atomic<int> opened = 0;
  absl::Notification closed;
  Handlers handlers;
  handlers.watch = [&](const auto&, const auto&) -> Open { return std::make_unique<CountedSource>(opened, closed); };
  TestServer server(handlers);
  {
    Watch watch(server);
    EXPECT_EQ(watch.NextRevision(), 1u);
  }
  closed.WaitForNotification();
}

TEST(Stream, WhoseReaderTakesNothingIsCut) {
  absl::Notification closed;
  class FloodSource final : public StreamSource {
   public:
    explicit FloodSource(absl::Notification& over) : over_(over) {}
    ~FloodSource() override { over_.Notify(); }
    absl::StatusOr<Step> Next() override { return Step{.messages = {MessageOf(1, 500'000)}}; }

   private:
    absl::Notification& over_;
  };
  Handlers handlers;
  handlers.watch = [&](const auto&, const auto&) -> Open { return std::make_unique<FloodSource>(closed); };
  ServerOptions options = QuickOptions();
  options.write_stall_max = absl::Milliseconds(100);
  TestServer server(handlers, options);
  Watch watch(server);
  closed.WaitForNotification();
}

TEST(Stream, EndsWithTheDrainAfterSendingWhatIsThere) {
  std::atomic<bool> more = false;
  TestServer server(WithSteps([&](int step) -> absl::StatusOr<StreamSource::Step> {
    if (step == 1) return StreamSource::Step{.messages = {MessageOf(1)}};
    if (more.exchange(false)) return StreamSource::Step{.messages = {MessageOf(2)}};
    return StreamSource::Step{};
  }));
  Watch watch(server);
  EXPECT_EQ(watch.NextRevision(), 1u);
  more = true;
  server.server().Drain();
  EXPECT_EQ(watch.NextRevision(), 2u);
  EXPECT_EQ(watch.NextRevision(), 0u);
  const absl::Status status = watch.Finish();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(status), "SHUTTING_DOWN");
}

// What a WatchChanges that demands a revision ends with; its source ends at once.
absl::Status WatchAt(TestServer& server, absl::string_view wanted_revision) {
  const auto stub = server.NewChanges();
  grpc::ClientContext context;
  SetTimeout(context, absl::Seconds(60));
  context.AddMetadata(kWantedRevisionKey, std::string(wanted_revision));
  v1::WatchChangesResponse response;
  const auto reader = stub->WatchChanges(&context, {});
  while (reader->Read(&response)) {
  }
  return FromGrpcStatus(reader->Finish());
}

TEST(Stream, WaitsForTheRevisionThatTheCallerDemands) {
  std::atomic<bool> there = false;
  Handlers handlers = WithSteps([&](int) -> absl::StatusOr<StreamSource::Step> {
    EXPECT_TRUE(there);
    return StreamSource::Step{.complete = true};
  });
  std::thread later;
  handlers.recovery = [&](const absl::Status& refusal, const CallInfo& call,
                          absl::AnyInvocable<void(absl::Status)> then) {
    EXPECT_TRUE(refusal.ok()) << refusal;
    later = std::thread([&, revision = call.wanted_revision, then = std::move(then)]() mutable {
      absl::SleepFor(absl::Milliseconds(20));
      there = true;
      then(revision == "7" ? absl::OkStatus() : absl::UnavailableError("not there yet"));
    });
    return true;
  };
  TestServer server(handlers);
  const absl::Status waited = WatchAt(server, "7");
  later.join();
  EXPECT_TRUE(waited.ok()) << waited;
  const absl::Status refused = WatchAt(server, "8");
  later.join();
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable) << refused;
}

TEST(Stream, ThatWaitsForARevisionIsCutByTheDrain) {
  absl::Notification asked;
  absl::AnyInvocable<void(absl::Status)> never;
  Handlers handlers;
  handlers.recovery = [&](const absl::Status&, const CallInfo&, absl::AnyInvocable<void(absl::Status)> then) {
    never = std::move(then);
    asked.Notify();
    return true;
  };
  TestServer server(handlers);
  absl::Status status;
  std::thread watch([&] { status = WatchAt(server, "7"); });
  EXPECT_TRUE(asked.WaitForNotificationWithTimeout(absl::Seconds(30)));
  server.server().Drain();
  watch.join();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
}

}  // namespace
}  // namespace jiedui::rpc
