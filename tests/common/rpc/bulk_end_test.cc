// SPDX-License-Identifier: Apache-2.0
// How a stream of rows ends when its client goes or its server stops.
#include <atomic>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "common/rpc/bulk_call.h"
#include "google/rpc/error_details.pb.h"
#include "tests/common/rpc/bulk_rows.h"

namespace jiedui::rpc {
namespace {

TEST(BulkEnd, CancelledStreamKeepsWhatWasStoredAndHoldsNothingUp) {
  TestServer server;
  const auto stub = server.NewPersons();
  {
    grpc::ClientContext context;
    v1::ImportPersonsResponse response;
    const auto writer = stub->ImportPersons(&context, &response);
    for (int i = 0; i < 100; ++i) writer->Write(Row(absl::StrCat("p", i)));
    context.TryCancel();
    EXPECT_EQ(writer->Finish().error_code(), grpc::CANCELLED);
  }
  server.server().Drain();
  EXPECT_LE(server.store().Info().revision, 100u);
}

// Long enough that a test fails in which a stream holds up the drain.
ServerOptions PatientOptions() {
  ServerOptions options = QuickOptions();
  options.drain_timeout = absl::Seconds(20);
  options.last_words = absl::Seconds(1);
  return options;
}

absl::Duration TimeOfDrain(TestServer& server) {
  const absl::Time begin = absl::Now();
  server.server().Drain();
  return absl::Now() - begin;
}

std::string RowsSaidBy(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
  if (!payload.has_value() || !info.ParseFromString(std::string(*payload))) return "no ErrorInfo";
  return info.metadata().contains("rows") ? info.metadata().at("rows") : "none";
}

TEST(BulkEnd, StreamWithoutARowEndsWithTheDrain) {
  TestServer server({}, PatientOptions());
  OpenImport import(server);
  // A call behind it on the same connection is answered: the stream has arrived.
  ASSERT_FALSE(Call(*import.stub, &PersonStub::GetPerson, PersonNamed("persons/a")).ok());
  EXPECT_LT(TimeOfDrain(server), absl::Seconds(5));
  EXPECT_EQ(ReasonOf(import.Finish()), "SHUTTING_DOWN");
}

TEST(BulkEnd, IdleStreamEndsWithTheDrain) {
  absl::Notification stored;
  Handlers handlers;
  handlers.import_row = [&](const auto& row, auto& transaction) {
    stored.Notify();
    return StoreRow(row, transaction);
  };
  TestServer server(handlers, PatientOptions());
  OpenImport import(server);
  import.writer->Write(Row("a"));
  stored.WaitForNotification();
  EXPECT_LT(TimeOfDrain(server), absl::Seconds(5));
  const absl::Status status = import.Finish();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(status), "SHUTTING_DOWN") << status;
  EXPECT_EQ(RowsSaidBy(status), "1") << status;
}

TEST(BulkEnd, RowInFlightIsStoredBeforeTheDrainEndsItsStream) {
  absl::Notification begun, go_on;
  Handlers handlers;
  handlers.import_row = [&](const auto& row, auto& transaction) {
    begun.Notify();
    go_on.WaitForNotification();
    return StoreRow(row, transaction);
  };
  TestServer server(handlers, PatientOptions());
  OpenImport import(server);
  import.writer->Write(Row("a"));
  begun.WaitForNotification();
  std::thread drain([&] { EXPECT_LT(TimeOfDrain(server), absl::Seconds(5)); });
  go_on.Notify();
  const absl::Status status = import.Finish();
  drain.join();
  EXPECT_EQ(RowsSaidBy(status), "1") << status;
  EXPECT_EQ(server.store().Info().revision, 1u);
}

TEST(BulkEnd, StreamThatIsOverIsAnsweredDuringTheDrain) {
  std::atomic<bool> known = false;
  absl::Notification waits;
  absl::AnyInvocable<void(absl::Status)> go_on;
  Handlers handlers;
  handlers.import_row = [&](const auto& row, auto& transaction) -> absl::StatusOr<RowResult> {
    if (!known) return ResourceNotFound("Person", "persons/x");
    return StoreRow(row, transaction);
  };
  handlers.recovery = [&](const absl::Status&, const CallInfo&, absl::AnyInvocable<void(absl::Status)> then) {
    go_on = std::move(then);
    waits.Notify();
    return true;
  };
  TestServer server(handlers, PatientOptions());
  OpenImport import(server);
  import.writer->WriteLast(Row("a"), grpc::WriteOptions());
  waits.WaitForNotification();
  // A call behind it on the same connection is answered: the end of the stream has arrived.
  ASSERT_FALSE(Call(*import.stub, &PersonStub::GetPerson, PersonNamed("persons/a")).ok());
  std::thread drain([&] { server.server().Drain(); });
  absl::SleepFor(absl::Milliseconds(50));
  known = true;
  go_on(absl::OkStatus());
  const absl::Status status = import.Finish();
  drain.join();
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(import.answer.summary().created(), 1);
}

TEST(BulkEnd, RunningStreamsEndWithTheDrainAndSayHowManyRowsAreDone) {
  constexpr int kStreams = 4;
  TestServer server({}, PatientOptions());
  std::atomic<int64_t> said = 0;
  std::vector<std::thread> clients;
  for (int client = 0; client < kStreams; ++client) {
    clients.emplace_back([&, client] {
      OpenImport import(server);
      for (int row = 0; import.writer->Write(Row(absl::StrCat("p", client, "-", row))); ++row) {
      }
      const absl::Status status = import.Finish();
      EXPECT_EQ(ReasonOf(status), "SHUTTING_DOWN") << status;
      int64_t rows = 0;
      EXPECT_TRUE(absl::SimpleAtoi(RowsSaidBy(status), &rows)) << status;
      said += rows;
    });
  }
  while (server.store().Info().revision < 1000) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_LT(TimeOfDrain(server), absl::Seconds(5));
  const uint64_t revision = server.store().Info().revision;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(said, static_cast<int64_t>(revision));
}

}  // namespace
}  // namespace jiedui::rpc
