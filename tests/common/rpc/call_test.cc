// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/call.h"

#include "gtest/gtest.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/store/v1/records.pb.h"

namespace jiedui::rpc {
namespace {

registry::v1::Person Sample() {
  registry::v1::Person person;
  person.set_name("persons/p1");
  person.set_category(registry::v1::PERSON_CATEGORY_DOCTOR);
  person.mutable_create_time()->set_seconds(1'600'000'000);
  person.set_etag("e1");
  return person;
}

TEST(ExtractField, FindsFirstAndLastField) {
  const std::string bytes = Sample().SerializeAsString();
  EXPECT_EQ(ExtractField(bytes, 1), "persons/p1");
  EXPECT_EQ(ExtractField(bytes, 23), "e1");
}

TEST(ExtractField, FindsMessage) {
  const std::string bytes = Sample().SerializeAsString();
  google::protobuf::Timestamp time;
  ASSERT_TRUE(time.ParseFromString(std::string(ExtractField(bytes, 20))));
  EXPECT_EQ(time.seconds(), 1'600'000'000);
}

TEST(ExtractField, IsEmptyForAbsentField) {
  EXPECT_TRUE(ExtractField(Sample().SerializeAsString(), 9).empty());
  EXPECT_TRUE(ExtractField("", 1).empty());
}

TEST(ExtractField, IsEmptyForFieldOfAnotherWireType) {
  EXPECT_TRUE(ExtractField(Sample().SerializeAsString(), 7).empty());
}

TEST(ExtractField, IsEmptyForLengthBeyondTheEnd) {
  EXPECT_TRUE(ExtractField("\x0a\x05xy", 1).empty());
  EXPECT_TRUE(ExtractField("\x0a\xff\xff\xff\xff\x0f", 1).empty());
}

TEST(ExtractField, SurvivesEveryTruncation) {
  const std::string bytes = Sample().SerializeAsString();
  for (size_t size = 0; size < bytes.size(); ++size) {
    const absl::string_view field = ExtractField(absl::string_view(bytes).substr(0, size), 23);
    EXPECT_TRUE(field.empty()) << size;
  }
}

TEST(RowDetails, TravelWithTheRefusal) {
  const absl::Status refusal = absl::InvalidArgumentError("no");
  EXPECT_EQ(RowDetailsOf(refusal), "");
  EXPECT_EQ(RowDetailsOf(WithRowDetails(refusal, "said")), "said");
  EXPECT_EQ(WithRowDetails(refusal, ""), refusal);
}

}  // namespace
}  // namespace jiedui::rpc
