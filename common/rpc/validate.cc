// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/validate.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/rpc/validate_plan.h"
#include "common/rpc/validate_value.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr size_t kViolationsListedMax = 20;
constexpr int kEchoedKeyCodePointsMax = 60;

// Where the walk is: a chain on the stack, made into text only when something is wrong.
struct Place {
  const Place* parent = nullptr;
  const FieldDescriptor* field = nullptr;
  int index = -1;   // within a list
  std::string key;  // within a map
};

std::string PathOf(const Place& place) {
  std::string path = place.parent == nullptr ? "" : absl::StrCat(PathOf(*place.parent), ".");
  absl::StrAppend(&path, place.field->name());
  if (place.index >= 0) absl::StrAppend(&path, "[", place.index, "]");
  if (!place.key.empty()) absl::StrAppend(&path, "[\"", place.key, "\"]");
  return path;
}

// One value: a field, or with an index one item of a list.
struct Value {
  const Message& message;
  const Reflection& reflection;
  const FieldDescriptor* field;
  int index;
};

const std::string& TextOf(const Value& value, std::string& scratch) {
  const auto& [message, reflection, field, index] = value;
  return index < 0 ? reflection.GetStringReference(message, field, &scratch)
                   : reflection.GetRepeatedStringReference(message, field, index, &scratch);
}

int EnumOf(const Value& value) {
  const auto& [message, reflection, field, index] = value;
  return index < 0 ? reflection.GetEnumValue(message, field) : reflection.GetRepeatedEnumValue(message, field, index);
}

const Message& MessageOf(const Value& value) {
  const auto& [message, reflection, field, index] = value;
  return index < 0 ? reflection.GetMessage(message, field) : reflection.GetRepeatedMessage(message, field, index);
}

int64_t IntegerOf(const Value& value) {
  const auto& [message, reflection, field, index] = value;
  const bool single = index < 0;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return single ? reflection.GetInt32(message, field) : reflection.GetRepeatedInt32(message, field, index);
    case FieldDescriptor::CPPTYPE_UINT32:
      return single ? reflection.GetUInt32(message, field) : reflection.GetRepeatedUInt32(message, field, index);
    case FieldDescriptor::CPPTYPE_INT64:
      return single ? reflection.GetInt64(message, field) : reflection.GetRepeatedInt64(message, field, index);
    default: {
      const uint64_t number =
          single ? reflection.GetUInt64(message, field) : reflection.GetRepeatedUInt64(message, field, index);
      return static_cast<int64_t>(std::min(number, uint64_t{std::numeric_limits<int64_t>::max()}));
    }
  }
}

class Walker {
 public:
  void Walk(const Message& message, const MessagePlan& plan, const Place* parent) {
    const Reflection& reflection = *message.GetReflection();
    if (parent == nullptr) is_update_ = IsUpdate(plan);
    for (const FieldPlan& field : plan.fields) {
      Place place{.parent = parent, .field = field.field};
      if (IsLeftOutOfPatch(message, field, parent)) continue;
      if (field.repeated) {
        CheckList(message, reflection, field, place);
      } else if (reflection.HasField(message, field.field)) {
        CheckValue({message, reflection, field.field, -1}, field, place);
      } else if (field.required) {
        Note(place, ProblemOfAbsence(field));
      }
    }
  }

  // Of the message's own fields alone.
  void AskForRequired(const Message& message, const MessagePlan& plan) {
    const Reflection& reflection = *message.GetReflection();
    for (const FieldPlan& field : plan.fields) {
      if (!field.required) continue;
      const bool is_there =
          field.repeated ? reflection.FieldSize(message, field.field) > 0 : reflection.HasField(message, field.field);
      if (!is_there) Note({.field = field.field}, ProblemOfAbsence(field));
    }
  }

  absl::Status Result() && {
    if (violations_.empty()) return absl::OkStatus();
    if (unlisted_ > 0)
      violations_.push_back({.field = "", .description = absl::StrCat("and ", unlisted_, " more wrong fields")});
    return InvalidFields(violations_);
  }

