// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/wire_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

TEST(WireFields, AreThoseThatTheMessageHas) {
  v1::Course course = Clinical();
  const std::string bytes = course.SerializeAsString();
  WireFields fields(bytes);
  v1::Course read;
  while (fields.Next()) {
    if (fields.number() == v1::Course::kNameFieldNumber) read.set_name(std::string(fields.bytes()));
    if (fields.number() == v1::Course::kSeatsFieldNumber) read.set_seats(static_cast<int32_t>(fields.value()));
    if (fields.number() == v1::Course::kStartDateFieldNumber) read.set_start_date(std::string(fields.bytes()));
  }
  EXPECT_FALSE(fields.damaged());
  EXPECT_EQ(read.name(), course.name());
  EXPECT_EQ(read.seats(), 100);
  EXPECT_EQ(read.start_date(), "2021-10-18");
}

TEST(WireFields, AllKindsOfFieldsAreSteppedOver) {
  const std::string bytes("\x09\x01\x02\x03\x04\x05\x06\x07\x08\x15\x01\x02\x03\x04\x18\x96\x01", 17);
  WireFields fields(bytes);
  ASSERT_TRUE(fields.Next());
  EXPECT_EQ(fields.number(), 1);
  ASSERT_TRUE(fields.Next());
  EXPECT_EQ(fields.number(), 2);
  ASSERT_TRUE(fields.Next());
  EXPECT_EQ(fields.number(), 3);
  EXPECT_EQ(fields.value(), 150u);
  EXPECT_FALSE(fields.Next());
  EXPECT_FALSE(fields.damaged());
}

// Cut at any place between two fields it is damaged, and read nowhere beyond its end.
TEST(WireFields, WhatIsCutOrUnknownIsDamaged) {
  for (const std::string& bytes :
       {std::string("\x0a\x05zhao"), std::string("\x08"), std::string("\x08\xff\xff"), std::string("\x09\x01\x02"),
        std::string("\x0b"), std::string("\x0f\x01"), std::string(12, '\xff')}) {
    WireFields fields(bytes);
    while (fields.Next()) continue;
    EXPECT_TRUE(fields.damaged()) << testing::PrintToString(bytes);
    EXPECT_FALSE(fields.Next());
  }
}

// Found by tests/fuzz: a tag of more than 32 bits became a number below 0.
TEST(WireFields, NumbersThatNoFieldHasAreDamage) {
  for (const std::string& bytes :
       {std::string("\x00\x01", 2), std::string("\x80\x80\x80\x80\x10\x01"), std::string("\xf8\xff\xff\xd3\x7d\x7d")}) {
    WireFields fields(bytes);
    EXPECT_FALSE(fields.Next()) << testing::PrintToString(bytes);
    EXPECT_TRUE(fields.damaged());
  }
  const std::string greatest("\xf8\xff\xff\xff\x0f\x07");
  WireFields fields(greatest);
  ASSERT_TRUE(fields.Next());
  EXPECT_EQ(fields.number(), (1 << 29) - 1);
  EXPECT_EQ(fields.value(), 7u);
}

}  // namespace
}  // namespace jiedui::scheduler
