// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scheduler_service/domain/manual_figure.h"
#include "scheduler_service/store/outcomes.h"
#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class VerifySource : public VerifiedWorld {
 protected:
  VerifySource() {
    Write([&](store::Transaction& txn) -> absl::Status {
      auto shop = FromText<v1::Outcome>(
          "kind: KIND_SHOP platform: PLATFORM_TAOBAO platform_shop_id: 't' "
          "division: '510824100' reporting_divisions: '510824100'");
      shop.set_name("pairings/yh-cx/outcomes/" + OutcomeId(shop));
      shop_key_ = "yh-cx/" + OutcomeId(shop);
      RETURN_IF_ERROR(Put(tables_, txn, shop));
      storage::v1::ManualFigureRecord figure;
      figure.mutable_manual_figure()->set_code("OUT.SALES");
      figure.mutable_manual_figure()->set_as_of("2021-11-15");
      figure_key_ = "yh-cx/" + ManualFigureId(figure.manual_figure());
      figure.mutable_manual_figure()->set_name("pairings/yh-cx/manualFigures/" +
                                               ManualFigureId(figure.manual_figure()));
      RETURN_IF_ERROR(tables_.manual_figures.Put(txn, figure));
      storage::v1::AgreementRecord agreement;
      *agreement.mutable_agreement() = FromText<v1::Agreement>("name: 'pairings/yh-cx/agreements/a' year: 2021");
      RETURN_IF_ERROR(tables_.agreements.Put(txn, agreement));
      *agreement.mutable_agreement() = FromText<v1::Agreement>(
          "name: 'pairings/yh-cx/agreements/b' year: 2021 supplements: 'pairings/yh-cx/agreements/a'");
      RETURN_IF_ERROR(tables_.agreements.Put(txn, agreement));
      storage::v1::CourseExpenseRecord expense;
      expense.mutable_expense()->set_name(std::string(kCourse) + "/expense");
      return tables_.expenses.Put(txn, expense);
    });
  }

  std::string shop_key_;
  std::string figure_key_;
};

TEST_F(VerifySource, IsSound) { EXPECT_THAT(Findings(), IsEmpty()); }

TEST_F(VerifySource, AnIdIsMadeFromWhatItIs) {
  Break<storage::v1::OutcomeRecord>(tables_.outcomes, shop_key_,
                                    [](auto& record) { record.mutable_outcome()->set_platform_shop_id("u"); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("5 OUTCOMES pairings/yh-cx/outcomes/shop-")));
  Break<storage::v1::ManualFigureRecord>(tables_.manual_figures, figure_key_,
                                         [](auto& record) { record.mutable_manual_figure()->set_code("OTHER"); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("5 MANUAL_FIGURES pairings/yh-cx/manualFigures/figure-20211115-")));
}

TEST_F(VerifySource, TheFirstReporterIsItsDivision) {
  Break<storage::v1::OutcomeRecord>(tables_.outcomes, shop_key_,
                                    [](auto& record) { record.mutable_outcome()->clear_reporting_divisions(); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("required 510824100")));
}

TEST_F(VerifySource, WhatIsNamedIsThere) {
  Write([&](store::Transaction& txn) { return tables_.agreements.Delete(txn, "yh-cx/a"); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("5 AGREEMENTS pairings/yh-cx/agreements/b")));
  Write([&](store::Transaction& txn) -> absl::Status {
    storage::v1::CourseExpenseRecord expense;
    expense.mutable_expense()->set_name("pairings/yh-cx/courses/none/expense");
    return tables_.expenses.Put(txn, expense);
  });
  EXPECT_THAT(Findings(), Contains(HasSubstr("5 COURSE_EXPENSES pairings/yh-cx/courses/none/expense")));
}

TEST_F(VerifySource, AnEntrepreneurIsInThePersonsList) {
  v1::Outcome entrepreneur = FromText<v1::Outcome>(
      "kind: KIND_ENTREPRENEUR person: 'persons/zhao' division: '510824100' reporting_divisions: '510824100'");
  entrepreneur.set_name("pairings/yh-cx/outcomes/" + OutcomeId(entrepreneur));
  Write([&](store::Transaction& txn) { return Put(tables_, txn, entrepreneur); });
  EXPECT_THAT(Findings(), IsEmpty());
  Break<storage::v1::PersonOutcomesRecord>(tables_.person_outcomes, "zhao",
                                           [](auto& record) { record.set_outcomes(0, "another"); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("in the list of no person")));
}

}  // namespace
}  // namespace jiedui::scheduler
