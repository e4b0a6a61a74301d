// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/scale_outcomes.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "deploy/demo/identity.h"
#include "deploy/demo/scale/trainee.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Outcome;

TEST(FosteredEntities, AreAsManyAsThePairIsLargeEachWithItsOwnCodeOrName) {
  const TierMap map(*FindTier("nation"), 1);
  std::set<std::string> codes;
  std::map<Outcome::EntityForm, int> forms;
  for (const int pair : {2, 3}) {
    for (const int year : {2021, 2022}) {
      const OutcomeRows rows = FosteredEntities(map, pair, year);
      EXPECT_EQ(static_cast<int>(rows.size()), 141 * map.Size(pair) / 10);
      for (const auto& row : rows) {
        const Outcome& entity = row.outcome();
        ++forms[entity.entity_form()];
        EXPECT_EQ(entity.open_date().substr(0, 4), std::to_string(year));
        const std::string& code = entity.credit_code();
        EXPECT_TRUE(codes.insert(code.empty() ? entity.display_name() : code).second) << entity.display_name();
        EXPECT_TRUE(code.empty() || CreditCodeCheck(code.substr(0, 17)) == code[17]);
      }
    }
  }
  EXPECT_GT(forms[Outcome::ENTITY_FORM_HOUSEHOLD], forms[Outcome::ENTITY_FORM_COOPERATIVE]);
  EXPECT_GT(forms[Outcome::ENTITY_FORM_COOPERATIVE], forms[Outcome::ENTITY_FORM_ENTERPRISE]);
}

constexpr Subject kSelling = {scheduler::v1::TRACK_LIVE_COMMERCE, scheduler::v1::PROGRAMME_ECOMMERCE, Audience::kSeller,
                              "直播带货培训班", false};

CoursePlan SellingCourse() {
  return {.subject = &kSelling,
          .first = absl::CivilDay(2021, 3, 1),
          .last = absl::CivilDay(2021, 3, 5),
          .held_first = absl::CivilDay(2021, 3, 1),
          .held_last = absl::CivilDay(2021, 3, 5)};
}

// Also who had a seat and did not come; not who was rejected, nor who was known before.
TEST(OpenedAfter, WhoHadASeatOpensAfterTheCourseAndOthersDoNot) {
  const TierMap map(*FindTier("province"), 1);
  std::vector<SeatPlan> seats;
  for (int i = 0; i < 450; ++i) {
    const TraineeRef trainee{.pair = 1, .year = 2021, .audience = Audience::kSeller, .ordinal = i};
    const SeatEnd absent = i < 350 ? SeatEnd::kAbsent : SeatEnd::kRejected;
    const SeatEnd end = i < 300 || i >= 400 ? SeatEnd::kCompleted : absent;
    seats.push_back({.trainee = trainee, .is_new = i < 400, .end = end});
  }
  std::set<std::string> entrepreneurs;
  std::set<std::string> owners;
  int shops = 0;
  for (const auto& row : OpenedAfter(map, 1, 2021, SellingCourse(), seats)) {
    const Outcome& outcome = row.outcome();
    EXPECT_GT(outcome.open_date(), "2021-03-05");
    if (outcome.kind() == Outcome::KIND_ENTREPRENEUR) {
      EXPECT_TRUE(entrepreneurs.insert(outcome.person()).second);
      EXPECT_LE(outcome.person(), PersonName(map, seats[349].trainee));
      EXPECT_EQ(outcome.course().empty(), outcome.person() > PersonName(map, seats[299].trainee));
      EXPECT_NE(row.person, 0u);
    } else {
      owners.insert(outcome.person());
      ++shops;
    }
  }
  EXPECT_NEAR(static_cast<double>(entrepreneurs.size()), 301, 25);
  EXPECT_NEAR(static_cast<double>(owners.size()), 301 * 246 / 400, 30);
  EXPECT_NEAR(shops, 301 * 300 / 400, 50);
}

TEST(OpenedAfter, NothingComesOfACancelledCourse) {
  const TierMap map(*FindTier("province"), 1);
  CoursePlan course = SellingCourse();
  course.cancelled = true;
  EXPECT_TRUE(OpenedAfter(map, 1, 2021, course, {{.trainee = {.pair = 1}, .is_new = true}}).empty());
}

}  // namespace
}  // namespace jiedui::demo
