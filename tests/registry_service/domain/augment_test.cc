// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/augment.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <initializer_list>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/rounds.h"
#include "tests/support/seed.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using google::protobuf::FieldMask;
using testing::UnorderedElementsAre;
using v1::Person;

FieldMask MaskOf(std::initializer_list<const char*> paths) {
  FieldMask mask;
  for (const char* path : paths) mask.add_paths(std::string(path));
  return mask;
}

// As the registry knows her: private fields masked.
Person Known() {
  Person person;
  person.set_name("persons/zhang");
  person.set_display_name("张三");
  person.set_category(v1::PERSON_CATEGORY_DOCTOR);
  person.set_specialty("骨科");
  person.mutable_private_fields()->mutable_id_document()->set_number("990824********8886");
  person.mutable_private_fields()->set_mobile("154****5678");
  auto& employment = *person.add_employments();
  employment.set_organization("organizations/wps");
  employment.set_start_date("2015-07-01");
  person.add_licences()->set_kind(v1::Licence::KIND_PHYSICIAN);
  return person;
}

Person Row() {
  Person row;
  row.set_display_name("张三");
  row.mutable_private_fields()->mutable_id_document()->set_number("990824198808088886");
  row.mutable_private_fields()->set_mobile("15400000000");
  row.add_employments()->set_organization("organizations/wps");
  return row;
}

TEST(Augmented, WhatTheRowDoesNotSayStays) {
  const auto result = Augmented(Known(), Row(), MaskOf({"employments"}));
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->SerializeAsString(), Known().SerializeAsString());
}

TEST(Augmented, SingleValuesReplaceUnlessEmpty) {
  Person row = Row();
  row.set_specialty("心内");
  const auto result = Augmented(Known(), row, MaskOf({"specialty", "ethnicity", "private_fields.mobile"}));
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->specialty(), "心内");
  EXPECT_EQ(result->private_fields().mobile(), "15400000000");
  EXPECT_EQ(result->private_fields().id_document().number(), "990824********8886") << "the number is as it is";
  EXPECT_EQ(result->licences_size(), 1);
  row.clear_specialty();
  EXPECT_EQ(Augmented(Known(), row, MaskOf({"specialty"}))->specialty(), "骨科");
}

TEST(Augmented, ANewEmployerIsAdded) {
  Person row = Row();
  row.mutable_employments(0)->set_organization("organizations/other");
  const auto result = Augmented(Known(), row, MaskOf({"employments"}));
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->employments_size(), 2);
}

TEST(Augmented, WhatIsSaidOfAKnownEmploymentIsTaken) {
  Person row = Row();
  row.mutable_employments(0)->set_position("科员");
  const auto filled = Augmented(Known(), row, MaskOf({"employments"}));
  ASSERT_THAT(filled, IsOk());
  ASSERT_EQ(filled->employments_size(), 1);
  EXPECT_EQ(filled->employments(0).position(), "科员");
  EXPECT_EQ(filled->employments(0).start_date(), "2015-07-01");

  row.mutable_employments(0)->set_position("院长");
  row.mutable_employments(0)->set_establishment(v1::Employment::ESTABLISHMENT_PUBLIC_INSTITUTION);
  const auto replaced = Augmented(*filled, row, MaskOf({"employments"}));
  ASSERT_THAT(replaced, IsOk());
  ASSERT_EQ(replaced->employments_size(), 1);
  EXPECT_EQ(replaced->employments(0).position(), "院长");
  EXPECT_EQ(replaced->employments(0).establishment(), v1::Employment::ESTABLISHMENT_PUBLIC_INSTITUTION);
  EXPECT_EQ(Augmented(*replaced, Row(), MaskOf({"employments"}))->employments(0).position(), "院长")
      << "what the row does not say stays";
}

TEST(Augmented, OfSeveralPositionsAtOneEmployerTheOneThatFitsIsMeant) {
  Person known = Known();
  known.mutable_employments(0)->set_position("院长");
  auto& second = *known.add_employments();
  second.set_organization("organizations/wps");
  second.set_position("骨科主任");
  Person row = Row();
  row.mutable_employments(0)->set_position("骨科主任");
  const auto same = Augmented(known, row, MaskOf({"employments"}));
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->SerializeAsString(), known.SerializeAsString());

  row.mutable_employments(0)->set_establishment(v1::Employment::ESTABLISHMENT_CONTRACT);
  const auto filled = Augmented(known, row, MaskOf({"employments"}));
  ASSERT_THAT(filled, IsOk());
  ASSERT_EQ(filled->employments_size(), 2);
  EXPECT_EQ(filled->employments(1).establishment(), v1::Employment::ESTABLISHMENT_CONTRACT);

  row.mutable_employments(0)->set_position("工会主席");
  EXPECT_EQ(Augmented(known, row, MaskOf({"employments"}))->employments_size(), 3) << "none is overwritten by chance";
}

using Said = std::pair<std::string, v1::Employment::Establishment>;  // position, establishment

