// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/checks.h"

#include <gmock/gmock.h>

#include "jiedui/registry/v1/person.pb.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::HasSubstr;

absl::Status Order(absl::string_view first, absl::string_view last) {
  FieldChecks checks;
  checks.InOrder(first, last, "end_date", "start_date");
  return checks.ToStatus();
}

TEST(FieldChecks, WithoutAProblemIsOk) { EXPECT_THAT(FieldChecks().ToStatus(), IsOk()); }

TEST(FieldChecks, ADayBeforeTheFirstIsRefused) {
  EXPECT_THAT(Order("2021-01-02", "2021-01-01"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("end_date")));
  EXPECT_THAT(Order("2021-01-01", "2021-01-01"), IsOk());
  EXPECT_THAT(Order("", "2021-01-01"), IsOk());
  EXPECT_THAT(Order("2021-01-01", ""), IsOk());
}

TEST(FieldChecks, ARepetitionIsReportedOnceAtTheLaterPlace) {
  v1::Person person;
  for (const char* alias : {"a", "b", "a", "a"}) person.add_aliases(alias);
  FieldChecks checks;
  checks.NoRepetition(person.aliases(), "person.aliases");
  EXPECT_THAT(checks.ToStatus(), StatusIs(absl::StatusCode::kInvalidArgument,
                                          "person.aliases[2]: repeats person.aliases[0] (and 1 more)"));
}

TEST(ElementPath, NamesListIndexAndField) {
  EXPECT_EQ(ElementPath("person.licences", 2, "valid_to"), "person.licences[2].valid_to");
}

}  // namespace
}  // namespace jiedui::registry
