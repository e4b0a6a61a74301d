// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/scale_outcomes.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"
#include "deploy/demo/identity.h"
#include "deploy/demo/scale/pair_places.h"
#include "deploy/demo/scale/trainee.h"
#include "deploy/demo/scale/weighted.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Outcome;

constexpr int kEntitiesOfSizeTen = 141;
constexpr uint32_t kWithoutCodePerCent = 8;
constexpr int kDaysToOpen = 30;
// A credit code is made of year and number, beyond those of organisations; those who share the digits of a county have
// a hundred thousand each.
constexpr int kCreditOfYear = 10'000;
constexpr int kCreditOfIssuer = 100'000;
constexpr int kCreditMin = 9'000'000;

constexpr Weighted<Outcome::EntityForm> kForms[] = {{Outcome::ENTITY_FORM_ENTERPRISE, 26},
                                                    {Outcome::ENTITY_FORM_COOPERATIVE, 38},
                                                    {Outcome::ENTITY_FORM_HOUSEHOLD, 77}};
constexpr Weighted<int> kShopsOfOne[] = {{0, 154}, {1, 210}, {2, 30}, {5, 6}};
constexpr Weighted<Outcome::Platform> kPlatforms[] = {{Outcome::PLATFORM_TAOBAO, 40},
                                                      {Outcome::PLATFORM_PINDUODUO, 30},
                                                      {Outcome::PLATFORM_DOUYIN, 20},
                                                      {Outcome::PLATFORM_OTHER, 10}};

Outcome NewOutcome(Outcome::Kind kind, const std::string& title, const std::string& division, absl::CivilDay open) {
  Outcome outcome;
  outcome.set_kind(kind);
  outcome.set_display_name(title);
  outcome.set_division(division);
  outcome.set_open_date(FormatDate(open));
  return outcome;
}

void Add(const TierMap& map, int pair, uint64_t person, Outcome outcome, OutcomeRows& rows) {
  OutcomeRow& row = rows.emplace_back();
  row.person = person;
  scheduler::v1::RecordOutcomeRequest& record = *row.request.mutable_record();
  record.set_parent(absl::StrCat("pairings/", map.PairId(pair)));
  *record.mutable_outcome() = std::move(outcome);
}

absl::string_view CreditType(Outcome::EntityForm form) {
  if (form == Outcome::ENTITY_FORM_ENTERPRISE) return "91";
  return form == Outcome::ENTITY_FORM_COOPERATIVE ? "93" : "92";
}

// Somebody who begins to sell after a course.
struct Beginning {
  TraineeRef trainee;
  std::string course;
  absl::CivilDay open;
};

// The entrepreneur, then the shops.
void AddEntrepreneur(const TierMap& map, int pair, const Beginning& beginning, Dice& dice, OutcomeRows& rows) {
  const std::string person = PersonName(map, beginning.trainee);
  const uint64_t key = beginning.trainee.Key();
  const std::string id = person.substr(sizeof("persons/") - 1);
  const std::string division = PairPlaces(map, pair).TownshipCode(TownshipOf(map, beginning.trainee));
  Outcome entrepreneur = NewOutcome(Outcome::KIND_ENTREPRENEUR, absl::StrCat("网商", id), division, beginning.open);
  entrepreneur.set_person(person);
  entrepreneur.set_course(beginning.course);
  Add(map, pair, key, std::move(entrepreneur), rows);
  const int shops = Draw(kShopsOfOne, dice);
  for (int i = 1; i <= shops; ++i) {
    Outcome shop = NewOutcome(Outcome::KIND_SHOP, absl::StrFormat("网店%s-%d", id, i), division, beginning.open);
    shop.set_person(person);
    shop.set_platform(Draw(kPlatforms, dice));
    shop.set_platform_shop_id(absl::StrFormat("%s-%d", id, i));
    Add(map, pair, key, std::move(shop), rows);
  }
}

}  // namespace

OutcomeRows FosteredEntities(const TierMap& map, int pair, int year) {
  OutcomeRows rows;
  const PairPlaces places(map, pair);
  for (int i = 0; i < kEntitiesOfSizeTen * map.Size(pair) / 10; ++i) {
    Dice dice({map.seed(), static_cast<uint64_t>(pair), EntityKind::kScaleOutcome,
               static_cast<uint64_t>(year) * 1'000'000 + static_cast<uint64_t>(i)});
    const Outcome::EntityForm form = Draw(kForms, dice);
    const absl::CivilDay open = absl::CivilDay(year, 1, 1) + dice.Between(0, 364);
    const std::string division = places.TownshipCode(static_cast<int>(dice.Below(kScaleTownships)));
    Outcome entity =
        NewOutcome(Outcome::KIND_ENTITY, absl::StrFormat("%s示范电商主体%d-%05d", map.West(pair).name, year, i + 1),
                   division, open);
    entity.set_entity_form(form);
    const int ordinal = kCreditOfIssuer * map.WestIssuer(pair) + kCreditOfYear * (year - map.tier().first_year) + i;
    const bool has_code = form != Outcome::ENTITY_FORM_HOUSEHOLD || !dice.PerCent(kWithoutCodePerCent);
    if (has_code && i < kCreditOfYear) {
      entity.set_credit_code(CreditCode(CreditType(form), map.West(pair).code, kCreditMin + ordinal));
    }
    Add(map, pair, 0, std::move(entity), rows);
  }
  return rows;
}

OutcomeRows OpenedAfter(const TierMap& map, int pair, int year, const CoursePlan& course,
                        const std::vector<SeatPlan>& seats) {
  OutcomeRows rows;
  if (course.subject->programme != scheduler::v1::PROGRAMME_ECOMMERCE || course.cancelled) return rows;
  const std::string name = absl::StrCat("pairings/", map.PairId(pair), "/courses/", CourseId(year, course));
  for (const SeatPlan& seat : seats) {
    Dice dice({map.seed(), seat.trainee.Key(), EntityKind::kScaleOutcome, 0});
    const absl::CivilDay open = course.held_last + dice.Between(1, kDaysToOpen);
    const bool had_seat = seat.is_new && seat.end != SeatEnd::kRejected;
    if (!had_seat || open.year() != year || !dice.PerCent(map.tier().sellers_per_cent)) continue;
    AddEntrepreneur(map, pair, {seat.trainee, Came(seat.end) ? name : "", open}, dice, rows);
  }
  return rows;
}

}  // namespace jiedui::demo
