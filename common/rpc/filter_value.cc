// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter_value.h"

#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/civil_date.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "google/protobuf/timestamp.pb.h"
#include "jiedui/rules/v1/rules.pb.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kDateBytes = 10;  // "2021-11-15"

absl::Status WrongArgument(const Token& argument, absl::string_view expected) {
  return FilterError(argument.position, absl::StrCat("expected ", expected, ", found ", Shown(argument)));
}

bool IsOrdering(Comparator comparator) {
  return comparator != Comparator::kEqual && comparator != Comparator::kNotEqual && comparator != Comparator::kHas;
}

absl::StatusOr<TextPattern> ReadText(const Token& argument, Comparator comparator) {
  const bool has_star = argument.star_first || argument.star_last || argument.star_within;
  const bool takes_star = comparator == Comparator::kEqual || comparator == Comparator::kNotEqual;
  if (has_star && !takes_star)
    return FilterError(argument.position, "a * has a meaning only after = and !=; write \\* in \"\" for the character");
  if (argument.star_within)
    return FilterError(argument.position, "a * may stand only at an end; write \\* in \"\" for the character");
  absl::string_view text = argument.text;
  if (argument.star_first) text.remove_prefix(1);
  if (argument.star_last) text.remove_suffix(1);
  return TextPattern{.text = ToNfc(text), .any_before = argument.star_first, .any_after = argument.star_last};
}

bool IsDate(const FieldDescriptor& field) {
  return field.options().GetExtension(rules::v1::rule).format() == rules::v1::FORMAT_DATE;
}

bool IsPartOfDate(absl::string_view text) {
  return text.size() <= kDateBytes && text.find_first_not_of("0123456789-") == absl::string_view::npos;
}

// "2021" or "2021-11": dates sort as text, so it stands before all days that it begins.
bool IsYearOrMonth(absl::string_view text) {
  return ParseDate(absl::StrCat(text, "-01-01")).has_value() || ParseDate(absl::StrCat(text, "-01")).has_value();
}

// What no date is like would only ever match nothing, or everything. The empty text is the date that is not set.
absl::StatusOr<TextPattern> ReadDate(const Token& argument, Comparator comparator) {
  ASSIGN_OR_RETURN(TextPattern pattern, ReadText(argument, comparator));
  if (pattern.text.empty() || ParseDate(pattern.text).has_value()) return pattern;
  if (IsOrdering(comparator)) {
    if (IsYearOrMonth(pattern.text)) return pattern;
    return WrongArgument(argument, R"(a date "YYYY-MM-DD", or its beginning "YYYY" or "YYYY-MM")");
  }
  const bool in_part = pattern.any_before || pattern.any_after || comparator == Comparator::kHas;
  if (in_part && IsPartOfDate(pattern.text)) return pattern;
  return WrongArgument(argument, R"(a date "YYYY-MM-DD", or a part of one with a *, like "2021-*")");
}

absl::StatusOr<bool> ReadBool(const Token& argument) {
  if (argument.kind == TokenKind::kWord && argument.text == "true") return true;
  if (argument.kind == TokenKind::kWord && argument.text == "false") return false;
  return WrongArgument(argument, "true or false");
}

absl::StatusOr<int> ReadEnum(const Token& argument, const FieldDescriptor& field) {
  const auto& type = *field.enum_type();
  if (const auto* value = type.FindValueByName(argument.text); value != nullptr) return value->number();
  std::vector<std::string> names;
  names.reserve(static_cast<size_t>(type.value_count()));
  for (int i = 0; i < type.value_count(); ++i) names.push_back(type.value(i)->name());
  return WrongArgument(argument, absl::StrCat("one of ", absl::StrJoin(names, ", ")));
}

template <typename Number>
absl::StatusOr<Number> ReadInteger(const Token& argument) {
  Number number = 0;
  if (argument.kind == TokenKind::kWord && absl::SimpleAtoi(argument.text, &number)) return number;
  return WrongArgument(argument, absl::StrCat("a whole number from ", std::numeric_limits<Number>::min(), " to ",
                                              std::numeric_limits<Number>::max()));
}

absl::StatusOr<double> ReadReal(const Token& argument) {
  double number = 0;
  if (argument.kind == TokenKind::kWord && absl::SimpleAtod(argument.text, &number) && std::isfinite(number))
    return number;
  return WrongArgument(argument, "a number");
}

absl::StatusOr<absl::Time> ReadTime(const Token& argument) {
  absl::Time time;
  std::string error;
  if (absl::ParseTime(absl::RFC3339_full, argument.text, &time, &error) && time != absl::InfiniteFuture() &&
      time != absl::InfinitePast())
    return time;
  return WrongArgument(argument, "a time like \"2021-11-15T08:00:00Z\"");
}

absl::Status CheckComparator(const FieldDescriptor& field, Comparator comparator, const Token& argument) {
  const bool equal_only =
      field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL || field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM;
  if (!equal_only || !IsOrdering(comparator)) return absl::OkStatus();
  return FilterError(argument.position, absl::StrCat("'", field.name(), "' has no order: only =, != and : compare it"));
}

