// SPDX-License-Identifier: Apache-2.0
// The 15 digits of an old identity number through updates: they belong to the number that they became.
#include <gtest/gtest.h>

#include <string>

#include "registry_service/domain/person.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

const PlainSeal kSeal("0123456789abcdef0123456789abcdef");
const PrivateRules kRules{.seal = kSeal, .allow_synthetic_ids = true};

v1::Person WithNumber(const std::string& number) {
  v1::Person person;
  person.set_name("persons/zhang");
  person.set_display_name("张三");
  person.set_category(v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
  person.mutable_private_fields()->mutable_id_document()->set_kind(v1::IdDocument::KIND_RESIDENT_ID);
  person.mutable_private_fields()->mutable_id_document()->set_number(number);
  return person;
}

// "number original" of the person who was registered with one number and is then told another one.
std::string Held(const std::string& first, const std::string& then) {
  const auto record = Register(*ParsePerson(WithNumber(first), kRules), {}, kSeal, {.revision = 1});
  EXPECT_THAT(record, IsOk());
  google::protobuf::FieldMask mask;
  mask.add_paths("private_fields.id_document");
  const auto revised =
      Revise(*ParsePerson(WithNumber(then), kRules), mask, {.current = *record}, kSeal, {.revision = 2});
  EXPECT_THAT(revised, IsOk());
  const v1::IdDocument document = kSeal.Open(revised->sealed_private())->id_document();
  const v1::IdDocument& shown = revised->person().private_fields().id_document();
  EXPECT_EQ(document.original_number().empty(), shown.original_number().empty());
  return document.number() + " " + document.original_number();
}

TEST(Revise, AnotherNumberHasNotTheDigitsOfTheOldOne) {
  EXPECT_EQ(Held("990824850101999", "990824198808088886"), "990824198808088886 ");
}

TEST(Revise, AnotherNumberBringsItsDigits) {
  EXPECT_EQ(Held("990824198808088886", "990824850101999"), "990824198501019990 990824850101999");
}

TEST(Revise, TheSameNumberKeepsItsDigits) {
  EXPECT_EQ(Held("990824850101999", "990824198501019990"), "990824198501019990 990824850101999");
  EXPECT_EQ(Held("990824850101999", "990824********9990"), "990824198501019990 990824850101999");
}

}  // namespace
}  // namespace jiedui::registry
