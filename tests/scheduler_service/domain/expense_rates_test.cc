// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/expense_rates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsNull;
using ::testing::NotNull;

constexpr char kHead[] =
    "jurisdiction,rate_class,valid_from,fen_per_person_day,whole_rate_days,percent_beyond,staff_percent_max,staff_max,"
    "source\n";

ExpenseRates Shipped() {
  auto rates = ParseExpenseRates(ShippedExpenseRates());
  EXPECT_THAT(rates, IsOk());
  return rates.value_or(ExpenseRates());
}

TEST(ExpenseRates, ShipsTheCentralTable) {
  const ExpenseRates rates = Shipped();
  const struct {
    int rate_class;
    int64_t fen;
  } cases[] = {{1, 76000}, {2, 65000}, {3, 55000}};
  for (const auto& test : cases) {
    const v1::ExpenseRate* rate = rates.Find("CENTRAL", test.rate_class, "2021-10-11");
    ASSERT_THAT(rate, NotNull());
    EXPECT_EQ(rate->fen_per_person_day(), test.fen);
    EXPECT_EQ(rate->whole_rate_days(), 30);
    EXPECT_EQ(rate->percent_beyond(), 70);
    EXPECT_EQ(rate->staff_percent_max(), 10);
    EXPECT_EQ(rate->staff_max(), 10);
  }
  EXPECT_THAT(rates.Find("CENTRAL", 3, "2016-12-31"), IsNull());
  EXPECT_THAT(rates.Find("CENTRAL", 4, "2021-10-11"), IsNull());
  EXPECT_THAT(rates.Find("5108", 3, "2021-10-11"), IsNull());
}

TEST(ExpenseRates, TheLastOneThatHasBegunHolds) {
  const auto rates = ParseExpenseRates(std::string(kHead) +
                                       "5108,3,2021-07-01,30000,0,0,10,10,文件二\n"
                                       "5108,3,2018-01-01,26000,0,0,10,10,文件一\n");
  ASSERT_THAT(rates, IsOk());
  EXPECT_EQ(rates->Find("5108", 3, "2021-06-30")->source(), "文件一");
  EXPECT_EQ(rates->Find("5108", 3, "2021-07-01")->source(), "文件二");
}

TEST(ExpenseRates, AJurisdictionIsReplacedWhole) {
  const auto changes = ParseExpenseRates(std::string(kHead) +
                                         "CENTRAL,3,2023-01-01,60000,30,70,10,10,新办法\n"
                                         "5108,3,2018-01-01,26000,0,0,10,10,文件一\n");
  ASSERT_THAT(changes, IsOk());
  const ExpenseRates rates = Shipped().With(*changes);
  std::vector<std::string> all;
  for (const v1::ExpenseRate& rate : rates.All())
    all.push_back(absl::StrCat(rate.jurisdiction(), " ", rate.rate_class(), " ", rate.valid_from()));
  EXPECT_THAT(all, ElementsAre("5108 3 2018-01-01", "CENTRAL 3 2023-01-01"));
}

TEST(ExpenseRates, WrongLinesAreNamed) {
  const auto wrong = ParseExpenseRates(std::string("\xEF\xBB\xBF") + kHead +
                                       "# a comment\r\n"
                                       "\n"
                                       "A,0,2021-01-01,1,0,0,10,10,s\n"
                                       "A,3,2021-13-01,1,0,0,10,10,s\n"
                                       "A,3,2021-01-01,1,0,0,10,10\n"
                                       "A,3,2021-01-01,1,0,0,10,10,\n"
                                       ",3,2021-01-01,1,0,0,10,10,s\n"
                                       "A,3,2021-01-01,x,0,0,10,10,s\n"
                                       "A,3,2021-01-01,1,0,0,10,10,s\r\n"
                                       "A,3,2021-01-01,2,0,0,10,10,s\n");
  EXPECT_THAT(wrong, FailsWith(StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(FieldsIn(wrong.status()),
              ElementsAre("line 4", "line 5", "line 6", "line 7", "line 8", "line 9", "line 11"));
  EXPECT_THAT(FieldsIn(ParseExpenseRates("").status()), ElementsAre("line 1"));
  EXPECT_THAT(FieldsIn(ParseExpenseRates("a,b\n").status()), ElementsAre("line 1"));
  EXPECT_THAT(ParseExpenseRates(kHead)->All(), IsEmpty());
}

TEST(ExpenseRates, NoMoreThanSoManyWrongLinesAreNamed) {
  std::string text = kHead;
  for (int i = 0; i < 3 * kWrongRateLinesMax; ++i) text += "wrong\n";
  EXPECT_EQ(FieldsIn(ParseExpenseRates(text).status()).size(), static_cast<size_t>(kWrongRateLinesMax));
}

}  // namespace
}  // namespace jiedui::scheduler
