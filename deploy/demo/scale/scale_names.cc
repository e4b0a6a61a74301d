// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/scale_names.h"

#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "deploy/demo/names.h"
#include "deploy/demo/scale/counties.h"

namespace jiedui::demo {
namespace {

constexpr uint32_t kLongPerTenThousand = 2;
constexpr uint32_t kPrivateUsePerTenThousand = 1;
constexpr uint32_t kMinorityPerCent = 65;      // in counties of the Yi and Tibetans
constexpr uint32_t kOtherMinorityPerCent = 8;  // elsewhere
constexpr int kLongNameCharacters = 24;

constexpr absl::string_view kMiddleDot = "\u00B7";
constexpr absl::string_view kOfPrivateUse[] = {"\uE863", "\uE012", "\uE7C8"};
constexpr absl::string_view kGroups[] = {"回", "苗", "土家", "侗", "布依", "羌", "壮", "彝"};

constexpr absl::string_view kYiClans[] = {"阿木", "吉克", "沙马", "阿尔", "海来", "曲比", "马海", "吉狄"};
constexpr absl::string_view kYiNames[] = {"尔古", "拉日", "阿呷", "木呷", "阿依", "日哈", "史布", "伍牛", "子哈莫"};
constexpr absl::string_view kTibetanNames[] = {"扎西", "次仁", "卓玛", "央金", "多吉", "平措", "达瓦", "尼玛",
                                               "拉姆", "罗布", "格桑", "旺堆", "洛桑", "德吉", "丹增", "白玛"};
constexpr absl::string_view kLongPieces[] = {"阿卜杜", "艾合买提", "努尔",   "古丽",
                                             "买买提", "伊敏",     "热西提", "尼亚孜"};

template <size_t kCount>
absl::string_view OneOf(const absl::string_view (&list)[kCount], Dice& dice) {
  return list[dice.Below(kCount)];
}

// Clan and name with a dot between them, or the name alone.
std::string YiName(Dice& dice) {
  const absl::string_view clan = OneOf(kYiClans, dice);
  const absl::string_view name = OneOf(kYiNames, dice);
  if (dice.PerCent(50)) return absl::StrCat(clan, kMiddleDot, name);
  return dice.PerCent(50) ? absl::StrCat(clan, name) : std::string(name);
}

std::string TibetanName(Dice& dice) {
  const absl::string_view first = OneOf(kTibetanNames, dice);
  const absl::string_view second = OneOf(kTibetanNames, dice);
  if (dice.PerCent(10)) return absl::StrCat(first, kMiddleDot, second);
  return dice.PerCent(15) ? std::string(first) : absl::StrCat(first, second);
}

// Grows piece by piece; 15 to 24 characters, dots included.
std::string LongName(Dice& dice) {
  std::string name(OneOf(kLongPieces, dice));
  const int wanted = dice.Between(15, kLongNameCharacters - 4);
  while (static_cast<int>(CodePoints(name)) < wanted) {
    absl::StrAppend(&name, dice.PerCent(60) ? kMiddleDot : "", OneOf(kLongPieces, dice));
  }
  return name;
}

NameAndGroup MinorityName(absl::string_view county, Dice& dice) {
  if (absl::StartsWith(county, "5134")) return {YiName(dice), "彝"};
  return {TibetanName(dice), "藏"};
}

}  // namespace

NameAndGroup DrawNameAndGroup(absl::string_view county, registry::v1::Sex sex, Dice& dice) {
  if (dice.PerTenThousand(kLongPerTenThousand)) return {LongName(dice), "维吾尔"};
  if (IsMinorityCounty(county) && dice.PerCent(kMinorityPerCent)) return MinorityName(county, dice);
  NameAndGroup drawn{DrawName(sex, dice), "汉"};
  if (dice.PerCent(kOtherMinorityPerCent)) drawn.ethnicity = std::string(OneOf(kGroups, dice));
  if (dice.PerTenThousand(kPrivateUsePerTenThousand)) absl::StrAppend(&drawn.name, OneOf(kOfPrivateUse, dice));
  return drawn;
}

}  // namespace jiedui::demo
