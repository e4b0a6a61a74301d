// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/names.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "absl/strings/str_cat.h"

namespace jiedui::demo {
namespace {

constexpr std::array<absl::string_view, 10> kDenied = {"刘俊峰", "曹加伦", "陈永远", "范怀卫", "任云",
                                                       "张清华", "陈老师", "李同学", "王女士", "佚名"};

struct FamilyName {
  absl::string_view name;
  uint32_t weight;
};

// Common names, then those of northern Sichuan, then names with more than one reading, then names of two characters.
constexpr FamilyName kFamilyNames[] = {
    {"王", 700},  {"李", 690}, {"张", 660}, {"刘", 520}, {"陈", 430}, {"杨", 420}, {"黄", 340}, {"赵", 330},
    {"吴", 300},  {"周", 300}, {"罗", 280}, {"何", 280}, {"邓", 240}, {"唐", 220}, {"徐", 220}, {"孙", 220},
    {"马", 200},  {"朱", 190}, {"胡", 190}, {"郭", 180}, {"林", 170}, {"高", 170}, {"梁", 150}, {"郑", 150},
    {"谢", 160},  {"宋", 150}, {"许", 140}, {"韩", 130}, {"冯", 130}, {"彭", 130}, {"程", 120}, {"袁", 120},
    {"潘", 110},  {"于", 110}, {"董", 110}, {"余", 110}, {"苏", 100}, {"叶", 100}, {"吕", 100}, {"魏", 100},
    {"蒋", 100},  {"田", 90},  {"杜", 90},  {"丁", 90},  {"沈", 90},  {"姜", 80},  {"范", 80},  {"江", 80},
    {"傅", 70},   {"钟", 70},  {"卢", 70},  {"汪", 70},  {"戴", 60},  {"崔", 60},  {"廖", 60},  {"姚", 60},
    {"方", 60},   {"金", 50},  {"邱", 50},  {"夏", 50},  {"谭", 50},  {"石", 50},  {"贾", 40},  {"邹", 40},
    {"熊", 40},   {"白", 40},  {"孟", 40},  {"秦", 40},  {"阎", 30},  {"薛", 30},  {"侯", 20},  {"蒲", 60},
    {"苟", 50},   {"向", 40},  {"昝", 10},  {"伏", 10},  {"母", 10},  {"曾", 20},  {"单", 10},  {"覃", 10},
    {"任", 10},   {"盖", 6},   {"仇", 5},   {"解", 5},   {"查", 5},   {"乐", 3},   {"区", 3},   {"朴", 3},
    {"欧阳", 15}, {"上官", 7}, {"司马", 5}, {"尉迟", 3},
};

// Characters of given names; each takes three bytes.
constexpr size_t kBytesOfCharacter = 3;
constexpr absl::string_view kFemale = "丽娟敏芳燕玲秀英霞萍红艳琴雪梅兰慧颖倩婷洁雯琳璐瑶莉蓉菊莲桂凤淑珍蕾薇怡佳欣";
constexpr absl::string_view kMale = "伟强军勇涛杰斌鹏飞刚超浩宇磊峰辉毅松波龙志建国平成兵东海亮鑫凯旭林刚德富贵明";
constexpr absl::string_view kEither = "文华春晓永清云安宁思源嘉一天子玉心泽远新和青川江学思诚乐雨晨";
constexpr absl::string_view kRare[] = {"䶮", "𬍛", "㛃", "𬭎", "𫖮"};

constexpr uint32_t TotalWeight() {
  uint32_t total = 0;
  for (const FamilyName& family : kFamilyNames) total += family.weight;
  return total;
}

absl::string_view DrawFamilyName(Dice& dice) {
  uint32_t left = dice.Below(TotalWeight());
  const auto* found = std::find_if(std::begin(kFamilyNames), std::end(kFamilyNames), [&left](const FamilyName& family) {
    if (left < family.weight) return true;
    left -= family.weight;
    return false;
  });
  return found->name;
}

absl::string_view DrawCharacter(absl::string_view list, Dice& dice) {
  const auto count = static_cast<uint32_t>(list.size() / kBytesOfCharacter);
  return list.substr(dice.Below(count) * kBytesOfCharacter, kBytesOfCharacter);
}

std::string DrawGivenName(registry::v1::Sex sex, Dice& dice) {
  const absl::string_view last = DrawCharacter(sex == registry::v1::SEX_FEMALE ? kFemale : kMale, dice);
  if (dice.PerTenThousand(15)) return std::string(kRare[dice.Below(std::size(kRare))]);
  if (dice.PerCent(14)) return std::string(last);
  return absl::StrCat(DrawCharacter(kEither, dice), last);
}

}  // namespace

std::string DrawName(registry::v1::Sex sex, Dice& dice) {
  std::string name;
  do {
    const absl::string_view family = DrawFamilyName(dice);
    name = absl::StrCat(family, DrawGivenName(sex, dice));
  } while (IsDenied(name));
  return name;
}

bool IsDenied(absl::string_view name) { return std::find(kDenied.begin(), kDenied.end(), name) != kDenied.end(); }

}  // namespace jiedui::demo
