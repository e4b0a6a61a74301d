// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter_eval.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/rpc/filter_value.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using Node = Filter::Node;
using Nodes = std::vector<std::unique_ptr<const Node>>;
using Path = std::vector<const FieldDescriptor*>;

constexpr int kEchoedCodePointsMax = 60;

class AllOf final : public Node {
 public:
  explicit AllOf(Nodes parts) : parts_(std::move(parts)) {}
  bool Matches(const Message& message) const override {
    return std::all_of(parts_.begin(), parts_.end(), [&message](const auto& part) { return part->Matches(message); });
  }

 private:
  const Nodes parts_;
};

class AnyOf final : public Node {
 public:
  explicit AnyOf(Nodes parts) : parts_(std::move(parts)) {}
  bool Matches(const Message& message) const override {
    return std::any_of(parts_.begin(), parts_.end(), [&message](const auto& part) { return part->Matches(message); });
  }

 private:
  const Nodes parts_;
};

class NotThis final : public Node {
 public:
  explicit NotThis(std::unique_ptr<const Node> part) : part_(std::move(part)) {}
  bool Matches(const Message& message) const override { return !part_->Matches(message); }

 private:
  const std::unique_ptr<const Node> part_;
};

// A path and what its end must be; without a test, set (a bool: true).
class FieldTest final : public Node {
 public:
  FieldTest(Path path, std::optional<ValueTest> test) : path_(std::move(path)), test_(std::move(test)) {}
  bool Matches(const Message& message) const override { return MatchesFrom(message, 0); }

 private:
  bool MatchesFrom(const Message& message, size_t at) const {
    const auto& reflection = *message.GetReflection();
    const FieldDescriptor* field = path_[at];
    if (at + 1 == path_.size()) return test_.has_value() ? Holds(message, *field) : IsSet(message, *field);
    if (!field->is_repeated())
      return reflection.HasField(message, field) && MatchesFrom(reflection.GetMessage(message, field), at + 1);
    for (int i = 0; i < reflection.FieldSize(message, field); ++i)
      if (MatchesFrom(reflection.GetRepeatedMessage(message, field, i), at + 1)) return true;
    return false;
  }

  bool Holds(const Message& message, const FieldDescriptor& field) const {
    const auto& reflection = *message.GetReflection();
    if (!field.is_repeated()) {
      const bool absent = IsTimestamp(field) && !reflection.HasField(message, &field);
      return !absent && test_->Holds(message, field, -1);
    }
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i)
      if (test_->Holds(message, field, i)) return true;
    return false;
  }

  static bool IsSet(const Message& message, const FieldDescriptor& field) {
    const auto& reflection = *message.GetReflection();
    if (field.is_repeated()) return reflection.FieldSize(message, &field) > 0;
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) return reflection.GetBool(message, &field);
    return reflection.HasField(message, &field);
  }

  const Path path_;
  const std::optional<ValueTest> test_;
};

// Times and the like are values, whatever fields they are made of.
bool HasFields(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field.is_map() &&
         field.message_type()->file()->package() != "google.protobuf";
}

std::string NamesOf(const Descriptor& descriptor) {
  std::vector<std::string> names;
  for (int i = 0; i < descriptor.field_count(); ++i) names.push_back(descriptor.field(i)->name());
  return absl::StrJoin(names, ", ");
}

absl::StatusOr<Path> BindPath(const Restriction& restriction, const Descriptor& resource) {
  Path path;
  const Descriptor* descriptor = &resource;
  for (const std::string& name : restriction.path) {
    if (descriptor == nullptr)
      return FilterError(restriction.position, absl::StrCat("'", path.back()->name(), "' has no fields"));
    const FieldDescriptor* field = descriptor->FindFieldByName(name);
    if (field == nullptr)
      return FilterError(restriction.position,
                         absl::StrCat("there is no field '", Excerpt(name, kEchoedCodePointsMax), "' in ",
                                      descriptor->name(), ", only ", NamesOf(*descriptor)));
    path.push_back(field);
    descriptor = HasFields(*field) ? field->message_type() : nullptr;
  }
  return path;
}

bool AsksWhetherSet(const Restriction& restriction) {
  const Token& argument = restriction.argument;
  return restriction.comparator == Comparator::kIsSet ||
         (restriction.comparator == Comparator::kHas && argument.kind == TokenKind::kWord && argument.text == "*");
}

absl::StatusOr<std::unique_ptr<const Node>> BindRestriction(const Restriction& restriction,
                                                            const Descriptor& descriptor) {
  ASSIGN_OR_RETURN(Path path, BindPath(restriction, descriptor));
  std::optional<ValueTest> test;
  if (!AsksWhetherSet(restriction)) {
    ASSIGN_OR_RETURN(test, ValueTest::Bind(*path.back(), restriction.comparator, restriction.argument));
  }
  return std::make_unique<const FieldTest>(std::move(path), std::move(test));
}

}  // namespace

// Recurses as deep as the parser did: bounded.
absl::StatusOr<std::unique_ptr<const Node>> BindExpression(const Expression& expression, const Descriptor& descriptor) {
  if (expression.kind == Expression::Kind::kRestriction) return BindRestriction(expression.restriction, descriptor);
  Nodes parts;
  for (const Expression& part : expression.parts) {
    ASSIGN_OR_RETURN(parts.emplace_back(), BindExpression(part, descriptor));
  }
  switch (expression.kind) {
    case Expression::Kind::kNot:
      return std::make_unique<const NotThis>(std::move(parts.front()));
    case Expression::Kind::kAny:
      return std::make_unique<const AnyOf>(std::move(parts));
    default:
      return std::make_unique<const AllOf>(std::move(parts));
  }
}

}  // namespace jiedui::rpc
