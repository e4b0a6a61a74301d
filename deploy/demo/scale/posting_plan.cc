// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/posting_plan.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/civil_date.h"
#include "deploy/demo/person.h"
#include "deploy/demo/scale/scale_licence.h"
#include "deploy/demo/scale/scale_names.h"
#include "deploy/demo/scale/weighted.h"

namespace jiedui::demo {
namespace {

using registry::v1::Employment;
using registry::v1::Licence;
using registry::v1::Person;
using registry::v1::TitleLevel;
using scheduler::v1::Posting;

constexpr int kReportYear = 2021;  // for which NewPerson takes ages
// For a pair of size 10.
constexpr int kToWest = 15;
constexpr int kToEast = 16;
constexpr int kDaysMin = 30;  // of a professional, to count as sent
constexpr uint32_t kEarlyPerCent = 4;
constexpr uint32_t kExtendedPerCent = 6;

// What a category of people has in common.
struct SentTraits {
  Posting::Category category;
  registry::v1::PersonCategory person;
  int age_min;
  int age_max;
  PlaceKind place;
  Posting::Kind to_west;
  Posting::Kind to_east;
  absl::string_view position;
  absl::string_view titles[5];  // from the lowest level up
};

// In the order of Posting::Category, from 1.
constexpr SentTraits kTraits[] = {
    {Posting::CATEGORY_CADRE,
     registry::v1::PERSON_CATEGORY_CADRE,
     32,
     48,
     PlaceKind::kOffice,
     Posting::KIND_TEMPORARY_POST,
     Posting::KIND_SHADOWING,
     "副科长",
     {}},
    {Posting::CATEGORY_DOCTOR,
     registry::v1::PERSON_CATEGORY_DOCTOR,
     30,
     55,
     PlaceKind::kHospital,
     Posting::KIND_STATIONED,
     Posting::KIND_CLINICAL_STUDY,
     "医师",
     {"医士", "医师", "主治医师", "副主任医师", "主任医师"}},
    {Posting::CATEGORY_TEACHER,
     registry::v1::PERSON_CATEGORY_TEACHER,
     28,
     52,
     PlaceKind::kSchool,
     Posting::KIND_SUPPORT,
     Posting::KIND_SHADOWING,
     "教师",
     {"三级教师", "二级教师", "一级教师", "高级教师", "正高级教师"}},
    {Posting::CATEGORY_AGRONOMIST,
     registry::v1::PERSON_CATEGORY_AGRONOMIST,
     30,
     55,
     PlaceKind::kStation,
     Posting::KIND_SUPPORT,
     Posting::KIND_SHADOWING,
     "农技员",
     {"农业技术员", "助理农艺师", "农艺师", "高级农艺师", "正高级农艺师"}},
    {Posting::CATEGORY_OTHER_PROFESSIONAL,
     registry::v1::PERSON_CATEGORY_OTHER_PROFESSIONAL,
     30,
     50,
     PlaceKind::kOffice,
     Posting::KIND_SUPPORT,
     Posting::KIND_SHADOWING,
     "工程师",
     {"技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师"}},
};

constexpr Weighted<Posting::Category> kCategories[] = {{Posting::CATEGORY_CADRE, 10},
                                                       {Posting::CATEGORY_DOCTOR, 30},
                                                       {Posting::CATEGORY_TEACHER, 35},
                                                       {Posting::CATEGORY_AGRONOMIST, 15},
                                                       {Posting::CATEGORY_OTHER_PROFESSIONAL, 10}};
constexpr Weighted<int> kMonths[] = {{1, 3}, {2, 3}, {3, 8},  {4, 8},   {5, 8},   {6, 8},
                                     {7, 6}, {8, 6}, {9, 15}, {10, 15}, {11, 15}, {12, 6}};
struct Span {
  int low;
  int high;
};
constexpr Span kCadreDays = {730, 1095};
constexpr Weighted<Span> kProfessionalDays[] = {
    {{30, 60}, 15}, {{90, 90}, 20}, {{183, 183}, 35}, {{365, 365}, 25}, {{540, 540}, 5}};
constexpr Weighted<TitleLevel> kLevels[] = {{registry::v1::TITLE_LEVEL_TECHNICIAN, 2},
                                            {registry::v1::TITLE_LEVEL_ASSISTANT, 18},
                                            {registry::v1::TITLE_LEVEL_INTERMEDIATE, 50},
                                            {registry::v1::TITLE_LEVEL_ASSOCIATE_SENIOR, 25},
                                            {registry::v1::TITLE_LEVEL_SENIOR, 5}};

const SentTraits& TraitsOf(Posting::Category category) { return kTraits[static_cast<size_t>(category) - 1]; }

bool IsToWest(const StayPlan& plan) { return plan.direction == scheduler::v1::DIRECTION_EAST_TO_WEST; }

Dice DiceOf(const TierMap& map, int pair, int year, int ordinal) {
  return Dice({map.seed(), static_cast<uint64_t>(pair), EntityKind::kScalePosting,
               static_cast<uint64_t>(year) * 1'000'000 + static_cast<uint64_t>(ordinal)});
}

StayPlan DrawStay(int year, int ordinal, scheduler::v1::Direction direction, Dice dice) {
  StayPlan plan{.ordinal = ordinal, .direction = direction};
  plan.category = Draw(kCategories, dice);
  const SentTraits& traits = TraitsOf(plan.category);
  plan.kind = IsToWest(plan) ? traits.to_west : traits.to_east;
  const bool cadre_to_west = plan.category == Posting::CATEGORY_CADRE && IsToWest(plan);
  const Span span = cadre_to_west ? kCadreDays : Draw(kProfessionalDays, dice);
  plan.first = absl::CivilDay(year, Draw(kMonths, dice), dice.Between(1, 28));
  plan.last = plan.first + (dice.Between(span.low, span.high) - 1);
  const uint32_t fate = dice.Below(100);
  const int part = dice.Between(10, 90);
  const auto days = static_cast<int>(plan.last - plan.first);
  if (fate < kEarlyPerCent) {
    plan.left_early = plan.first + std::max(1, days * part / 100);
  } else if (fate < kEarlyPerCent + kExtendedPerCent) {
    plan.extended = plan.last + part;
  }
  return plan;
}

}  // namespace

std::vector<StayPlan> PlanStays(const TierMap& map, int pair, int year) {
  std::vector<StayPlan> plans;
  const int to_west = std::max(1, map.PostingSize(pair) * kToWest / 10);
  const int to_east = std::max(1, map.PostingSize(pair) * kToEast / 10);
  for (int ordinal = 0; ordinal < to_west + to_east; ++ordinal) {
    const auto direction =
        ordinal < to_west ? scheduler::v1::DIRECTION_EAST_TO_WEST : scheduler::v1::DIRECTION_WEST_TO_EAST;
    plans.push_back(DrawStay(year, ordinal, direction, DiceOf(map, pair, year, ordinal)));
  }
  return plans;
}

std::string StayId(int year, const StayPlan& plan) { return absl::StrFormat("e-%d-%03d", year, plan.ordinal + 1); }

Person MakeSent(const TierMap& map, int pair, int year, const StayPlan& plan, IdentityBook& identities) {
  const SentTraits& traits = TraitsOf(plan.category);
  // Not the draws of the plan.
  Dice dice = DiceOf(map, pair, year, plan.ordinal + 500'000);
  const std::string& county = IsToWest(plan) ? map.East(pair).code : map.West(pair).code;
  const registry::v1::Sex sex = DrawSex(40, dice);
  const int age = dice.Between(traits.age_min, traits.age_max) - (year - kReportYear);
  const std::string id = absl::StrCat(map.PairId(pair), "-", StayId(year, plan));
  Person person = NewPerson({id, county, traits.person, registry::v1::ROLE_EXCHANGE, sex, age}, dice, identities);
  NameAndGroup named = DrawNameAndGroup(county, sex, dice);
  person.set_display_name(std::move(named.name));
  person.set_ethnicity(std::move(named.ethnicity));
  const PairPlaces places(map, pair);
  const int number = static_cast<int>(dice.Below(kPlacesOfKind));
  AddEmployment(IsToWest(plan) ? places.Eastern(traits.place, number) : places.Western(traits.place, number),
                traits.position, Employment::ESTABLISHMENT_PUBLIC_INSTITUTION, dice, person);
  if (plan.category == Posting::CATEGORY_DOCTOR) AddLicence(Licence::KIND_PHYSICIAN, "内科", county, dice, person);
  if (plan.category == Posting::CATEGORY_TEACHER)
    AddRenewedLicence(Licence::KIND_TEACHER, TrainingYearsFrom(year, map.tier()), county, dice, person);
  const TitleLevel level = Draw(kLevels, dice);
  const absl::string_view title = traits.titles[static_cast<size_t>(level) - 1];
  if (!title.empty()) AddTitle(level, title, dice, person);
  return person;
}

Posting MakeStayPosting(const PairPlaces& places, const StayPlan& plan) {
  const SentTraits& traits = TraitsOf(plan.category);
  Posting posting;
  const int number = plan.ordinal % kPlacesOfKind;
  posting.set_display_name(absl::StrFormat("%s%03d", IsToWest(plan) ? "东部选派" : "西部选派", plan.ordinal + 1));
  posting.set_kind(plan.kind);
  posting.set_category(plan.category);
  posting.set_direction(plan.direction);
  posting.set_host_organization(IsToWest(plan) ? places.Western(traits.place, number)
                                               : places.Eastern(traits.place, number));
  posting.set_host_position(std::string(traits.position));
  posting.set_intensity(scheduler::v1::INTENSITY_FULL_TIME);
  posting.set_start_date(FormatDate(plan.first));
  posting.set_end_date(FormatDate(plan.last));
  posting.set_headcount(1);
  if (plan.category != Posting::CATEGORY_CADRE) posting.set_days_min(kDaysMin);
  posting.mutable_requirements()->add_categories(traits.person);
  if (plan.category == Posting::CATEGORY_DOCTOR)
    posting.mutable_requirements()->add_licence_kinds(Licence::KIND_PHYSICIAN);
  if (plan.category == Posting::CATEGORY_TEACHER)
    posting.mutable_requirements()->add_licence_kinds(Licence::KIND_TEACHER);
  return posting;
}

}  // namespace jiedui::demo
