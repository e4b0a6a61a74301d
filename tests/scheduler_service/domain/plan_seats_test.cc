// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_seats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::PERSON_CATEGORY_DOCTOR;
using registry::v1::PERSON_CATEGORY_NURSE;
using registry::v1::PERSON_CATEGORY_TEACHER;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kItem[] = "pairings/yh-cx/courses/clinical";

v1::SeatLedger LedgerOf(const std::string& text) {
  const auto course = FromText<v1::Course>(text);
  return NewLedger(kItem, {.seats = course.seats(),
                           .quotas = {course.quotas().begin(), course.quotas().end()},
                           .categories = {course.category_quotas().begin(), course.category_quotas().end()}});
}

Seating Doctor(const std::string& division) { return {division, PERSON_CATEGORY_DOCTOR}; }

TEST(SeatModel, WithoutQuotasThereIsOnePlace) {
  const SeatModel model(LedgerOf("seats: 30"), 60);
  ASSERT_THAT(model.places(), SizeIs(1));
  EXPECT_EQ(model.places()[0].free, 30);
  EXPECT_THAT(model.limits(), IsEmpty());
  EXPECT_THAT(model.ClaimsOf(Doctor("510824100")).places, ElementsAre(0));
}

TEST(SeatModel, AQuotaIsALimitAndThePoolIsForTheOthers) {
  const SeatModel model(LedgerOf("seats: 30 quotas { division: '510824100' seats: 2 }"), 60);
  ASSERT_THAT(model.limits(), SizeIs(2));
  EXPECT_TRUE(model.limits()[0].seats.pool());
  EXPECT_EQ(model.limits()[0].most, 28);
  EXPECT_EQ(model.limits()[1].most, 2);
  EXPECT_THAT(model.ClaimsOf(Doctor("510824100200")).limits, ElementsAre(1));
  EXPECT_THAT(model.ClaimsOf(Doctor("330110")).limits, ElementsAre(0));
}

TEST(SeatModel, AQuotaThatMayUseThePoolHasAPlaceOfItsOwn) {
  const SeatModel model(LedgerOf("seats: 30 quotas { division: '510824100' seats: 2 ceiling: 5 }"), 60);
  const auto claims = model.ClaimsOf(Doctor("510824100"));
  ASSERT_THAT(claims.places, ElementsAre(1, 0));
  EXPECT_EQ(model.places()[1].free, 2);
  EXPECT_EQ(Describe(model.places()[1].seats), absl::StrCat("seats of division 510824100 at ", kItem));
  ASSERT_THAT(claims.limits, ElementsAre(0, 1));
  EXPECT_EQ(model.limits()[1].most, 3);
}

TEST(SeatModel, BesideCategoriesADivisionMayUseThePool) {
  const SeatModel model(LedgerOf("seats: 30 quotas { division: '510824100' seats: 2 ceiling: 5 } "
                                 "category_quotas { category: PERSON_CATEGORY_NURSE ceiling: 4 }"),
                        60);
  EXPECT_THAT(model.places(), SizeIs(1));
  EXPECT_THAT(model.stricter(), IsEmpty());
  // The pool by itself, the pool with the division's own seats, the division's ceiling.
  ASSERT_THAT(model.limits(), SizeIs(4));
  EXPECT_EQ(model.limits()[0].most, 28);
  EXPECT_EQ(model.limits()[1].most, 30);
  EXPECT_EQ(model.limits()[2].most, 5);
  EXPECT_THAT(model.ClaimsOf(Doctor("510824100")).limits, ElementsAre(1, 2));
  EXPECT_THAT(model.ClaimsOf(Doctor("330110")).limits, ElementsAre(0, 1));
}

TEST(SeatModel, OnOnePlaceManyDivisionsHaveTheirSharesOfThePool) {
  std::string text = "seats: 14";
  for (int k = 0; k <= kCrossingDivisionsMax; ++k)
    absl::StrAppend(&text, " quotas { division: '51082410", k, "' seats: 2 ceiling: 4 }");
  const SeatModel model(LedgerOf(text), 60, true, {{"510824100", 1}, {"510824101", 9}, {"510824102", 2}});
  EXPECT_TRUE(model.is_parted());
  EXPECT_THAT(model.places(), SizeIs(1));
  ASSERT_THAT(model.limits(), SizeIs(6));
  EXPECT_EQ(model.limits()[0].most, 3);
  EXPECT_EQ(model.limits()[1].most, 4) << "its ceiling";
  EXPECT_EQ(model.limits()[2].most, 3) << "all that is left of the pool";
  EXPECT_EQ(model.limits()[3].most, 2);
  EXPECT_EQ(model.limits()[5].most, 0) << "the pool's own people";
  EXPECT_THAT(model.ClaimsOf(Doctor("510824101")).limits, ElementsAre(1));
  EXPECT_THAT(model.ClaimsOf(Doctor("330110")).limits, ElementsAre(5));
  EXPECT_FALSE(SeatModel(LedgerOf(text), 60).is_parted());
}

