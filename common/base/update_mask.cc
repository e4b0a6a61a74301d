// SPDX-License-Identifier: Apache-2.0
#include "common/base/update_mask.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "google/protobuf/util/field_mask_util.h"
#include "jiedui/rules/v1/rules.pb.h"

namespace jiedui {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;

using Path = std::vector<const FieldDescriptor*>;

constexpr int kEchoedCodePointsMax = 60;

bool IsSubMessage(const FieldDescriptor& field) {
  return !field.is_repeated() && field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

// Timestamps and the like are values: they are replaced, never merged field by field.
bool IsValue(const FieldDescriptor& field) {
  return !IsSubMessage(field) || field.message_type()->file()->package() == "google.protobuf";
}

bool IsSet(const Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  return field.is_repeated() ? reflection.FieldSize(message, &field) > 0 : reflection.HasField(message, &field);
}

bool IsPathSet(const Message& message, const Path& path) {
  const Message* parent = &message;
  for (const FieldDescriptor* field : path) {
    if (!IsSet(*parent, *field)) return false;
    if (field != path.back()) parent = &parent->GetReflection()->GetMessage(*parent, field);
  }
  return true;
}

// Fields that an update never touches. `name` and `etag` are the resource's own, so only those of its top level.
bool IsProtected(const FieldDescriptor& field, const Descriptor& resource) {
  if (field.options().GetExtension(rules::v1::rule).output_only()) return true;
  return field.containing_type() == &resource && (field.name() == "name" || field.name() == "etag");
}

// Moves fields from a copy of the patch to the target; what was moved is no longer in the copy.
class Mover {
 public:
  explicit Mover(const Descriptor& resource) : resource_(resource) {}

  void MoveAll(Message& patch, Message& target) const {
    for (int i = 0; i < patch.GetDescriptor()->field_count(); ++i)
      Move(patch, *patch.GetDescriptor()->field(i), target);
  }

  void MoveWhatIsSet(Message& patch, Message& target) const {
    std::vector<const FieldDescriptor*> fields;
    patch.GetReflection()->ListFields(patch, &fields);
    for (const FieldDescriptor* field : fields) {
      if (IsValue(*field) || !IsSet(target, *field)) {
        Move(patch, *field, target);
      } else if (!IsProtected(*field, resource_)) {
        MoveWhatIsSet(Sub(patch, *field), Sub(target, *field));
      }
    }
  }

  void MovePath(Message& patch, const Path& path, Message& target) const {
    const bool clears = !IsPathSet(patch, path);
    Message* from = &patch;
    Message* to = &target;
    for (size_t i = 0; i + 1 < path.size(); ++i) {
      if (IsProtected(*path[i], resource_)) return;
      if (clears && !IsSet(*to, *path[i])) return;
      from = &Sub(*from, *path[i]);
      to = &Sub(*to, *path[i]);
    }
    Move(*from, *path.back(), *to);
  }

 private:
  static Message& Sub(Message& message, const FieldDescriptor& field) {
    return *message.GetReflection()->MutableMessage(&message, &field);
  }

  void Move(Message& patch, const FieldDescriptor& field, Message& target) const {
    if (IsProtected(field, resource_)) return;
    const auto& reflection = *patch.GetReflection();
    if (!IsSet(patch, field)) {
      reflection.ClearField(&target, &field);
    } else if (!IsValue(field) && IsSet(target, field)) {
      MoveAll(Sub(patch, field), Sub(target, field));
    } else {
      reflection.SwapFields(&patch, &target, {&field});
      Forget(patch, field);
    }
  }

  // A swap brings the target's old value into the patch; for a oneof that may be another of its fields.
  static void Forget(Message& patch, const FieldDescriptor& field) {
    const auto& reflection = *patch.GetReflection();
    if (const auto* oneof = field.real_containing_oneof(); oneof != nullptr) {
      reflection.ClearOneof(&patch, oneof);
    } else {
      reflection.ClearField(&patch, &field);
    }
  }

  const Descriptor& resource_;
};

std::string FieldNames(const Descriptor& descriptor) {
  std::vector<std::string> names;
  for (int i = 0; i < descriptor.field_count(); ++i) names.push_back(descriptor.field(i)->name());
  return absl::StrJoin(names, ", ");
}

absl::StatusOr<Path> ResolvePath(absl::string_view text, const Descriptor& resource) {
  Path path;
  const Descriptor* descriptor = &resource;
  for (const absl::string_view name : absl::StrSplit(text, '.')) {
    const std::string shown = Excerpt(text, kEchoedCodePointsMax);
    if (descriptor == nullptr)
      return InvalidField("update_mask", absl::StrCat("\"", shown, "\" goes into \"", path.back()->name(),
                                                      "\", which is changed only as a whole"));
    const FieldDescriptor* field = descriptor->FindFieldByName(std::string(name));
    if (field == nullptr)
      return InvalidField("update_mask", absl::StrCat("there is no field \"", shown, "\" in ", descriptor->name(),
                                                      ", only: ", FieldNames(*descriptor)));
    path.push_back(field);
    descriptor = IsValue(*field) ? nullptr : field->message_type();
  }
  return path;
}

}  // namespace

absl::Status ApplyUpdate(const Message& patch, const FieldMask& mask, Message& target) {
  const Descriptor& resource = *patch.GetDescriptor();
  const Mover mover(resource);
  const std::unique_ptr<Message> rest(patch.New());
  rest->CopyFrom(patch);
  if (mask.paths().empty()) {
    mover.MoveWhatIsSet(*rest, target);
    return absl::OkStatus();
  }
  if (mask.paths_size() == 1 && mask.paths(0) == "*") {
    mover.MoveAll(*rest, target);
    return absl::OkStatus();
  }
  FieldMask distinct;  // so that nothing is moved twice
  google::protobuf::util::FieldMaskUtil::ToCanonicalForm(mask, &distinct);
  std::vector<Path> paths;
  for (const std::string& text : mask.paths()) RETURN_IF_ERROR(ResolvePath(text, resource).status());
  for (const std::string& text : distinct.paths()) {
    ASSIGN_OR_RETURN(paths.emplace_back(), ResolvePath(text, resource));
  }
  for (const Path& path : paths) mover.MovePath(*rest, path, target);
  return absl::OkStatus();
}

}  // namespace jiedui