Person RowSaying(const std::vector<Said>& entries) {
  Person row = Row();
  row.clear_employments();
  for (const auto& [position, establishment] : entries) {
    auto& employment = *row.add_employments();
    employment.set_organization("organizations/wps");
    employment.set_position(position);
    employment.set_establishment(establishment);
  }
  return row;
}

// Positions that are left after the row, with the first day of each; the same after the row in any order, and again.
std::vector<std::string> PositionsAfter(const Person& known, std::vector<Said> entries) {
  const FieldMask mask = MaskOf({"employments"});
  std::sort(entries.begin(), entries.end());
  const auto first = Augmented(known, RowSaying(entries), mask);
  EXPECT_THAT(first, IsOk());
  if (!first.ok()) return {};
  do {
    EXPECT_EQ(Augmented(known, RowSaying(entries), mask)->SerializeAsString(), first->SerializeAsString());
    EXPECT_EQ(Augmented(*first, RowSaying(entries), mask)->SerializeAsString(), first->SerializeAsString());
  } while (std::next_permutation(entries.begin(), entries.end()));
  std::vector<std::string> positions;
  for (const auto& employment : first->employments())
    positions.push_back(employment.position() + employment.start_date());
  return positions;
}

constexpr auto kNone = v1::Employment::ESTABLISHMENT_UNSPECIFIED;
constexpr auto kContract = v1::Employment::ESTABLISHMENT_CONTRACT;

TEST(Augmented, TwoPositionsOfOneRowAreMatchedTogether) {
  Person known = Known();
  const Said head = {"院长", kNone}, chief = {"主任医师", kNone}, chair = {"工会主席", kNone};
  EXPECT_THAT(PositionsAfter(known, {head, head, {"", kNone}}), UnorderedElementsAre("院长2015-07-01"));
  EXPECT_THAT(PositionsAfter(known, {head, {"院长", kContract}}), UnorderedElementsAre("院长2015-07-01"));
  known.mutable_employments(0)->set_position("院长");
  EXPECT_THAT(PositionsAfter(known, {chief}), UnorderedElementsAre("主任医师2015-07-01")) << "she has another one now";
  EXPECT_THAT(PositionsAfter(known, {head, chief}), UnorderedElementsAre("院长2015-07-01", "主任医师"));
  EXPECT_THAT(PositionsAfter(known, {{"院长", kContract}, chief}), UnorderedElementsAre("院长2015-07-01", "主任医师"));
  EXPECT_THAT(PositionsAfter(known, {chair, chief}), UnorderedElementsAre("院长2015-07-01", "工会主席", "主任医师"))
      << "which of them would be instead of it is not said";
  known.add_employments()->set_organization("organizations/wps");
  EXPECT_THAT(PositionsAfter(known, {{"", kNone}, chief}), UnorderedElementsAre("院长2015-07-01", "主任医师"));
  EXPECT_THAT(PositionsAfter(known, {{"院长", kContract}, head}), UnorderedElementsAre("院长2015-07-01", ""));
}

TEST(Augmented, APositionWithItsDaysIsNotReplacedByAnotherOfTheRow) {
  Person known = Known();
  known.mutable_employments(0)->set_position("院长");
  Person row = RowSaying({{"主任医师", kNone}});
  *row.add_employments() = known.employments(0);
  const auto result = Augmented(known, row, MaskOf({"employments"}));
  ASSERT_THAT(result, IsOk());
  ASSERT_EQ(result->employments_size(), 2);
  EXPECT_EQ(result->employments(0).position() + result->employments(0).start_date(), "主任医师");
  EXPECT_EQ(result->employments(1).SerializeAsString(), known.employments(0).SerializeAsString());
}

// Whatever is known and said: the order does not matter, and the row again changes nothing.
TEST(Augmented, TheSameRowAgainChangesNothing) {
  const std::vector<std::string> positions = {"", "院长", "主任医师", "工会主席"};
  const uint64_t seed = SomeSeed();
  SCOPED_TRACE(testing::Message() << "JIEDUI_SEED=" << seed);
  std::mt19937_64 random(seed);
  const auto entries = [&](int most) {
    std::vector<Said> result(random() % static_cast<size_t>(most + 1));
    for (Said& said : result) said = {positions[random() % 4], random() % 2 == 0 ? kNone : kContract};
    return result;
  };
  for (int64_t i = 0; i < Rounds(300); ++i) {
    Person known = RowSaying(entries(3));
    if (known.employments_size() > 0) known.mutable_employments(0)->set_start_date("2015-07-01");
    PositionsAfter(known, entries(3));
    ASSERT_FALSE(testing::Test::HasFailure()) << "in round " << i;
  }
}

TEST(Augmented, AnEmployerSheHasLeftIsAddedAgain) {
  Person known = Known();
  known.mutable_employments(0)->set_end_date("2020-12-31");
  EXPECT_EQ(Augmented(known, Row(), MaskOf({"employments"}))->employments_size(), 2);
}

TEST(Augmented, AnUnknownFieldIsRefused) {
  EXPECT_THAT(Augmented(Known(), Row(), MaskOf({"nonsense"})), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace jiedui::registry