TEST(SeatModel, SaysWhoseSeatsTheyAre) {
  v1::PlanSeats seats;
  seats.set_item(kItem);
  EXPECT_EQ(Describe(seats), absl::StrCat("seats of ", kItem));
  seats.add_not_kept_for(PERSON_CATEGORY_NURSE);
  EXPECT_EQ(Describe(seats), absl::StrCat("seats of others than PERSON_CATEGORY_NURSE at ", kItem));
}

// People of one division and category.
struct Kind {
  Seating seating;
  int count = 0;
};

// Whether all of them get seats, one after the other, by the domain's own rules.
bool AllSeated(v1::SeatLedger ledger, const std::vector<Kind>& kinds, bool backwards) {
  for (size_t k = 0; k < kinds.size(); ++k) {
    const Kind& kind = kinds[backwards ? kinds.size() - 1 - k : k];
    for (int i = 0; i < kind.count; ++i) {
      if (WhyNoSeat(ledger, kind.seating).has_value()) return false;
      Take(ledger, CountFor(ledger, kind.seating.division).division(), kind.seating.category);
    }
  }
  return true;
}

// Whether the model has room for all of them.
class Fitting {
 public:
  Fitting(const SeatModel& model, const std::vector<Kind>& kinds) : model_(model), kinds_(kinds) {
    for (const auto& place : model.places()) free_.push_back(place.free);
    for (const auto& limit : model.limits()) most_.push_back(limit.most);
  }
  bool Fits(size_t kind = 0, size_t place = 0, int seated = 0) {
    if (kind == kinds_.size()) return true;
    const auto claims = model_.ClaimsOf(kinds_[kind].seating);
    const int left = kinds_[kind].count - seated;
    if (left == 0) return Fits(kind + 1);
    if (place == claims.places.size()) return false;
    for (int here = left; here >= 0; --here) {
      Move(claims, claims.places[place], -here);
      const bool is_possible = Holds() && Fits(kind, place + 1, seated + here);
      Move(claims, claims.places[place], here);
      if (is_possible) return true;
    }
    return false;
  }

 private:
  void Move(const SeatModel::Claims& claims, int place, int change) {
    free_[static_cast<size_t>(place)] += change;
    for (const int limit : claims.limits)
      if (model_.limits()[static_cast<size_t>(limit)].place == place) most_[static_cast<size_t>(limit)] += change;
  }
  bool Holds() const {
    const auto is_short = [](int left) { return left < 0; };
    return std::none_of(free_.begin(), free_.end(), is_short) && std::none_of(most_.begin(), most_.end(), is_short);
  }

  const SeatModel& model_;
  const std::vector<Kind>& kinds_;
  std::vector<int> free_;
  std::vector<int> most_;
};

