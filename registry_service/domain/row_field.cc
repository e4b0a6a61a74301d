// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/row_field.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/civil_date.h"
#include "common/base/text.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/field_mask_util.h"
#include "jiedui/rules/v1/rules.pb.h"
#include "registry_service/domain/resident_id.h"

namespace jiedui::registry {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Limits where a rule gives none, as in rules.proto.
constexpr uint32_t kLengthDefault = 200;
constexpr uint32_t kItemsDefault = 100;

// A field, or with an index one item of a list.
struct Place {
  const Message* message = nullptr;
  const FieldDescriptor* field = nullptr;
  int index = -1;

  bool IsList() const { return field->is_repeated() && index < 0; }
  const Reflection& reflection() const { return *message->GetReflection(); }
};

// "licences[2]" in a message; nullopt if it has no such field or item.
std::optional<Place> Step(const Message& message, absl::string_view segment) {
  const std::vector<absl::string_view> parts = absl::StrSplit(segment, absl::MaxSplits('[', 1));
  Place place{.message = &message};
  place.field = message.GetDescriptor()->FindFieldByName(std::string(parts[0]));
  if (place.field == nullptr) return std::nullopt;
  if (parts.size() == 1) return place;
  if (!place.field->is_repeated() || !absl::SimpleAtoi(absl::StripSuffix(parts[1], "]"), &place.index))
    return std::nullopt;
  const bool is_there = place.index >= 0 && place.index < place.reflection().FieldSize(message, place.field);
  return is_there ? std::optional<Place>(place) : std::nullopt;
}

std::optional<Place> Locate(const Message& row, absl::string_view path) {
  const Message* message = &row;
  std::optional<Place> place;
  for (const absl::string_view segment : absl::StrSplit(path, '.')) {
    if (place.has_value()) {
      if (place->field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || place->IsList()) return std::nullopt;
      message = place->index < 0 ? &place->reflection().GetMessage(*message, place->field)
                                 : &place->reflection().GetRepeatedMessage(*message, place->field, place->index);
    }
    place = Step(*message, segment);
    if (!place.has_value()) return std::nullopt;
  }
  return place;
}

std::string RawText(const Place& place) {
  std::string scratch;
  return place.index < 0
             ? place.reflection().GetStringReference(*place.message, place.field, &scratch)
             : place.reflection().GetRepeatedStringReference(*place.message, place.field, place.index, &scratch);
}

std::string EnumText(const Place& place) {
  const int number = place.index < 0
                         ? place.reflection().GetEnumValue(*place.message, place.field)
                         : place.reflection().GetRepeatedEnumValue(*place.message, place.field, place.index);
  if (number == 0) return "";
  const EnumValueDescriptor* const value = place.field->enum_type()->FindValueByNumber(number);
  return value == nullptr ? absl::StrCat(number) : value->name();
}

std::string MessageText(const Place& place) {
  if (place.field->is_repeated() || place.field->message_type() != FieldMask::descriptor()) return "";
  const Message& mask = place.reflection().GetMessage(*place.message, place.field);
  return google::protobuf::util::FieldMaskUtil::ToString(static_cast<const FieldMask&>(mask));
}

std::string TextOf(const Place& place) {
  if (place.IsList()) {
    const int count = place.reflection().FieldSize(*place.message, place.field);
    return count == 0 ? "" : absl::StrCat(count, "项");
  }
  switch (place.field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return RawText(place);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(place);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return MessageText(place);
    default:
      return "";  // no row has any
  }
}

struct Label {
  absl::string_view path;  // without indexes
  absl::string_view text;
};

constexpr std::array<Label, 33> kLabels = {{
    {"person", "人员信息"},
    {"person.name", "人员编号"},
    {"person.display_name", "姓名"},
    {"person.aliases", "别名"},
    {"person.sex", "性别"},
    {"person.birth_date", "出生日期"},
    {"person.ethnicity", "民族"},
    {"person.category", "人员类别"},
    {"person.roles", "人员角色"},
    {"person.private_fields.id_document.kind", "证件类型"},
    {"person.private_fields.id_document.number", "证件号码"},
    {"person.private_fields.mobile", "手机号"},
    {"person.specialty", "专业"},
    {"person.employments", "任职经历"},
    {"person.employments.organization", "工作单位"},
    {"person.employments.position", "职务"},
    {"person.employments.establishment", "编制"},
    {"person.employments.start_date", "任职起始日期"},
    {"person.employments.end_date", "任职终止日期"},
    {"person.licences", "执业资格"},
    {"person.licences.kind", "执业资格类别"},
    {"person.licences.number", "执业资格证号"},
    {"person.licences.scopes", "执业范围"},
    {"person.licences.division", "执业地点"},
    {"person.licences.valid_from", "执业资格有效期起"},
    {"person.licences.valid_to", "执业资格有效期止"},
    {"person.titles", "职称"},
    {"person.titles.level", "职称级别"},
    {"person.titles.title", "职称名称"},
    {"person.titles.conferred_date", "职称取得日期"},
    {"person.etag", "档案版本"},
    {"update_mask", "更新字段"},
    {"options", "导入选项"},
}};

std::string LabelOf(absl::string_view path) {
  std::string bare;
  bool inside = false;
  for (const char c : path) {
    inside = inside || c == '[';
    if (!inside) bare.push_back(c);
    if (c == ']') inside = false;
  }
  const auto* const label =
      std::find_if(kLabels.begin(), kLabels.end(), [&bare](const Label& one) { return one.path == bare; });
  return label == kLabels.end() ? "该行" : std::string(label->text);
}

FieldProblem ProblemOfDate(const std::string& label, const std::string& text, bool is_birth) {
  if (!ParseDate(text).has_value()) return {absl::StrCat(label, "不是有效日期"), "填写真实存在的日期,如2021-11-15"};
  if (is_birth) return {absl::StrCat(label, "在今天之后"), "按身份证原件填写"};
  return {absl::StrCat(label, "与起始日期前后颠倒"), "核对起止日期"};
}

FieldProblem ProblemOfText(const std::string& label, const std::string& text, const rules::v1::FieldRule& rule) {
  const uint32_t length_max = rule.max_length() == 0 ? kLengthDefault : rule.max_length();
  switch (rule.format()) {
    case rules::v1::FORMAT_DIVISION:
      return {absl::StrCat(label, "不是行政区划代码"), "填写2、4、6、9或12位数字的行政区划代码"};
    case rules::v1::FORMAT_RESOURCE_NAME:
      return {absl::StrCat(label, "的写法不对"), absl::StrCat("按", rule.resource(), "的格式填写")};
    default:
      break;
  }
  if (CodePoints(text) > int64_t{length_max})
    return {absl::StrCat(label, "超过", length_max, "个字"), absl::StrCat("缩短到", length_max, "个字以内")};
  if (HasControlCharacters(text)) return {absl::StrCat(label, "含有不可见的控制字符"), "删去后重新填写"};
  return {absl::StrCat(label, "不符合要求或有重复"), "改正后重新导入"};
}

FieldProblem ProblemOfPlace(const std::string& label, const Place& place, const std::string& text) {
  const rules::v1::FieldRule& rule = place.field->options().GetExtension(rules::v1::rule);
  const uint32_t items_max = rule.max_items() == 0 ? kItemsDefault : rule.max_items();
  if (place.IsList()) return {absl::StrCat(label, "多于", items_max, "项"), "删去多余的项"};
  if (place.field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM)
    return {absl::StrCat(label, place.index < 0 ? "不是可选的值" : "不是可选的值,或有重复"),
            absl::StrCat("改为规定的", label)};
  if (place.field->containing_type() == v1::Licence::descriptor() && HoldsResidentId(text))
    return {absl::StrCat(label, "中含有身份证号"), "改填执业证书编码,不要填资格证书编码"};
  if (rule.format() == rules::v1::FORMAT_DATE)
    return ProblemOfDate(label, text, place.field->containing_type() == v1::Person::descriptor());
  if (place.field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) return ProblemOfText(label, text, rule);
  return {absl::StrCat(label, "不符合要求"), "改正后重新导入"};
}

}  // namespace

std::string FieldText(const Message& row, absl::string_view path) {
  const std::optional<Place> place = Locate(row, path);
  return place.has_value() ? Excerpt(TextOf(*place), kFieldTextMax) : "";
}

FieldProblem ProblemOfField(const Message& row, absl::string_view path) {
  const std::string label = LabelOf(path);
  const std::optional<Place> place = Locate(row, path);
  if (!place.has_value()) return {absl::StrCat(label, "不符合要求"), "改正后重新导入"};
  const std::string text = TextOf(*place);
  if (IsBlank(text)) return {absl::StrCat("没有填写", label), absl::StrCat("填写", label)};
  return ProblemOfPlace(label, *place, text);
}

}  // namespace jiedui::registry
