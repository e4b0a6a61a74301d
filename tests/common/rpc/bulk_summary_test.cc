// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/bulk_summary.h"

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/rpc/status.h"
#include "gtest/gtest.h"
#include "jiedui/registry/v1/person_service.pb.h"

namespace jiedui::rpc {
namespace {

using registry::v1::ImportPersonsResponse;
using registry::v1::RowOutcome;

BulkSummary NewSummary() { return BulkSummary(ImportPersonsResponse::default_instance(), "registry.jiedui"); }

registry::v1::BulkSummary Built(const BulkSummary& summary) {
  ImportPersonsResponse response;
  EXPECT_TRUE(response.ParseFromString(summary.Build()));
  return response.summary();
}

TEST(BulkSummary, CountsEveryOutcome) {
  BulkSummary summary = NewSummary();
  summary.AddDone(1, {.effect = RowEffect::kCreated, .name = "persons/a"});
  summary.AddDone(2, {.effect = RowEffect::kUpdated, .name = "persons/b"});
  summary.AddDone(3, {.effect = RowEffect::kUnchanged, .name = "persons/c"});
  summary.AddRefused(4, InvalidField("person", "must be set"));
  const auto built = Built(summary);
  EXPECT_EQ(built.rows(), 4);
  EXPECT_EQ(built.created(), 1);
  EXPECT_EQ(built.updated(), 1);
  EXPECT_EQ(built.unchanged(), 1);
  EXPECT_EQ(built.refused(), 1);
}

TEST(BulkSummary, ListsRefusedRowsWithTheirError) {
  BulkSummary summary = NewSummary();
  summary.AddDone(1, {.effect = RowEffect::kCreated, .name = "persons/a"});
  summary.AddRefused(2, InvalidField("person", "must be set"));
  const auto built = Built(summary);
  ASSERT_EQ(built.outcomes_size(), 1);
  EXPECT_EQ(built.outcomes(0).row(), 2);
  EXPECT_EQ(built.outcomes(0).outcome(), RowOutcome::OUTCOME_REFUSED);
  EXPECT_EQ(ReasonOf(FromRpcStatus(built.outcomes(0).status())), "INVALID_FIELD");
}

// What the service has to say of a row, as its own message.
std::string Details(const std::string& code) {
  RowOutcome details;
  details.add_findings()->set_code(code);
  return details.SerializeAsString();
}

TEST(BulkSummary, ListsRowsWithDetailsAndCountsThem) {
  BulkSummary summary = NewSummary();
  summary.AddDone(1, {.effect = RowEffect::kCreated, .name = "persons/a"});
  summary.AddDone(2, {.effect = RowEffect::kCreated, .name = "persons/b", .fixed = true, .details = Details("X")});
  summary.AddDone(3, {.effect = RowEffect::kCreated, .name = "persons/c", .warned = true, .details = Details("Y")});
  summary.AddRefused(4, WithRowDetails(InvalidField("person", "must be set"), Details("Z")));
  const auto built = Built(summary);
  EXPECT_EQ(built.created(), 3);
  EXPECT_EQ(built.fixed(), 1);
  EXPECT_EQ(built.warned(), 1);
  ASSERT_EQ(built.outcomes_size(), 3);
  EXPECT_EQ(built.outcomes(0).name(), "persons/b");
  EXPECT_EQ(built.outcomes(0).findings(0).code(), "X");
  EXPECT_EQ(built.outcomes(2).findings(0).code(), "Z");
  EXPECT_EQ(built.outcomes(2).status().details_size(), 2) << "details of a row are no details of its error";
}

TEST(BulkSummary, ListsAllRowsOnRequestInStreamOrder) {
  BulkSummary summary = NewSummary();
  summary.ListAllRows();
  summary.AddDone(2, {.effect = RowEffect::kUpdated, .name = "persons/b"});
  summary.AddDone(1, {.effect = RowEffect::kCreated, .name = "persons/a"});
  const auto built = Built(summary);
  ASSERT_EQ(built.outcomes_size(), 2);
  EXPECT_EQ(built.outcomes(0).name(), "persons/a");
  EXPECT_EQ(built.outcomes(0).outcome(), RowOutcome::OUTCOME_CREATED);
  EXPECT_EQ(built.outcomes(1).name(), "persons/b");
}

TEST(BulkSummary, ListsTheFirstTenThousandAndCountsTheRest) {
  BulkSummary summary = NewSummary();
  summary.ListAllRows();
  for (int row = 10'500; row >= 1; --row) summary.AddDone(row, {.effect = RowEffect::kCreated, .name = "persons/a"});
  const auto built = Built(summary);
  EXPECT_EQ(built.outcomes_size(), 10'000);
  EXPECT_EQ(built.outcomes(0).row(), 1);
  EXPECT_EQ(built.outcomes(9'999).row(), 10'000);
  EXPECT_EQ(built.outcomes_omitted(), 500);
  EXPECT_EQ(built.rows(), 10'500);
}

TEST(BulkSummary, StaysBelowThreeMebibytes) {
  BulkSummary summary = NewSummary();
  const std::string wide(250, 'x');
  const absl::Status refusal = InvalidFields({{"a", wide}, {"b", wide}, {"c", wide}, {"d", wide}});
  for (int row = 1; row <= 5'000; ++row) summary.AddRefused(row, refusal);
  EXPECT_LT(summary.Build().size(), 3u * 1024 * 1024);
  const auto built = Built(summary);
  EXPECT_EQ(built.outcomes_size() + built.outcomes_omitted(), 5'000);
  EXPECT_GT(built.outcomes_size(), 1'000);
}

TEST(BulkSummaryDeathTest, ResponseWithoutSummaryAborts) {
  EXPECT_DEATH(BulkSummary(registry::v1::Person::default_instance(), "d"), "summary");
}

}  // namespace
}  // namespace jiedui::rpc