template <typename Value>
bool Compare(const Value& left, Comparator comparator, const Value& right) {
  switch (comparator) {
    case Comparator::kNotEqual:
      return left != right;
    case Comparator::kLess:
      return left < right;
    case Comparator::kLessOrEqual:
      return left <= right;
    case Comparator::kGreater:
      return left > right;
    case Comparator::kGreaterOrEqual:
      return left >= right;
    default:
      return left == right;
  }
}

bool MatchesText(absl::string_view value, const TextPattern& pattern) {
  if (pattern.any_before && pattern.any_after) return absl::StrContains(value, pattern.text);
  if (pattern.any_before) return absl::EndsWith(value, pattern.text);
  if (pattern.any_after) return absl::StartsWith(value, pattern.text);
  return value == pattern.text;
}

bool CompareText(absl::string_view value, Comparator comparator, const TextPattern& pattern) {
  if (comparator == Comparator::kHas) return absl::StrContains(value, pattern.text);
  if (IsOrdering(comparator)) return Compare(value, comparator, absl::string_view(pattern.text));
  return MatchesText(value, pattern) == (comparator == Comparator::kEqual);
}

// Reads the value that an operand is compared with.
struct ValueReader {
  const Message& message;
  const FieldDescriptor* field;
  int index;

  const google::protobuf::Reflection& reflection() const { return *message.GetReflection(); }

  bool Read(bool) const {
    return index < 0 ? reflection().GetBool(message, field) : reflection().GetRepeatedBool(message, field, index);
  }
  int Read(int) const {
    return index < 0 ? reflection().GetEnumValue(message, field)
                     : reflection().GetRepeatedEnumValue(message, field, index);
  }
  int64_t Read(int64_t) const {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32)
      return index < 0 ? reflection().GetInt32(message, field) : reflection().GetRepeatedInt32(message, field, index);
    return index < 0 ? reflection().GetInt64(message, field) : reflection().GetRepeatedInt64(message, field, index);
  }
  uint64_t Read(uint64_t) const {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_UINT32)
      return index < 0 ? reflection().GetUInt32(message, field) : reflection().GetRepeatedUInt32(message, field, index);
    return index < 0 ? reflection().GetUInt64(message, field) : reflection().GetRepeatedUInt64(message, field, index);
  }
  double Read(double) const {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_FLOAT)
      return index < 0 ? reflection().GetFloat(message, field) : reflection().GetRepeatedFloat(message, field, index);
    return index < 0 ? reflection().GetDouble(message, field) : reflection().GetRepeatedDouble(message, field, index);
  }
  absl::Time Read(absl::Time) const {
    const auto& time = static_cast<const google::protobuf::Timestamp&>(
        index < 0 ? reflection().GetMessage(message, field) : reflection().GetRepeatedMessage(message, field, index));
    return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
  }
  const std::string& ReadText(std::string& scratch) const {
    return index < 0 ? reflection().GetStringReference(message, field, &scratch)
                     : reflection().GetRepeatedStringReference(message, field, index, &scratch);
  }
};

}  // namespace

bool IsTimestamp(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
         field.message_type()->full_name() == "google.protobuf.Timestamp";
}

absl::StatusOr<ValueTest> ValueTest::Bind(const FieldDescriptor& field, Comparator comparator, const Token& argument) {
  const auto test = [comparator](auto read) -> absl::StatusOr<ValueTest> {
    if (!read.ok()) return read.status();
    return ValueTest(comparator, *std::move(read));
  };
  RETURN_IF_ERROR(CheckComparator(field, comparator, argument));
  // On a list, "has" asks for an item that is equal; only in a single text for a part of it.
  if (comparator == Comparator::kHas && (field.is_repeated() || field.type() != FieldDescriptor::TYPE_STRING))
    return Bind(field, Comparator::kEqual, argument);
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return test(ReadBool(argument));
    case FieldDescriptor::CPPTYPE_ENUM:
      return test(ReadEnum(argument, field));
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      return test(ReadInteger<int64_t>(argument));
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      return test(ReadInteger<uint64_t>(argument));
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return test(ReadReal(argument));
    case FieldDescriptor::CPPTYPE_STRING:
      if (IsDate(field)) return test(ReadDate(argument, comparator));
      if (field.type() == FieldDescriptor::TYPE_STRING) return test(ReadText(argument, comparator));
      break;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (IsTimestamp(field)) return test(ReadTime(argument));
      break;
  }
  return FilterError(argument.position, absl::StrCat("'", field.name(), "' cannot be compared, only tested with :*"));
}

bool ValueTest::Holds(const Message& message, const FieldDescriptor& field, int index) const {
  const ValueReader reader{message, &field, index};
  const auto compare = [this, &reader](const auto& operand) {
    if constexpr (std::is_same_v<decltype(operand), const TextPattern&>) {
      std::string scratch;
      return CompareText(reader.ReadText(scratch), comparator_, operand);
    } else {
      return Compare(reader.Read(operand), comparator_, operand);
    }
  };
  return std::visit(compare, operand_);
}

}  // namespace jiedui::rpc
