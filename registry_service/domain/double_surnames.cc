// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/double_surnames.h"

#include <algorithm>
#include <iterator>

namespace jiedui::registry {
namespace {

constexpr absl::string_view kDoubleSurnames[] = {
    "欧阳", "上官", "司马", "诸葛", "皇甫", "令狐", "司徒", "尉迟", "慕容", "东方", "夏侯", "端木", "公孙",
    "轩辕", "宇文", "长孙", "南宫", "独孤", "呼延", "闻人", "赫连", "澹台", "公冶", "宗政", "濮阳", "淳于",
    "单于", "太叔", "申屠", "仲孙", "钟离", "鲜于", "司空", "闾丘", "亓官", "司寇", "颛孙", "公羊", "公西",
    "漆雕", "乐正", "公良", "拓跋", "夹谷", "谷梁", "段干", "百里", "东郭", "南门", "羊舌", "微生", "左丘",
    "西门", "第五", "万俟", "梁丘", "巫马", "宰父", "壤驷", "欧侯", "贺兰", "完颜", "叶赫", "纳兰", "耶律",
};

}  // namespace

bool IsDoubleSurname(absl::string_view two_characters) {
  return std::find(std::begin(kDoubleSurnames), std::end(kDoubleSurnames), two_characters) != std::end(kDoubleSurnames);
}

}  // namespace jiedui::registry
