// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/expense_rates_file.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsNull;
using testing::NotNull;

constexpr char kHead[] =
    "jurisdiction,rate_class,valid_from,fen_per_person_day,whole_rate_days,percent_beyond,staff_percent_max,staff_max,"
    "source\n";

class ExpenseRatesFile : public testing::Test {
 protected:
  ExpenseRatesFile() : path_(testing::TempDir() + "/expense_rates_file_test.csv") {}
  ~ExpenseRatesFile() override { std::filesystem::remove(path_); }

  absl::StatusOr<ExpenseRates> Load(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    return LoadExpenseRates(path_);
  }

  const std::string path_;
};

TEST_F(ExpenseRatesFile, NoneIsTheShippedTable) {
  const auto rates = LoadExpenseRates("");
  ASSERT_THAT(rates, IsOk());
  EXPECT_THAT(rates->Find("CENTRAL", 3, "2021-10-11"), NotNull());
}

TEST_F(ExpenseRatesFile, StandsBesideTheShippedTable) {
  const auto rates = Load(std::string(kHead) + "5108,3,2018-01-01,26000,0,0,10,10,广元市\n");
  ASSERT_THAT(rates, IsOk());
  EXPECT_EQ(rates->Find("5108", 3, "2021-10-11")->fen_per_person_day(), 26000);
  EXPECT_THAT(rates->Find("CENTRAL", 3, "2021-10-11"), NotNull());
  EXPECT_THAT(rates->Find("5109", 3, "2021-10-11"), IsNull());
}

TEST_F(ExpenseRatesFile, WhatIsWrongIsSaidInOneLine) {
  EXPECT_THAT(std::string(Load(std::string(kHead) + "5108,x\n5108,y\n").status().message()),
              AllOf(HasSubstr("expense_rates_file_test.csv: line 2: has 2 fields"), HasSubstr("1 more lines")));
  EXPECT_THAT(std::string(LoadExpenseRates("/nowhere/x.csv").status().message()), HasSubstr("cannot be read"));
  EXPECT_THAT(std::string(LoadExpenseRates(testing::TempDir()).status().message()), HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace jiedui::scheduler
