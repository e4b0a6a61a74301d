// SPDX-License-Identifier: Apache-2.0
#include "common/base/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "jiedui/registry/v1/error_reason.pb.h"
#include "jiedui/scheduler/v1/error_reason.pb.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui {
namespace {

using google::rpc::ErrorInfo;
using google::rpc::PreconditionFailure;
using google::rpc::QuotaFailure;
using google::rpc::ResourceInfo;
using google::rpc::RetryInfo;
using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

TEST(InvalidFields, ListsEveryFieldAndNamesTheFirst) {
  const absl::Status status = InvalidFields({{"person.display_name", "is required"}, {"person_id", "is too long"}});
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_EQ(status.message(), "person.display_name: is required (and 1 more)");
  EXPECT_THAT(FieldProblems(status), ElementsAre("person.display_name: is required", "person_id: is too long"));
}

TEST(InvalidField, OfOneFieldSaysNoMore) { EXPECT_EQ(InvalidField("filter", "is bad").message(), "filter: is bad"); }

TEST(InvalidPageToken, HasAReasonOfItsOwn) {
  const absl::Status status = InvalidPageToken("is old");
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
  EXPECT_THAT(FieldProblems(status), ElementsAre("page_token: is old"));
}

TEST(RequestIdReused, NamesTheField) {
  EXPECT_THAT(RequestIdReused(), FailsWith(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_THAT(FieldProblems(RequestIdReused()),
              ElementsAre("request_id: was used for another request: take a new one"));
}

TEST(ResourceNotFound, NamesTheResource) {
  const absl::Status status = ResourceNotFound("jiedui.registry.v1.Person", "persons/p-1");
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_EQ(status.message(), "there is no persons/p-1");
  EXPECT_EQ(DetailOf<ResourceInfo>(status).resource_type(), "jiedui.registry.v1.Person");
  EXPECT_EQ(DetailOf<ResourceInfo>(status).resource_name(), "persons/p-1");
  EXPECT_THAT(DetailOf<ErrorInfo>(status).metadata(), UnorderedElementsAre(Pair("resource", "persons/p-1")));
}

TEST(ResourceExists, NamesWhatIsInTheWay) {
  const absl::Status status = ResourceExists("ID_TAKEN", "T", "persons/p-1", "the id is taken");
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_EQ(DetailOf<ResourceInfo>(status).resource_name(), "persons/p-1");
}

TEST(RulesFailed, ListsEveryRule) {
  const absl::Status status = RulesFailed(
      "RULES_FAILED", {{"DOUBLE_BOOKING", "persons/p-1", "taken from 2021-11-15"}, {"NO_SEAT", "x", "0 of 30 left"}});
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_EQ(status.message(), "DOUBLE_BOOKING: taken from 2021-11-15 (and 1 more)");
  const auto detail = DetailOf<PreconditionFailure>(status);
  ASSERT_EQ(detail.violations_size(), 2);
  EXPECT_EQ(detail.violations(0).type(), "DOUBLE_BOOKING");
  EXPECT_EQ(detail.violations(0).subject(), "persons/p-1");
  EXPECT_EQ(detail.violations(1).description(), "0 of 30 left");
}

TEST(EtagMismatch, TellsBothEtags) {
  const absl::Status status = EtagMismatch("persons/p-1", "a", "b");
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(DetailOf<ErrorInfo>(status).metadata(),
              UnorderedElementsAre(Pair("resource", "persons/p-1"), Pair("given", "a"), Pair("current", "b")));
}

TEST(Outdated, ListsWhatHasChanged) {
  const absl::Status status =
      Outdated("PLAN_OUTDATED", "read it again", {{"SEATS", "items/a", "has changed"}}, {{"changed", "1"}});
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kAborted, "PLAN_OUTDATED"));
  EXPECT_THAT(DetailOf<ErrorInfo>(status).metadata(), UnorderedElementsAre(Pair("changed", "1")));
  const auto detail = DetailOf<google::rpc::PreconditionFailure>(status);
  ASSERT_EQ(detail.violations_size(), 1);
  EXPECT_EQ(detail.violations(0).type(), "SEATS");
  EXPECT_EQ(detail.violations(0).subject(), "items/a");
}

TEST(LimitExceeded, SaysWhichLimit) {
  const absl::Status status = LimitExceeded("value bytes", "600000 of at most 524288");
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  ASSERT_EQ(DetailOf<QuotaFailure>(status).violations_size(), 1);
  EXPECT_EQ(DetailOf<QuotaFailure>(status).violations(0).subject(), "value bytes");
}

TEST(Overloaded, SaysWhenToRetry) {
  const absl::Status status = Overloaded("OVERLOADED", "the queue is full", absl::Milliseconds(1250));
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kResourceExhausted, "OVERLOADED"));
  EXPECT_EQ(DetailOf<RetryInfo>(status).retry_delay().seconds(), 1);
  EXPECT_EQ(DetailOf<RetryInfo>(status).retry_delay().nanos(), 250'000'000);
}

