// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/validate_plan.h"

#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/base/mutex.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using rules::v1::FieldRule;

using Plans = absl::flat_hash_map<const Descriptor*, std::unique_ptr<MessagePlan>>;

ValueKind KindOfMessage(const FieldDescriptor& field) {
  const Descriptor& type = *field.message_type();
  if (field.is_map()) return ValueKind::kMap;
  if (type.full_name() == "google.protobuf.FieldMask") return ValueKind::kMask;
  return type.file()->package() == "google.protobuf" ? ValueKind::kOther : ValueKind::kMessage;
}

ValueKind KindOf(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return field.type() == FieldDescriptor::TYPE_BYTES ? ValueKind::kBytes : ValueKind::kText;
    case FieldDescriptor::CPPTYPE_ENUM:
      return ValueKind::kEnum;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return KindOfMessage(field);
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      return ValueKind::kInteger;
    default:
      return ValueKind::kOther;
  }
}

int LastOfDenseValues(const EnumDescriptor& type) {
  int last = -1;
  while (type.FindValueByNumber(last + 1) != nullptr) ++last;
  return last;
}

// Whether there is nothing to check in the field's values, however it is set.
bool IsAnyValueGood(const FieldPlan& plan, const FieldRule& rule) {
  switch (plan.kind) {
    case ValueKind::kOther:
      return true;
    case ValueKind::kBytes:
      return rule.max_length() == 0;
    case ValueKind::kInteger:
      return !plan.has_range;
    default:
      return false;
  }
}

FieldPlan PlanField(const FieldDescriptor& field, const FieldRule& rule) {
  FieldPlan plan{.field = &field, .kind = KindOf(field), .repeated = field.is_repeated()};
  plan.required = rule.required();
  plan.format = rule.format();
  if (rule.max_length() > 0) plan.max_length = rule.max_length();
  if (rule.max_items() > 0) plan.max_items = rule.max_items();
  plan.has_range = rule.has_range();
  plan.min = rule.min();
  plan.max = rule.max();
  plan.resource = rule.resource();
  if (plan.kind == ValueKind::kEnum) plan.enum_max = LastOfDenseValues(*field.enum_type());
  return plan;
}

MessagePlan& PlanMessage(const Descriptor& descriptor, const FieldRule& value_rule, Plans& plans);

// The rule of a map's value is the rule beside the map; its key is plain text or a number.
FieldRule RuleOfMapValue(FieldRule rule) {
  rule.clear_required();
  rule.clear_max_items();
  return rule;
}

bool MayHaveOutputOnly(const MessagePlan& plan) {
  return !plan.complete || !plan.output_only.empty() || !plan.clear_below.empty();
}

void AddField(const FieldDescriptor& field, const FieldRule& rule, Plans& plans, MessagePlan& message) {
  if (rule.output_only()) {
    message.output_only.push_back(&field);
    return;
  }
  FieldPlan plan = PlanField(field, rule);
  if (plan.kind == ValueKind::kMap) {
    plan.sub = &PlanMessage(*field.message_type(), RuleOfMapValue(rule), plans);
  } else if (plan.kind == ValueKind::kMessage) {
    plan.sub = &PlanMessage(*field.message_type(), FieldRule(), plans);
    if (MayHaveOutputOnly(*plan.sub)) message.clear_below.push_back({.field = &field, .plan = plan.sub});
  }
  if (plan.required || plan.repeated || !IsAnyValueGood(plan, rule)) message.fields.push_back(std::move(plan));
}

// A type that contains itself finds its own plan, begun but not complete: the pointer is all that is needed. A map's
// entry type belongs to one map only, so that its plan may hold the map's rule.
MessagePlan& PlanMessage(const Descriptor& descriptor, const FieldRule& value_rule, Plans& plans) {
  auto [found, is_new] = plans.try_emplace(&descriptor);
  if (!is_new) return *found->second;
  found->second = std::make_unique<MessagePlan>();
  MessagePlan& plan = *found->second;
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    const bool is_map_value = descriptor.options().map_entry() && field.number() == 2;
    AddField(field, is_map_value ? value_rule : field.options().GetExtension(rules::v1::rule), plans, plan);
  }
  plan.complete = true;
  return plan;
}

class PlanCache {
 public:
  const MessagePlan& PlanOf(const Descriptor& descriptor) ABSL_LOCKS_EXCLUDED(mutex_) {
    const MutexLock lock(mutex_);
    return PlanMessage(descriptor, FieldRule(), plans_);
  }

 private:
  Mutex mutex_;
  Plans plans_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

const MessagePlan& PlanOf(const Descriptor& descriptor) {
  static PlanCache& cache = *new PlanCache;  // never destroyed: threads may still run at exit
  // What a thread has asked for before, it finds without the lock.
  thread_local absl::flat_hash_map<const Descriptor*, const MessagePlan*> known;
  const MessagePlan*& plan = known[&descriptor];
  if (plan == nullptr) plan = &cache.PlanOf(descriptor);
  return *plan;
}

}  // namespace jiedui::rpc
