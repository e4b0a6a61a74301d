// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/bulk_call.h"

#include <atomic>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

v1::ImportPersonsRequest Row(absl::string_view id, absl::string_view display_name = "王小明") {
  v1::ImportPersonsRequest row;
  row.mutable_person()->set_name(absl::StrCat("persons/", id));
  row.mutable_person()->set_display_name(std::string(display_name));
  row.mutable_person()->set_category(v1::PERSON_CATEGORY_DOCTOR);
  return row;
}

// Sends the rows in one stream; stops where the server does not take more.
absl::StatusOr<v1::BulkSummary> Import(TestServer& server, const std::vector<v1::ImportPersonsRequest>& rows) {
  const auto stub = server.NewPersons();
  grpc::ClientContext context;
  SetTimeout(context, absl::Seconds(60));
  v1::ImportPersonsResponse response;
  const auto writer = stub->ImportPersons(&context, &response);
  for (const auto& row : rows)
    if (!writer->Write(row)) break;
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return FromGrpcStatus(status);
  return response.summary();
}

TEST(Bulk, StoresEveryRowAsACommitOfItsOwn) {
  TestServer server;
  const auto summary = Import(server, {Row("a"), Row("b"), Row("a"), Row("a", "李四")});
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->rows(), 4);
  EXPECT_EQ(summary->created(), 2);
  EXPECT_EQ(summary->unchanged(), 1);
  EXPECT_EQ(summary->updated(), 1);
  EXPECT_EQ(summary->outcomes_size(), 0);
  EXPECT_EQ(server.store().Info().revision, 3u);
}

TEST(Bulk, EmptyStreamIsNoError) {
  TestServer server;
  const auto summary = Import(server, {});
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->rows(), 0);
}

TEST(Bulk, WrongRowIsRefusedAndLeavesTheOthersAlone) {
  TestServer server;
  const auto summary = Import(server, {Row("a"), Row("NO ID"), Row("c")});
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->created(), 2);
  EXPECT_EQ(summary->refused(), 1);
  ASSERT_EQ(summary->outcomes_size(), 1);
  EXPECT_EQ(summary->outcomes(0).row(), 2);
  EXPECT_EQ(ReasonOf(FromRpcStatus(summary->outcomes(0).status())), "INVALID_FIELD");
}

TEST(Bulk, RowBeyondTheMessageLimitIsRefusedAndLeavesTheOthersAlone) {
  TestServer server;
  const auto summary = Import(server, {Row("a"), Row("b", std::string(2 * 1024 * 1024, 'x')), Row("c")});
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->created(), 2);
  ASSERT_EQ(summary->outcomes_size(), 1);
  EXPECT_EQ(summary->outcomes(0).row(), 2);
  EXPECT_EQ(ReasonOf(FromRpcStatus(summary->outcomes(0).status())), "LIMIT_EXCEEDED");
}

TEST(Bulk, AServiceExplainsEveryRefusal) {
  Handlers handlers;
  handlers.import_row = [](const auto& row, auto& transaction) -> absl::StatusOr<RowResult> {
    if (row.person().name() == "persons/refused") return InvalidField("person", "is not wanted");
    return StoreRow(row, transaction);
  };
  handlers.explain_row = [](const v1::ImportPersonsRequest& row, const absl::Status& refusal) {
    v1::RowOutcome outcome;
    outcome.add_findings()->set_value(row.person().name());
    return WithRowDetails(refusal, outcome.SerializeAsString());
  };
  TestServer server(handlers);
  const auto summary = Import(server, {Row("a"), Row("NO ID"), Row("refused")});
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->created(), 1);
  ASSERT_EQ(summary->outcomes_size(), 2);
  for (const auto& outcome : summary->outcomes()) ASSERT_EQ(outcome.findings_size(), 1) << outcome.DebugString();
  EXPECT_EQ(summary->outcomes(0).findings(0).value(), "persons/NO ID");
  EXPECT_EQ(summary->outcomes(1).findings(0).value(), "persons/refused");
}

TEST(Bulk, ListsAllRowsOnRequest) {
  TestServer server;
  std::vector<v1::ImportPersonsRequest> rows = {Row("a"), Row("NO ID"), Row("c")};
  rows[0].mutable_options()->set_list_all_rows(true);
  const auto summary = Import(server, rows);
  ASSERT_TRUE(summary.ok()) << summary.status();
  ASSERT_EQ(summary->outcomes_size(), 3);
  EXPECT_EQ(summary->outcomes(0).name(), "persons/a");
  EXPECT_EQ(summary->outcomes(1).outcome(), v1::RowOutcome::OUTCOME_REFUSED);
  EXPECT_EQ(summary->outcomes(2).outcome(), v1::RowOutcome::OUTCOME_CREATED);
}

TEST(Bulk, DryRunStoresNothing) {
  TestServer server;
  std::vector<v1::ImportPersonsRequest> rows = {Row("a"), Row("a", "李四")};
  rows[0].mutable_options()->set_validate_only(true);
  const auto summary = Import(server, rows);
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->created(), 1);
  EXPECT_EQ(summary->updated(), 1);  // each row sees what the earlier ones would have done
  EXPECT_EQ(server.store().Info().revision, 0u);
}

TEST(Bulk, OptionsOfLaterRowsAreIgnored) {
  TestServer server;
  std::vector<v1::ImportPersonsRequest> rows = {Row("a"), Row("b")};
  rows[1].mutable_options()->set_validate_only(true);
  ASSERT_TRUE(Import(server, rows).ok());
  EXPECT_EQ(server.store().Info().revision, 2u);
}

