// SPDX-License-Identifier: Apache-2.0
// What there is to check in a message type, worked out once from its descriptor and the options of jiedui/rules/v1, so
// that checking a message walks a short list instead of descriptors. Immutable once made; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "jiedui/rules/v1/rules.pb.h"

namespace jiedui::rpc {

inline constexpr uint32_t kTextLengthDefault = 200;  // code points
inline constexpr uint32_t kListItemsDefault = 100;
inline constexpr int kMaskPathsMax = 100;
inline constexpr int kMaskPathLengthMax = 200;

struct MessagePlan;

enum class ValueKind : uint8_t { kOther, kText, kBytes, kEnum, kInteger, kMessage, kMask, kMap };

// What one field accepts.
struct FieldPlan {
  const google::protobuf::FieldDescriptor* field = nullptr;
  ValueKind kind = ValueKind::kOther;
  bool repeated = false;
  bool required = false;
  rules::v1::Format format = rules::v1::FORMAT_UNSPECIFIED;
  uint32_t max_length = kTextLengthDefault;
  uint32_t max_items = kListItemsDefault;
  bool has_range = false;
  int64_t min = 0;
  int64_t max = 0;
  int enum_max = -1;                 // 0..enum_max are all values of the enum
  std::string resource;              // of FORMAT_RESOURCE_NAME
  const MessagePlan* sub = nullptr;  // of kMessage: the message's fields; of kMap: the entry's
};

struct MessagePlan {
  std::vector<FieldPlan> fields;  // those with anything to check, in the order of the proto
  std::vector<const google::protobuf::FieldDescriptor*> output_only;
  struct Child {
    const google::protobuf::FieldDescriptor* field;
    const MessagePlan* plan;
  };
  std::vector<Child> clear_below;  // fields whose messages have output_only fields, at any depth
  bool complete = false;           // false while it is made: seen only by types that contain themselves
};

// The plan of a generated type; made on first use and kept for the life of the process.
const MessagePlan& PlanOf(const google::protobuf::Descriptor& descriptor);

}  // namespace jiedui::rpc
