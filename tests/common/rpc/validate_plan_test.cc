// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/validate_plan.h"

#include <gtest/gtest.h>

#include "google/protobuf/struct.pb.h"
#include "google/rpc/error_details.pb.h"
#include "jiedui/registry/v1/bulk.pb.h"
#include "jiedui/registry/v1/person_service.pb.h"

namespace jiedui::rpc {
namespace {

const FieldPlan* Find(const MessagePlan& plan, const std::string& name) {
  for (const FieldPlan& field : plan.fields)
    if (field.field->name() == name) return &field;
  return nullptr;
}

TEST(PlanOf, IsMadeOnce) {
  const auto& descriptor = *registry::v1::Person::descriptor();
  EXPECT_EQ(&PlanOf(descriptor), &PlanOf(descriptor));
}

TEST(PlanOf, TakesTheOptionsAndFillsInDefaults) {
  const MessagePlan& plan = PlanOf(*registry::v1::Person::descriptor());
  const FieldPlan* aliases = Find(plan, "aliases");
  ASSERT_NE(aliases, nullptr);
  EXPECT_EQ(aliases->max_items, 10u);
  EXPECT_EQ(aliases->max_length, 100u);
  const FieldPlan* sex = Find(plan, "sex");
  ASSERT_NE(sex, nullptr);
  EXPECT_EQ(sex->enum_max, registry::v1::SEX_MALE);
  const FieldPlan* number = Find(PlanOf(*registry::v1::Licence::descriptor()), "number");
  ASSERT_NE(number, nullptr);
  EXPECT_EQ(number->max_items, kListItemsDefault);
  EXPECT_EQ(Find(PlanOf(*google::rpc::ErrorInfo::descriptor()), "reason")->max_length, kTextLengthDefault);
}

TEST(PlanOf, LeavesOutWhatNeedsNoCheck) {
  const MessagePlan& plan = PlanOf(*registry::v1::CreatePersonRequest::descriptor());
  EXPECT_EQ(Find(plan, "validate_only"), nullptr);
  EXPECT_EQ(Find(PlanOf(*registry::v1::Person::descriptor()), "create_time"), nullptr);
}

TEST(PlanOf, KnowsWhereOutputOnlyFieldsAre) {
  const MessagePlan& request = PlanOf(*registry::v1::CreatePersonRequest::descriptor());
  ASSERT_EQ(request.clear_below.size(), 1u);
  EXPECT_EQ(request.clear_below[0].field->name(), "person");
  const MessagePlan& person = *request.clear_below[0].plan;
  const auto is_output_only = [&person](absl::string_view name) {
    const auto* field = registry::v1::Person::descriptor()->FindFieldByName(std::string(name));
    return std::count(person.output_only.begin(), person.output_only.end(), field) == 1;
  };
  EXPECT_TRUE(is_output_only("create_time"));
  EXPECT_TRUE(is_output_only("delete_time"));
  EXPECT_FALSE(is_output_only("display_name"));
  // Also deeper down: the 15 digits of a number are the server's to set.
  ASSERT_EQ(person.clear_below.size(), 1u);
  EXPECT_EQ(person.clear_below[0].field->name(), "private_fields");
}

TEST(PlanOf, TypeThatContainsItselfIsPlanned) {
  const MessagePlan& plan = PlanOf(*google::protobuf::Struct::descriptor());
  ASSERT_EQ(plan.fields.size(), 1u);
  EXPECT_EQ(plan.fields[0].kind, ValueKind::kMap);
}

}  // namespace
}  // namespace jiedui::rpc
