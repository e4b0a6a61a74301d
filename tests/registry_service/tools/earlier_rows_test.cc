// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/earlier_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

v1::ImportPersonsRequest Row(const std::string& name, const std::string& number) {
  v1::ImportPersonsRequest row;
  row.mutable_person()->set_display_name(name);
  row.mutable_person()->mutable_private_fields()->mutable_id_document()->set_number(number);
  return row;
}

class EarlierRowsTest : public testing::Test {
 protected:
  // Names of the rows to be sent before this one.
  std::vector<std::string> Before(const std::string& name, const std::string& id_number, int64_t number) {
    std::vector<std::string> names;
    for (const auto& row : rows_.Before(Row(name, id_number), number)) names.push_back(row.person().display_name());
    return names;
  }
  EarlierRows rows_;
};

TEST_F(EarlierRowsTest, AStreamHasWhatItWasSent) {
  rows_.BeginStream();
  EXPECT_THAT(Before("a", "1", 2), IsEmpty());
  EXPECT_THAT(Before("b", "1", 3), IsEmpty());
}

TEST_F(EarlierRowsTest, ALaterStreamIsSentTheRowsOfTheSamePersonInOrder) {
  rows_.BeginStream();
  Before("a", "1", 2);
  Before("x", "2", 3);
  Before("b", "1", 4);
  rows_.BeginStream();
  EXPECT_THAT(Before("c", "1", 5), ElementsAre("a", "b"));
  EXPECT_THAT(Before("d", "1", 6), IsEmpty()) << "once is enough";
  rows_.BeginStream();
  EXPECT_THAT(Before("e", "1", 7), ElementsAre("a", "b", "c", "d"));
}

TEST_F(EarlierRowsTest, ARowThatIsSentAgainComesAfterThoseBeforeItOnly) {
  rows_.BeginStream();
  Before("a", "1", 2);
  Before("b", "1", 3);
  Before("c", "1", 4);
  rows_.BeginStream();
  EXPECT_THAT(Before("b", "1", 3), ElementsAre("a"));
  EXPECT_THAT(Before("c", "1", 4), IsEmpty());
}

TEST_F(EarlierRowsTest, NumbersAreKnownInEveryForm) {
  rows_.BeginStream();
  Before("a", "990824850101999", 2);
  rows_.BeginStream();
  EXPECT_THAT(Before("b", "'９９０８24 19850101 9990", 3), ElementsAre("a"));
}

TEST_F(EarlierRowsTest, WhatRepeatsTheRowBeforeIsNotKept) {
  rows_.BeginStream();
  for (int64_t number = 2; number < 100; ++number) Before("a", "1", number);
  rows_.BeginStream();
  EXPECT_THAT(Before("b", "1", 100), ElementsAre("a"));
}

}  // namespace
}  // namespace jiedui::registry
