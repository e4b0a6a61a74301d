// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/missing.h"

#include <gmock/gmock.h>

#include "common/base/errors.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::HasSubstr;

TEST(RequireOrganizations, NothingMissingIsOk) {
  EXPECT_THAT(RequireOrganizations({{"person.employments[0].organization", "organizations/a"}}, {}), IsOk());
  EXPECT_THAT(RequireOrganizations({}, {"organizations/a"}), IsOk());
}

TEST(RequireOrganizations, EveryReferenceThatLeadsNowhereIsNamed) {
  const absl::Status status =
      RequireOrganizations({{"x[0]", "organizations/a"}, {"x[1]", "organizations/b"}, {"x[2]", "organizations/c"}},
                           {"organizations/a", "organizations/c"});
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_MISSING"));
  EXPECT_THAT(status.ToString(), HasSubstr("x[0]"));
  EXPECT_THAT(status.ToString(), HasSubstr("x[2]"));
  EXPECT_THAT(status.ToString(), testing::Not(HasSubstr("x[1]")));
}

TEST(MissingIn, NamesWhatTheRefusalNames) {
  const absl::Status refusal = RequireOrganizations({{"x[0]", "organizations/a"}, {"x[1]", "organizations/b"}},
                                                    {"organizations/a", "organizations/b"});
  EXPECT_THAT(MissingIn(refusal), testing::ElementsAre("organizations/a", "organizations/b"));
  EXPECT_THAT(MissingIn(RulesFailed("MERGE_REFUSED", {{"NOT_DELETED", "organizations/a", "is deleted"}})),
              testing::IsEmpty());
  EXPECT_THAT(MissingIn(absl::OkStatus()), testing::IsEmpty());
}

}  // namespace
}  // namespace jiedui::registry
