// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/validate_value.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/civil_date.h"
#include "common/base/resource_name.h"
#include "common/base/text.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::EnumDescriptor;

constexpr int kEchoedCodePointsMax = 60;
constexpr int kEnumNamesListedMax = 16;
constexpr size_t kRequestIdLengthMax = 64;

// Without an early end, so that it is done many bytes at a time.
bool IsPrintableAscii(absl::string_view text) {
  bool printable = true;
  for (const char c : text) printable &= c >= ' ' && c <= '~';
  return printable;
}

bool IsDivision(absl::string_view text) {
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  const size_t length = text.size();
  return digits && (length == 2 || length == 4 || length == 6 || length == 9 || length == 12);
}

bool IsRequestId(absl::string_view text) {
  return !text.empty() && text.size() <= kRequestIdLengthMax &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

std::string Got(absl::string_view text) { return absl::StrCat(", got \"", Excerpt(text, kEchoedCodePointsMax), "\""); }

std::string ProblemOfFormat(absl::string_view text, const FieldPlan& plan) {
  switch (plan.format) {
    case rules::v1::FORMAT_ID:
      if (IsResourceId(text)) return "";
      return absl::StrCat(
          "must be an id of 1 to 63 characters a-z, 0-9 and '-' that begins with a letter and does not ", "end in '-'",
          Got(text));
    case rules::v1::FORMAT_DATE:
      if (ParseDate(text).has_value()) return "";
      return absl::StrCat("must be a date like 2021-11-15, from ", kEarliestDate, " to ", kLatestDate, Got(text));
    case rules::v1::FORMAT_DIVISION:
      if (IsDivision(text)) return "";
      return absl::StrCat("must be a division code of 2, 4, 6, 9 or 12 digits", Got(text));
    case rules::v1::FORMAT_RESOURCE_NAME:
      if (MatchesPattern(text, plan.resource)) return "";
      return absl::StrCat("must be a name like ", absl::StrJoin(absl::StrSplit(plan.resource, '|'), " or "), Got(text));
    case rules::v1::FORMAT_REQUEST_ID:
      if (IsRequestId(text)) return "";
      return "must be 1 to 64 printable ASCII characters without spaces, best a UUID";
    default:
      return "";
  }
}

std::string ProblemOfLength(absl::string_view text, uint32_t max_length) {
  if (text.size() <= max_length) return "";
  const int64_t length = CodePoints(text);
  if (length <= int64_t{max_length}) return "";
  return absl::StrCat("must be at most ", max_length, " characters, has ", length);
}

// The values a client may choose: 0 is always the one that says nothing.
std::string EnumNames(const EnumDescriptor& type) {
  std::vector<std::string> names;
  for (int i = 0; i < type.value_count(); ++i)
    if (type.value(i)->number() != 0) names.push_back(type.value(i)->name());
  if (names.size() > size_t{kEnumNamesListedMax}) {
    names.resize(kEnumNamesListedMax);
    names.push_back("...");
  }
  return absl::StrJoin(names, ", ");
}

}  // namespace

std::string ProblemOfText(absl::string_view text, const FieldPlan& plan) {
  if (plan.format != rules::v1::FORMAT_UNSPECIFIED) return ProblemOfFormat(text, plan);
  if (!IsPrintableAscii(text)) {
    if (!IsValidUtf8(text)) return "must be valid UTF-8";
    if (HasControlCharacters(text)) return "must not contain control characters";
  }
  if (plan.required && IsBlank(text)) return "must not be blank";
  return ProblemOfLength(text, plan.max_length);
}

std::string ProblemOfBytes(absl::string_view bytes, const FieldPlan& plan) {
  if (bytes.size() <= plan.max_length) return "";
  return absl::StrCat("must be at most ", plan.max_length, " bytes, has ", bytes.size());
}

std::string ProblemOfEnum(int number, const FieldPlan& plan) {
  if (number == 0 && plan.required) return ProblemOfAbsence(plan);
  if (number >= 0 && number <= plan.enum_max) return "";
  const EnumDescriptor& type = *plan.field->enum_type();
  if (type.FindValueByNumber(number) != nullptr) return "";
  return absl::StrCat("must be one of ", EnumNames(type), ", got ", number);
}

std::string ProblemOfInteger(int64_t value, const FieldPlan& plan) {
  if (!plan.has_range || (value >= plan.min && value <= plan.max)) return "";
  return absl::StrCat("must be from ", plan.min, " to ", plan.max, ", got ", value);
}

std::string ProblemOfMask(const google::protobuf::FieldMask& mask) {
  if (mask.paths_size() > kMaskPathsMax)
    return absl::StrCat("must have at most ", kMaskPathsMax, " paths, has ", mask.paths_size());
  for (const std::string& path : mask.paths()) {
    if (!IsPrintableAscii(path)) return "must have paths of field names";
    if (path.size() > size_t{kMaskPathLengthMax})
      return absl::StrCat("must have paths of at most ", kMaskPathLengthMax, " characters, has one of ", path.size());
  }
  return "";
}

std::string ProblemOfCount(int count, const FieldPlan& plan) {
  if (count == 0 && plan.required) return ProblemOfAbsence(plan);
  if (count <= static_cast<int64_t>(plan.max_items)) return "";
  return absl::StrCat("must have at most ", plan.max_items, " items, has ", count);
}

std::string ProblemOfAbsence(const FieldPlan& plan) {
  if (plan.repeated) return absl::StrCat("is required: 1 to ", plan.max_items, " items");
  switch (plan.kind) {
    case ValueKind::kEnum:
      return absl::StrCat("is required: one of ", EnumNames(*plan.field->enum_type()));
    case ValueKind::kInteger:
      return plan.has_range ? absl::StrCat("is required: from ", plan.min, " to ", plan.max) : "is required";
    default:
      return "is required";
  }
}

}  // namespace jiedui::rpc
