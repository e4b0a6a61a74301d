// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/plan.h"

#include "absl/strings/str_format.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Posting;

constexpr TalentPlan kTalentPlans[] = {
    {.course = "clinical-2021-1",
     .prefix = "clinical",
     .title = "临床医生培训班",
     .track = scheduler::v1::TRACK_CLINICAL,
     .first_day = "2021-10-18",
     .last_day = "2021-10-29",
     .seats = 100,
     .nominated = 100,
     .rejected = 4,
     .withdrawn = 2,
     .absent = 4,
     .not_completed = 2},
    {.course = "mch-2021-1",
     .prefix = "mch",
     .title = "妇幼保健培训班",
     .track = scheduler::v1::TRACK_MATERNAL_CHILD_HEALTH,
     .first_day = "2021-10-25",
     .last_day = "2021-11-05",
     .seats = 80,
     .nominated = 78,
     .rejected = 3,
     .withdrawn = 2,
     .absent = 3,
     .not_completed = 1},
    {.course = "tcm-2021-1",
     .prefix = "tcm",
     .title = "中医康复培训班",
     .track = scheduler::v1::TRACK_TCM_REHABILITATION,
     .first_day = "2021-11-08",
     .last_day = "2021-11-26",
     .seats = 90,
     .nominated = 88,
     .rejected = 3,
     .withdrawn = 1,
     .absent = 4,
     .not_completed = 2},
    {.course = "secretarial-2021-1",
     .prefix = "secretarial",
     .title = "文秘培训班",
     .track = scheduler::v1::TRACK_SECRETARIAL,
     .first_day = "2021-11-15",
     .last_day = "2021-11-19",
     .seats = 70,
     .nominated = 66,
     .rejected = 2,
     .withdrawn = 1,
     .absent = 3,
     .not_completed = 1},
};

constexpr scheduler::v1::Track kOperation = scheduler::v1::TRACK_ECOMMERCE_OPERATION;
constexpr scheduler::v1::Track kLive = scheduler::v1::TRACK_LIVE_COMMERCE;

constexpr EcommercePlan kEcommercePlans[] = {
    {"ecommerce-2021-1", "电商运营培训班第1期", kOperation, "2021-06-21", "2021-06-25"},
    {"ecommerce-2021-2", "直播带货培训班第1期", kLive, "2021-07-12", "2021-07-16"},
    {"ecommerce-2021-3", "电商运营培训班第2期", kOperation, "2021-08-09", "2021-08-13"},
    {"ecommerce-2021-4", "直播带货培训班第2期", kLive, "2021-09-06", "2021-09-10"},
    {"ecommerce-2021-5", "电商运营培训班第3期", kOperation, "2021-09-22", "2021-09-26"},
    {"ecommerce-2021-6", "直播带货培训班第3期", kLive, "2021-10-11", "2021-10-15"},
    {"ecommerce-2021-7", "电商运营培训班第4期", kOperation, "2021-10-25", "2021-10-29"},
    {"ecommerce-2021-8", "直播带货培训班第4期", kLive, "2021-11-08", "2021-11-12"},
};

