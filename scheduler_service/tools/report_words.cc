// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"

namespace jiedui::scheduler {
namespace {

struct Entry {
  int value;
  absl::string_view zh;
  absl::string_view en;
};

// The entry of `value`, else its name in the API.
Words Find(absl::Span<const Entry> entries, int value, const std::string& name) {
  for (const Entry& entry : entries) {
    if (entry.value == value) return {std::string(entry.zh), std::string(entry.en)};
  }
  return {name, name};
}

constexpr Entry kUnits[] = {
    {v1::UNIT_UNSPECIFIED, "-", "-"},
    {v1::UNIT_PERSON, "人", "persons"},
    {v1::UNIT_PERSON_TIME, "人次", "participations"},
    {v1::UNIT_COURSE, "期", "courses"},
    {v1::UNIT_ORGANIZATION_PAIR, "家", "pairs"},
    {v1::UNIT_ORGANIZATION, "家", "organisations"},
    {v1::UNIT_SHOP, "个", "shops"},
    {v1::UNIT_PLACE, "个岗位", "places"},
    {v1::UNIT_YUAN, "元", "yuan"},
    {v1::UNIT_TEN_THOUSAND_YUAN, "万元", "× 10,000 yuan"},
    {v1::UNIT_ITEM, "项", "items"},
};

constexpr Entry kBases[] = {
    {v1::BASIS_UNSPECIFIED, "-", "-"},
    {v1::BASIS_STARTED, "到岗", "started"},
    {v1::BASIS_CHECKED_IN, "报到", "checked in"},
    {v1::BASIS_COMPLETED, "结业", "completed"},
    {v1::BASIS_OPENED, "开班", "opened"},
    {v1::BASIS_SIGNED, "签约", "signed"},
    {v1::BASIS_NOMINATED, "推荐", "nominated"},
    {v1::BASIS_CERTIFIED, "发证", "certified"},
    {v1::BASIS_RECORDED, "登记", "recorded"},
    {v1::BASIS_ENTERED, "手工填报", "entered by hand"},
};

constexpr Entry kOperators[] = {
    {v1::OPERATOR_UNSPECIFIED, "", ""},
    {v1::OPERATOR_CUMULATIVE, "累计", "cumulative"},
    {v1::OPERATOR_NEW_IN_PERIOD, "期内新增", "new in the period"},
    {v1::OPERATOR_ON_DAY, "当日在册", "on the day"},
};

constexpr Entry kReasons[] = {
    {v1::NOT_COUNTED_REASON_UNSPECIFIED, "计入", "counted"},
    {v1::NOT_COUNTED_REASON_DUPLICATE, "重复", "duplicate"},
    {v1::NOT_COUNTED_REASON_SHORT_STAY, "不足天数", "stay too short"},
    {v1::NOT_COUNTED_REASON_OUTSIDE_PERIOD, "不在期内", "outside the period"},
    {v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED, "未达口径", "basis not reached"},
    {v1::NOT_COUNTED_REASON_CANCELLED, "已取消", "cancelled"},
    {v1::NOT_COUNTED_REASON_PART_TIME, "线上或业余", "online or part-time"},
    {v1::NOT_COUNTED_REASON_CONTINUED, "连续任职", "continued posting"},
    {v1::NOT_COUNTED_REASON_CLOSED, "已关闭", "closed"},
};

constexpr Entry kAttributions[] = {
    {v1::CountingRule::ATTRIBUTION_UNSPECIFIED, "以达到口径之日为准", "by the day the basis was reached"},
    {v1::CountingRule::ATTRIBUTION_FIRST_DAY, "以开班首日为准", "by the first day of the course"},
    {v1::CountingRule::ATTRIBUTION_LAST_DAY, "以结班末日为准", "by the last day of the course"},
};

constexpr Entry kCourseStates[] = {
    {v1::Course::STATE_DRAFT, "草拟", "draft"},
    {v1::Course::STATE_PUBLISHED, "已发文", "published"},
    {v1::Course::STATE_OPEN_FOR_NOMINATION, "报名中", "open for nomination"},
    {v1::Course::STATE_CONFIRMED, "已确定", "confirmed"},
    {v1::Course::STATE_RUNNING, "开班", "running"},
    {v1::Course::STATE_ENDED, "结班", "ended"},
    {v1::Course::STATE_ARCHIVED, "已归档", "archived"},
    {v1::Course::STATE_CANCELLED, "已取消", "cancelled"},
};

constexpr Entry kPostingStates[] = {
    {v1::Posting::STATE_PLANNED, "拟派", "planned"},
    {v1::Posting::STATE_CONFIRMED, "已发文", "confirmed"},
    {v1::Posting::STATE_ON_POST, "在岗", "on post"},
    {v1::Posting::STATE_COMPLETED, "期满", "completed"},
    {v1::Posting::STATE_ENDED_EARLY, "提前结束", "ended early"},
    {v1::Posting::STATE_CANCELLED, "已取消", "cancelled"},
};

constexpr Entry kProgrammes[] = {
    {v1::PROGRAMME_UNSPECIFIED, "其他培训", "Other training"},
    {v1::PROGRAMME_TALENT, "人才培训项目", "Talent training"},
    {v1::PROGRAMME_PRIMARY_CARE, "基层医生赴东部培训", "Primary-care doctors in the east"},
    {v1::PROGRAMME_ECOMMERCE, "电商培训", "E-commerce training"},
    {v1::PROGRAMME_OTHER, "其他培训", "Other training"},
};

constexpr Entry kCategories[] = {
    {v1::Posting::CATEGORY_UNSPECIFIED, "其他", "Others"},
    {v1::Posting::CATEGORY_CADRE, "党政干部", "Officials"},
    {v1::Posting::CATEGORY_DOCTOR, "医生", "Doctors"},
    {v1::Posting::CATEGORY_TEACHER, "教师", "Teachers"},
    {v1::Posting::CATEGORY_AGRONOMIST, "农技员", "Agricultural technicians"},
    {v1::Posting::CATEGORY_OTHER_PROFESSIONAL, "其他专业技术人才", "Other professionals"},
};

constexpr Entry kDirections[] = {
    {v1::DIRECTION_UNSPECIFIED, "", ""},
    {v1::DIRECTION_EAST_TO_WEST, "东→西", "east to west"},
    {v1::DIRECTION_WEST_TO_EAST, "西→东", "west to east"},
};

struct NamedState {
  absl::string_view name;
  absl::string_view zh;
  absl::string_view en;
};

// Of assignments, courses, outcomes and demands: where the same name means the same thing.
constexpr NamedState kRowStates[] = {
    {"CONFIRMED", "已确定", "confirmed"},
    {"CHECKED_IN", "已报到", "checked in"},
    {"COMPLETED", "结业", "completed"},
    {"NOT_COMPLETED", "未结业", "not completed"},
    {"ENDED_EARLY", "提前结束", "ended early"},
    {"CANCELLED", "已取消", "cancelled"},
    {"NOMINATED", "已推荐", "nominated"},
    {"UNDER_REVIEW", "资格审查中", "under review"},
    {"RETURNED", "退回补正", "returned"},
    {"REJECTED", "审查未通过", "rejected"},
    {"APPROVED", "审查通过", "approved"},
    {"WAITLISTED", "候补", "waiting"},
    {"OFFERED", "递补待确认", "offered"},
    {"DECLINED", "放弃递补", "declined"},
    {"WITHDRAWN", "退出", "withdrawn"},
    {"NO_SHOW", "未报到", "no-show"},
    {"DISMISSED", "退学", "dismissed"},
    {"REPLACED", "被替换", "replaced"},
    {"CERTIFIED", "已发证", "certified"},
    {"DRAFT", "草拟", "draft"},
    {"PUBLISHED", "已发文", "published"},
    {"OPEN_FOR_NOMINATION", "报名中", "open for nomination"},
    {"RUNNING", "开班", "running"},
    {"ENDED", "结班", "ended"},
    {"ARCHIVED", "已归档", "archived"},
    {"OPEN", "未满足", "open"},
    {"MET", "已满足", "met"},
    {"LAPSED", "逾期", "lapsed"},
    {"ACTIVE", "在册", "active"},
};

// What is called otherwise of somebody on a posting.
constexpr NamedState kPostedStates[] = {
    {"CHECKED_IN", "在岗", "on post"},
    {"COMPLETED", "期满", "completed"},
    {"NOT_COMPLETED", "未期满", "not completed"},
    {"NO_SHOW", "未到岗", "no-show"},
};

Words WithSpaces(absl::string_view name) {
  const std::string text = absl::StrReplaceAll(absl::AsciiStrToLower(name), {{"_", " "}});
  return {text, text};
}

}  // namespace

Words UnitWords(v1::Unit unit) { return Find(kUnits, unit, v1::Unit_Name(unit)); }
Words BasisWords(v1::Basis basis) { return Find(kBases, basis, v1::Basis_Name(basis)); }
Words OperatorWords(v1::Operator op) { return Find(kOperators, op, v1::Operator_Name(op)); }
Words ReasonWords(v1::NotCountedReason reason) { return Find(kReasons, reason, v1::NotCountedReason_Name(reason)); }
Words AttributionWords(v1::CountingRule::Attribution attribution) {
  return Find(kAttributions, attribution, v1::CountingRule::Attribution_Name(attribution));
}
Words CourseStateWords(v1::Course::State state) { return Find(kCourseStates, state, v1::Course::State_Name(state)); }
Words PostingStateWords(v1::Posting::State state) {
  return Find(kPostingStates, state, v1::Posting::State_Name(state));
}
Words ProgrammeWords(v1::Programme programme) { return Find(kProgrammes, programme, v1::Programme_Name(programme)); }
Words CategoryWords(v1::Posting::Category category) {
  return Find(kCategories, category, v1::Posting::Category_Name(category));
}
Words DirectionWords(v1::Direction direction) { return Find(kDirections, direction, v1::Direction_Name(direction)); }

Words RowStateWords(const v1::Contributor& row) {
  const absl::string_view name = absl::StripPrefix(row.state(), "STATE_");
  if (absl::StrContains(row.item(), "/postings/")) {
    for (const NamedState& state : kPostedStates) {
      if (state.name == name) return {std::string(state.zh), std::string(state.en)};
    }
  }
  for (const NamedState& state : kRowStates) {
    if (state.name == name) return {std::string(state.zh), std::string(state.en)};
  }
  return WithSpaces(name);
}

std::string FigureDigits(const v1::Figure& figure) {
  return figure.decimal().empty() ? absl::StrCat(figure.value()) : figure.decimal();
}

Words FigureWords(const v1::Figure& figure) {
  const std::string digits = FigureDigits(figure);
  switch (figure.qualifier()) {
    case v1::QUALIFIER_AT_LEAST:
      return {digits + "以上", "at least " + digits};
    case v1::QUALIFIER_ABOUT:
      return {"约" + digits, "about " + digits};
    case v1::QUALIFIER_REACHED:
      return {"达" + digits, "reached " + digits};
    default:
      return {digits, digits};
  }
}

Words UnitWords(const v1::Figure& figure) {
  Words words = UnitWords(figure.unit());
  if (FigureDigits(figure) == "1") words.en = std::string(absl::StripSuffix(words.en, "s"));
  return words;
}

Words TitleWords(const v1::Figure& figure) {
  return {figure.title(), figure.title_en().empty() ? figure.title() : figure.title_en()};
}

}  // namespace jiedui::scheduler
