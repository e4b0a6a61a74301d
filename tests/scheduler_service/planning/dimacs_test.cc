// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/dimacs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string ErrorOf(absl::string_view text) {
  const absl::StatusOr<Instance> instance = ParseDimacsAssignment(text);
  return instance.ok() ? "" : std::string(instance.status().message());
}

TEST(ParseDimacsAssignment, PlacesAllAtTheLeastCost) {
  const absl::StatusOr<Instance> instance =
      ParseDimacsAssignment("c two by two\np asn 4 4\nn 1\nn 2\na 2 4 9\na 1 3 1\na 1 4 5\na 2 3 2\n");
  ASSERT_TRUE(instance.ok()) << instance.status();
  EXPECT_EQ(instance->people, 2);
  EXPECT_EQ(instance->items.size(), 2U);
  const absl::StatusOr<Answer> answer = Solve(*instance);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_THAT(std::get<Solution>(*answer).plan.value, ElementsAre(2, -7));
}

TEST(ParseDimacsAssignment, ErrorsSayLineAndColumn) {
  EXPECT_THAT(ErrorOf(""), HasSubstr("must have a line p asn"));
  EXPECT_THAT(ErrorOf("n 1\n"), HasSubstr("line 1, column 1: must begin with p asn"));
  EXPECT_THAT(ErrorOf("p min 4 4\n"), HasSubstr("line 1, column 3: must be p asn"));
  EXPECT_THAT(ErrorOf("p asn 2 1\nn 3\n"), HasSubstr("line 2, column 3: is no node"));
  EXPECT_THAT(ErrorOf("p asn 2 1\nn 1\na 2 1 1\n"), HasSubstr("line 3, column 3: is no person"));
  EXPECT_THAT(ErrorOf("p asn 2 1\nn 1\na 1 1 1\n"), HasSubstr("line 3, column 5: is no item"));
  EXPECT_THAT(ErrorOf("p asn 2 1\nx\n"), HasSubstr("line 2, column 1: x is none of"));
  EXPECT_THAT(ErrorOf("p asn 2 2\nn 1\na 1 2 1\na 1 2 1\n"), HasSubstr("must be above"));
}

}  // namespace
}  // namespace jiedui::planning
