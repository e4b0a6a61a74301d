// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/agreement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::StartsWith;

v1::Agreement Of2021(const std::string& more = "") {
  auto agreement = FromText<v1::Agreement>(R"pb(
    year: 2021
    display_name: "2021年度协作协议"
    sign_date: "2021-06-01"
    targets { figure: "EX.CADRE.E2W" value: 2 }
    targets { figure: "EX.PRO.E2W" value: 10 })pb");
  agreement.MergeFrom(FromText<v1::Agreement>(more));
  return agreement;
}

bool IsFigure(absl::string_view code) { return code == "EX.CADRE.E2W" || code == "EX.PRO.E2W"; }

TEST(Agreement, NamesKnownFiguresEachOnce) {
  EXPECT_THAT(CheckAgreement("pairings/p", Of2021(), IsFigure), IsOk());
  const auto wrong = Of2021("targets { figure: 'EX.CADRE.E2W' value: 3 } targets { figure: 'EX.NONE' }");
  EXPECT_THAT(FieldsIn(CheckAgreement("pairings/p", wrong, IsFigure)),
              ElementsAre("agreement.targets[2].figure", "agreement.targets[3].figure"));
  EXPECT_THAT(FieldsIn(CheckAgreement("pairings/p", Of2021("supplements: 'pairings/q/agreements/a'"), IsFigure)),
              ElementsAre("agreement.supplements"));
}

TEST(Agreement, SupplementsOneOfTheSameYearSignedBefore) {
  const auto draft = Of2021("supplements: 'pairings/p/agreements/a'");
  EXPECT_THAT(NewAgreement(draft, Of2021(), SomeStamp()), IsOk());
  EXPECT_TRUE(NewAgreement(draft, Of2021(), SomeStamp())->has_create_time());
  EXPECT_THAT(RulesIn(NewAgreement(draft, std::nullopt, SomeStamp()).status()),
              ElementsAre(StartsWith("SUPPLEMENTED_UNKNOWN")));
  const absl::Status both = NewAgreement(draft, Of2021("year: 2022 sign_date: '2021-06-02'"), SomeStamp()).status();
  EXPECT_THAT(both, FailsWith(StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(both), ElementsAre(StartsWith("OTHER_YEAR"), StartsWith("SIGNED_LATER")));
}

}  // namespace
}  // namespace jiedui::scheduler
