// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/report_question.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

struct PeriodCase {
  PeriodFields fields;
  std::string since;
  std::string as_of;
};

TEST(ReportQuestion, AYearStandsForItsDays) {
  const std::vector<PeriodCase> cases = {
      {{.since = "", .as_of = "2021-11-15"}, "", "2021-11-15"},
      {{.since = "2021-05-01", .as_of = "2021-11-15"}, "2021-05-01", "2021-11-15"},
      {{.since = "2021-11-15", .as_of = "2021-11-15"}, "2021-11-15", "2021-11-15"},
      {{.since = "", .as_of = "", .year = 2021}, "2021-01-01", "2021-12-31"},
      {{.since = "", .as_of = "2021-11-15", .year = 2021}, "2021-01-01", "2021-11-15"},
      {{.since = "2021-05-01", .as_of = "", .year = 2021}, "2021-05-01", "2021-12-31"}};
  for (const PeriodCase& c : cases) {
    const auto question = ParseQuestion("pairings/yh-cx", c.fields);
    ASSERT_THAT(question, IsOk());
    EXPECT_EQ(question->since, c.since);
    EXPECT_EQ(question->as_of, c.as_of);
  }
}

TEST(ReportQuestion, SaysWhichFieldIsWrong) {
  const auto wrong = [](const PeriodFields& fields) { return FieldsIn(ParseQuestion("pairings/-", fields).status()); };
  EXPECT_THAT(wrong({}), ElementsAre("as_of"));
  EXPECT_THAT(wrong({.since = "2021-05-01"}), ElementsAre("as_of"));
  EXPECT_THAT(wrong({.since = "2021-11-16", .as_of = "2021-11-15"}), ElementsAre("since"));
  EXPECT_THAT(wrong({.since = "2022-01-01", .as_of = "", .year = 2021}), ElementsAre("since"));
  EXPECT_THAT(wrong({.since = "", .as_of = "2020-12-31", .year = 2021}), ElementsAre("as_of"));
  EXPECT_THAT(wrong({.since = "", .as_of = "", .year = 7}), ElementsAre("year"));
}

TEST(ReportQuestion, TrainingCountsOnFourBases) {
  for (const v1::Basis basis :
       {v1::BASIS_UNSPECIFIED, v1::BASIS_NOMINATED, v1::BASIS_CHECKED_IN, v1::BASIS_COMPLETED, v1::BASIS_CERTIFIED})
    EXPECT_THAT(ParseBasis(basis), IsOkAndHolds(basis));
  for (const v1::Basis basis : {v1::BASIS_STARTED, v1::BASIS_OPENED, v1::BASIS_ENTERED, static_cast<v1::Basis>(99)})
    EXPECT_THAT(FieldsIn(ParseBasis(basis).status()), ElementsAre("basis"));
}

TEST(ReportQuestion, BeginsWithThePairing) {
  const v1::Pairing pairing = YuhangCangxi();
  EXPECT_THAT(CheckPeriod({.since = "", .as_of = "2021-05-01"}, pairing), IsOk());
  EXPECT_THAT(CheckPeriod({.since = "2021-01-01", .as_of = "2021-02-01"}, pairing), IsOk());
  EXPECT_THAT(FieldsIn(CheckPeriod({.since = "", .as_of = "2021-04-30"}, pairing)), ElementsAre("as_of"));
}

}  // namespace
}  // namespace jiedui::scheduler