TEST(Bulk, TenThousandRowsKeepTheirOrder) {
  TestServer server;
  std::vector<v1::ImportPersonsRequest> rows;
  for (int i = 0; i < 10'000; ++i) rows.push_back(Row("same", absl::StrCat("name ", i)));
  const auto summary = Import(server, rows);
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->created(), 1);
  EXPECT_EQ(summary->updated(), 9'999);
  const auto person = Call(*server.NewPersons(), &PersonStub::GetPerson, PersonNamed("persons/same"));
  ASSERT_TRUE(person.ok());
  EXPECT_EQ(person->display_name(), "name 9999");
}

TEST(Bulk, RowsWaitForABusyStoreAndKeepTheirOrder) {
  std::atomic<int> runs = 0;
  Handlers handlers;
  handlers.import_row = [&](const auto& row, auto& transaction) -> absl::StatusOr<RowResult> {
    if (++runs % 7 == 0) return TooMuchWaiting();
    return StoreRow(row, transaction);
  };
  TestServer server(handlers);
  std::vector<v1::ImportPersonsRequest> rows;
  for (int i = 0; i < 50; ++i) rows.push_back(Row("same", absl::StrCat("name ", i)));
  const auto summary = Import(server, rows);
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->refused(), 0);
  EXPECT_EQ(summary->rows(), 50);
  EXPECT_GT(runs, 50);
  const auto person = Call(*server.NewPersons(), &PersonStub::GetPerson, PersonNamed("persons/same"));
  ASSERT_TRUE(person.ok());
  EXPECT_EQ(person->display_name(), "name 49");
}

TEST(Bulk, FullDiskRefusesRowsInsteadOfWaiting) {
  Handlers handlers;
  handlers.import_row = [](const auto&, auto&) -> absl::StatusOr<RowResult> {
    return Overloaded("DISK_FULL", "no space", absl::Seconds(1));
  };
  TestServer server(handlers);
  const auto summary = Import(server, {Row("a")});
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->refused(), 1);
}

TEST(Bulk, EndsWithTheErrorOfAStoreThatStopped) {
  TestServer server;
  server.store().Close();
  const auto summary = Import(server, {Row("a"), Row("b"), Row("c")});
  EXPECT_EQ(summary.status().code(), absl::StatusCode::kUnavailable);
}

TEST(Bulk, RecoveryGivesRowsASecondChance) {
  std::atomic<bool> known = false;
  Handlers handlers;
  handlers.import_row = [&](const auto& row, auto& transaction) -> absl::StatusOr<RowResult> {
    if (!known) return ResourceNotFound("Person", "persons/x");
    return StoreRow(row, transaction);
  };
  handlers.recovery = [&](const absl::Status&, const CallInfo&, absl::AnyInvocable<void(absl::Status)> then) {
    known = true;
    then(absl::OkStatus());
    return true;
  };
  TestServer server(handlers);
  const auto summary = Import(server, {Row("a"), Row("b")});
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->created(), 2);
}

TEST(Bulk, RecoveryThatDeclinesLeavesTheRefusal) {
  Handlers handlers;
  handlers.import_row = [](const auto&, auto&) -> absl::StatusOr<RowResult> { return ResourceNotFound("Person", "x"); };
  handlers.recovery = [](const absl::Status&, const CallInfo&, absl::AnyInvocable<void(absl::Status)>) {
    return false;
  };
  TestServer server(handlers);
  const auto summary = Import(server, {Row("a"), Row("b")});
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->refused(), 2);
}

TEST(Bulk, CancelledStreamKeepsWhatWasStoredAndHoldsNothingUp) {
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
  return options;
}

absl::Duration TimeOfDrain(TestServer& server) {
  const absl::Time begin = absl::Now();
  server.server().Drain();
  return absl::Now() - begin;
}

// An open client stream of rows.
struct OpenImport {
  explicit OpenImport(TestServer& server) : stub(server.NewPersons()), writer(stub->ImportPersons(&context, &answer)) {}

  absl::Status Finish() { return FromGrpcStatus(writer->Finish()); }

  std::unique_ptr<PersonStub> stub;
  grpc::ClientContext context;
  v1::ImportPersonsResponse answer;
  std::unique_ptr<grpc::ClientWriter<v1::ImportPersonsRequest>> writer;
};

std::string RowsSaidBy(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
  if (!payload.has_value() || !info.ParseFromString(std::string(*payload))) return "no ErrorInfo";
  return info.metadata().contains("rows") ? info.metadata().at("rows") : "none";
}

TEST(Bulk, StreamWithoutARowEndsWithTheDrain) {
  TestServer server({}, PatientOptions());
  OpenImport import(server);
  // A call behind it on the same connection is answered: the stream has arrived.
  ASSERT_FALSE(Call(*import.stub, &PersonStub::GetPerson, PersonNamed("persons/a")).ok());
  EXPECT_LT(TimeOfDrain(server), absl::Seconds(5));
  EXPECT_EQ(ReasonOf(import.Finish()), "SHUTTING_DOWN");
}

TEST(Bulk, IdleStreamEndsWithTheDrain) {
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

TEST(Bulk, RowInFlightIsStoredBeforeTheDrainEndsItsStream) {
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

TEST(Bulk, StreamThatIsOverIsAnsweredDuringTheDrain) {
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
  absl::SleepFor(absl::Milliseconds(50));  // so that the end of the stream has been read
  std::thread drain([&] { server.server().Drain(); });
  absl::SleepFor(absl::Milliseconds(50));
  known = true;
  go_on(absl::OkStatus());
  const absl::Status status = import.Finish();
  drain.join();
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(import.answer.summary().created(), 1);
}

TEST(Bulk, RunningStreamsEndWithTheDrainAndSayHowManyRowsAreDone) {
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
