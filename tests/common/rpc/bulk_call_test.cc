// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/bulk_call.h"

#include <atomic>
#include <thread>

#include "absl/time/clock.h"
#include "tests/common/rpc/bulk_rows.h"

namespace jiedui::rpc {
namespace {

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

// Its options are not known: it may have asked to store nothing.
TEST(Bulk, FirstRowThatCannotBeReadEndsTheStream) {
  for (const std::string& name : {std::string("\xff"), std::string(3 * 1024 * 1024 / 2, 'x')}) {
    TestServer server;
    std::vector<v1::ImportPersonsRequest> rows = {Row("a", name), Row("b")};
    rows[0].mutable_options()->set_validate_only(true);
    const absl::Status status = Import(server, rows).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status) || absl::IsResourceExhausted(status)) << status;
    EXPECT_EQ(server.store().Info().revision, 0u);
  }
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
  rows.reserve(10'000);
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
  rows.reserve(50);
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

// Sends one row in a stream that demands a revision.
absl::StatusOr<v1::BulkSummary> ImportAt(TestServer& server, absl::string_view wanted_revision) {
  const auto stub = server.NewPersons();
  grpc::ClientContext context;
  SetTimeout(context, absl::Seconds(60));
  context.AddMetadata(kWantedRevisionKey, std::string(wanted_revision));
  v1::ImportPersonsResponse response;
  const auto writer = stub->ImportPersons(&context, &response);
  writer->Write(Row("a"));
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return FromGrpcStatus(status);
  return response.summary();
}

TEST(Bulk, WaitsOnceForTheRevisionThatTheCallerDemands) {
  std::vector<std::string> demanded;
  std::atomic<bool> there = false;
  Handlers handlers;
  handlers.import_row = [&](const auto& row, auto& transaction) -> absl::StatusOr<RowResult> {
    EXPECT_TRUE(there);
    return StoreRow(row, transaction);
  };
  std::thread later;
  handlers.recovery = [&](const absl::Status& refusal, const CallInfo& call,
                          absl::AnyInvocable<void(absl::Status)> then) {
    EXPECT_TRUE(refusal.ok()) << refusal;
    demanded.push_back(call.wanted_revision);
    later = std::thread([&, then = std::move(then)]() mutable {
      absl::SleepFor(absl::Milliseconds(20));
      there = true;
      then(absl::OkStatus());
    });
    return true;
  };
  TestServer server(handlers);
  const auto summary = ImportAt(server, "7");
  later.join();
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->created(), 1);
  EXPECT_EQ(demanded, std::vector<std::string>{"7"});
}

TEST(Bulk, RevisionThatDoesNotComeEndsTheStream) {
  Handlers handlers;
  handlers.recovery = [&](const absl::Status&, const CallInfo&, absl::AnyInvocable<void(absl::Status)> then) {
    then(MakeError(absl::StatusCode::kUnavailable, "REGISTRY_UNAVAILABLE", "not there yet"));
    return true;
  };
  TestServer server(handlers);
  EXPECT_EQ(ReasonOf(ImportAt(server, "7").status()), "REGISTRY_UNAVAILABLE");
  EXPECT_EQ(server.store().Info().revision, 0u);
}

}  // namespace
}  // namespace jiedui::rpc