TEST(MakeError, CarriesReasonAndMetadata) {
  const absl::Status status = MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED", "damaged", {{"row", "r"}});
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kDataLoss, "DATA_DAMAGED"));
  EXPECT_THAT(DetailOf<ErrorInfo>(status).metadata(), UnorderedElementsAre(Pair("row", "r")));
}

TEST(ReasonOf, StatusWithoutDetailsIsEmpty) {
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
  EXPECT_EQ(ReasonOf(absl::InternalError("x")), "");
  absl::Status broken = absl::InternalError("x");
  broken.SetPayload("type.googleapis.com/google.rpc.ErrorInfo", absl::Cord("\xff\xff"));
  EXPECT_EQ(ReasonOf(broken), "");
}

TEST(WithFieldPrefix, GoesBeforeEveryPathAndKeepsTheReason) {
  const absl::Status status =
      WithFieldPrefix("person", InvalidFields({{"display_name", "is required"}, {"", "is odd"}}));
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(FieldProblems(status), ElementsAre("person.display_name: is required", "person: is odd"));
  EXPECT_EQ(status.message(), "person.display_name: is required (and 1 more)");
}

TEST(WithFieldPrefix, LeavesOtherErrorsAlone) {
  const absl::Status status = ResourceNotFound("T", "persons/p-1");
  EXPECT_EQ(WithFieldPrefix("person", status), status);
  EXPECT_EQ(WithFieldPrefix("person", absl::OkStatus()), absl::OkStatus());
}

// Every reason that common/ writes down as a literal, with the file it is in.
std::map<std::string, std::string> ReasonsInCommon() {
  const auto root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path() / "common";
  static const std::regex call(
      R"re((MakeError|Overloaded|ResourceExists|RulesFailed|BadRequestOf)\([^"]*"([A-Z_]+)")re");
  std::map<std::string, std::string> reasons;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path());
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it)
      reasons.emplace((*it)[2].str(), entry.path().string());
  }
  return reasons;
}

TEST(Reasons, ThatCommonUsesAreInBothServicesEnums) {
  // Some reasons end the program before anybody can call it.
  const std::set<std::string> never_on_the_wire = {"ADDRESS_IN_USE", "ADDRESS_UNUSABLE"};
  const auto reasons = ReasonsInCommon();
  ASSERT_THAT(reasons, testing::Contains(testing::Key("INVALID_FIELD")));
  for (const auto& [reason, file] : reasons) {
    if (never_on_the_wire.count(reason) > 0) continue;
    const std::string name = "ERROR_REASON_" + reason;
    EXPECT_NE(registry::v1::ErrorReason_descriptor()->FindValueByName(name), nullptr) << reason << " in " << file;
    EXPECT_NE(scheduler::v1::ErrorReason_descriptor()->FindValueByName(name), nullptr) << reason << " in " << file;
  }
}

TEST(SubjectOf, IsTheFirstResourceThatAStatusSpeaksOf) {
  EXPECT_EQ(SubjectOf(ResourceNotFound("Person", "persons/p-1")), "persons/p-1");
  EXPECT_EQ(SubjectOf(RulesFailed("RULES_FAILED", {{"A", "courses/c", "x"}, {"B", "courses/d", "y"}})), "courses/c");
  EXPECT_EQ(SubjectOf(InvalidField("filter", "is bad")), "");
  EXPECT_EQ(SubjectOf(absl::OkStatus()), "");
}

}  // namespace
}  // namespace jiedui