 private:
  static bool IsUpdate(const MessagePlan& plan) {
    return std::any_of(plan.fields.begin(), plan.fields.end(),
                       [](const FieldPlan& field) { return field.kind == ValueKind::kMask; });
  }

  // The resource of an update is a patch: a field of it that is not sent is not asked for.
  bool IsLeftOutOfPatch(const Message& message, const FieldPlan& plan, const Place* parent) const {
    if (!is_update_ || parent == nullptr || parent->parent != nullptr) return false;
    const Reflection& reflection = *message.GetReflection();
    return plan.repeated ? reflection.FieldSize(message, plan.field) == 0 : !reflection.HasField(message, plan.field);
  }

  void CheckList(const Message& message, const Reflection& reflection, const FieldPlan& plan, Place& place) {
    const int count = reflection.FieldSize(message, plan.field);
    if (std::string problem = ProblemOfCount(count, plan); !problem.empty()) {
      Note(place, std::move(problem));
      return;
    }
    for (int i = 0; i < count; ++i) {
      place.index = i;
      CheckValue({message, reflection, plan.field, i}, plan, place);
    }
  }

  void CheckValue(const Value& value, const FieldPlan& plan, Place& place) {
    std::string scratch;
    switch (plan.kind) {
      case ValueKind::kText:
        return Note(place, ProblemOfText(TextOf(value, scratch), plan));
      case ValueKind::kBytes:
        return Note(place, ProblemOfBytes(TextOf(value, scratch), plan));
      case ValueKind::kEnum:
        return Note(place, ProblemOfEnum(EnumOf(value), plan));
      case ValueKind::kInteger:
        return Note(place, ProblemOfInteger(IntegerOf(value), plan));
      case ValueKind::kMessage:
        return Walk(MessageOf(value), *plan.sub, &place);
      case ValueKind::kMask:
        return Note(place, ProblemOfMask(static_cast<const FieldMask&>(MessageOf(value))));
      case ValueKind::kMap:
        return CheckMapEntry(MessageOf(value), *plan.sub, place);
      case ValueKind::kOther:
        return;
    }
  }

  // An entry is named by its key; a key that is wrong itself, by its place.
  void CheckMapEntry(const Message& entry, const MessagePlan& plan, Place& place) {
    const FieldDescriptor& key = *entry.GetDescriptor()->map_key();
    if (key.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      std::string scratch;
      place.key = Excerpt(TextOf({entry, *entry.GetReflection(), &key, -1}, scratch), kEchoedKeyCodePointsMax);
      if (!place.key.empty()) place.index = -1;
    }
    Walk(entry, plan, &place);
  }

  void Note(const Place& place, std::string problem) {
    if (problem.empty()) return;
    if (violations_.size() == kViolationsListedMax) {
      ++unlisted_;
    } else {
      violations_.push_back({.field = PathOf(place), .description = std::move(problem)});
    }
  }

  std::vector<FieldViolation> violations_;
  size_t unlisted_ = 0;
  bool is_update_ = false;
};

void Clear(const MessagePlan& plan, Message& message) {
  const Reflection& reflection = *message.GetReflection();
  for (const FieldDescriptor* field : plan.output_only) reflection.ClearField(&message, field);
  for (const auto& [field, below] : plan.clear_below) {
    if (field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i)
        Clear(*below, *reflection.MutableRepeatedMessage(&message, field, i));
    } else if (reflection.HasField(message, field)) {
      Clear(*below, *reflection.MutableMessage(&message, field));
    }
  }
}

}  // namespace

absl::Status Validate(const Message& message) {
  Walker walker;
  walker.Walk(message, PlanOf(*message.GetDescriptor()), nullptr);
  return std::move(walker).Result();
}

absl::Status ValidatePresence(const Message& message) {
  Walker walker;
  walker.AskForRequired(message, PlanOf(*message.GetDescriptor()));
  return std::move(walker).Result();
}

void ClearOutputOnly(Message& message) { Clear(PlanOf(*message.GetDescriptor()), message); }

}  // namespace jiedui::rpc
