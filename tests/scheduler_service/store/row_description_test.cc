// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/row_description.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scheduler_service/store/outcomes.h"
#include "tests/scheduler_service/store/edition_world.h"

namespace jiedui::scheduler {
namespace {

class DescribedRows : public EditionWorld {
 protected:
  v1::Contributor Describe(const std::string& name) {
    const auto row = DescribeRow(tables_, *Now(), name);
    EXPECT_THAT(row, IsOk());
    return row.value_or(v1::Contributor());
  }
};

TEST_F(DescribedRows, AnAssignmentSaysWhoWhereAndInWhichState) {
  ASSERT_THAT(CheckInOn("p0"), IsOk());
  const v1::Contributor row = Describe(NameOf("p0"));
  EXPECT_EQ(row.resource(), NameOf("p0"));
  EXPECT_EQ(row.person(), "persons/p0");
  EXPECT_EQ(row.display_name(), Get("p0").person_display_name());
  EXPECT_EQ(row.item(), kRun);
  EXPECT_EQ(row.item_display_name(), "临床医生培训班");
  EXPECT_EQ(row.organization_display_name(), "陵江镇卫生院");
  EXPECT_EQ(row.state(), "STATE_CHECKED_IN");
  EXPECT_EQ(row.date(), "2021-10-18");
  EXPECT_EQ(row.pairing(), kPairing);
}

TEST_F(DescribedRows, ACourseOrAnOutcomeItsTitle) {
  EXPECT_EQ(Describe(kRun).display_name(), "临床医生培训班");
  EXPECT_EQ(Describe(kRun).date(), "2021-10-18");
  const auto shop = FromText<v1::Outcome>(
      "name: 'pairings/yh-cx/outcomes/shop-1' display_name: '小铺' open_date: '2021-07-01' person: 'persons/p0'");
  Write([&](store::Transaction& txn) { return Put(tables_, txn, shop); });
  EXPECT_EQ(Describe(shop.name()).display_name(), "小铺");
  EXPECT_EQ(Describe(shop.name()).person(), "persons/p0");
}

TEST_F(DescribedRows, ARestrictedEntrepreneurHasNoName) {
  const auto entrepreneur = FromText<v1::Outcome>(
      "name: 'pairings/yh-cx/outcomes/e' kind: KIND_ENTREPRENEUR display_name: '赵老板' person: 'persons/p0'");
  Write([&](store::Transaction& txn) { return Put(tables_, txn, entrepreneur); });
  EXPECT_EQ(Describe(entrepreneur.name()).display_name(), "赵老板");
  registry::v1::Person restricted = VillageDoctor("p0");
  restricted.mutable_restrict_time()->set_seconds(1);
  Write([&](store::Transaction& txn) { return PutPerson(tables_, txn, restricted); });
  EXPECT_EQ(Describe(entrepreneur.name()).display_name(), "");
}

TEST_F(DescribedRows, WhatIsGoneOrElsewhereItsNameAlone) {
  for (const std::string name : {"pairings/yh-cx/assignments/gone", "pairings/yh-cx/courses/gone",
                                 "pairings/yh-cx/outcomes/gone", "organizationPairs/x", "organizations/y"}) {
    const v1::Contributor row = Describe(name);
    EXPECT_EQ(row.resource(), name);
    EXPECT_EQ(row.display_name(), "");
  }
}

}  // namespace
}  // namespace jiedui::scheduler
