// SPDX-License-Identifier: Apache-2.0
#include "common/base/update_mask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "jiedui/registry/v1/change_service.pb.h"
#include "jiedui/registry/v1/person.pb.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui {
namespace {

using google::protobuf::FieldMask;
using google::protobuf::TextFormat;
using registry::v1::Person;
using registry::v1::ResourceState;
using testing::ElementsAre;
using testing::HasSubstr;

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

FieldMask Mask(const std::vector<std::string>& paths) {
  FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

Person Stored() {
  return Parse<Person>(R"(name: "persons/p-1" display_name: "沈丹" sex: SEX_FEMALE aliases: "丹丹"
                          private_fields { mobile: "154" id_document { kind: KIND_PASSPORT number: "E1" } }
                          licences { kind: KIND_PHYSICIAN } create_time { seconds: 7 } etag: "old")");
}

// What `target` becomes; the text format makes a difference readable.
template <typename Message>
std::string Updated(const Message& patch, const FieldMask& mask, Message target) {
  EXPECT_THAT(ApplyUpdate(patch, mask, target), IsOk());
  return target.ShortDebugString();
}

TEST(ApplyUpdate, CopiesOnlyWhatIsNamed) {
  Person expected = Stored();
  expected.set_display_name("沈红");
  EXPECT_EQ(Updated(Parse<Person>(R"(display_name: "沈红" sex: SEX_MALE)"), Mask({"display_name"}), Stored()),
            expected.ShortDebugString());
}

TEST(ApplyUpdate, NamedAndUnsetIsCleared) {
  Person expected = Stored();
  expected.clear_sex();
  expected.clear_aliases();
  expected.clear_private_fields();
  EXPECT_EQ(Updated(Person(), Mask({"sex", "aliases", "private_fields"}), Stored()), expected.ShortDebugString());
}

TEST(ApplyUpdate, RepeatedFieldIsReplacedNotAppended) {
  Person expected = Stored();
  expected.mutable_licences(0)->set_kind(registry::v1::Licence::KIND_NURSE);
  EXPECT_EQ(Updated(Parse<Person>("licences { kind: KIND_NURSE }"), Mask({"licences"}), Stored()),
            expected.ShortDebugString());
}

TEST(ApplyUpdate, NestedPathLeavesTheRestOfTheSubMessage) {
  Person expected = Stored();
  expected.mutable_private_fields()->set_mobile("139");
  const auto patch = Parse<Person>(R"(private_fields { mobile: "139" })");
  EXPECT_EQ(Updated(patch, Mask({"private_fields.mobile"}), Stored()), expected.ShortDebugString());
}

TEST(ApplyUpdate, NamedSubMessageIsReplacedWhole) {
  Person expected = Stored();
  expected.mutable_private_fields()->Clear();
  expected.mutable_private_fields()->set_mobile("139");
  const auto patch = Parse<Person>(R"(private_fields { mobile: "139" })");
  EXPECT_EQ(Updated(patch, Mask({"private_fields"}), Stored()), expected.ShortDebugString());
}

TEST(ApplyUpdate, ClearingBelowAnAbsentSubMessageDoesNotMakeOne) {
  Person target;
  ASSERT_THAT(ApplyUpdate(Person(), Mask({"private_fields.mobile"}), target), IsOk());
  EXPECT_FALSE(target.has_private_fields());
  ASSERT_THAT(ApplyUpdate(Parse<Person>("private_fields {}"), Mask({"private_fields.mobile"}), target), IsOk());
  EXPECT_FALSE(target.has_private_fields());
}

TEST(ApplyUpdate, SettingBelowAnAbsentSubMessageMakesOne) {
  Person target;
  const auto patch = Parse<Person>(R"(private_fields { mobile: "139" })");
  ASSERT_THAT(ApplyUpdate(patch, Mask({"private_fields.mobile"}), target), IsOk());
  EXPECT_EQ(target.private_fields().mobile(), "139");
}

TEST(ApplyUpdate, EmptyMaskNamesWhatIsSetAlsoWithinSubMessages) {
  Person expected = Stored();
  expected.set_display_name("沈红");
  expected.mutable_private_fields()->set_mobile("139");
  const auto patch = Parse<Person>(R"(display_name: "沈红" private_fields { mobile: "139" })");
  EXPECT_EQ(Updated(patch, FieldMask(), Stored()), expected.ShortDebugString());
}

TEST(ApplyUpdate, StarNamesAllButWhatIsTheServers) {
  const auto patch =
      Parse<Person>(R"(name: "persons/other" display_name: "沈红" etag: "new" create_time { seconds: 9 })");
  const auto expected =
      Parse<Person>(R"(name: "persons/p-1" display_name: "沈红" create_time { seconds: 7 } etag: "old")");
  EXPECT_EQ(Updated(patch, Mask({"*"}), Stored()), expected.ShortDebugString());
}

TEST(ApplyUpdate, NeverTouchesNameEtagAndOutputOnly) {
  const auto patch = Parse<Person>(R"(name: "persons/other" etag: "new" create_time { seconds: 9 })");
  for (const FieldMask& mask : {FieldMask(), Mask({"name", "etag", "create_time"}), Mask({"delete_time"})})
    EXPECT_EQ(Updated(patch, mask, Stored()), Stored().ShortDebugString());
}

TEST(ApplyUpdate, PathNamedTwiceOrWithinAnotherIsMovedOnce) {
  Person expected = Stored();
  expected.mutable_private_fields()->Clear();
  expected.mutable_private_fields()->set_mobile("139");
  const auto patch = Parse<Person>(R"(private_fields { mobile: "139" })");
  EXPECT_EQ(Updated(patch, Mask({"private_fields.mobile", "private_fields", "private_fields"}), Stored()),
            expected.ShortDebugString());
}

TEST(ApplyUpdate, OneofTakesThePatchsMember) {
  const auto stored = Parse<ResourceState>(R"(organization { display_name: "县医院" })");
  const auto patch = Parse<ResourceState>(R"(person { display_name: "沈丹" })");
  for (const FieldMask& mask : {Mask({"*"}), FieldMask(), Mask({"person"}), Mask({"organization", "person"})})
    EXPECT_EQ(Updated(patch, mask, stored), patch.ShortDebugString()) << mask.ShortDebugString();
  EXPECT_EQ(Updated(patch, Mask({"organization"}), stored), "");
}

TEST(ApplyUpdate, UnknownPathIsRefusedAndChangesNothing) {
  Person target = Stored();
  const auto patch = Parse<Person>(R"(display_name: "沈红")");
  const absl::Status status = ApplyUpdate(patch, Mask({"display_name", "nickname"}), target);
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(
      FieldProblems(status),
      ElementsAre(HasSubstr("update_mask: there is no field \"nickname\" in Person, only: name, display_name,")));
  EXPECT_EQ(target.ShortDebugString(), Stored().ShortDebugString());
}

TEST(ApplyUpdate, MalformedPathsAreRefused) {
  Person target = Stored();
  for (const char* path : {"", ".", "a..b", "licences.kind", "licences[0]", "display_name.x", "create_time.seconds",
                           "private_fields.", " display_name", "\x1b"})
    EXPECT_THAT(ApplyUpdate(Person(), Mask({path}), target),
                FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"))
        << path;
  EXPECT_THAT(ApplyUpdate(Person(), Mask({"*", "sex"}), target),
              FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_EQ(target.ShortDebugString(), Stored().ShortDebugString());
}

}  // namespace
}  // namespace jiedui
