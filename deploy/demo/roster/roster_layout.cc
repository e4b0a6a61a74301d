// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/roster/roster_layout.h"

#include <unicode/ucnv.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"

namespace jiedui::demo {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

const std::vector<RosterLayout>& Layouts() {
  using Cell = RosterCell;
  static const auto& layouts = *new std::vector<RosterLayout>{
      {.columns = {{Cell::kSerial, "序号"},
                   {Cell::kName, "姓名"},
                   {Cell::kSex, "性别"},
                   {Cell::kEthnicity, "民族"},
                   {Cell::kBirthDate, "出生日期"},
                   {Cell::kNumber, "身份证号"},
                   {Cell::kMobile, "联系电话"},
                   {Cell::kOrganization, "工作单位"},
                   {Cell::kPosition, "职务"},
                   {Cell::kCategory, "人员类别"}},
       .date_format = "%Y-%m-%d",
       .encoding = RosterEncoding::kGb18030},
      {.columns = {{Cell::kName, "姓 名"},
                   {Cell::kNumber, "身份证号码"},
                   {Cell::kMobile, "手机号"},
                   {Cell::kOrganization, "单位名称"},
                   {Cell::kPosition, "现任职务"},
                   {Cell::kSex, "性别"},
                   {Cell::kBirthDate, "出生年月日"},
                   {Cell::kEthnicity, "民族"}},
       .date_format = "%Y/%m/%d",
       .encoding = RosterEncoding::kUtf8WithMark},
      {.title = "乡镇基层医生培训学员花名册",
       .columns = {{Cell::kSerial, "编号"},
                   {Cell::kName, "＊姓名"},
                   {Cell::kNumber, "*身份证号（必填）"},
                   {Cell::kSex, "性别"},
                   {Cell::kBirthDate, "出生日期（年月日）"},
                   {Cell::kOrganization, "所在单位"},
                   {Cell::kMobile, "手机"}},
       .date_format = "%Y年%m月%d日",
       .encoding = RosterEncoding::kGb18030},
      {.columns = {{Cell::kNumber, "公民身份号码"},
                   {Cell::kName, "人员姓名"},
                   {Cell::kSex, "性别"},
                   {Cell::kBirthDate, "生日"},
                   {Cell::kEthnicity, "民族"},
                   {Cell::kCategory, "人员类型"},
                   {Cell::kOrganization, "工作单位"},
                   {Cell::kMobile, "联系方式"}},
       .date_format = "%Y%m%d",
       .encoding = RosterEncoding::kUtf8WithMark},
  };
  return layouts;
}

std::string Written(const RosterLayout& layout, const RosterColumn& column, const RosterEntry& entry, int serial) {
  if (column.cell == RosterCell::kSerial) return absl::StrCat(serial);
  const std::string& text = entry.cells.at(column.cell);
  if (column.cell != RosterCell::kBirthDate) return text;
  return absl::StrReplaceAll(layout.date_format,
                             {{"%Y", text.substr(0, 4)}, {"%m", text.substr(5, 2)}, {"%d", text.substr(8, 2)}});
}

// Every character of Unicode has a place in GB 18030.
std::string ToGb18030(const std::string& text) {
  std::string bytes(text.size() * 2, '\0');
  UErrorCode error = U_ZERO_ERROR;
  const int32_t size = ucnv_convert("GB18030", "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), text.data(),
                                    static_cast<int32_t>(text.size()), &error);
  bytes.resize(U_SUCCESS(error) ? static_cast<size_t>(size) : 0);
  return bytes;
}

}  // namespace

bool RosterLayout::Has(RosterCell cell) const {
  return std::any_of(columns.begin(), columns.end(),
                     [cell](const RosterColumn& column) { return column.cell == cell; });
}

absl::string_view RosterLayout::HeaderOf(RosterCell cell) const {
  return std::find_if(columns.begin(), columns.end(),
                      [cell](const RosterColumn& column) { return column.cell == cell; })
      ->header;
}

RosterLayout LayoutOf(int township) { return Layouts()[static_cast<size_t>(township) % Layouts().size()]; }

std::string ToBytes(const RosterLayout& layout, const std::vector<RosterEntry>& entries) {
  std::string text;
  if (!layout.title.empty()) absl::StrAppend(&text, layout.title, "\r\n");
  absl::StrAppend(
      &text,
      absl::StrJoin(layout.columns, ",",
                    [](std::string* out, const RosterColumn& column) { absl::StrAppend(out, column.header); }),
      "\r\n");
  int serial = 0;
  for (const RosterEntry& entry : entries) {
    ++serial;
    absl::StrAppend(&text,
                    absl::StrJoin(layout.columns, ",",
                                  [&](std::string* out, const RosterColumn& column) {
                                    absl::StrAppend(out, Written(layout, column, entry, serial));
                                  }),
                    "\r\n");
  }
  return layout.encoding == RosterEncoding::kGb18030 ? ToGb18030(text) : absl::StrCat(kByteOrderMark, text);
}

}  // namespace jiedui::demo
