// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/status.h"

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"

namespace jiedui::rpc {
namespace {

using google::rpc::BadRequest;
using google::rpc::ErrorInfo;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

template <typename Detail>
Detail DetailOf(const google::rpc::Status& status) {
  Detail detail;
  for (const auto& any : status.details())
    if (any.UnpackTo(&detail)) return detail;
  ADD_FAILURE() << "no " << Detail::descriptor()->full_name();
  return detail;
}

std::vector<FieldViolation> Violations(int count, absl::string_view description) {
  std::vector<FieldViolation> violations;
  for (int i = 0; i < count; ++i) violations.push_back({absl::StrCat("field", i), std::string(description)});
  return violations;
}

TEST(ToRpcStatus, FillsDomainAndKeepsReason) {
  const auto info = DetailOf<ErrorInfo>(ToRpcStatus(EtagMismatch("persons/p", "a", "b"), "registry.jiedui"));
  EXPECT_EQ(info.reason(), "ETAG_MISMATCH");
  EXPECT_EQ(info.domain(), "registry.jiedui");
  EXPECT_EQ(info.metadata().at("current"), "b");
}

TEST(ToRpcStatus, KeepsTheDomainOfAnotherService) {
  const absl::Status theirs = FromRpcStatus(ToRpcStatus(InvalidField("name", "must be set"), "registry.jiedui"));
  EXPECT_EQ(DetailOf<ErrorInfo>(ToRpcStatus(theirs, "scheduler.jiedui")).domain(), "registry.jiedui");
}

TEST(ToRpcStatus, GivesReasonToErrorsWithoutOne) {
  EXPECT_EQ(DetailOf<ErrorInfo>(ToRpcStatus(absl::DataLossError("x"), "d")).reason(), "DATA_DAMAGED");
  EXPECT_EQ(DetailOf<ErrorInfo>(ToRpcStatus(absl::UnavailableError("x"), "d")).reason(), "SHUTTING_DOWN");
}

TEST(ToRpcStatus, InternalErrorsTellNothing) {
  for (const auto code : {absl::StatusCode::kInternal, absl::StatusCode::kUnknown}) {
    const google::rpc::Status status =
        ToRpcStatus(MakeError(code, "ROCKSDB", "secret.sst is bad", {{"file", "secret.sst"}}), "d");
    EXPECT_THAT(status.SerializeAsString(), Not(HasSubstr("secret")));
    EXPECT_EQ(DetailOf<ErrorInfo>(status).reason(), "INTERNAL");
  }
}

TEST(ToRpcStatus, ListsAtMostTwentyViolations) {
  const auto bad = DetailOf<BadRequest>(ToRpcStatus(InvalidFields(Violations(50, "must be set")), "d"));
  ASSERT_EQ(bad.field_violations_size(), 20);
  EXPECT_EQ(bad.field_violations(18).field(), "field18");
  EXPECT_EQ(bad.field_violations(19).description(), "and 31 more");
}

TEST(ToRpcStatus, StaysBelowTheLimitWhateverItCarries) {
  const std::string wide(2000, 'x');
  for (const absl::Status& status :
       {InvalidFields(Violations(200, wide)), RulesFailed("RULES_FAILED", {200, RuleViolation{wide, wide, wide}}),
        MakeError(absl::StatusCode::kAborted, "ETAG_MISMATCH", wide, ErrorMetadata(40, {wide, wide})),
        ResourceNotFound(wide, wide)}) {
    const google::rpc::Status result = ToRpcStatus(status, "registry.jiedui");
    EXPECT_LE(result.ByteSizeLong(), kErrorDetailBytesMax);
    EXPECT_LE(result.message().size(), kErrorMessageBytesMax);
    EXPECT_FALSE(DetailOf<ErrorInfo>(result).reason().empty());
  }
}

TEST(ToRpcStatus, CutsMessageBetweenCharacters) {
  std::string text = "a";
  for (int i = 0; i < 1000; ++i) text += "医";
  const google::rpc::Status status = ToRpcStatus(absl::NotFoundError(text), "d");
  EXPECT_TRUE(IsValidUtf8(status.message()));
  EXPECT_EQ(status.message().size(), 1u + 3 * 340 + 3);
  EXPECT_THAT(status.message(), EndsWith("医..."));
}

TEST(ToRpcStatus, MarksWhereADescriptionIsCut) {
  const absl::Status status = InvalidFields({{"short", std::string(300, 'x')}, {"long", std::string(301, 'x')}});
  const auto bad = DetailOf<BadRequest>(ToRpcStatus(status, "d"));
  EXPECT_EQ(bad.field_violations(0).description(), std::string(300, 'x'));
  EXPECT_EQ(bad.field_violations(1).description(), std::string(297, 'x') + "...");
}

TEST(ToRpcStatus, EscapesWhatIsNoUtf8) {
  EXPECT_EQ(ToRpcStatus(absl::NotFoundError("\xff!"), "d").message(), "\\xff!");
}

TEST(ToRpcStatus, DropsWhatTheStoreTellsOnlyUs) {
  absl::Status status = absl::UnavailableError("x");
  status.SetPayload("jiedui.store/not-in-memory", absl::Cord("y"));
  EXPECT_EQ(ToRpcStatus(status, "d").details_size(), 1);
}

TEST(ToGrpcStatus, OkIsOk) { EXPECT_TRUE(ToGrpcStatus(absl::OkStatus(), "d").ok()); }

TEST(FromGrpcStatus, RoundTripKeepsDetails) {
  const absl::Status status = FromGrpcStatus(ToGrpcStatus(LimitExceeded("rows", "at most 5"), "registry.jiedui"));
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(status), "LIMIT_EXCEEDED");
  EXPECT_THAT(status.message(), HasSubstr("at most 5"));
}

TEST(FromGrpcStatus, SurvivesDetailsThatAreGarbage) {
  const absl::Status status = FromGrpcStatus(grpc::Status(grpc::UNAVAILABLE, "gone", "\xff\xff\xff"));
  EXPECT_EQ(status, absl::UnavailableError("gone"));
}

}  // namespace
}  // namespace jiedui::rpc
