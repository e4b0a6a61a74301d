// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter_eval.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/struct.pb.h"
#include "google/rpc/error_details.pb.h"
#include "jiedui/registry/v1/bulk.pb.h"
#include "jiedui/registry/v1/change_service.pb.h"
#include "tests/support/status_matchers.h"

namespace jiedui::rpc {
namespace {

using testing::HasSubstr;

template <typename Message>
absl::StatusOr<bool> Matches(const Message& message, absl::string_view text) {
  const absl::StatusOr<Expression> expression = ParseExpression(text);
  if (!expression.ok()) return expression.status();
  const auto node = BindExpression(*expression, *Message::descriptor());
  if (!node.ok()) return node.status();
  return (*node)->Matches(message);
}

TEST(BindExpression, BareBooleanMeansTrue) {
  registry::v1::BulkOptions options;
  EXPECT_THAT(Matches(options, "validate_only"), IsOkAndHolds(false));
  EXPECT_THAT(Matches(options, "NOT validate_only AND validate_only = false"), IsOkAndHolds(true));
  options.set_validate_only(true);
  EXPECT_THAT(Matches(options, "validate_only"), IsOkAndHolds(true));
}

TEST(BindExpression, PathThroughAnUnsetParentMatchesNothing) {
  registry::v1::Change change;
  EXPECT_THAT(Matches(change, "after.person.display_name = \"\""), IsOkAndHolds(false));
  EXPECT_THAT(Matches(change, "after.person.display_name != \"x\""), IsOkAndHolds(false));
  change.mutable_after()->mutable_person();
  EXPECT_THAT(Matches(change, "after.person.display_name != \"x\""), IsOkAndHolds(true));
}

TEST(BindExpression, PathThroughTwoListsHoldsForOneOfTheirItems) {
  registry::v1::Commit commit;
  commit.add_changes()->mutable_after()->mutable_person()->add_licences()->set_number("1");
  auto& person = *commit.add_changes()->mutable_after()->mutable_person();
  person.add_licences()->set_number("2");
  person.add_licences()->set_number("3");
  EXPECT_THAT(Matches(commit, "changes.after.person.licences.number = 3"), IsOkAndHolds(true));
  EXPECT_THAT(Matches(commit, "changes.after.person.licences.number = 4"), IsOkAndHolds(false));
  EXPECT_THAT(Matches(commit, "changes.before.person.licences:*"), IsOkAndHolds(false));
}

TEST(BindExpression, MapsAreOnlyTestedForPresence) {
  google::rpc::ErrorInfo info;
  EXPECT_THAT(Matches(info, "metadata:*"), IsOkAndHolds(false));
  (*info.mutable_metadata())["key"] = "value";
  EXPECT_THAT(Matches(info, "metadata:*"), IsOkAndHolds(true));
  EXPECT_THAT(Matches(info, "metadata.key = \"value\""),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'metadata' has no fields")));
  EXPECT_THAT(Matches(info, "metadata:key"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("cannot be compared")));
}

}  // namespace
}  // namespace jiedui::rpc