constexpr PostingPlan kPostingPlans[] = {
    {"cadre-2021-1", kPairing, "苍溪县人民政府挂职干部", Posting::KIND_TEMPORARY_POST, Posting::CATEGORY_CADRE,
     "cangxi-government", "副县长(挂职)", "2021-06-01", "2024-05-31", false},
    {"cadre-2021-2", kPairing, "苍溪县乡村振兴局挂职干部", Posting::KIND_TEMPORARY_POST, Posting::CATEGORY_CADRE,
     "cangxi-rural-revitalisation-bureau", "副局长(挂职)", "2021-06-01", "2024-05-31", false},
    {"doctor-2021-1", kPairing, "苍溪县人民医院骨科派驻医师", Posting::KIND_STATIONED, Posting::CATEGORY_DOCTOR,
     "cangxi-peoples-hospital", "骨科医师", "2021-06-15", "2021-12-14", false},
    {"doctor-2021-2", kPairing, "苍溪县人民医院心血管内科派驻医师", Posting::KIND_STATIONED, Posting::CATEGORY_DOCTOR,
     "cangxi-peoples-hospital", "心血管内科医师", "2021-06-15", "2021-12-14", false},
    {"doctor-2021-3", kPairing, "苍溪县人民医院妇产科派驻医师", Posting::KIND_STATIONED, Posting::CATEGORY_DOCTOR,
     "cangxi-peoples-hospital", "妇产科医师", "2021-06-15", "2021-12-14", false},
    {"doctor-2021-4", kPairing, "苍溪县人民医院康复医学科派驻医师", Posting::KIND_STATIONED, Posting::CATEGORY_DOCTOR,
     "cangxi-peoples-hospital", "康复医学科医师", "2021-06-15", "2021-12-14", false},
    {"teacher-2021-1", kPairing, "苍溪示范小学A挂职副校长", Posting::KIND_TEMPORARY_POST, Posting::CATEGORY_TEACHER,
     "cangxi-primary-school-a", "副校长(挂职)", "2021-08-30", "2022-07-10", false},
    {"teacher-2021-2", kPairing, "苍溪示范小学B支教教师", Posting::KIND_SUPPORT, Posting::CATEGORY_TEACHER,
     "cangxi-primary-school-b", "语文教师", "2021-08-30", "2022-07-10", false},
    {"teacher-2021-3", kPairing, "苍溪示范中学A支教教师", Posting::KIND_SUPPORT, Posting::CATEGORY_TEACHER,
     "cangxi-middle-school-a", "数学教师", "2021-08-30", "2022-07-10", false},
    {"teacher-2021-4", kPairing, "苍溪示范中学B支教教师", Posting::KIND_SUPPORT, Posting::CATEGORY_TEACHER,
     "cangxi-middle-school-b", "英语教师", "2021-08-30", "2022-07-10", false},
    {"agronomist-2021-1", kPairing, "猕猴桃栽培技术支农", Posting::KIND_SUPPORT, Posting::CATEGORY_AGRONOMIST,
     "cangxi-agriculture-bureau", "果树技术指导", "2021-07-01", "2021-09-30", true},
    {"agronomist-2021-2", kPairing, "茶叶栽培技术支农", Posting::KIND_SUPPORT, Posting::CATEGORY_AGRONOMIST,
     "cangxi-agriculture-bureau", "茶叶技术指导", "2021-07-01", "2021-12-31", false},
    {"agronomist-2021-3", kPairing, "畜牧技术支农", Posting::KIND_SUPPORT, Posting::CATEGORY_AGRONOMIST,
     "cangxi-agriculture-bureau", "畜牧技术指导", "2021-09-01", "2022-08-31", false},
    {"digital-2021-1", kPairing, "陵江镇数字化专人指导", Posting::KIND_SUPPORT, Posting::CATEGORY_OTHER_PROFESSIONAL,
     "lingjiang-government", "数字化指导", "2021-09-06", "2022-03-05", false},
    {"sanmen-cadre-2018-1", kOldPairing, "苍溪县扶贫挂职干部", Posting::KIND_TEMPORARY_POST, Posting::CATEGORY_CADRE,
     "cangxi-government", "副县长(挂职)", "2018-05-02", "2021-04-30", true},
    {"sanmen-doctor-2021-1", kOldPairing, "苍溪县人民医院内科派驻医师", Posting::KIND_STATIONED,
     Posting::CATEGORY_DOCTOR, "cangxi-peoples-hospital", "内科医师", "2021-01-04", "2021-06-30", true},
};

}  // namespace

absl::Span<const TalentPlan> TalentPlans() { return kTalentPlans; }

Fate FateOf(const TalentPlan& plan, int number) {
  const int confirmed = plan.nominated - plan.rejected;
  if (number > confirmed) return Fate::kRejected;
  if (number > confirmed - plan.withdrawn) return Fate::kWithdrawn;
  if (number > confirmed - plan.withdrawn - plan.absent) return Fate::kAbsent;
  if (number > confirmed - plan.withdrawn - plan.absent - plan.not_completed) return Fate::kNotCompleted;
  return Fate::kCompleted;
}

absl::Span<const EcommercePlan> EcommercePlans() { return kEcommercePlans; }

EcommerceEnrolment EnrolmentAt(int i) {
  const int run = i % static_cast<int>(EcommercePlans().size());
  if (i < kEcommerceTrained) return {run, i + 1};
  if (i < kEcommerceCheckedIn) return {run, i - kEcommerceTrained + 1};
  return {run, kEcommerceTrained + i - kEcommerceCheckedIn + 1};
}

absl::Span<const PostingPlan> PostingPlans() { return kPostingPlans; }

std::string NumberedId(absl::string_view prefix, int number) { return absl::StrFormat("%s-%03d", prefix, number); }

}  // namespace jiedui::demo