class RandomLedger {
 public:
  explicit RandomLedger(uint32_t seed) : random_(seed) {}
  int UpTo(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

  // Quotas of two divisions, floors and ceilings of up to three categories, some seats taken.
  v1::SeatLedger Make() {
    v1::Course course;
    course.set_seats(2 + UpTo(6));
    int left = course.seats();
    for (const char* division : {"510824100", "510824"}) {
      if (UpTo(2) == 0) continue;
      v1::Quota& quota = *course.add_quotas();
      quota.set_division(division);
      quota.set_seats(UpTo(std::min(left, 3)));
      left -= quota.seats();
      if (UpTo(1) == 1) quota.set_ceiling(quota.seats() + UpTo(3));
    }
    int floors = course.seats();
    for (const auto category : {PERSON_CATEGORY_DOCTOR, PERSON_CATEGORY_NURSE, PERSON_CATEGORY_TEACHER}) {
      if (UpTo(2) != 0) continue;
      v1::CategoryQuota& quota = *course.add_category_quotas();
      quota.set_category(category);
      quota.set_floor(UpTo(std::min(floors, 2)));
      floors -= quota.floor();
      if (UpTo(1) == 1) quota.set_ceiling(std::max(1, quota.floor() + UpTo(2)));
    }
    v1::SeatLedger ledger = LedgerOf(course.ShortDebugString());
    for (int i = UpTo(3); i > 0; --i) TakeIfFree(Anybody(), ledger);
    return ledger;
  }
  Seating Anybody() {
    static const char* const kDivisions[] = {"510824100", "510824112", "330110"};
    static const registry::v1::PersonCategory kCategories[] = {PERSON_CATEGORY_DOCTOR, PERSON_CATEGORY_NURSE,
                                                               PERSON_CATEGORY_TEACHER};
    return {kDivisions[UpTo(2)], kCategories[UpTo(2)]};
  }

 private:
  static void TakeIfFree(const Seating& seating, v1::SeatLedger& ledger) {
    if (WhyNoSeat(ledger, seating).has_value()) return;
    Take(ledger, CountFor(ledger, seating.division).division(), seating.category);
  }

  std::mt19937 random_;
};

// The model has room for exactly those whom the domain seats, in whichever order; where it says that it is stricter,
// for no others.
TEST(SeatModel, HasRoomForThoseWhomTheRulesSeat) {
  int exact = 0;
  for (uint32_t seed = 0; seed < 3000; ++seed) {
    RandomLedger random(seed);
    const v1::SeatLedger ledger = random.Make();
    for (int round = 0; round < 20; ++round) {
      std::vector<Kind> kinds;
      for (int k = 0; k < 4; ++k) kinds.push_back({random.Anybody(), random.UpTo(3)});
      const SeatModel model(ledger, 20);
      const bool seated = AllSeated(ledger, kinds, false);
      ASSERT_EQ(seated, AllSeated(ledger, kinds, true)) << seed << ": " << ledger.ShortDebugString();
      const bool fits = Fitting(model, kinds).Fits();
      if (model.stricter().empty())
        ASSERT_EQ(fits, seated) << seed << ": " << ledger.ShortDebugString();
      else
        ASSERT_LE(fits, seated) << seed << ": " << ledger.ShortDebugString();
      exact += model.stricter().empty() ? 1 : 0;
    }
  }
  EXPECT_GT(exact, 30'000);
}

// For a course that runs with so many or with none, seats are one place, which has room for as many or says so.
TEST(SeatModel, WithAMinimumThereIsOnePlace) {
  int exact = 0;
  for (uint32_t seed = 0; seed < 1000; ++seed) {
    RandomLedger random(seed);
    const v1::SeatLedger ledger = random.Make();
    const SeatModel model(ledger, 20, true);
    ASSERT_EQ(model.places().size(), 1U);
    for (int round = 0; round < 20; ++round) {
      std::vector<Kind> kinds;
      for (int k = 0; k < 4; ++k) kinds.push_back({random.Anybody(), random.UpTo(3)});
      const bool seated = AllSeated(ledger, kinds, false);
      const bool fits = Fitting(model, kinds).Fits();
      if (model.stricter().empty())
        ASSERT_EQ(fits, seated) << seed << ": " << ledger.ShortDebugString();
      else
        ASSERT_LE(fits, seated) << seed << ": " << ledger.ShortDebugString();
      exact += model.stricter().empty() ? 1 : 0;
    }
  }
  EXPECT_GT(exact, 10'000);
}

TEST(SeatModel, ManyCategoriesBesideQuotasAreKeptMoreStrictly) {
  std::string text = "seats: 12 quotas { division: '51' seats: 12 }";
  for (const char* category : {"DOCTOR", "NURSE", "TEACHER", "PRIMARY_CARE_DOCTOR", "AGRONOMIST"})
    absl::StrAppend(&text, " category_quotas { category: PERSON_CATEGORY_", category, " floor: 2 }");
  const SeatModel model(LedgerOf(text), 20);
  EXPECT_THAT(model.stricter(), ElementsAre(HasSubstr("5 of them")));
  EXPECT_TRUE(Fitting(model, {{{"510824100", PERSON_CATEGORY_NURSE}, 2}}).Fits());
  EXPECT_FALSE(Fitting(model, {{{"510824100", PERSON_CATEGORY_NURSE}, 3}}).Fits());
}

}  // namespace
}  // namespace jiedui::scheduler
