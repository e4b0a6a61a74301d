// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/file_load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/deploy/demo/fake_services.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::demo {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const char kRefused[] = R"({"check_in": {}})";
const char kSound[] = R"({"check_in": {"name": "a"}})";

struct Load {
  absl::Status status;
  std::string said;
};

// A pairing, assignments one of which is refused `refused` times, and another pairing.
Load LoadInto(FakeServer& server, int refused) {
  std::vector<RpcFile> files = {{"04-scheduler.PairingService.CreatePairing", {R"({"pairing_id": "a"})"}},
                                {"05-scheduler.AssignmentService.ApplyAssignmentCommands", {kSound}},
                                {"06-scheduler.PairingService.CreatePairing", {R"({"pairing_id": "b"})"}}};
  for (int i = 0; i < refused; ++i) files[1].lines.emplace_back(kRefused);
  Loader loader(server.channel(), server.channel());
  const FakeClock clock;
  Load load;
  load.status = LoadFiles(files, loader, clock, [&load](absl::string_view text) { absl::StrAppend(&load.said, text); });
  return load;
}

TEST(LoadFiles, SaysWhatBecameOfEveryFile) {
  FakeServer server;
  const Load load = LoadInto(server, 0);
  EXPECT_THAT(load.status, IsOk());
  EXPECT_THAT(load.said,
              AllOf(HasSubstr("1 rows: created 1, updated 0, unchanged 0, refused 0 (0 ms)\n05-scheduler"),
                    HasSubstr("1 rows: created 0, updated 1"), HasSubstr("06-scheduler"), Not(HasSubstr("Left out"))));
}

TEST(LoadFiles, OfNewDataARefusedRowIsAnError) {
  FakeServer server;
  EXPECT_THAT(LoadInto(server, 2).status,
              StatusIs(absl::StatusCode::kUnknown, AllOf(HasSubstr("2 refused"), HasSubstr("name is required"))));
  EXPECT_EQ(server.pairings.pairings.count("b"), 0U) << "nothing is loaded after it";
}

TEST(LoadFiles, WhereDataWasLoadedBeforeRefusedRowsAreToldAndTheRestIsLoaded) {
  FakeServer server;
  server.pairings.pairings["a"].set_pairing_id("a");
  const Load load = LoadInto(server, 5);
  EXPECT_THAT(load.status, IsOk());
  EXPECT_THAT(load.said, AllOf(HasSubstr("refused 5"), HasSubstr("    refused: INVALID_ARGUMENT"),
                               HasSubstr("    and 2 more\n"), HasSubstr("do not fit what is there already: 5\n")));
  EXPECT_EQ(server.pairings.pairings.count("b"), 1U);
}

// The failure comes last, after more refusals than are kept.
TEST(LoadFiles, WhereDataWasLoadedBeforeARowThatFailedIsStillAnError) {
  for (const auto code : {grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::DEADLINE_EXCEEDED,
                          grpc::StatusCode::RESOURCE_EXHAUSTED, grpc::StatusCode::INTERNAL, grpc::StatusCode::UNKNOWN,
                          grpc::StatusCode::DATA_LOSS, grpc::StatusCode::ABORTED}) {
    FakeServer server;
    server.pairings.pairings["a"].set_pairing_id("a");
    server.assignments.last_refusal = {code, "the disk is full"};
    const Load load = LoadInto(server, 5);
    EXPECT_THAT(load.status, StatusIs(static_cast<absl::StatusCode>(code),
                                      AllOf(HasSubstr("05-scheduler"), HasSubstr("the disk is full"))));
    EXPECT_EQ(server.pairings.pairings.count("b"), 0U) << "nothing is loaded after it";
  }
}

TEST(LoadFiles, WhatAServiceRefusesIsPassedOverWhereDataWasLoadedBefore) {
  for (const auto code :
       {grpc::StatusCode::FAILED_PRECONDITION, grpc::StatusCode::NOT_FOUND, grpc::StatusCode::ALREADY_EXISTS,
        grpc::StatusCode::INVALID_ARGUMENT, grpc::StatusCode::OUT_OF_RANGE}) {
    FakeServer server;
    server.pairings.pairings["a"].set_pairing_id("a");
    server.assignments.last_refusal = {code, "no"};
    EXPECT_THAT(LoadInto(server, 5).status, IsOk());
    EXPECT_EQ(server.pairings.pairings.count("b"), 1U);
  }
}

TEST(LoadFiles, HandsOnThatAFileCannotBeTried) {
  FakeServer server;
  Loader loader(server.channel(), server.channel());
  EXPECT_THAT(LoadFiles({{"01-nothing.Here.AtAll", {"{}"}}}, loader, FakeClock(), [](absl::string_view) {}),
              StatusIs(absl::StatusCode::kUnknown, HasSubstr("01-nothing.Here.AtAll: NOT_FOUND")));
}

}  // namespace
}  // namespace jiedui::demo
