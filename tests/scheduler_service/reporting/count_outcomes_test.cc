// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_outcomes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/counted.h"

namespace jiedui::scheduler {
namespace {

using ::testing::Pair;
using ::testing::UnorderedElementsAre;
using v1::Outcome;

Outcome OutcomeOf(const std::string& id, Outcome::Kind kind, const std::string& open_date,
                  const std::string& close_date = "") {
  Outcome outcome;
  outcome.set_name("pairings/yh-cx/outcomes/" + id);
  outcome.set_kind(kind);
  outcome.set_open_date(open_date);
  outcome.set_close_date(close_date);
  return outcome;
}

// U21: 141 entities, 400 entrepreneurs, 300 shops are three things.
TEST(CountOutcomes, EntitiesByFormPeopleAndShops) {
  Counted counted;
  for (const auto& [id, form] :
       {std::pair("e1", Outcome::ENTITY_FORM_ENTERPRISE), std::pair("e2", Outcome::ENTITY_FORM_COOPERATIVE),
        std::pair("e3", Outcome::ENTITY_FORM_HOUSEHOLD), std::pair("e4", Outcome::ENTITY_FORM_HOUSEHOLD)}) {
    Outcome entity = OutcomeOf(id, Outcome::KIND_ENTITY, "2021-06-01");
    entity.set_entity_form(form);
    counted.Add(entity);
  }
  Outcome entrepreneur = OutcomeOf("p1", Outcome::KIND_ENTREPRENEUR, "2021-06-01");
  entrepreneur.set_person("persons/zhao");
  counted.Add(entrepreneur);
  for (const char* id : {"s1", "s2", "s3", "s4", "s5"}) {
    Outcome shop = OutcomeOf(id, Outcome::KIND_SHOP, "2021-06-01");
    shop.set_person("persons/zhao");
    counted.Add(shop);
  }
  EXPECT_THAT(counted.Values(), UnorderedElementsAre(Pair("OUT.ENTITY", 4), Pair("OUT.ENTITY.ENTERPRISE", 1),
                                                     Pair("OUT.ENTITY.COOPERATIVE", 1), Pair("OUT.ENTITY.HOUSEHOLD", 2),
                                                     Pair("OUT.ENTREPRENEUR", 1), Pair("OUT.SHOP", 5)));
}

TEST(CountOutcomes, NewOnesOpenedInThePeriodEntitiesAreCumulative) {
  Counted counted(AsOf("2021-11-15", "2021-10-01"));
  for (const char* day : {"2021-04-30", "2021-09-30", "2021-10-01", "2021-11-15", "2021-11-16"}) {
    counted.Add(OutcomeOf(absl::StrCat("e", day), Outcome::KIND_ENTITY, day));
    counted.Add(OutcomeOf(absl::StrCat("s", day), Outcome::KIND_SHOP, day));
  }
  EXPECT_THAT(counted.Values(), UnorderedElementsAre(Pair("OUT.ENTITY", 3), Pair("OUT.SHOP", 2)));
}

TEST(CountOutcomes, TrainedIsWhoHasCheckedInAtAnEcommerceCourseByTheDay) {
  Counted counted;
  counted.Add(CourseOf("shop", v1::PROGRAMME_ECOMMERCE, v1::TRACK_ECOMMERCE_OPERATION, "2021-06-01"));
  counted.Add(CourseOf("talent", v1::PROGRAMME_TALENT, v1::TRACK_OTHER, "2021-06-01"));
  counted.Add(Came("trained", "courses/shop", "2021-06-01"));
  counted.Add(Came("elsewhere", "courses/talent", "2021-06-01"));
  counted.Add(Came("later", "courses/shop", "2021-11-16"));
  for (const char* person : {"trained", "elsewhere", "later", "never"}) {
    Outcome entrepreneur = OutcomeOf(person, Outcome::KIND_ENTREPRENEUR, "2021-07-01");
    entrepreneur.set_person(absl::StrCat("persons/", person));
    counted.Add(entrepreneur);
  }
  auto values = counted.Values();
  EXPECT_EQ(values["OUT.ENTREPRENEUR"], 4);
  EXPECT_EQ(values["OUT.ENTREPRENEUR.TRAINED"], 1);
}

struct ShopCase {
  std::string closed;
  std::string as_of;
  v1::NotCountedReason survives;
};

// A shop that closed after four months is no survivor, and still new.
TEST(CountOutcomes, ShopsOpenSixMonthsLater) {
  const std::vector<ShopCase> cases = {{"", "2021-12-15", v1::NOT_COUNTED_REASON_UNSPECIFIED},
                                       {"", "2021-12-14", v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED},
                                       {"2021-10-15", "2021-12-15", v1::NOT_COUNTED_REASON_CLOSED},
                                       {"2021-10-15", "2021-11-01", v1::NOT_COUNTED_REASON_CLOSED},
                                       {"2021-12-14", "2021-12-15", v1::NOT_COUNTED_REASON_CLOSED},
                                       {"2021-12-15", "2021-12-15", v1::NOT_COUNTED_REASON_UNSPECIFIED},
                                       {"2022-03-01", "2022-06-30", v1::NOT_COUNTED_REASON_UNSPECIFIED}};
  for (const ShopCase& c : cases) {
    Counted counted(AsOf(c.as_of));
    counted.Add(OutcomeOf("s", Outcome::KIND_SHOP, "2021-06-15", c.closed));
    const Ledger& ledger = counted.Finish();
    EXPECT_EQ(ledger[FigureId::kShopsOpenSixMonths][0].reason, c.survives) << c.closed << " " << c.as_of;
    EXPECT_TRUE(ledger[FigureId::kShops][0].counts());
  }
}

v1::Demand DemandOf(const std::string& id, v1::Demand::State state, int headcount, int met,
                    const std::string& first = "2021-09-01") {
  v1::Demand demand;
  demand.set_name("pairings/yh-cx/demands/" + id);
  demand.set_state(state);
  demand.set_headcount(headcount);
  demand.set_met_headcount(met);
  demand.set_start_date(first);
  return demand;
}

// U24: places, not demands; each place is a row of its own.
TEST(CountDemand, EveryPlaceThatIsMissing) {
  Counted counted;
  counted.Add(DemandOf("open", v1::Demand::STATE_OPEN, 5, 2));
  counted.Add(DemandOf("lapsed", v1::Demand::STATE_LAPSED, 1, 0));
  counted.Add(DemandOf("met", v1::Demand::STATE_MET, 4, 4));
  counted.Add(DemandOf("withdrawn", v1::Demand::STATE_WITHDRAWN, 4, 1));
  counted.Add(DemandOf("later", v1::Demand::STATE_OPEN, 7, 0, "2021-11-16"));
  const FigureCount count = CountFigure(counted.Finish()[FigureId::kUnmetDemand]);
  EXPECT_EQ(count.value, 4);
  EXPECT_EQ(count.not_counted, 9);
}

}  // namespace
}  // namespace jiedui::scheduler
