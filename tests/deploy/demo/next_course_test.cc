// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/next_course.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "deploy/demo/dataset.h"

namespace jiedui::demo {
namespace {

TEST(MakeNextPeople, AreSixtyWithNumbersOfTheirOwn) {
  std::set<std::string> numbers;
  for (const auto& row : MakePeople(kGoldenSeed)) numbers.insert(row.person().private_fields().id_document().number());
  const size_t before = numbers.size();
  const PersonRows rows = MakeNextPeople(kGoldenSeed);
  ASSERT_EQ(rows.size(), 60U);
  for (const auto& row : rows) numbers.insert(row.person().private_fields().id_document().number());
  EXPECT_EQ(numbers.size(), before + 60);
  EXPECT_EQ(rows.front().person().name(), "persons/next-001");
  EXPECT_EQ(MakeNextPeople(kGoldenSeed)[7].SerializeAsString(), rows[7].SerializeAsString());
}

TEST(MakeNextCourses, HasThirtySeatsOverAllTownships) {
  const auto courses = MakeNextCourses();
  ASSERT_EQ(courses.size(), 1U);
  const scheduler::v1::Course& course = courses[0].course();
  EXPECT_EQ(course.seats(), 30);
  EXPECT_EQ(course.quotas_size(), 31);
  int own = 0;
  for (const auto& quota : course.quotas()) {
    own += quota.seats();
    EXPECT_EQ(quota.ceiling(), quota.seats() + 1);
  }
  EXPECT_LT(own, 30);  // the rest is the pool
}

TEST(MakeNextNominations, NominateThenApproveEverybody) {
  const AssignmentCommands commands = MakeNextNominations();
  ASSERT_EQ(commands.size(), 120U);
  EXPECT_TRUE(commands[59].has_nominate());
  EXPECT_TRUE(commands[60].has_review());
}

}  // namespace
}  // namespace jiedui::demo
