// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/course_plan.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_format.h"
#include "deploy/demo/scale/weighted.h"

namespace jiedui::demo {
namespace {

namespace v1 = scheduler::v1;

constexpr Subject kSubjects[] = {
    {v1::TRACK_CLINICAL, v1::PROGRAMME_TALENT, Audience::kDoctor, "临床医生培训班", false},
    {v1::TRACK_MATERNAL_CHILD_HEALTH, v1::PROGRAMME_TALENT, Audience::kDoctor, "妇幼保健培训班", false},
    {v1::TRACK_TCM_REHABILITATION, v1::PROGRAMME_TALENT, Audience::kDoctor, "中医康复培训班", false},
    {v1::TRACK_SECRETARIAL, v1::PROGRAMME_TALENT, Audience::kClerk, "文秘培训班", false},
    {v1::TRACK_PRIMARY_CARE, v1::PROGRAMME_PRIMARY_CARE, Audience::kDoctor, "基层医生赴东部培训班", true},
    {v1::TRACK_ECOMMERCE_OPERATION, v1::PROGRAMME_ECOMMERCE, Audience::kSeller, "电商运营培训班", false},
    {v1::TRACK_LIVE_COMMERCE, v1::PROGRAMME_ECOMMERCE, Audience::kSeller, "直播带货培训班", false},
    {v1::TRACK_EDUCATION, v1::PROGRAMME_OTHER, Audience::kTeacher, "骨干教师培训班", false},
    {v1::TRACK_AGRICULTURE, v1::PROGRAMME_OTHER, Audience::kFarmer, "农业实用技术培训班", false},
    {v1::TRACK_HOMESTAY, v1::PROGRAMME_OTHER, Audience::kFarmer, "民宿农家乐培训班", false},
};

// Half are about selling, as in the golden pair; more than a quarter are for doctors.
constexpr Weighted<int> kSubjectOf[] = {{0, 8},  {1, 6},  {2, 8}, {3, 14}, {4, 6},
                                        {5, 26}, {6, 24}, {7, 5}, {8, 2},  {9, 1}};
// When courses begin: few before the spring festival, most in autumn.
constexpr Weighted<int> kMonths[] = {{1, 3}, {2, 3}, {3, 8},  {4, 8},   {5, 8},   {6, 8},
                                     {7, 6}, {8, 6}, {9, 15}, {10, 15}, {11, 15}, {12, 6}};

struct Span {
  int low;
  int high;
};
constexpr Weighted<Span> kDays[] = {{{1, 3}, 25}, {{5, 5}, 35}, {{10, 12}, 20}, {{20, 30}, 15}, {{60, 90}, 5}};
constexpr Weighted<Span> kPeople[] = {{{30, 60}, 80}, {{61, 120}, 20}};
constexpr uint32_t kCancelledPerCent = 3;
constexpr uint32_t kPostponedPerCent = 5;
constexpr Span kPostponedDays = {7, 28};
constexpr int kOnlinePeople = 5'000;
constexpr int kOnlineDays = 5;
constexpr int kSellingOnline = 6;  // index into kSubjects

int DrawWithin(const Span& span, Dice& dice) { return dice.Between(span.low, span.high); }

CoursePlan DrawCourse(const TierMap& map, int pair, int year, int ordinal) {
  Dice dice({map.seed(), static_cast<uint64_t>(pair), EntityKind::kScaleCourse,
             static_cast<uint64_t>(year) * 100'000 + static_cast<uint64_t>(ordinal)});
  CoursePlan plan;
  plan.ordinal = ordinal;
  plan.subject = &kSubjects[Draw(kSubjectOf, dice)];
  const int days = DrawWithin(Draw(kDays, dice), dice);
  const absl::CivilDay end_of_year(year, 12, 31);
  plan.first = std::min(absl::CivilDay(year, Draw(kMonths, dice), dice.Between(1, 28)), end_of_year - (days - 1));
  plan.last = plan.first + (days - 1);
  plan.people = DrawWithin(Draw(kPeople, dice), dice);
  const uint32_t accident = dice.Below(100);
  plan.cancelled = accident < kCancelledPerCent;
  const bool postponed = !plan.cancelled && accident < kCancelledPerCent + kPostponedPerCent;
  const int delay = postponed ? DrawWithin(kPostponedDays, dice) : 0;
  plan.held_first = std::min(plan.first + delay, end_of_year - (days - 1));
  plan.held_last = plan.held_first + (days - 1);
  return plan;
}

// The one that every trader of the county may follow from home.
CoursePlan OnlineCourse(int year, int ordinal) {
  const absl::CivilDay first(year, 6, 7);
  return {.ordinal = ordinal,
          .subject = &kSubjects[kSellingOnline],
          .first = first,
          .last = first + (kOnlineDays - 1),
          .held_first = first,
          .held_last = first + (kOnlineDays - 1),
          .people = kOnlinePeople,
          .online = true};
}

}  // namespace

std::vector<CoursePlan> PlanCourses(const TierMap& map, int pair, int year) {
  std::vector<CoursePlan> plans;
  const int count = map.CoursesInYear(pair);
  plans.reserve(static_cast<size_t>(count) + 1);
  for (int ordinal = 0; ordinal < count; ++ordinal) plans.push_back(DrawCourse(map, pair, year, ordinal));
  if (pair == map.tier().hot_pair && pair > 0) plans.push_back(OnlineCourse(year, count));
  std::sort(plans.begin(), plans.end(), [](const CoursePlan& a, const CoursePlan& b) {
    return std::tie(a.first, a.ordinal) < std::tie(b.first, b.ordinal);
  });
  return plans;
}

std::string CourseId(int year, const CoursePlan& plan) { return absl::StrFormat("c-%d-%03d", year, plan.ordinal + 1); }

}  // namespace jiedui::demo
