// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/year_books.h"

#include <gtest/gtest.h>

namespace jiedui::demo {
namespace {

TEST(MakeAgreements, PromiseWhatTheYearlyAgreementPromised) {
  const auto agreements = MakeAgreements();
  ASSERT_EQ(agreements.size(), 1u);
  ASSERT_EQ(agreements[0].agreement().targets_size(), 4);
  EXPECT_EQ(agreements[0].agreement().targets(3).figure(), "TR.TALENT.PERSONS");
  EXPECT_EQ(agreements[0].agreement().targets(3).value(), 280);
}

TEST(MakeSupplements, AreToTheAgreementAndSignedLater) {
  const auto supplement = MakeSupplements().front().agreement();
  const auto agreement = MakeAgreements().front();
  EXPECT_EQ(supplement.supplements(), agreement.parent() + "/agreements/" + agreement.agreement_id());
  EXPECT_GT(supplement.sign_date(), agreement.agreement().sign_date());
  EXPECT_EQ(supplement.year(), agreement.agreement().year());
}

TEST(MakeManualFigures, HaveASource) {
  const auto figure = MakeManualFigures().front().manual_figure();
  EXPECT_EQ(figure.value(), "8000");
  EXPECT_EQ(figure.unit(), scheduler::v1::UNIT_TEN_THOUSAND_YUAN);
  EXPECT_FALSE(figure.source().empty());
}

TEST(MakeExpenses, ClaimMoreThanTheCeiling) {
  const auto expense = MakeExpenses().front().expense();
  constexpr int64_t kFenPerPersonDay = 55'000;
  EXPECT_EQ(expense.claimed_fen() - expense.persons() * expense.days() * kFenPerPersonDay, 1'200'000);
}

}  // namespace
}  // namespace jiedui::demo
