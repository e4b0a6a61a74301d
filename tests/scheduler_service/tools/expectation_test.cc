// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/expectation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr absl::string_view kManifest = R"({"reports": [
  {"pairing": "pairings/p", "as_of": "2021-11-14", "figures": {"A": 1}},
  {"pairing": "pairings/p", "as_of": "2021-11-15", "figures": {"A": 2, "B": 3}}]})";

v1::Report ReportOf(const std::vector<std::pair<std::string, int>>& figures) {
  v1::Report report;
  for (const auto& [code, value] : figures) {
    report.add_figures()->set_code(code);
    report.mutable_figures()->rbegin()->set_value(value);
  }
  return report;
}

TEST(ReadExpectation, FindsThePairingAndDay) {
  EXPECT_THAT(ReadExpectation(kManifest, "pairings/p", "2021-11-15"),
              IsOkAndHolds(ElementsAre(Pair("A", 2), Pair("B", 3))));
}

TEST(ReadExpectation, SaysWhenThereIsNone) {
  EXPECT_THAT(ReadExpectation(kManifest, "pairings/p", "2021-11-16"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(ReadExpectation(kManifest, "pairings/q", "2021-11-15"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(ReadExpectation("{}", "pairings/p", "2021-11-15"), StatusIs(absl::StatusCode::kNotFound));
}

TEST(ReadExpectation, RefusesWhatIsNoManifest) {
  EXPECT_THAT(ReadExpectation("nonsense", "p", "d"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ReadExpectation("", "p", "d"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ReadExpectation(R"({"reports": [{"pairing": "p", "as_of": "d", "figures": {"A": "2"}}]})", "p", "d"),
              StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("A")));
  EXPECT_THAT(ReadExpectation(R"({"reports": [{"pairing": "p", "as_of": "d", "figures": {"A": 2.5}}]})", "p", "d"),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Differences, NameWhatDiffersAndWhatIsMissing) {
  EXPECT_THAT(Differences(ReportOf({{"A", 2}, {"B", 4}, {"X", 1}}), {{"A", 2}, {"B", 3}, {"C", 1}}),
              ElementsAre("B", "C"));
  EXPECT_THAT(Differences(ReportOf({{"A", 2}}), {{"A", 2}}), testing::IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
