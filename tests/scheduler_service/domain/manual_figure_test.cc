// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/manual_figure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/resource_name.h"
#include "scheduler_service/domain/frozen.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;

v1::ManualFigure Sales(const std::string& more = "") {
  auto figure = FromText<v1::ManualFigure>(R"pb(
    name: "pairings/p/manualFigures/f"
    code: "OUT.ONLINE_SALES"
    title: "网络销售额"
    unit: UNIT_TEN_THOUSAND_YUAN
    value: "8000"
    qualifier: QUALIFIER_REACHED
    as_of: "2021-11-15"
    source: "县商务局")pb");
  figure.MergeFrom(FromText<v1::ManualFigure>(more));
  return figure;
}

bool IsCounted(absl::string_view code) { return code == "EX.CADRE.E2W"; }

TEST(ManualFigure, AcceptsExactDecimals) {
  for (const std::string value : {"0", "8000", "79.7", "0.0001", "999999999999.9999", "079.70"})
    EXPECT_THAT(CheckManualFigure(Sales("value: '" + value + "'"), IsCounted), IsOk()) << value;
  for (const std::string value :
       {"", "-1", "+1", "1.", ".5", "1e3", "1,000", "1.00000", "1000000000000", "8000万", " 1"}) {
    auto figure = Sales();
    figure.set_value(value);
    EXPECT_THAT(FieldsIn(CheckManualFigure(figure, IsCounted)), ElementsAre("manual_figure.value")) << value;
  }
}

TEST(ManualFigure, WritesADecimalInOneWay) {
  EXPECT_EQ(NormalizedDecimal("8000"), "8000");
  EXPECT_EQ(NormalizedDecimal("079.70"), "79.7");
  EXPECT_EQ(NormalizedDecimal("0.50"), "0.5");
  EXPECT_EQ(NormalizedDecimal("000"), "0");
  EXPECT_EQ(NormalizedDecimal("10.000"), "10");
  EXPECT_EQ(NormalizedDecimal("00.0"), "0");
}

TEST(ManualFigure, HasACodeOfItsOwn) {
  EXPECT_THAT(FieldsIn(CheckManualFigure(Sales("code: 'EX.CADRE.E2W'"), IsCounted)), ElementsAre("manual_figure.code"));
  for (const std::string code : {"sales", "1SALES", "OUT-SALES", ".OUT"})
    EXPECT_THAT(FieldsIn(CheckManualFigure(Sales("code: '" + code + "'"), IsCounted)),
                ElementsAre("manual_figure.code"))
        << code;
}

TEST(ManualFigure, TheIdIsOfCodeAndDay) {
  EXPECT_TRUE(IsResourceId(ManualFigureId(Sales())));
  EXPECT_EQ(ManualFigureId(Sales()), ManualFigureId(Sales("value: '9000' title: '别的'")));
  EXPECT_NE(ManualFigureId(Sales()), ManualFigureId(Sales("as_of: '2021-11-16'")));
  EXPECT_NE(ManualFigureId(Sales()), ManualFigureId(Sales("code: 'OUT.ONLINE.SALES'")));
}

TEST(ManualFigure, KnowsWhoEnteredItLast) {
  const auto entered = NewManualFigure({}, Sales("value: '8000.0'"), SomeStamp());
  ASSERT_THAT(entered, IsOk());
  EXPECT_EQ(entered->entered_by(), "office");
  EXPECT_EQ(entered->value(), "8000");
  Stamp later = SomeStamp();
  later.actor = "audit";
  later.revision = 9;
  EXPECT_EQ(ChangedManualFigure({}, *entered, *entered, later)->entered_by(), "office");
  auto wanted = *entered;
  wanted.set_value("8100");
  const auto changed = ChangedManualFigure({}, *entered, wanted, later);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->entered_by(), "audit");
  EXPECT_EQ(changed->etag(), "9");
  wanted.set_as_of("2021-11-16");
  EXPECT_THAT(FieldsIn(ChangedManualFigure({}, *entered, wanted, later).status()), ElementsAre("manual_figure.as_of"));
}

TEST(ManualFigure, OfAFrozenPeriodStays) {
  storage::v1::FrozenPeriodsRecord frozen;
  ASSERT_THAT(Freeze(frozen, {"2021-05-01", "2021-11-15"}), IsOk());
  EXPECT_THAT(NewManualFigure(frozen, Sales(), SomeStamp()),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(NewManualFigure(frozen, Sales("as_of: '2021-11-16'"), SomeStamp()), IsOk());
  EXPECT_THAT(ChangedManualFigure(frozen, Sales(), Sales("value: '1'"), SomeStamp()),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
}

}  // namespace
}  // namespace jiedui::scheduler
